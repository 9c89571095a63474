/** What a recipe stands for at one size, and what of it the prediction is told. */
import type { StrengthDistribution } from '../../sim/data/strengths.ts';
import type { TrainingSetup } from '../../sim/network.ts';
import { powEighths } from '../../sim/random/elementary.ts';
import { balanceOf, largestDecay } from './closedForms.ts';
import { groupSums, kindsOf, type FeatureKind, type LimitInstance } from '../limit/instance.ts';
import { checkChoice, checkDimension, checkWhole, MOST } from '../studies/possible.ts';
import { NoInstanceError } from '../types.ts';
import type { LawPath } from './sampler.ts';

/** What the prediction takes the instance for: itself, or something that is wrong in one place. */
export const PREDICTIONS = [
  'derived',
  'background-louder',
  'quieter',
  'limit-values',
  'core-alone',
  'no-slope',
] as const;
export type Prediction = (typeof PREDICTIONS)[number];

export interface LawInstance {
  readonly d0: number;
  readonly dCore: number;
  readonly dBackground: number;
  readonly strengths: readonly StrengthDistribution[];
  /** R = S_bg/S_core. */
  readonly R: number;
  readonly m: number;
  readonly d: number;
  readonly N: number;
  readonly h: number;
  readonly kappa: number;
  /** The slope of the activation below 0. */
  readonly slope: number;
  /** kappa* (closedForms.ts). */
  readonly kappaStar: number;
  /** Training time t eta d0/m at the end. */
  readonly s: number;
  readonly prediction: Prediction;
}

/** Numeric fields, for a reader. */
export const FIELDS = [
  'd0',
  'dCore',
  'dBackground',
  'R',
  'm',
  'd',
  'N',
  'h',
  'slope',
  'kappa',
  'kappaStar',
  's',
];
export const FIELD_WORDS: Readonly<Record<string, string>> = {
  d0: 'features',
  dCore: 'core features',
  dBackground: 'background features',
  R: 'sum of squared mean strengths, background over core',
  m: 'width',
  d: 'ambient dimension',
  N: 'batch size',
  h: 'time per step, η d₀/m',
  slope: 'slope of the activation below 0',
  kappa: 'decay, λ m/d₀',
  kappaStar: 'the largest decay that lets the margin be reached, Σ μ²/(4 d₀) without a slope',
};
export const SETTABLE = ['dBackground', 'm', 'd', 'N', 'h', 'slope', 'kappa', 's', 'prediction'];

/** Widths, batches and steps of the laws: large m and N, for the limit is one of large m and N. */
const DEFAULTS = { m: 256, N: 512, h: 0.05, prediction: 'derived' } as const;
export const defaultWords = `width m = ${DEFAULTS.m}, batch size N = ${DEFAULTS.N}, step h = eta d0/m = ${DEFAULTS.h}`;

/** The time at which a run ends and its decay, given what is drawn. */
export type Schedule = (of: {
  readonly kinds: readonly FeatureKind[];
  readonly decay: number;
  readonly slope: number;
  readonly kappaStar: number;
}) => { readonly kappa: number; readonly s: number };

/** The instance at size d0, with the fields in `change` (of SETTABLE). Throws a NoInstanceError where there is none. */
export function lawInstance(
  path: LawPath,
  d0: number,
  schedule: Schedule,
  change: Partial<LawInstance>,
): LawInstance {
  checkWhole('d0', d0, 4, MOST.d0);
  const dBackground = change.dBackground ?? Math.max(1, Math.round((d0 * path.ratio) / (1 + path.ratio)));
  checkWhole('dBackground', dBackground, 1, d0 - 1);
  const dCore = d0 - dBackground;
  const deal = (count: number) =>
    Array.from({ length: count }, (_, j) => path.palette[j % path.palette.length]!);
  const strengths = [...deal(dCore), ...deal(dBackground)];
  const kinds = kindsOf({ dCore, strengths });
  const slope = change.slope ?? path.slope;
  if (!(0 <= slope && slope < 1)) throw new NoInstanceError(`slope must lie in [0, 1), got ${String(slope)}`);
  const kappaStar = largestDecay(kinds, slope);
  const { m, N, h, prediction } = { ...DEFAULTS, ...change };
  const d = change.d ?? Math.round(powEighths(d0, path.dimensionEighths));
  const planned = schedule({ kinds, decay: path.decay, slope, kappaStar });
  const kappa = change.kappa ?? planned.kappa;
  const s = change.s ?? planned.s;
  checkWhole('m', m, 2, MOST.m);
  if (m % 2 !== 0) throw new NoInstanceError(`m must be even, as many neurons of either sign, got ${m}`);
  checkWhole('N', N, 1, MOST.N);
  checkDimension({ d, d0 });
  checkChoice('prediction', prediction, PREDICTIONS);
  if (!(0 < s && s <= MOST.s)) throw new NoInstanceError(`s must lie in (0, ${MOST.s}], got ${String(s)}`);
  if (!(s / MOST.steps <= h && h <= s))
    throw new NoInstanceError(`h must lie in [s/${MOST.steps}, s], got ${String(h)}`);
  if (!(0 <= kappa && kappa * h < 2))
    throw new NoInstanceError(`kappa must lie in [0, 2/h), got ${String(kappa)}`);
  const R = groupSums(kinds, false).S / groupSums(kinds, true).S;
  return { d0, dCore, dBackground, strengths, R, m, d, N, h, slope, kappa, kappaStar, s, prediction };
}

/** What the engines need of an instance. */
export function setupOf(i: LawInstance): TrainingSetup {
  return {
    data: { dCore: i.dCore, dBackground: i.dBackground, strengths: i.strengths, labels: 'true' },
    width: i.m,
    ambientDimension: i.d,
    batchSize: i.N,
    eta: (i.h * i.m) / i.d0,
    lambda: (i.kappa * i.d0) / i.m,
    activation: 'relu',
    slope: i.slope,
    gate: 'own',
  };
}

/** Factors that are wrong on purpose. */
const LOUDER = 1.25;
const QUIETER = 0.25;

/** What the prediction is told of the run. */
export function toldOf(i: LawInstance): LimitInstance {
  const kinds = kindsOf(i).map((kind): FeatureKind => {
    if (i.prediction === 'background-louder' && !kind.core) return { ...kind, mean: LOUDER * kind.mean };
    if (i.prediction === 'quieter') return { ...kind, variance: QUIETER * kind.variance };
    if (i.prediction === 'limit-values') return { ...kind, variance: 0 };
    return kind;
  });
  const slope = i.prediction === 'no-slope' ? 0 : i.slope;
  return { kinds, d: i.d, h: i.h, kappa: i.kappa, slope };
}

/**
 * The time at which the mean output, before the margin, is `output`: it grows like s (C + B + a (C - B))/(4 d0), in the units of
 * growth, as long as C is the larger.
 */
export function timeOfOutput(kinds: readonly FeatureKind[], output: number, slope = 0): number {
  const d0 = kinds.reduce((sum, { count }) => sum + count, 0);
  const { wrongRate } = balanceOf(kinds, slope);
  const q = slope + (1 - slope) * wrongRate;
  const [core, background] = [(1 + q) * groupSums(kinds, true).S, (1 - q) * groupSums(kinds, false).S];
  return (4 * d0 * output) / (core + background + slope * Math.max(0, core - background));
}
