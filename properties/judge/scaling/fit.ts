/**
 * Straight lines through the logarithms of one ladder, by ordinary least squares. The slope is a linear function of
 * the values, sum_i c_i ln y_i with sum_i c_i = 0 and sum_i c_i x_i = 1, so an interval for a value carries over exactly.
 */

/** The c_i of the slope over x_1 … x_n (logarithms of sizes). Throws a RangeError for fewer than two different x. */
export function slopeWeights(xs: readonly number[]): readonly number[] {
  const mean = average(xs);
  const spread = xs.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  if (!(spread > 0)) throw new RangeError(`a slope needs two different sizes, got ${xs.join(', ')}`);
  return xs.map((x) => (x - mean) / spread);
}

export interface Line {
  readonly slope: number;
  /** Height at the mean of the x. */
  readonly centre: { readonly x: number; readonly y: number };
}

export function fitLine(xs: readonly number[], ys: readonly number[]): Line {
  return { slope: dot(slopeWeights(xs), ys), centre: { x: average(xs), y: average(ys) } };
}

export function heightAt({ slope, centre }: Line, x: number): number {
  return centre.y + slope * (x - centre.x);
}

/** Weights w_i of the line's height at x: sum_i w_i y_i. */
export function heightWeights(xs: readonly number[], x: number): readonly number[] {
  const mean = average(xs);
  return slopeWeights(xs).map((c) => 1 / xs.length + c * (x - mean));
}

/** k: the slope that one power of ln(variable) adds on this grid; x are logarithms above 0. */
export function logSlope(xs: readonly number[]): number {
  if (!xs.every((x) => x > 0))
    throw new RangeError(
      `a power of the logarithm needs a variable above 1 (or below 1 and falling), got ln = ${xs.join(', ')}`,
    );
  return dot(slopeWeights(xs), xs.map(Math.log));
}

/**
 * The smallest and the largest slope of values that are known up to intervals: each value is put at the end of its interval
 * that lowers, or raises, the slope. Where that end is open (ln 0, or ln of infinity), the slope has no bound on that side.
 */
export function slopeInterval(
  xs: readonly number[],
  lows: readonly number[],
  highs: readonly number[],
): { readonly low: number; readonly high: number } {
  const weights = slopeWeights(xs);
  // 0 times infinity is NaN.
  const sum = (end: (c: number, i: number) => number) =>
    weights.reduce((total, c, i) => (c === 0 ? total : total + c * end(c, i)), 0);
  return {
    low: sum((c, i) => (c > 0 ? lows[i]! : highs[i]!)),
    high: sum((c, i) => (c > 0 ? highs[i]! : lows[i]!)),
  };
}

/** Slopes between neighbouring sizes: they show a curve that one line would hide. */
export function localSlopes(xs: readonly number[], ys: readonly number[]): readonly number[] {
  return xs.slice(1).map((x, i) => (ys[i + 1]! - ys[i]!) / (x - xs[i]!));
}

const average = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

const dot = (weights: readonly number[], values: readonly number[]) =>
  weights.reduce((sum, w, i) => sum + w * values[i]!, 0);
