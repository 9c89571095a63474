/** The sampler of the study `gradient`: a path is a recipe for every size d0, plain JSON. */
import fc from 'fast-check';
import { momentsOf, type StrengthDistribution } from '../../../sim/data/strengths.ts';
import { powEighths } from '../../../sim/random/elementary.ts';

export interface GradientPath {
  /** dBackground / dCore. */
  readonly ratio: number;
  readonly palette: readonly StrengthDistribution[];
  readonly m: number;
  /** d = d0^(dimensionEighths / 8), rounded. */
  readonly dimensionEighths: number;
  /** N = batchFactor * max(256, 8 d0^2). */
  readonly batchFactor: number;
}

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

/** Whether a strength is in the range that is drawn from. */
export function admissible(s: StrengthDistribution): boolean {
  const { mean, variance } = momentsOf(s);
  return variance >= 0.02 && mean >= 0.6 && mean <= 0.9;
}

export const gradientSampler: fc.Arbitrary<GradientPath> = fc.record({
  ratio: fc.integer({ min: -16, max: 0 }).map((eighths) => powEighths(2, eighths)),
  palette: fc.array(twoPoint, { minLength: 1, maxLength: 4 }),
  m: fc.constantFrom(16, 32),
  dimensionEighths: fc.integer({ min: 20, max: 24 }),
  batchFactor: fc.constantFrom(1, 2),
});
