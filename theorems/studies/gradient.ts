/**
 * The experiment of Lemma 1.2: along a training run, the gradient of each looked-at batch against the population gradient at
 * the same weights, for every neuron and feature. Strengths take two values, so the population gradient is a finite sum,
 * written out in full.
 *
 * Nothing rounds before the last division. Weights are those of the run on the grid 2^-24 and features lie on the grid 2^-6,
 * so preactivations and outputs are multiples of 2^-30 below 2^20; probabilities are multiples of 4^-d0 and gradient sums
 * of 2^-(2 d0 + 6), below 2: all exact in float64 for d0 up to MOST_FEATURES. Gates and margins are therefore exact too.
 */
import fc from 'fast-check';
import { drawBatch, type Batch, type DataSpec } from '../../sim/data/batch.ts';
import { momentsOf, type StrengthDistribution } from '../../sim/data/strengths.ts';
import { initialState, type TrainingSetup } from '../../sim/network.ts';
import { ln, powEighths } from '../../sim/random/elementary.ts';
import { streamKey } from '../../sim/random/stream.ts';
import {
  NoInstanceError,
  type InstanceInput,
  type Json,
  type Study,
  type Training,
  type TrialInput,
  type Variant,
} from '../types.ts';
import { checkChoice, checkDimension, checkWhole, MOST } from './possible.ts';

interface GradientPath {
  /** dBackground / dCore. */
  readonly ratio: number;
  readonly palette: readonly StrengthDistribution[];
  readonly m: number;
  /** d = d0^(dimensionEighths / 8), rounded. */
  readonly dimensionEighths: number;
  /** N = batchFactor * max(256, 8 d0^2). */
  readonly batchFactor: number;
}

interface GradientInstance {
  readonly d0: number;
  readonly dCore: number;
  readonly dBackground: number;
  readonly strengths: readonly StrengthDistribution[];
  readonly m: number;
  readonly d: number;
  readonly N: number;
  /** eta d0 / m */
  readonly h: number;
  /** What the gap is compared with: the radius, or a quarter of it. */
  readonly radius: 'union' | 'quarter';
  /** N fresh examples, or N / 32 fresh ones, 32 times each. */
  readonly batch: 'fresh' | 'reused';
}

export interface GradientMeasurement {
  readonly d0: number;
  readonly m: number;
  readonly N: number;
  /** Gaps the radius is a union over: steps, neurons, features. */
  readonly comparisons: number;
  /** Largest m |<empirical - population gradient, m_j>|, and what it is compared with. */
  readonly gap: number;
  readonly radius: number;
  readonly moments: readonly {
    readonly step: number;
    readonly gap: number;
    /** Probability that an example is in the margin. */
    readonly inMargin: number;
  }[];
}

/** The chance that the radius leaves for any gap to exceed it, by Hoeffding and a union bound. */
export const RADIUS_FAILURE = 0.05;
/** eta d0 / m. */
const STEP = 0.05;
/** Steps at which gradients are looked at: every early one, where neurons still differ, then ever fewer. */
export const GRADIENT_STEPS = [...Array(16).keys(), 20, 40, 100, 200];
/** Uses of each example when batches are reused. */
const REUSES = 32;
const MOST_FEATURES = 20;
const GRID = 2 ** 24;

/** Two values on a grid of 1/16, the lower with probability 1/4, 1/2 or 3/4; mean in [0.6, 0.9], variance at least 0.02. */
const twoPoint: fc.Arbitrary<StrengthDistribution> = (() => {
  const all: StrengthDistribution[] = [];
  for (let low = 0; low <= 16; low++) {
    for (let high = low + 1; high <= 16; high++) {
      for (const pLow of [1 / 4, 1 / 2, 3 / 4])
        all.push({ kind: 'two-point', low: low / 16, high: high / 16, pLow });
    }
  }
  return fc.constantFrom(...all.filter(admissible));
})();

function admissible(s: StrengthDistribution): boolean {
  const { mean, variance } = momentsOf(s);
  return variance >= 0.02 && mean >= 0.6 && mean <= 0.9;
}

const sampler: fc.Arbitrary<GradientPath> = fc.record({
  ratio: fc.integer({ min: -16, max: 0 }).map((eighths) => powEighths(2, eighths)),
  palette: fc.array(twoPoint, { minLength: 1, maxLength: 4 }),
  m: fc.constantFrom(16, 32),
  dimensionEighths: fc.integer({ min: 20, max: 24 }),
  batchFactor: fc.constantFrom(1, 2),
});

const VARIANTS = {
  'quarter-radius': { field: 'radius', value: 'quarter', words: 'the radius divided by four' },
  'reused-batch': {
    field: 'batch',
    value: 'reused',
    words: 'batches are reused: N/32 fresh examples, each 32 times',
  },
} satisfies Record<string, Variant>;

export const gradientStudy: Study = {
  id: 'gradient',
  title: 'Gradients of fresh batches along a short training run, against the enumerated population gradient',
  sampler: sampler as unknown as Study['sampler'],
  samplerWords: [
    'background to core ratio dBackground/dCore log-uniform on a grid of [1/4, 1]',
    'strengths: one to four two-point distributions on a grid of 1/16 with mean in [0.6, 0.9] and variance at least 0.02, dealt in turn to core and to background features',
    'width m in {16, 32}; ambient dimension d = d0^p, p in {2.5, 2.625, 2.75, 2.875, 3}',
    'batch size N = 1 or 2 times max(256, 8 d0^2): "poly(d0)" as a hypothesis',
    `step eta d0/m = ${STEP}; gradients looked at before steps ${GRADIENT_STEPS.join(', ')}`,
    'weights rounded to multiples of 2^-24 where gradients are looked at: the lemma is about any weights that do not depend on the batch',
  ],
  parts: ['ratio < 1/2', 'ratio >= 1/2'],
  partOf: (path) => `ratio ${(path as unknown as GradientPath).ratio < 0.5 ? '<' : '>='} 1/2`,
  instance: (at) => {
    const { strengths: _, ...shown } = instanceAt(at);
    return shown;
  },
  hypotheses: (at) => {
    const i = instanceAt(at);
    return {
      'feature-counts': i.dBackground >= i.dCore / 4 - 1 && i.dBackground <= i.dCore + 1,
      'strength-moments': i.strengths.every(admissible),
      'batch-size': i.N >= leastBatch(i.d0),
    };
  },
  fields: ['d0', 'dCore', 'dBackground', 'm', 'd', 'N', 'h'],
  settable: ['m', 'd', 'N', 'radius', 'batch'],
  variants: VARIANTS,
  measure: (trial) => measure(trial) as unknown as Json,
  training: (trial) => trainingOf(trial, instanceAt(trial)),
  cost: (path, d0) => {
    const { m, batchFactor } = path as unknown as GradientPath;
    const steps = GRADIENT_STEPS.at(-1)!;
    return m * d0 * (steps * batchFactor * leastBatch(d0) + GRADIENT_STEPS.length * 2 ** (d0 + 1));
  },
};

const leastBatch = (d0: number) => Math.max(256, 8 * d0 * d0);

function instanceAt({ path, d0, variant, set }: InstanceInput): GradientInstance {
  const p = path as unknown as GradientPath;
  checkWhole('d0', d0, 2, MOST_FEATURES);
  const dBackground = Math.max(1, Math.round((d0 * p.ratio) / (1 + p.ratio)));
  const deal = (count: number) => Array.from({ length: count }, (_, j) => p.palette[j % p.palette.length]!);
  const broken = variant === 'main' ? undefined : VARIANTS[variant as keyof typeof VARIANTS];
  const instance: GradientInstance = {
    d0,
    dCore: d0 - dBackground,
    dBackground,
    strengths: [...deal(d0 - dBackground), ...deal(dBackground)],
    m: p.m,
    d: Math.round(powEighths(d0, p.dimensionEighths)),
    N: p.batchFactor * leastBatch(d0),
    h: STEP,
    radius: 'union',
    batch: 'fresh',
    ...set,
    ...(broken === undefined ? {} : { [broken.field]: broken.value }),
  };
  checkWhole('m', instance.m, 1, MOST.m);
  checkDimension(instance);
  checkWhole('N', instance.N, REUSES, MOST.N);
  if (instance.N % REUSES !== 0)
    throw new NoInstanceError(`N must be a multiple of ${REUSES}, got ${instance.N}`);
  checkChoice('radius', instance.radius, ['union', 'quarter']);
  checkChoice('batch', instance.batch, ['fresh', 'reused']);
  return instance;
}

function trainingOf({ labels }: Pick<TrialInput, 'labels'>, i: GradientInstance): Training {
  const setup: TrainingSetup = {
    data: { dCore: i.dCore, dBackground: i.dBackground, strengths: i.strengths, labels: 'true' },
    width: i.m,
    ambientDimension: i.d,
    batchSize: i.N,
    eta: (i.h * i.m) / i.d0,
    lambda: 0,
    activation: 'relu',
    gate: 'own',
  };
  return {
    setup,
    batches: streamKey(...labels, 'batches'),
    start: initialState(setup, streamKey(...labels, 'initial')),
    steps: GRADIENT_STEPS.at(-1)!,
  };
}

function measure(trial: TrialInput): GradientMeasurement {
  const i = instanceAt(trial);
  const { setup, batches, start } = trainingOf(trial, i);
  const run = trial.engine.start(setup, batches, start);
  try {
    const moments = GRADIENT_STEPS.map((step) => {
      run.advance(step - run.state().step);
      const state = run.state();
      // The batch that the run is about to take; weights were made without it.
      const rows = i.batch === 'fresh' ? i.N : i.N / REUSES;
      const batch = drawBatch(setup.data, batches, step, rows);
      const network = { signs: state.signs, weights: onGrid(state.weights) };
      const population = populationProjections(setup.data, network);
      const empirical = batchProjections(setup.data, network, batch);
      const gaps = empirical.map((g, at) => Math.abs(g - population.projections[at]!));
      return { step, gap: gaps.reduce((a, b) => (b <= a ? a : b), 0), inMargin: population.inMargin };
    });
    const comparisons = GRADIENT_STEPS.length * i.m * i.d0;
    const radius = hoeffdingRadius(i.N, comparisons) / (i.radius === 'quarter' ? 4 : 1);
    const gap = Math.max(...moments.map((at) => at.gap));
    return { d0: i.d0, m: i.m, N: i.N, comparisons, gap, radius, moments };
  } finally {
    run.dispose();
  }
}

/** Each summand of m times the gradient lies in [-1, 1]: P(any of `comparisons` gaps exceeds this) <= RADIUS_FAILURE. */
export function hoeffdingRadius(N: number, comparisons: number): number {
  return Math.sqrt((2 * ln((2 * comparisons) / RADIUS_FAILURE)) / N);
}

export interface GridNetwork {
  /** Signs of a_k, [m]. */
  readonly signs: ArrayLike<number>;
  /** v, row-major [m, d0], multiples of 2^-24. */
  readonly weights: Float64Array;
}

export function onGrid(weights: ArrayLike<number>): Float64Array {
  return Float64Array.from(weights, (v) => Math.round(v * GRID) / GRID);
}

/** -m <grad_{w_k} E l, m_j> for every k and j, row-major [m, d0], by writing out every outcome; exact. */
export function populationProjections(
  data: DataSpec,
  network: GridNetwork,
): { readonly projections: Float64Array; readonly inMargin: number } {
  const d0 = data.strengths.length;
  const projections = new Float64Array(network.weights.length);
  const z = new Float64Array(d0);
  let inMargin = 0;
  for (let mask = 0; mask < 2 ** d0; mask++) {
    for (const y of [1, -1]) {
      let probability = 0.5;
      for (let j = 0; j < d0; j++) {
        const s = data.strengths[j]!;
        if (s.kind !== 'two-point')
          throw new RangeError(`strengths must take two values to be written out, got ${s.kind}`);
        const isLow = (mask & (1 << j)) !== 0;
        probability *= isLow ? s.pLow : 1 - s.pLow;
        z[j] = (j < data.dCore ? y : 1) * (isLow ? s.low : s.high);
      }
      if (addExample(network, z, 0, y, probability, projections)) inMargin += probability;
    }
  }
  return { projections, inMargin };
}

/** The same for the mean over a batch; exact but for the division by its size. */
export function batchProjections(data: DataSpec, network: GridNetwork, batch: Batch): Float64Array {
  const d0 = data.strengths.length;
  const sums = new Float64Array(network.weights.length);
  for (let n = 0; n < batch.rows; n++) addExample(network, batch.z, n * d0, batch.y[n]!, 1, sums);
  return sums.map((s) => s / batch.rows);
}

/** Adds weight * s_k y 1[margin] 1[active] z_j for every k and j; is the example in the margin? */
function addExample(
  { signs, weights }: GridNetwork,
  z: ArrayLike<number>,
  from: number,
  y: number,
  weight: number,
  sums: Float64Array,
): boolean {
  const m = signs.length;
  const d0 = weights.length / m;
  const active: number[] = [];
  let output = 0;
  for (let k = 0; k < m; k++) {
    let pre = 0;
    for (let j = 0; j < d0; j++) pre += weights[k * d0 + j]! * z[from + j]!;
    if (pre >= 0) {
      active.push(k);
      output += signs[k]! * pre;
    }
  }
  if (!(y * output <= m)) return false;
  for (const k of active) {
    const factor = weight * signs[k]! * y;
    for (let j = 0; j < d0; j++) sums[k * d0 + j]! += factor * z[from + j]!;
  }
  return true;
}
