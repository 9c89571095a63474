/** Strengths with a few values, in tenths. */
import fc from 'fast-check';

/** A strength in tenths: values with their probabilities. */
export interface DrawnStrength {
  values: number[];
  weights: number[];
}

export function strength(fewest: 1 | 2): fc.Arbitrary<DrawnStrength> {
  return fc
    .record({
      // An array, so that shrinking may drop any of them.
      values: fc.array(fc.integer({ min: 0, max: 10 }), { minLength: fewest, maxLength: 3 }),
      first: fc.integer({ min: 1, max: 8 }),
      second: fc.nat({ max: 8 }),
    })
    .map(({ values, first, second }) => {
      const middle = 1 + (second % (9 - first));
      const weights = [[10], [first, 10 - first], [first, middle, 10 - first - middle]];
      return { values, weights: weights[values.length - 1]! };
    });
}

/** The strength with at most `count` values: the last probabilities are joined. */
export function atMost({ values, weights }: DrawnStrength, count: number): DrawnStrength {
  if (values.length <= count) return { values: [...values], weights };
  const kept = weights.slice(0, count - 1);
  return { values: values.slice(0, count), weights: [...kept, 10 - kept.reduce((sum, w) => sum + w, 0)] };
}
