/**
 * TensorFlow.js backends: which of them this machine has, why not the others, and a way to compute on one.
 *
 * The library keeps one current backend for the whole process, so a `Device` makes its own backend current on entry of
 * every computation: engines on different backends take turns without seeing each other.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import util from 'node:util';
import type * as TensorFlow from '@tensorflow/tfjs';

export type Tf = typeof TensorFlow;
export type TfjsBackend = 'node' | 'wasm' | 'cpu';

/** Fastest first: the order in which `loadDevice` tries them when none is asked for. */
export const TFJS_BACKENDS: readonly TfjsBackend[] = ['node', 'wasm', 'cpu'];

/** What was found out about one backend. */
export interface BackendReport {
  readonly backend: TfjsBackend;
  readonly available: boolean;
  /** Why it is not available; empty when it is. */
  readonly reason: string;
  /** Version of the package and of what is below it; empty when it did not load. */
  readonly version: string;
}

/** One backend, ready to compute. */
export interface Device {
  readonly backend: TfjsBackend;
  readonly tf: Tf;
  /** Runs a synchronous computation on this backend; tensors it does not return are freed. */
  compute<T extends TensorFlow.TensorContainer>(computation: () => T): T;
}

/** The device asked for, or the fastest that loads. Throws an Error with the reason when there is none. */
export async function loadDevice(backend?: TfjsBackend): Promise<Device> {
  const reasons: string[] = [];
  for (const candidate of backend === undefined ? TFJS_BACKENDS : [backend]) {
    const { device, report } = await attempt(candidate);
    if (device !== undefined) return device;
    reasons.push(`${candidate}: ${report.reason}`);
  }
  throw new Error(`no TensorFlow.js backend loads (${reasons.join('; ')})`);
}

/** What was tried, backend by backend, and why it failed where it did. */
export async function tfjsBackends(): Promise<BackendReport[]> {
  const reports: BackendReport[] = [];
  for (const backend of TFJS_BACKENDS) reports.push((await attempt(backend)).report);
  return reports;
}

interface Attempt {
  readonly device?: Device;
  readonly report: BackendReport;
}

const require = createRequire(import.meta.url);
const attempts = new Map<TfjsBackend, Promise<Attempt>>();
/** Loading goes one at a time: the library's registry is not made for two initialisations at once. */
let queue: Promise<unknown> = Promise.resolve();

function attempt(backend: TfjsBackend): Promise<Attempt> {
  let known = attempts.get(backend);
  if (known === undefined) {
    known = queue.then(() => load(backend));
    queue = known;
    attempts.set(backend, known);
  }
  return known;
}

async function load(backend: TfjsBackend): Promise<Attempt> {
  try {
    const { tf, registered, version } = await LOADERS[backend]();
    if (!(await tf.setBackend(registered))) throw new Error(`it registers and does not initialise`);
    const device = new TfjsDevice(backend, tf, registered);
    const check = device.compute(() => tf.matMul(tf.ones([1, 2]), tf.ones([2, 1])));
    const two = check.dataSync()[0];
    check.dispose();
    if (two !== 2) throw new Error(`it computes 1 + 1 = ${two}`);
    return { device, report: { backend, available: true, reason: '', version } };
  } catch (error) {
    return { report: { backend, available: false, reason: oneLine(error), version: '' } };
  }
}

class TfjsDevice implements Device {
  readonly backend: TfjsBackend;
  readonly tf: Tf;
  readonly #registered: string;
  readonly #instance: unknown;

  constructor(backend: TfjsBackend, tf: Tf, registered: string) {
    this.backend = backend;
    this.tf = tf;
    this.#registered = registered;
    this.#instance = tf.backend();
  }

  compute<T extends TensorFlow.TensorContainer>(computation: () => T): T {
    const { tf } = this;
    // The instance is compared too: an initialisation that ends late sets it and not the name. For a backend that is
    // already initialised, setBackend does all its work before it returns its promise.
    if (tf.getBackend() !== this.#registered || tf.backend() !== this.#instance) {
      void tf.setBackend(this.#registered);
    }
    return tf.tidy(computation);
  }
}

interface Loaded {
  readonly tf: Tf;
  /** The library's own name of the backend. */
  readonly registered: string;
  readonly version: string;
}

const LOADERS: Readonly<Record<TfjsBackend, () => Promise<Loaded>>> = {
  // Requires, not imports: tfjs-node requires @tensorflow/tfjs, and both must be the same instance of it.
  node: async () => {
    replaceOldUtil();
    process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '1';
    const native = require('@tensorflow/tfjs-node') as Tf & { version: Record<string, string> };
    return {
      tf: loadCore(),
      registered: 'tensorflow',
      version: `tfjs-node ${native.version['tfjs-node']}`,
    };
  },
  wasm: async () => {
    const tf = loadCore();
    const wasm = require('@tensorflow/tfjs-backend-wasm') as {
      version_wasm: string;
      setWasmPaths(folder: string): void;
    };
    const entry = require.resolve('@tensorflow/tfjs-backend-wasm/package.json');
    wasm.setWasmPaths(join(dirname(entry), 'dist', '/'));
    const simd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT');
    return {
      tf,
      registered: 'wasm',
      version: `tfjs-backend-wasm ${wasm.version_wasm}, ${simd ? 'SIMD' : 'no SIMD'}`,
    };
  },
  cpu: async () => {
    const tf = loadCore();
    // Without this the first tensor prints an advertisement for tfjs-node.
    (tf.findBackend('cpu') as { firstUse?: boolean }).firstUse = false;
    return { tf, registered: 'cpu', version: `tfjs ${tf.version_core}` };
  },
};

function loadCore(): Tf {
  return require('@tensorflow/tfjs') as Tf;
}

/** tfjs-node 4.22 calls two functions of node:util that Node 22 warns of and Node 23 has no more. */
function replaceOldUtil(): void {
  const old: Record<string, (value: unknown) => boolean> = {
    isNullOrUndefined: (value) => value === null || value === undefined,
    isArray: Array.isArray,
  };
  Object.assign(util, old);
}

function oneLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n')[0]!.trim();
}
