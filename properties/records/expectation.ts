/**
 * What a figure shows over its seeds: bands, and whether what is expected is seen in every seed. A band is the smallest and the largest
 * value over the seeds: a description, no inference.
 */

/** Something expected, and whether every seed shows it. */
export interface Expectation {
  readonly id: string;
  readonly words: string;
  readonly holds: boolean;
  /** The compared number of each seed, and the bound it has to meet. */
  readonly values: readonly number[];
  readonly side: 'at most' | 'at least';
  readonly bound: number;
}

/** NaN meets no bound, and what has no seed is not seen. */
export function expectation(
  id: string,
  words: string,
  values: readonly number[],
  side: Expectation['side'],
  bound: number,
): Expectation {
  const meets = (value: number) => (side === 'at most' ? value <= bound : value >= bound);
  return { id, words, holds: values.length > 0 && values.every(meets), values, side, bound };
}

/** Over seeds. */
export interface Band {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Of one value or more; NaN is kept. */
export function bandOver(values: readonly number[]): Band {
  return {
    mean: values.reduce((sum, v) => sum + v, 0) / values.length,
    low: Math.min(...values),
    high: Math.max(...values),
  };
}
