/**
 * The slopes that a law allows on a grid. On a grid a logarithm looks like a small exponent: one power of ln(n) adds k to the
 * slope, where k is the slope of ln ln n (.18 on [64, 1024]). So the claimed exponent e is widened by the log band [lo, hi]
 * that the statement leaves open, and by a tolerance for finite size and noise:
 *
 *   e + k lo - tol <= slope <= e + k hi + tol.
 *
 * The default tolerance is k/2, half a power of the logarithm. It ends half-way between the band and the next power, so that
 * n^.5 ln n is not taken for n^.5. A law is refused on a grid where its tolerance would let an exponent pass that is off by a
 * half.
 *
 * A law that bounds from above only has no lower end.
 *
 * "Tends to 0" has no exponent. A quantity that does not tend to 0 could still fall like a power of a logarithm over the grid,
 * so the slope must be below -k b, where b is the largest such power that is allowed for.
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
