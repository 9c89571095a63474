/** What a path stands for at one size: all that an engine and a hypothesis need to know. */
import type { StrengthDistribution } from '../../../sim/data/strengths.ts';
import type { TrainingSetup } from '../../../sim/network.ts';
import { powEighths } from '../../../sim/random/elementary.ts';
import { checkChoice, checkWhole, MOST } from '../possible.ts';
import { averageMoments, nearestMean, strengthWith } from '../strengthWith.ts';
import { END_TIME } from './checkpoints.ts';
import { STEPS, type Path } from './path.ts';
import { DRIFTS, driftingDecay, driftingStart, driftingStrength, driftingTime, type Drift } from './drift.ts';
import { checkImbalance, checkNetwork } from './possible.ts';

/** A path at one size, with what a broken twin changes. All of it is shown in reports. */
export interface Instance {
  readonly d0: number;
  readonly dCore: number;
  readonly dBackground: number;
  readonly strengths: readonly StrengthDistribution[];
  /** Average mean and variance of the strengths of each group; null where the group is empty. */
  readonly coreMean: number | null;
  readonly coreVariance: number | null;
  readonly backgroundMean: number | null;
  readonly backgroundVariance: number | null;
  readonly m: number;
  readonly d: number;
  readonly N: number;
  readonly h: number;
  readonly kappa: number;
  /** Training time t eta d0 / m at the last checkpoint. */
  readonly s: number;
  readonly eta: number;
  readonly lambda: number;
  readonly activation: 'relu' | 'identity';
  readonly labels: 'true' | 'random';
  readonly core: 'present' | 'absent';
  readonly gate: 'own' | 'class-average';
  /** The weights that it is looked at with: see rearranged.ts. */
  readonly weights: 'trained' | 'apart' | 'core-permuted';
  /** Numbers of the neurons of either sign: see studies/signs.ts; with a share (m+ - m-)/m where one is set. */
  readonly signs: 'even' | 'uneven';
  readonly imbalance: number | null;
  /** What follows d0 in another way than the paper says: see drift.ts. */
  readonly drift: Drift;
}

const LARGEST_STEP = Math.max(...STEPS);

/** The twins' fields; the paper's experiment is the default. */
const PAPER = {
  activation: 'relu',
  labels: 'true',
  core: 'present',
  gate: 'own',
  weights: 'trained',
  drift: 'none',
} as const;

const CHOICES: Readonly<Record<keyof typeof PAPER, readonly string[]>> = {
  activation: ['relu', 'identity'],
  labels: ['true', 'random'],
  core: ['present', 'absent'],
  gate: ['own', 'class-average'],
  weights: ['trained', 'apart', 'core-permuted'],
  drift: DRIFTS,
};

const SIGNS = ['even', 'uneven'];

/** A numeric field: what it is, for a reader, where its name does not say it, and whether a user may set it. */
interface NumericField {
  readonly words?: string;
  readonly settable: boolean;
}

/** In the order of a report. What cannot be set follows from the rest. */
const NUMBERS = {
  d0: { words: 'features', settable: false },
  dCore: { words: 'core features', settable: false },
  dBackground: { words: 'background features', settable: true },
  coreMean: { settable: true },
  coreVariance: { settable: true },
  backgroundMean: { settable: true },
  backgroundVariance: { settable: true },
  m: { words: 'width', settable: true },
  d: { words: 'ambient dimension', settable: true },
  N: { words: 'batch size', settable: true },
  h: { words: 'time per step, η d₀/m', settable: true },
  kappa: { words: 'decay, λ m/d₀', settable: true },
  s: { settable: true },
  eta: { words: 'learning rate', settable: false },
  lambda: { words: 'weight decay', settable: false },
} satisfies Readonly<Record<string, NumericField>>;

const numbers: readonly [name: string, NumericField][] = Object.entries(NUMBERS);

/** Numeric fields of an instance. */
export const FIELDS: readonly string[] = Object.keys(NUMBERS);

export const FIELD_WORDS: Readonly<Record<string, string>> = Object.fromEntries(
  numbers.flatMap(([name, { words }]) => (words === undefined ? [] : [[name, words]])),
);

/** Fields of an instance that a user may set. */
export const SETTABLE: readonly string[] = [
  ...numbers.filter(([, { settable }]) => settable).map(([name]) => name),
  ...Object.keys(CHOICES),
  'signs',
  'imbalance',
];

/**
 * The instance at size d0, with the fields in `change` (of SETTABLE) instead of the path's or the paper's. Whether there is one
 * does not depend on the path. Throws a NoInstanceError where there is none.
 */
export function instanceAt(path: Path, d0: number, change: Partial<Instance> = {}): Instance {
  checkWhole('d0', d0, 4, MOST.d0);
  for (const [name, known] of Object.entries(CHOICES)) {
    const value = change[name as keyof typeof CHOICES];
    if (value !== undefined) checkChoice(name, value, known);
  }
  const signs = change.signs ?? path.signs;
  checkChoice('signs', signs, SIGNS);
  const imbalance = change.imbalance ?? null;
  if (imbalance !== null) checkImbalance(imbalance);
  const drift = change.drift ?? PAPER.drift;
  const present = (change.core ?? PAPER.core) === 'present';
  const drawn = Math.max(1, Math.round((d0 * path.ratio) / (1 + path.ratio)));
  const dBackground = present ? (change.dBackground ?? drawn) : d0;
  checkWhole('dBackground', dBackground, 1, d0);
  const dCore = d0 - dBackground;
  const m = change.m ?? Math.max(path.widthFloor, Math.ceil(d0 / 2));
  const d = change.d ?? Math.round(powEighths(d0, path.dimensionEighths));
  const N = change.N ?? Math.max(path.batchFloor, 4 * d0);
  const h = change.h ?? path.h;
  const kappa = change.kappa ?? driftingDecay(drift, d0) ?? path.kappa;
  const s = change.s ?? END_TIME * driftingTime(drift, d0);
  checkNetwork({ d0, m, d, N, h: change.h ?? LARGEST_STEP, kappa, s });
  const deal = (palette: Path['palette'], count: number) =>
    Array.from({ length: count }, (_, j) => driftingStrength(drift, palette[j % palette.length]!, d0));
  const core = deal(withMoments(path.palette, change.coreMean, change.coreVariance), dCore);
  const background = deal(
    withMoments(path.palette, change.backgroundMean, change.backgroundVariance),
    dBackground,
  );
  const [coreMoments, backgroundMoments] = [averageMoments(core), averageMoments(background)];
  return {
    d0,
    dCore,
    dBackground,
    strengths: [...core, ...background],
    coreMean: coreMoments?.mean ?? null,
    coreVariance: coreMoments?.variance ?? null,
    backgroundMean: backgroundMoments?.mean ?? null,
    backgroundVariance: backgroundMoments?.variance ?? null,
    m,
    d,
    N,
    h,
    kappa,
    s,
    eta: (h * m) / d0,
    lambda: (kappa * d0) / m,
    activation: change.activation ?? PAPER.activation,
    labels: change.labels ?? PAPER.labels,
    core: change.core ?? PAPER.core,
    gate: change.gate ?? PAPER.gate,
    weights: change.weights ?? PAPER.weights,
    signs,
    imbalance,
    drift,
  };
}

/** The palette, or where a user set a moment one strength with it; the moment not set is the palette's, as far as both can be. */
function withMoments(
  palette: Path['palette'],
  mean: number | null | undefined,
  variance: number | null | undefined,
): Path['palette'] {
  if (mean === undefined && variance === undefined) return palette;
  const drawn = averageMoments(palette)!;
  if (mean === undefined || mean === null)
    return [strengthWith(nearestMean(drawn.mean, variance!), variance!)];
  return [strengthWith(mean, variance ?? Math.min(drawn.variance, 0.75 * mean * (1 - mean)))];
}

/** What the engines need of an instance. */
export function setupOf(i: Instance): TrainingSetup {
  return {
    data: { dCore: i.dCore, dBackground: i.dBackground, strengths: i.strengths, labels: i.labels },
    width: i.m,
    ambientDimension: i.d / driftingStart(i.drift, i.d0),
    batchSize: i.N,
    eta: i.eta,
    lambda: i.lambda,
    activation: i.activation,
    gate: i.gate,
  };
}
