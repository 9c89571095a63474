/**
 * The sampler of the studies `relu` and `linear`: a path is a recipe for every size d0, plain JSON.
 *
 * The paper's "poly", Theta and O have no numbers. The restrictions below are ours (`samplerWords` shows them
 * in every report); inside them the path is drawn unbiased. Natural units: h = eta d0 / m is the time
 * s = t eta d0 / m that one step takes, kappa = lambda m / d0 the strength of weight decay.
 */
import fc from 'fast-check';
import { momentsOf, STRENGTH_GRID, type StrengthDistribution } from '../../sim/data/strengths.ts';
import type { TrainingSetup } from '../../sim/network.ts';
import { powEighths } from '../../sim/random/elementary.ts';
import { END_TIME } from './checkpoints.ts';
import { checkChoice, checkNetwork, checkWhole, MOST } from './possible.ts';
import { averageMoments, nearestMean, strengthWith } from './strengthWith.ts';

/** A recipe for every size. */
export interface Path {
  /** dBackground / dCore. */
  readonly ratio: number;
  /** Strengths, dealt to the core features in turn, and to the background features in turn: equal on average. */
  readonly palette: readonly StrengthDistribution[];
  /** m = max(widthFloor, d0 / 2). */
  readonly widthFloor: number;
  /** d = d0^(dimensionEighths / 8), rounded. */
  readonly dimensionEighths: number;
  /** N = max(batchFloor, 4 d0). */
  readonly batchFloor: number;
  /** eta d0 / m. */
  readonly h: number;
  /** lambda m / d0. */
  readonly kappa: number;
}

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
}

const MIN_VARIANCE = 0.02;
const STEPS = [0.04, 0.05];
const LARGEST_STEP = Math.max(...STEPS);

/** Strengths with variance at least 0.02 and mean in [0.4, 0.75]: mu_j = Theta(1), sigma_j^2 = Theta(1). */
const strength: fc.Arbitrary<StrengthDistribution> = (() => {
  const cells = 1 / STRENGTH_GRID;
  const all: StrengthDistribution[] = [];
  for (let low = 0; low <= cells; low += 4) {
    for (let high = low + 4; high <= cells; high += 4) {
      const ends = { low: low / cells, high: high / cells };
      all.push({ kind: 'uniform', ...ends }, { kind: 'skewed', ...ends });
      for (const pLow of [1 / 4, 1 / 2, 3 / 4]) all.push({ kind: 'two-point', ...ends, pLow });
    }
  }
  const admissible = all.filter((s) => {
    const { mean, variance } = momentsOf(s);
    return variance >= MIN_VARIANCE && mean >= 0.4 && mean <= 0.75;
  });
  const ofKind = (kind: StrengthDistribution['kind']) =>
    fc.constantFrom(...admissible.filter((s) => s.kind === kind));
  return fc.oneof(ofKind('uniform'), ofKind('two-point'), ofKind('skewed'));
})();

/** Log-uniform on a grid of [1/4, 1]. */
const ratio = fc.integer({ min: -16, max: 0 }).map((eighths) => powEighths(2, eighths));

/** Half the draws without decay; else kappa log-uniform on a grid of [1e-4, 1e-3]. */
const kappa = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 0, max: 8 }).map((eighths) => 1e-4 * powEighths(10, eighths)),
);

export const pathSampler: fc.Arbitrary<Path> = fc.record({
  ratio,
  palette: fc.array(strength, { minLength: 1, maxLength: 4 }),
  widthFloor: fc.constantFrom(64, 128),
  dimensionEighths: fc.integer({ min: 20, max: 24 }),
  batchFloor: fc.constantFrom(256, 512),
  h: fc.constantFrom(...STEPS),
  kappa,
});

/** The twins' fields; the paper's experiment is the default. */
const PAPER = { activation: 'relu', labels: 'true', core: 'present', gate: 'own' } as const;

const CHOICES: Readonly<Record<keyof typeof PAPER, readonly string[]>> = {
  activation: ['relu', 'identity'],
  labels: ['true', 'random'],
  core: ['present', 'absent'],
  gate: ['own', 'class-average'],
};

/** Numeric fields of an instance. */
export const FIELDS = [
  'd0',
  'dCore',
  'dBackground',
  'coreMean',
  'coreVariance',
  'backgroundMean',
  'backgroundVariance',
  'm',
  'd',
  'N',
  'h',
  'kappa',
  's',
  'eta',
  'lambda',
] as const;

/** Fields of an instance that a user may set; the rest follows from them. */
export const SETTABLE = [
  'dBackground',
  'coreMean',
  'coreVariance',
  'backgroundMean',
  'backgroundVariance',
  'm',
  'd',
  'N',
  'h',
  'kappa',
  's',
  'activation',
  'labels',
  'core',
  'gate',
] as const;

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
  const present = (change.core ?? PAPER.core) === 'present';
  const drawn = Math.max(1, Math.round((d0 * path.ratio) / (1 + path.ratio)));
  const dBackground = present ? (change.dBackground ?? drawn) : d0;
  checkWhole('dBackground', dBackground, 1, d0);
  const dCore = d0 - dBackground;
  const m = change.m ?? Math.max(path.widthFloor, Math.ceil(d0 / 2));
  const d = change.d ?? Math.round(powEighths(d0, path.dimensionEighths));
  const N = change.N ?? Math.max(path.batchFloor, 4 * d0);
  const h = change.h ?? path.h;
  const kappa = change.kappa ?? path.kappa;
  const s = change.s ?? END_TIME;
  checkNetwork({ d0, m, d, N, h: change.h ?? LARGEST_STEP, kappa, s });
  const deal = (palette: Path['palette'], count: number) =>
    Array.from({ length: count }, (_, j) => palette[j % palette.length]!);
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

/** Parts of the sampler that may be strata of their own: decay or none, few or many background features. */
export const PARTS = [
  'no decay, ratio < 1/2',
  'no decay, ratio >= 1/2',
  'decay, ratio < 1/2',
  'decay, ratio >= 1/2',
];

export function partOf(path: Path): string {
  return `${path.kappa === 0 ? 'no decay' : 'decay'}, ratio ${path.ratio < 0.5 ? '<' : '>='} 1/2`;
}

/** What the engines need of an instance. */
export function setupOf(i: Instance): TrainingSetup {
  return {
    data: { dCore: i.dCore, dBackground: i.dBackground, strengths: i.strengths, labels: i.labels },
    width: i.m,
    ambientDimension: i.d,
    batchSize: i.N,
    eta: i.eta,
    lambda: i.lambda,
    activation: i.activation,
    gate: i.gate,
  };
}

/** The sampler's restrictions in words. Every line is ours, not the paper's. */
export const samplerWords: readonly string[] = [
  'background to core ratio dBackground/dCore log-uniform on a grid of [1/4, 1]',
  'strengths: one to four distributions (uniform, two-point, skewed) on sub-intervals of [0, 1] with mean in [0.4, 0.75] and variance at least 0.02, dealt in turn to core and to background features, so equal on average',
  'width m = max(64 or 128, d0/2); signs of the output weights fair, given that both occur',
  'ambient dimension d = d0^p, p in {2.5, 2.625, 2.75, 2.875, 3}',
  'batch size N = max(256 or 512, 4 d0): "poly(d0)" as a hypothesis',
  'step h = eta d0/m in {0.04, 0.05}, trained to s = t eta d0/m = 40',
  'weight decay kappa = lambda m/d0: 0 in half the draws, else log-uniform on a grid of [1e-4, 1e-3]',
];

/** The hypotheses of the statements, executable, with our numbers for "poly" and Theta. */
export function hypothesesOf(i: Instance): Readonly<Record<string, boolean>> {
  const moments = i.strengths.map(momentsOf);
  const squares = moments.reduce((sum, s) => sum + s.mean * s.mean, 0);
  return {
    'feature-counts': i.dBackground >= i.dCore / 4 - 1 && i.dBackground <= i.dCore + 1,
    'ambient-dimension': i.d >= Math.floor(powEighths(i.d0, 20)) && i.d <= Math.ceil(powEighths(i.d0, 24)),
    'strength-moments': moments.every((s) => s.variance >= MIN_VARIANCE && s.mean >= 0.4),
    width: i.m >= i.d0 / 2 && i.m <= i.d,
    'batch-size': i.N >= Math.max(256, 4 * i.d0) && (i.h * i.s) / (3 * i.N) <= (i.d0 * i.d0) / (4 * i.d),
    'step-size': i.h <= 0.05,
    'weight-decay': i.kappa <= squares / (4 * i.d0) / 5,
  };
}
