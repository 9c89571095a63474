/**
 * Experiments on the laws, of ReLU and of slopes below 0: whole runs beside the limit path, networks before the margin, networks held
 * by their decay.
 */
import fc from 'fast-check';
import { defineStudy, type DefinedStudy, type InstanceInput, type StudyOf, type Variant } from '../types.ts';
import { brokenBy } from '../studies/broken.ts';
import {
  defaultWords,
  FIELD_WORDS,
  FIELDS,
  lawInstance,
  SETTABLE,
  timeOfOutput,
  type LawInstance,
  type Schedule,
} from './instance.ts';
import { alongPath, beforeMargin, lawTraining, underDecay, type LawMeasurement } from './measure.ts';
import { lawSampler, lawWords, ratioWithin, type LawPath } from './sampler.ts';

/** Broken twins: the network is the same, and the prediction is told something else. */
const VARIANTS = {
  'background-louder': {
    field: 'prediction',
    value: 'background-louder',
    words: 'the prediction takes the mean strengths of the background for a quarter larger',
  },
  quieter: {
    field: 'prediction',
    value: 'quieter',
    words: 'the prediction takes the variances of the strengths for a quarter of what they are',
  },
  'limit-values': {
    field: 'prediction',
    value: 'limit-values',
    words: 'the prediction is the limit of large d0, where strengths do not vary',
  },
  'core-alone': {
    field: 'prediction',
    value: 'core-alone',
    words: 'the prediction leaves the background out of kappa*',
  },
  'no-slope': {
    field: 'prediction',
    value: 'no-slope',
    words: 'the prediction takes the activation for ReLU',
  },
} satisfies Readonly<Record<string, Variant>>;

interface LawStudy {
  readonly id: string;
  readonly title: string;
  readonly sampler: StudyOf<LawPath, LawMeasurement>['sampler'];
  readonly words: readonly string[];
  readonly schedule: Schedule;
  readonly measure: typeof alongPath;
  readonly variants: readonly (keyof typeof VARIANTS)[];
  readonly sizes: Readonly<Record<string, readonly number[]>>;
}

function lawStudy({
  schedule,
  variants: names,
  measure,
  words,
  ...study
}: LawStudy): DefinedStudy<LawPath, LawMeasurement> {
  const variants: Readonly<Record<string, Variant>> = Object.fromEntries(
    names.map((name) => [name, VARIANTS[name]]),
  );
  const instance = ({ path, d0, variant, set }: InstanceInput<LawPath>): LawInstance =>
    lawInstance(path, d0, schedule, { ...set, ...brokenBy(variants, variant) });
  return defineStudy<LawPath, LawMeasurement>({
    ...study,
    samplerWords: [...words, ...lawWords, defaultWords],
    parts: [],
    partOf: () => '',
    fields: FIELDS,
    fieldWords: FIELD_WORDS,
    settable: SETTABLE,
    variants,
    instance: (at) => {
      const { strengths: _, ...shown } = instance(at);
      return shown;
    },
    hypotheses: () => ({}),
    training: (trial) => lawTraining(trial.labels, instance(trial)),
    measure: (trial) => measure(trial, instance(trial)),
    sizeSymbol: 'd0',
    cost: (path, d0) => {
      const { N, m, s, h } = instance({ path, d0, variant: 'main', set: {} });
      return (N * d0 * m * s) / h;
    },
  });
}

const SIZES = { smoke: [32], quick: [32, 64, 128], standard: [32, 64, 128, 256] };

/** Time at the end of a run along the path: past the margin for every ratio that is drawn. */
const END = 40;
const pathSchedule: Schedule = ({ decay }) => ({ kappa: decay, s: END });
const PATH_WORDS = [
  'background to core ratio log-uniform on a grid of [1/4, 2]',
  `trained to s = t eta d0/m = ${END}, looked at when s is a sixteenth, an eighth, a quarter, a half of that, and at the end`,
  'weight decay kappa = lambda m/d0: 0, 1e-4 or 1e-3',
];

export const pathStudy = lawStudy({
  id: 'along-path',
  title: 'Whole runs of the ReLU network beside the limit path',
  sampler: lawSampler(ratioWithin(-2, 1), fc.constantFrom(0, 1e-4, 1e-3)),
  words: PATH_WORDS,
  schedule: pathSchedule,
  measure: alongPath,
  variants: ['background-louder', 'quieter'],
  sizes: SIZES,
});

/** Mean output at which a network before the margin is looked at: hardly any example is beyond the margin. */
const HALF_WAY = 0.5;
const halfWay: Schedule = ({ kinds, slope }) => ({ kappa: 0, s: timeOfOutput(kinds, HALF_WAY, slope) });

export const balanceStudy = lawStudy({
  id: 'before-margin',
  title: 'The ReLU network half-way to the margin',
  sampler: lawSampler(ratioWithin(0, 1), fc.constant(0)),
  words: [
    'background to core ratio log-uniform on a grid of [1, 2]: below 1 the rate on the wrong class is exponentially small',
    `trained until the mean output is ${HALF_WAY} by prediction`,
    'no weight decay',
  ],
  schedule: halfWay,
  measure: beforeMargin,
  variants: ['background-louder', 'limit-values'],
  sizes: SIZES,
});

/** Times 1/kappa of a run under decay: what the start leaves has fallen to exp(-8). */
const DECAY_TIMES = 8;
const held: Schedule = ({ decay, kappaStar }) => ({
  kappa: decay * kappaStar,
  s: DECAY_TIMES / (decay * kappaStar),
});
const DECAY_WORDS = [
  'background to core ratio log-uniform on a grid of [1/4, 1/2]',
  'weight decay kappa = 1.5, 2 or 3 times kappa*',
  `trained to s = ${DECAY_TIMES}/kappa`,
];

export const decayStudy = lawStudy({
  id: 'under-decay',
  title: 'The ReLU network held by its weight decay',
  sampler: lawSampler(ratioWithin(-2, -1), fc.constantFrom(1.5, 2, 3)),
  words: DECAY_WORDS,
  schedule: held,
  measure: underDecay,
  variants: ['core-alone'],
  sizes: SIZES,
});

const slopes = fc.constantFrom(0.1, 0.2, 0.3, 0.5);
const slopeWords = 'slope of the activation below 0: 0.1, 0.2, 0.3 or 0.5';

export const leakyPathStudy = lawStudy({
  id: 'leaky-along-path',
  title: 'Whole runs with a slope below 0 beside the limit path',
  sampler: lawSampler(ratioWithin(-2, 1), fc.constantFrom(0, 1e-4, 1e-3), slopes),
  words: [slopeWords, ...PATH_WORDS],
  schedule: pathSchedule,
  measure: alongPath,
  variants: ['no-slope'],
  sizes: SIZES,
});

export const leakyBalanceStudy = lawStudy({
  id: 'leaky-before-margin',
  title: 'A network with a slope below 0, half-way to the margin',
  sampler: lawSampler(ratioWithin(1, 2), fc.constant(0), fc.constantFrom(0.1, 0.2, 0.25)),
  words: [
    'slope of the activation below 0: 0.1, 0.2 or 0.25',
    'background to core ratio log-uniform on a grid of [2, 4]: below rho what was learned while neurons joined is no small part half-way',
    `trained until the mean output is ${HALF_WAY} by prediction`,
    'no weight decay',
  ],
  schedule: halfWay,
  measure: beforeMargin,
  variants: ['no-slope', 'limit-values'],
  sizes: SIZES,
});

export const leakyDecayStudy = lawStudy({
  id: 'leaky-under-decay',
  title: 'A network with a slope below 0, held by its weight decay',
  sampler: lawSampler(ratioWithin(-2, -1), fc.constantFrom(1.5, 2, 3), slopes),
  words: [slopeWords, ...DECAY_WORDS],
  schedule: held,
  measure: underDecay,
  variants: ['no-slope'],
  sizes: SIZES,
});
