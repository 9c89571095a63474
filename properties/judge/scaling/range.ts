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
 * A law that bounds from above only has no end on the side of quantities that are smaller in the limit.
 *
 * "Tends to 0" has no exponent. A quantity that does not tend to 0 could still fall like a power of a logarithm over the grid,
 * so the slope must be below -k b, where b is the largest such power that is allowed for. "Stays bounded" leaves k/2 open.
 *
 * A variable that falls along the ladder (a step size that goes to 0) is read backwards: "in the limit" is where the ladder
 * ends, and the logarithm is that of 1/variable. Where the variable passes 1, no power of its logarithm is defined, and a law
 * that needs one is refused.
 */
import type { Law, PowerLaw } from '../../../theorems/types.ts';
import { logSlope } from './fit.ts';

/** Slopes of a law's height (lens.ts) in ln(variable). */
export interface SlopeRange {
  readonly low: number;
  readonly high: number;
  /** Slope that one power of the logarithm adds, towards the limit; null where the variable passes 1. */
  readonly k: number | null;
  /** 0 where none is claimed. */
  readonly tolerance: number;
}

/** The allowed slopes over the grid of logarithms `xs`. Throws a RangeError where the law could not tell a wrong one. */
export function slopeRange(law: Law, xs: readonly number[]): SlopeRange {
  const forwards = xs.at(-1)! >= xs[0]!;
  const towards = forwards ? xs : xs.map((x) => -x);
  const { low, high, tolerance } = rangeTowards(law, towards, forwards ? 1 : -1);
  const k = towards.every((x) => x > 0) ? logSlope(towards) : null;
  return forwards ? { low, high, k, tolerance } : { low: 0 - high, high: 0 - low, k, tolerance };
}

/** The range in a variable that grows; `sign` is that of the author's variable in it. */
function rangeTowards(law: Law, xs: readonly number[], sign: 1 | -1): Omit<SlopeRange, 'k'> {
  switch (law.kind) {
    case 'exponent':
      return powerRange(law, xs, sign);
    case 'falls':
      if (!(law.logPower > 0))
        throw new RangeError(`"tends to ${law.to ?? 0}" needs a log power above 0, got ${law.logPower}`);
      if (!Number.isFinite(law.to ?? 0) || !((law.resolution ?? 0) >= 0 && (law.resolution ?? 0) < Infinity))
        throw new RangeError(
          `"tends to" needs a finite value and a resolution from 0, got ${law.to ?? 0} and ${law.resolution ?? 0}`,
        );
      return { low: -Infinity, high: -logSlope(xs) * law.logPower, tolerance: 0 };
    case 'log-growth': {
      const [low, high] = law.slope;
      if (!(low <= high && low * high > 0 && Math.abs(low) < Infinity && Math.abs(high) < Infinity))
        throw new RangeError(
          `logarithmic growth needs a band of slopes on one side of 0, lowest first, got [${low}, ${high}]`,
        );
      return sign === 1 ? { low, high, tolerance: 0 } : { low: -high, high: -low, tolerance: 0 };
    }
    case 'bounded': {
      const { from, by } = law;
      if (!(0 <= from && from < by && by < Infinity))
        throw new RangeError(`bounded needs 0 <= from < by, finite, got from ${from} by ${by}`);
      const tolerance = logSlope(xs) / 2;
      return { low: from > 0 ? -tolerance : -Infinity, high: tolerance, tolerance };
    }
  }
}

function powerRange(law: PowerLaw, xs: readonly number[], sign: 1 | -1): Omit<SlopeRange, 'k'> {
  const [lo, hi] = law.band;
  if (!(lo <= 0 && hi >= 0))
    throw new RangeError(`a log band must contain 0, the claim without logs, got [${lo}, ${hi}]`);
  const needsLog = law.tolerance === 'half-log' || lo < 0 || hi > 0;
  const k = needsLog ? logSlope(xs) : 0;
  const reach = k * Math.max(-lo, hi);
  const tolerance = law.tolerance === 'half-log' ? k / 2 : law.tolerance;
  if (!(tolerance > 0 && reach + tolerance < OFF_BY)) {
    throw new RangeError(
      `on this grid a power of the logarithm counts for ${k.toFixed(3)}: with the band [${lo}, ${hi}] and the tolerance ` +
        `${tolerance.toFixed(3)} an exponent off by ${OFF_BY} would pass`,
    );
  }
  const exponent = sign * law.exponent;
  const low = law.sides === 'upper' ? -Infinity : exponent + k * lo - tolerance;
  return { low, high: exponent + k * hi + tolerance, tolerance };
}

/** A wrong exponent: off by a half. */
const OFF_BY = 0.5;
