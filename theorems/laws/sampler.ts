/**
 * What the laws draw: recipes for every size, plain JSON. Strengths are symmetric around their means, because skewed ones deviate
 * from the limit path by another order (docs/theory/limit-path.md).
 */
import fc from 'fast-check';
import { momentsOf, STRENGTH_GRID, type StrengthDistribution } from '../../sim/data/strengths.ts';
import { powEighths } from '../../sim/random/elementary.ts';
import { MIN_VARIANCE } from '../studies/network/path.ts';

/** A recipe for every size. */
export interface LawPath {
  /** dBackground / dCore. */
  readonly ratio: number;
  /** Strengths, dealt in turn to the core and to the background features. */
  readonly palette: readonly StrengthDistribution[];
  /** d = d0^(dimensionEighths / 8), rounded. */
  readonly dimensionEighths: number;
  /** What weight decay counts in: kappa = lambda m/d0, or its ratio to kappa*, as the study says. */
  readonly decay: number;
  /** Of the activation below 0. */
  readonly slope: number;
}

/** Uniform, or two points of equal weight, on sub-intervals of [0, 1]. */
const strength: fc.Arbitrary<StrengthDistribution> = (() => {
  const cells = 1 / STRENGTH_GRID;
  const all: StrengthDistribution[] = [];
  for (let low = 0; low <= cells; low += 4)
    for (let high = low + 4; high <= cells; high += 4) {
      const ends = { low: low / cells, high: high / cells };
      all.push({ kind: 'uniform', ...ends }, { kind: 'two-point', ...ends, pLow: 1 / 2 });
    }
  const admissible = all.filter((s) => {
    const { mean, variance } = momentsOf(s);
    return variance >= MIN_VARIANCE && mean >= 0.4 && mean <= 0.75;
  });
  return fc.constantFrom(...admissible);
})();

/** Log-uniform on a grid of [2^low, 2^high]: eighths of a doubling. */
export const ratioWithin = (low: number, high: number): fc.Arbitrary<number> =>
  fc.integer({ min: low * 8, max: high * 8 }).map((eighths) => powEighths(2, eighths));

/** The recipes with these ratios, decays and slopes. */
export const lawSampler = (
  ratio: fc.Arbitrary<number>,
  decay: fc.Arbitrary<number>,
  slope: fc.Arbitrary<number> = fc.constant(0),
): fc.Arbitrary<LawPath> =>
  fc.record({
    ratio,
    palette: fc.array(strength, { minLength: 1, maxLength: 3 }),
    dimensionEighths: fc.integer({ min: 20, max: 22 }),
    decay,
    slope,
  });

/** Lines that are the same for every study of the laws. All ours. */
export const lawWords: readonly string[] = [
  'strengths: one to three distributions (uniform, or two points of equal weight) on sub-intervals of [0, 1] with mean in [0.4, 0.75] and variance at least 0.02, so symmetric around their means; dealt in turn to core and to background features',
  'as many output weights of either sign',
  'ambient dimension d = d0^p, p in {2.5, 2.625, 2.75}',
];
