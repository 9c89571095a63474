/**
 * One experiment for Theorems 4.1 to 4.4: train a network on a drawn instance and probe it at geometric
 * checkpoints. The study `relu` trains the paper's network, `linear` the same with the identity.
 *
 * Constants of the theorems do not enter the measurement: it keeps quantiles over all neurons of one sign, and
 * the claims compare them with thresholds. "Theta(m) neurons" is read as half of all neurons of either sign
 * [ours]: a neuron whose initial weights make it inactive on both classes never moves, and up to a quarter of
 * them start that way (the class means of <w_k, x> are two independent symmetric variables).
 */
import { averageOf, probeRisks, probeWeights, type Estimate, type RiskProbe } from '../../sim/probes.ts';
import type { TrainingSetup, TrainingState } from '../../sim/network.ts';
import { streamKey } from '../../sim/random/stream.ts';
import type { Engine } from '../../sim/engines/engine.ts';
import {
  defineStudy,
  DivergedError,
  type DefinedStudy,
  type InstanceInput,
  type Training,
  type TrialInput,
  type Variant,
} from '../types.ts';
import { limitCurve } from '../limit/curve.ts';
import { AXES, dimensionlessOf } from './axes.ts';
import { bothSignsStart } from './bothSigns.ts';
import { checkpointTimes } from './checkpoints.ts';
import {
  FIELDS,
  hypothesesOf,
  instanceAt,
  PARTS,
  partOf,
  pathSampler,
  samplerWords,
  SETTABLE,
  setupOf,
  type Instance,
  type Path,
} from './path.ts';

/** Per cent of the neurons of one sign that stand for Theta(m). */
const HALF = 50;
/** Per cent of neurons below the upper end of a band; its lower end leaves HALF of them inside. */
const BAND_TOP = 95;
/** Per cent of all neurons whose wrong-class rate is kept: nearly all, chosen without looking at the rate. */
const WRONG_RATE = 90;
/** Fresh examples of each class in a probe. */
export const PROBE_PER_CLASS = 1024;
/** Fresh batches averaged by progressive validation at a checkpoint. */
const PROGRESSIVE_BATCHES = 20;

/** All neurons whose output weight a_k has the sign `sign`; y = sign is their own class. */
export interface Neurons {
  readonly sign: 1 | -1;
  readonly count: number;
  /**
   * The smallest c for which half of these neurons have both P_k(y) >= 1 - c d0^(-1/2) and
   * P_k(-y) <= 2 c d0^(-1/2).
   */
  readonly asymmetry: number;
  /** Share of these neurons that have both with c = 1. */
  readonly asymmetricShare: number;
  /** 90 % of these neurons have P_k(-y) at or below this. */
  readonly wrongRate: number;
  /** Medians of P_k(y) and P_k(-y), for curves. */
  readonly medianRates: readonly [number, number];
  /** y * core correlation: 55 % of these neurons are at or above the first, the median, 95 % at or below the last. */
  readonly core: readonly [number, number, number];
  /** Background correlation: the same. */
  readonly background: readonly [number, number, number];
}

export interface Checkpoint {
  /** Nominal time s = t eta d0 / m. */
  readonly s: number;
  readonly step: number;
  readonly idRisk: Estimate;
  readonly oodRisk: Estimate;
  readonly idError: Estimate;
  readonly oodError: Estimate;
  /** Mean hinge of the last fresh batches before their updates; null of fewer than two since the checkpoint before. */
  readonly progressiveRisk: Estimate | null;
  /** max over neurons and background features of |<w_k, m_j>| sqrt(d). */
  readonly largestBackground: number;
  readonly neurons: readonly [Neurons, Neurons];
}

export interface Measurement {
  readonly d0: number;
  readonly dBackground: number;
  readonly m: number;
  readonly d: number;
  /** Untrained first (s = 0), then one per checkpoint time. */
  readonly checkpoints: readonly Checkpoint[];
}

/** Broken twins: each changes one named field of the instance. */
export const VARIANTS: Readonly<Record<string, Variant>> = {
  'random-labels': {
    field: 'labels',
    value: 'random',
    words: 'labels are independent of the features',
  },
  'no-core': {
    field: 'core',
    value: 'absent',
    words: 'every feature is background: nothing carries the label',
  },
  identity: { field: 'activation', value: 'identity', words: 'the identity replaces ReLU' },
  relu: { field: 'activation', value: 'relu', words: 'ReLU replaces the identity' },
  'class-average': {
    field: 'gate',
    value: 'class-average',
    words: 'in the gradient only, each gate is averaged over the two classes',
  },
};

function networkStudy(
  id: string,
  title: string,
  base: Partial<Instance>,
  variantNames: readonly string[],
  { sampler, words } = { sampler: pathSampler, words: samplerWords },
): DefinedStudy<Path, Measurement> {
  const variants = Object.fromEntries(variantNames.map((name) => [name, VARIANTS[name]!]));
  const instance = ({ path, d0, variant, set }: InstanceInput<Path>): Instance => {
    const broken = variant === 'main' ? {} : { [variants[variant]!.field]: variants[variant]!.value };
    return instanceAt(path, d0, { ...base, ...set, ...broken });
  };
  return defineStudy<Path, Measurement>({
    id,
    title,
    sampler,
    samplerWords: words,
    parts: PARTS,
    partOf,
    fields: FIELDS,
    settable: SETTABLE,
    instance: (at) => {
      const { strengths: _, ...shown } = instance(at);
      return shown;
    },
    hypotheses: (at) => hypothesesOf(instance(at)),
    variants,
    axes: AXES,
    dimensionless: (at) => dimensionlessOf(instance(at)),
    measure: (trial) => measure(trial, instance(trial)),
    training: (trial) => trainingOf(trial, instance(trial)),
    limit: (at) => {
      const i = instance(at);
      return limitCurve(setupOf(i), i.s);
    },
    cost: (path, d0) => {
      const i = instanceAt(path, d0, base);
      return (i.N * i.d0 * (i.activation === 'relu' ? i.m : 8)) / i.h;
    },
  });
}

export const reluStudy = networkStudy('relu', 'Two-layer ReLU network, online SGD', {}, [
  'random-labels',
  'no-core',
  'identity',
  'class-average',
]);

export const linearStudy = networkStudy(
  'linear',
  'The same network with the identity for ReLU',
  { activation: 'identity' },
  ['relu'],
);

/** At d_background = d_core a neuron's own class and the other differ least, so its rate on the other class can be counted. */
export const balancedStudy = networkStudy(
  'balanced',
  'The ReLU network with as many background as core features',
  {},
  ['random-labels'],
  {
    sampler: pathSampler.map((path): Path => ({ ...path, ratio: 1 })),
    words: [
      'as many background as core features',
      ...samplerWords.filter((line) => !line.startsWith('background to core ratio')),
    ],
  },
);

function trainingOf({ labels }: Pick<TrialInput, 'labels'>, instance: Instance): Training {
  const setup = setupOf(instance);
  return {
    setup,
    batches: streamKey(...labels, 'batches'),
    start: bothSignsStart(setup, streamKey(...labels, 'initial')),
    steps: Math.round(instance.s / instance.h),
  };
}

function measure(trial: TrialInput<Path>, instance: Instance): Measurement {
  const { engine, labels } = trial;
  const { setup, batches, start } = trainingOf(trial, instance);
  const probes = streamKey(...labels, 'probes');
  const run = engine.start(setup, batches, start);
  try {
    const checkpoints = [probe(engine, instance, setup, start, probes, 0, 0, null)];
    checkpointTimes(instance.s).forEach((s, i) => {
      const steps = Math.round(s / instance.h) - checkpoints.at(-1)!.step;
      const losses = run.advance(steps).slice(-PROGRESSIVE_BATCHES);
      const state = run.state();
      if (!losses.every(Number.isFinite) || !state.weights.every(Number.isFinite)) {
        throw new DivergedError(`training left the finite numbers before step ${state.step}`);
      }
      const progressive = losses.length < 2 ? null : averageOf(losses);
      checkpoints.push(probe(engine, instance, setup, state, probes, i + 1, s, progressive));
    });
    const { d0, dBackground, m, d } = instance;
    return { d0, dBackground, m, d, checkpoints };
  } finally {
    run.dispose();
  }
}

function probe(
  engine: Engine,
  instance: Instance,
  setup: TrainingSetup,
  state: TrainingState,
  stream: ReturnType<typeof streamKey>,
  page: number,
  s: number,
  progressiveRisk: Estimate | null,
): Checkpoint {
  const risks = probeRisks(engine, setup, state, { stream, page, rows: PROBE_PER_CLASS });
  const weights = probeWeights(setup, state);
  const neuronsOf = (sign: 1 | -1): Neurons => {
    const members = withSign(state, sign);
    const pick = (values: Float64Array, factor = 1) =>
      members.map((k) => factor * values[k]!).sort((a, b) => a - b);
    const ownRates = risks.activationRate[sign === 1 ? 1 : 0];
    const wrongRates = risks.activationRate[sign === 1 ? 0 : 1];
    const needed = neededBy(members, ownRates, wrongRates, instance.d0);
    const [own, wrong] = [pick(ownRates), pick(wrongRates)];
    return {
      sign,
      count: members.length,
      asymmetry: heldBy(needed, HALF),
      asymmetricShare: needed.filter((c) => c <= 1).length / members.length,
      wrongRate: heldBy(wrong, WRONG_RATE),
      medianRates: [heldBy(own, HALF), heldBy(wrong, HALF)],
      core: band(pick(weights.core, sign)),
      background: band(pick(weights.background)),
    };
  };
  return {
    s,
    step: state.step,
    idRisk: risks.idRisk,
    oodRisk: risks.oodRisk,
    idError: risks.idError,
    oodError: risks.oodError,
    progressiveRisk,
    largestBackground: weights.largestBackground * Math.sqrt(instance.d),
    neurons: [neuronsOf(1), neuronsOf(-1)],
  };
}

/** For each neuron the smallest c of `Neurons.asymmetry`, in ascending order. */
function neededBy(members: readonly number[], own: Float64Array, wrong: Float64Array, d0: number): number[] {
  const root = Math.sqrt(d0);
  return members.map((k) => root * Math.max(1 - own[k]!, wrong[k]! / 2)).sort((a, b) => a - b);
}

const withSign = ({ signs }: TrainingState, sign: 1 | -1) =>
  [...signs.keys()].filter((k) => signs[k] === sign);

/** `Neurons.asymmetry` of one sign, from the activation rates of a probe. */
export function asymmetryOf(
  state: TrainingState,
  rates: RiskProbe['activationRate'],
  d0: number,
  sign: 1 | -1,
): number {
  const [own, wrong] = sign === 1 ? [rates[1], rates[0]] : [rates[0], rates[1]];
  return heldBy(neededBy(withSign(state, sign), own, wrong, d0), HALF);
}

/**
 * The value that at least so many per cent of the neurons are at or before, in the given order; NaN of no neurons. (A share
 * in floating point would not do: 0.55 * 100 is above 55.)
 */
function heldBy(ordered: readonly number[], percent: number): number {
  return ordered[Math.ceil((percent * ordered.length) / 100) - 1] ?? NaN;
}

/** At least HALF of the neurons lie between the outer two. */
function band(sorted: readonly number[]): [number, number, number] {
  const above = HALF + (100 - BAND_TOP);
  return [heldBy([...sorted].reverse(), above), heldBy(sorted, HALF), heldBy(sorted, BAND_TOP)];
}
