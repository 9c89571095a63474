/**
 * Does the ladder end where its beginning predicts? A line is fitted to the smaller half of the sizes and continued to the
 * two largest. The prediction at x = ln(size) is widened
 *
 *   - by the log band: a law with b more powers of the logarithm differs by b ln(x / centre) between the centre of the
 *     fitted sizes and x;
 *   - by measurement noise: the standard errors of the fitted values and of the value seen, carried through the fit
 *     (delta method), times 2.326. With normal errors each of the two sizes is off by chance in one ladder of a hundred.
 *     Both together then take a fifth of the smallest failure rate that a profile allows.
 *
 * Only the upper side counts against "tends to 0": a quantity that stops falling ends above its prediction.
 */
import { fitLine, heightAt, heightWeights } from './fit.ts';

export interface Prediction {
  /** Index of the size in the ladder. */
  readonly rung: number;
  readonly low: number;
  readonly high: number;
}

const NORMAL_99 = 2.326;

/** Sizes on which the line is fitted: the smaller half, rounded up, but never one of the two that are predicted. */
export function fittedCount(sizes: number): number {
  return Math.min(Math.ceil(sizes / 2), sizes - 2);
}

/** In logarithms. `errors` are standard errors of the ys. */
export function predictLargest(
  xs: readonly number[],
  ys: readonly number[],
  errors: readonly number[],
  logPower: number,
): readonly Prediction[] {
  const count = fittedCount(xs.length);
  const fitted = xs.slice(0, count);
  const line = fitLine(fitted, ys.slice(0, count));
  return [xs.length - 2, xs.length - 1].map((rung) => {
    const x = xs[rung]!;
    const height = heightAt(line, x);
    const noise = Math.hypot(errors[rung]!, ...heightWeights(fitted, x).map((w, i) => w * errors[i]!));
    const width = logPower * Math.log(x / line.centre.x) + NORMAL_99 * noise;
    return { rung, low: height - width, high: height + width };
  });
}
