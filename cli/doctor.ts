/** `fct doctor`: what this machine has, what was tried, what is missing, why, and how to get it. */
import { createRequire } from 'node:module';
import { count } from '../reports/text.ts';
import { loadKernel } from '../sim/engines/kernel.ts';
import type { TrainingSetup, TrainingState } from '../sim/network.ts';
import { tfjsBackends, type BackendReport, type TfjsBackend } from '../sim/engines/tfjs.ts';
import { availableCores } from './cores.ts';

export interface Examination {
  readonly version: string;
  readonly tfjs: string;
  readonly node: string;
  readonly platform: string;
  readonly cores: number;
  /** Why the kernel does not run here; empty when it does. */
  readonly kernelFault: string;
  /** In the order in which `--engine tfjs` tries them. */
  readonly backends: readonly BackendReport[];
  /** Versions of the packages that only `--broker` needs; undefined where one is missing. */
  readonly broker: { readonly bullmq: string; readonly ioredis: string } | undefined;
}

export async function doctor(): Promise<number> {
  console.log(diagnosis(await examine()));
  return 0;
}

/** Loads and tries every engine and backend. */
export async function examine(): Promise<Examination> {
  return {
    version: versionOf('feature-contamination-theorems'),
    tfjs: versionOf('@tensorflow/tfjs'),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cores: availableCores(),
    kernelFault: tryKernel(),
    backends: await tfjsBackends(),
    broker: brokerPackages(),
  };
}

/** The examination as plain text. */
export function diagnosis(e: Examination): string {
  const first = e.backends.find((b) => b.available);
  const tfjs =
    first === undefined
      ? '  tfjs       missing  no backend loads'
      : `  tfjs       ready    the general core; --engine tfjs runs on tfjs-${first.backend}, the first below that loads`;
  return [
    `fct ${e.version}, TensorFlow.js ${e.tfjs}, Node ${e.node} on ${e.platform}`,
    `${count(e.cores, 'core')}: verify starts ${count(e.cores, 'worker')}, each trains one trial at a time (--jobs says otherwise)`,
    '',
    'Engines',
    e.kernelFault === ''
      ? '  kernel     ready    the theorems’ own setting in WebAssembly, one thread; what --engine auto takes'
      : `  kernel     missing  ${e.kernelFault}`,
    tfjs,
    '',
    'Backends of tfjs, as tried, fastest first',
    ...e.backends.flatMap((b) => backendLines(b, e)),
    '',
    auditLine(e.backends),
    '',
    'Many machines',
    ...brokerLines(e.broker),
  ].join('\n');
}

const WORDS: Readonly<Record<TfjsBackend, string>> = {
  node: 'native TensorFlow, threads of its own',
  wasm: 'WebAssembly, one thread',
  cpu: 'plain JavaScript, one thread',
};

function backendLines({ backend, available, reason, version }: BackendReport, e: Examination): string[] {
  const name = `  ${`tfjs-${backend}`.padEnd(10)} `;
  if (available) return [`${name}ready    ${version}: ${WORDS[backend]}`];
  return [`${name}missing  ${reason}`, `${' '.repeat(22)}${remedy(backend, e)}`];
}

function remedy(backend: TfjsBackend, { platform }: Examination): string {
  if (backend !== 'node') return 'to get it: install the package again (`npm ci`); it is a plain dependency';
  return platform === 'linux x64'
    ? 'to get it: `npm run native` in a checkout (needs python3 with pip and g++, loads 207 MB, takes a minute)'
    : 'to get it: `npm install @tensorflow/tfjs-node`, where its own download serves this platform';
}

function brokerLines(broker: Examination['broker']): string[] {
  if (broker !== undefined)
    return [
      `  broker     ready    BullMQ ${broker.bullmq} and ioredis ${broker.ioredis}, for --broker and \`fct worker\``,
    ];
  return [
    '  broker     missing  BullMQ or ioredis is not installed; only --broker and `fct worker` need them',
    `${' '.repeat(22)}to get it: \`npm install bullmq@6 ioredis@5\``,
  ];
}

function brokerPackages(): Examination['broker'] {
  try {
    return { bullmq: versionOf('bullmq'), ioredis: versionOf('ioredis') };
  } catch {
    return undefined;
  }
}

function auditLine(backends: readonly BackendReport[]): string {
  const ready = backends.some((b) => b.backend === 'wasm' && b.available);
  return `Audit: verify repeats some of its steps on tfjs-wasm, which ${ready ? 'is ready' : 'is missing: a run that trains would end with exit code 3'}.`;
}

/** h(z) is the sum of its two weights: all strengths are 1. */
const ONE = { kind: 'uniform', low: 1, high: 1 } as const;
const ONE_NEURON: TrainingSetup = {
  data: { dCore: 1, dBackground: 1, strengths: [ONE, ONE], labels: 'true' },
  ...{ width: 1, ambientDimension: 2, batchSize: 1, eta: 1, lambda: 0, activation: 'relu', gate: 'own' },
};
const ITS_STATE: TrainingState = { step: 0, weights: Float32Array.of(3, 8), signs: Int8Array.of(1) };

/** Empty when the kernel loads and computes. */
function tryKernel(): string {
  try {
    const draw = { stream: [0, 0, 0, 0], page: 0, rows: 1 } as const;
    const [, { id }] = loadKernel().probe(ONE_NEURON, ITS_STATE, draw);
    return id[0] === 11 ? '' : `it computes 3 + 8 = ${id[0]}`;
  } catch (error) {
    return (error as Error).message.split('\n')[0]!;
  }
}

function versionOf(name: string): string {
  const require = createRequire(import.meta.url);
  return (require(`${name}/package.json`) as { version: string }).version;
}
