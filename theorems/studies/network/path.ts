/**
 * The sampler of the studies `relu` and `linear`: a path is a recipe for every size d0, plain JSON.
 *
 * The paper's "poly", Theta and O have no numbers. The restrictions below are ours (`samplerWords` shows them
 * in every report); inside them the path is drawn unbiased. Natural units: h = eta d0 / m is the time
 * s = t eta d0 / m that one step takes, kappa = lambda m / d0 the strength of weight decay.
 */
import fc from 'fast-check';
import { momentsOf, STRENGTH_GRID, type StrengthDistribution } from '../../../sim/data/strengths.ts';
import { powEighths } from '../../../sim/random/elementary.ts';

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
  /** How uneven the numbers of the neurons of either sign are: see studies/signs.ts. */
  readonly signs: 'even' | 'uneven';
}

/** The least variance of a strength. */
export const MIN_VARIANCE = 0.02;
/** eta d0 / m. */
export const STEPS = [0.04, 0.05];

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
  signs: fc.constantFrom('even', 'uneven'),
});

/** Parts of the sampler that may be strata of their own: decay or none, few or many background features, even signs or uneven ones. */
export const PARTS = ['no decay', 'decay'].flatMap((decay) =>
  ['ratio < 1/2', 'ratio >= 1/2'].flatMap((ratio) =>
    ['even signs', 'uneven signs'].map((signs) => `${decay}, ${ratio}, ${signs}`),
  ),
);

export function partOf({ kappa, ratio, signs }: Path): string {
  return `${kappa === 0 ? 'no decay' : 'decay'}, ratio ${ratio < 0.5 ? '<' : '>='} 1/2, ${signs} signs`;
}

/** The sampler's restrictions in words. Every line is ours, not the paper's. */
export const samplerWords: readonly string[] = [
  'background to core ratio dBackground/dCore log-uniform on a grid of [1/4, 1]',
  'strengths: one to four distributions (uniform, two-point, skewed) on sub-intervals of [0, 1] with mean in [0.4, 0.75] and variance at least 0.02, dealt in turn to core and to background features, so equal on average',
  'width m = max(64 or 128, d0/2)',
  'signs of the output weights fair, given that both occur and, in half of the draws, that the numbers of either sign differ by at most 0.6745 sqrt(m), the median of fair signs in large networks, in the others by more',
  'ambient dimension d = d0^p, p in {2.5, 2.625, 2.75, 2.875, 3}',
  'batch size N = max(256 or 512, 4 d0): "poly(d0)" as a hypothesis',
  'step h = eta d0/m in {0.04, 0.05}, trained to s = t eta d0/m = 40',
  'weight decay kappa = lambda m/d0: 0 in half the draws, else log-uniform on a grid of [1e-4, 1e-3]',
];
