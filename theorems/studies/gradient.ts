/**
 * The experiment of Lemma 1.2: along a training run, the gradient of each looked-at batch against the population gradient at
 * the same weights, for every neuron and feature. Strengths take two values, so the population gradient and its variance are
 * finite sums, written out in full (gradientSums.ts).
 */
import fc from 'fast-check';
import { drawBatch } from '../../sim/data/batch.ts';
import { momentsOf, type StrengthDistribution } from '../../sim/data/strengths.ts';
import { initialState, type TrainingSetup } from '../../sim/network.ts';
import { ln, powEighths } from '../../sim/random/elementary.ts';
import { streamKey } from '../../sim/random/stream.ts';
import {
  defineStudy,
  NoInstanceError,
  type InstanceInput,
  type Training,
  type TrialInput,
  type Variant,
} from '../types.ts';
import { meanOf, onGrid, partSums, populationProjections } from './gradientSums.ts';
import { checkChoice, checkDimension, checkWhole, MOST } from './possible.ts';
import { varianceBand } from './varianceBand.ts';

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
  /** N fresh examples, or N / 32 fresh ones, 32 times each, or N / 2, twice each. */
  readonly batch: 'fresh' | 'reused' | 'paired';
  /** What the spread of the gaps is compared with: the variance, or the second moment. */
  readonly spread: 'variance' | 'second-moment';
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
  /** How far the spread of the gaps is from the enumerated variance, in standard deviations at most: see varianceBand.ts. */
  readonly deviation: number;
  /** Mean over the steps of the spread in units of that variance; 1 is expected. */
  readonly spread: number;
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
/** Uses of each example. */
const USES = { fresh: 1, paired: 2, reused: 32 } as const;
const MOST_FEATURES = 20;

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
  'paired-batch': { field: 'batch', value: 'paired', words: 'every example is drawn twice: N/2 fresh ones' },
  'second-moment': {
    field: 'spread',
    value: 'second-moment',
    words: 'the second moment in the place of the variance: the mean is not subtracted',
  },
} satisfies Record<string, Variant>;

export const gradientStudy = defineStudy<GradientPath, GradientMeasurement>({
  id: 'gradient',
  title: 'Gradients of fresh batches along a short training run, against the enumerated population gradient',
  sampler,
  samplerWords: [
    'background to core ratio dBackground/dCore log-uniform on a grid of [1/4, 1]',
    'strengths: one to four two-point distributions on a grid of 1/16 with mean in [0.6, 0.9] and variance at least 0.02, dealt in turn to core and to background features',
    'width m in {16, 32}; ambient dimension d = d0^p, p in {2.5, 2.625, 2.75, 2.875, 3}',
    'batch size N = 1 or 2 times max(256, 8 d0^2): "poly(d0)" as a hypothesis',
    `step eta d0/m = ${STEP}; gradients looked at before steps ${GRADIENT_STEPS.join(', ')}`,
    'weights rounded to multiples of 2^-24 where gradients are looked at: the lemma is about any weights that do not depend on the batch',
  ],
  parts: ['ratio < 1/2', 'ratio >= 1/2'],
  partOf: (path) => `ratio ${path.ratio < 0.5 ? '<' : '>='} 1/2`,
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
  settable: ['m', 'd', 'N', 'radius', 'batch', 'spread'],
  variants: VARIANTS,
  measure,
  training: (trial) => trainingOf(trial, instanceAt(trial)),
  cost: (path, d0) => {
    const { m, batchFactor } = path;
    const steps = GRADIENT_STEPS.at(-1)!;
    return m * d0 * (steps * batchFactor * leastBatch(d0) + GRADIENT_STEPS.length * 2 ** (d0 + 1));
  },
});

const CHOICES: Readonly<Record<'radius' | 'batch' | 'spread', readonly string[]>> = {
  radius: ['union', 'quarter'],
  batch: Object.keys(USES),
  spread: ['variance', 'second-moment'],
};

const leastBatch = (d0: number) => Math.max(256, 8 * d0 * d0);

function instanceAt({ path: p, d0, variant, set }: InstanceInput<GradientPath>): GradientInstance {
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
    spread: 'variance',
    ...set,
    ...(broken === undefined ? {} : { [broken.field]: broken.value }),
  };
  checkWhole('m', instance.m, 1, MOST.m);
  checkDimension(instance);
  checkWhole('N', instance.N, USES.reused, MOST.N);
  if (instance.N % USES.reused !== 0)
    throw new NoInstanceError(`N must be a multiple of ${USES.reused}, got ${instance.N}`);
  for (const name of ['radius', 'batch', 'spread'] as const) checkChoice(name, instance[name], CHOICES[name]);
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

function measure(trial: TrialInput<GradientPath>): GradientMeasurement {
  const i = instanceAt(trial);
  const { setup, batches, start } = trainingOf(trial, i);
  const run = trial.engine.start(setup, batches, start);
  try {
    const uses = USES[i.batch];
    const looks = GRADIENT_STEPS.map((step) => {
      run.advance(step - run.state().step);
      const state = run.state();
      // The batch that the run is about to take; weights were made without it.
      const batch = drawBatch(setup.data, batches, step, i.N / uses);
      const network = { signs: state.signs, weights: onGrid(state.weights) };
      const population = populationProjections(setup.data, network);
      const parts = partSums(network, batch, uses);
      const gaps = meanOf(parts, i.N).map((g, at) => Math.abs(g - population.projections[at]!));
      return { step, gap: gaps.reduce((a, b) => (b <= a ? a : b), 0), population, parts };
    });
    const comparisons = GRADIENT_STEPS.length * i.m * i.d0;
    return {
      d0: i.d0,
      m: i.m,
      N: i.N,
      comparisons,
      gap: Math.max(...looks.map((at) => at.gap)),
      radius: hoeffdingRadius(i.N, comparisons) / (i.radius === 'quarter' ? 4 : 1),
      ...varianceBand(looks, i.spread),
      moments: looks.map(({ step, gap, population }) => ({ step, gap, inMargin: population.inMargin })),
    };
  } finally {
    run.dispose();
  }
}

/** Each summand of m times the gradient lies in [-1, 1]: P(any of `comparisons` gaps exceeds this) <= RADIUS_FAILURE. */
export function hoeffdingRadius(N: number, comparisons: number): number {
  return Math.sqrt((2 * ln((2 * comparisons) / RADIUS_FAILURE)) / N);
}
