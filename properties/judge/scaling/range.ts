/**
 * The slopes that a law allows on a grid. Logs look like exponents: one power of ln(n) adds k, the slope of ln ln n, to
 * the slope on the grid (.18 on [64, 1024]). So the claimed exponent e is widened once by the log band [lo, hi] that the
 * statement leaves open, and by a tolerance for finite size and noise:
 *
 *   e + k lo - tol <= slope <= e + k hi + tol.
 *
 * The default tolerance is half a log power, k/2: half-way between the band and the next power of the logarithm, so
 * that n^.5 ln n is not taken for n^.5. No tolerance may be so wide that an exponent off by a half would pass; a law for
 * which this fails on a grid is refused there.
 *
 * A law that bounds from above only has no lower end.
 *
 * "Tends to 0" has no exponent: what stays put could still fall like a power of a logarithm, so the slope must be below
 * -k b, b the power allowed to what stays put.
 */
import type { Law } from '../../../theorems/types.ts';
import { logSlope } from './fit.ts';

export interface SlopeRange {
  readonly low: number;
  readonly high: number;
  /** Slope that one power of the logarithm adds. */
  readonly k: number;
  /** 0 for "tends to 0". */
  readonly tolerance: number;
}

/** The allowed slopes over the grid of logarithms `xs`. Throws a RangeError where the law could not tell a wrong exponent. */
export function slopeRange(law: Law, xs: readonly number[]): SlopeRange {
  const k = logSlope(xs);
  if (law.kind === 'falls') {
    if (!(law.logPower > 0))
      throw new RangeError(`"tends to 0" needs a log power above 0, got ${law.logPower}`);
    return { low: -Infinity, high: -k * law.logPower, k, tolerance: 0 };
  }
  const [lo, hi] = law.band;
  if (!(lo <= 0 && hi >= 0))
    throw new RangeError(`a log band must contain 0, the claim without logs, got [${lo}, ${hi}]`);
  const reach = k * Math.max(-lo, hi);
  const tolerance = law.tolerance === 'half-log' ? k / 2 : law.tolerance;
  if (!(tolerance > 0 && reach + tolerance < OFF_BY)) {
    throw new RangeError(
      `on this grid a power of the logarithm counts for ${k.toFixed(3)}: with the band [${lo}, ${hi}] and the tolerance ` +
        `${tolerance.toFixed(3)} an exponent off by ${OFF_BY} would pass`,
    );
  }
  const low = law.sides === 'upper' ? -Infinity : law.exponent + k * lo - tolerance;
  return { low, high: law.exponent + k * hi + tolerance, k, tolerance };
}

/** A wrong exponent: off by a half. */
const OFF_BY = 0.5;
