/**
 * Some runs and the checksum of each: the same on every machine and every version of Node. `UPDATE_CHECKSUMS=1 npx
 * vitest run --project unit test/sim/kernel/checksums.test.ts` writes the table anew, after a change of the kernel that is
 * meant to change its bits (say so in the commit).
 */
import { createHash } from 'node:crypto';
import type { StrengthDistribution } from '../../../sim/data/strengths.ts';
import type { Engine } from '../../../sim/engines/engine.ts';
import { initialState, type TrainingSetup } from '../../../sim/network.ts';
import { streamKey } from '../../../sim/random/stream.ts';

export interface ChecksumRun {
  readonly name: string;
  readonly dCore: number;
  readonly dBackground: number;
  readonly width: number;
  readonly batchSize: number;
  readonly ambientDimension: number;
  readonly steps: number;
  /** eta d0 / m */
  readonly pace: number;
  readonly lambda: number;
  readonly strengths: 'uniform' | 'two-point' | 'skewed' | 'mixed';
  readonly labels: 'true' | 'random';
  readonly activation: 'relu' | 'identity';
  readonly slope: number;
  readonly gate: 'own' | 'class-average';
}

const plain = {
  lambda: 0,
  strengths: 'uniform',
  labels: 'true',
  activation: 'relu',
  slope: 0,
  gate: 'own',
  pace: 0.04,
} as const;

export const runs: readonly ChecksumRun[] = [
  {
    ...plain,
    name: 'square',
    dCore: 16,
    dBackground: 16,
    width: 64,
    batchSize: 128,
    ambientDimension: 5793,
    steps: 500,
  },
  {
    ...plain,
    name: 'wide',
    dCore: 8,
    dBackground: 8,
    width: 256,
    batchSize: 96,
    ambientDimension: 1024,
    steps: 300,
  },
  {
    ...plain,
    name: 'large d',
    dCore: 20,
    dBackground: 12,
    width: 48,
    batchSize: 128,
    ambientDimension: 1e9,
    steps: 400,
  },
  {
    ...plain,
    name: 'odd',
    dCore: 7,
    dBackground: 4,
    width: 13,
    batchSize: 51,
    ambientDimension: 401,
    steps: 700,
  },
  {
    ...plain,
    name: 'half',
    dCore: 43,
    dBackground: 21,
    width: 64,
    batchSize: 256,
    ambientDimension: 262144,
    steps: 600,
  },
  {
    ...plain,
    name: 'decay',
    dCore: 16,
    dBackground: 8,
    width: 32,
    batchSize: 64,
    ambientDimension: 13824,
    steps: 500,
    lambda: 0.005,
  },
  {
    ...plain,
    name: 'two-point',
    dCore: 9,
    dBackground: 9,
    width: 30,
    batchSize: 64,
    ambientDimension: 1375,
    steps: 400,
    strengths: 'two-point',
  },
  {
    ...plain,
    name: 'skewed',
    dCore: 12,
    dBackground: 6,
    width: 33,
    batchSize: 100,
    ambientDimension: 5832,
    steps: 400,
    strengths: 'skewed',
  },
  {
    ...plain,
    name: 'mixed',
    dCore: 10,
    dBackground: 20,
    width: 40,
    batchSize: 77,
    ambientDimension: 4930,
    steps: 400,
    strengths: 'mixed',
  },
  {
    ...plain,
    name: 'random labels',
    dCore: 8,
    dBackground: 8,
    width: 32,
    batchSize: 64,
    ambientDimension: 1024,
    steps: 200,
    labels: 'random',
  },
  {
    ...plain,
    name: 'class average',
    dCore: 16,
    dBackground: 16,
    width: 32,
    batchSize: 128,
    ambientDimension: 5793,
    steps: 400,
    gate: 'class-average',
  },
  {
    ...plain,
    name: 'identity',
    dCore: 16,
    dBackground: 16,
    width: 65,
    batchSize: 128,
    ambientDimension: 5793,
    steps: 800,
    activation: 'identity',
  },
  {
    ...plain,
    name: 'leaky',
    dCore: 20,
    dBackground: 10,
    width: 49,
    batchSize: 130,
    ambientDimension: 4930,
    steps: 500,
    slope: 0.3,
  },
  {
    ...plain,
    name: 'leaky, class average',
    dCore: 12,
    dBackground: 12,
    width: 32,
    batchSize: 64,
    ambientDimension: 4096,
    steps: 300,
    slope: 0.05,
    gate: 'class-average',
  },
];

/** The first 16 hexadecimal digits of SHA-256 of the run's losses and last weights (little-endian). */
export function checksum(engine: Engine, run: ChecksumRun): string {
  const d0 = run.dCore + run.dBackground;
  const setup: TrainingSetup = {
    data: {
      dCore: run.dCore,
      dBackground: run.dBackground,
      strengths: Array.from({ length: d0 }, (_, j) => strengthOf(run.strengths, j)),
      labels: run.labels,
    },
    width: run.width,
    ambientDimension: run.ambientDimension,
    batchSize: run.batchSize,
    eta: (run.pace * run.width) / d0,
    lambda: run.lambda,
    activation: run.activation,
    slope: run.slope,
    gate: run.gate,
  };
  const training = engine.start(
    setup,
    streamKey('checksum', run.name, 'batches'),
    initialState(setup, streamKey('checksum', run.name, 'initial')),
  );
  const losses = training.advance(run.steps);
  const { weights } = training.state();
  training.dispose();
  return createHash('sha256')
    .update(new Uint8Array(losses.buffer))
    .update(new Uint8Array(weights.buffer))
    .digest('hex')
    .slice(0, 16);
}

function strengthOf(kind: ChecksumRun['strengths'], j: number): StrengthDistribution {
  const families: readonly StrengthDistribution[] = [
    { kind: 'uniform', low: 0, high: 1 },
    { kind: 'two-point', low: 0.25, high: 1, pLow: 0.5 },
    { kind: 'skewed', low: 0.125, high: 1 },
  ];
  return families[kind === 'mixed' ? j % 3 : ['uniform', 'two-point', 'skewed'].indexOf(kind)]!;
}
