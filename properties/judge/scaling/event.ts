/**
 * One ladder as one trial of a scaling claim: its slope lies in the claimed range, and for "tends to 0" its end lies
 * where its beginning predicts. There is no bootstrap and no normal approximation. Ladders are independent, however their
 * slopes are distributed, so their failures are counted like any others (judge.ts).
 */
import type { EventResult, Law, Point } from '../../../theorems/types.ts';
import { fitLine, slopeInterval, type Line } from './fit.ts';
import { predictLargest, type Prediction } from './holdOut.ts';
import { slopeRange } from './range.ts';

/** A ladder needs this many sizes: two to fit and two to predict. */
export const LEAST_SIZES = 4;

export interface LadderEvent extends EventResult {
  /** Logarithms of variable and quantity, where every rung has a value above 0. */
  readonly curve: { readonly xs: readonly number[]; readonly ys: readonly number[] } | null;
  readonly line: Line | null;
  /** In logarithms; empty for a law without hold-out. */
  readonly holdOut: readonly Prediction[];
}

/** A rung: the variable's value and the quantity's. */
export interface Rung {
  readonly variable: number;
  readonly point: Point;
}

/**
 * Slack is the distance to the nearest bound in units of the exponent, or of ln(quantity) for the hold-out; -1 where
 * the quantity does not exist.
 */
export function ladderEvent(law: Law, rungs: readonly Rung[]): LadderEvent {
  const nothing = { curve: null, line: null, holdOut: [], cases: [] };
  const points = rungs.map((r) => r.point);
  // If one part fails, the whole fails, whatever the others are. It holds only if all of them were looked at.
  const failed = ['slope', ...(law.kind === 'falls' ? ['hold-out'] : [])];
  if (points.some((p) => 'absent' in p)) return { ...nothing, cases: failed, holds: false, slack: -1 };
  const known = points as Exclude<Point, { absent: string }>[];
  const xs = rungs.map((r) => Math.log(r.variable));
  const sound = known.every(
    ({ low, value, high, standardError }) =>
      0 <= low &&
      low <= value &&
      value <= high &&
      high < Infinity &&
      0 <= standardError &&
      standardError < Infinity,
  );
  if (!sound || !xs.every((x) => x > 0) || rungs.length < LEAST_SIZES)
    return { ...nothing, holds: undefined, slack: NaN };
  const ys = known.map((p) => Math.log(p.value));
  const range = slopeRange(law, xs);
  const slopes = slopeInterval(
    xs,
    known.map((p) => Math.log(p.low)),
    known.map((p) => Math.log(p.high)),
  );
  const positive = ys.every(Number.isFinite);
  const curve = positive ? { xs, ys } : null;
  const line = positive ? fitLine(xs, ys) : null;
  // Values below what can be seen have no prediction: such a ladder is decided by its slopes.
  const holdOut =
    law.kind === 'falls' && positive
      ? predictLargest(
          xs,
          ys,
          known.map((p) => p.standardError / p.value),
          law.logPower,
        )
      : [];
  const margins = holdOut.map(({ rung, high }) => high - ys[rung]!);
  const cases = positive ? ['slope', ...(holdOut.length > 0 ? ['hold-out'] : [])] : [];
  const shared = { curve, line, holdOut, cases };
  const above = (slope: number) => (range.low === -Infinity ? Infinity : slope - range.low);
  const surely = Math.min(above(slopes.low), range.high - slopes.high, ...margins);
  if (surely >= 0) return { ...shared, holds: true, slack: surely };
  const possibly = Math.min(above(slopes.high), range.high - slopes.low, ...margins);
  if (possibly < 0)
    return { ...shared, cases: failed, holds: false, slack: Math.max(possibly, -LARGEST_SLACK) };
  return { ...shared, holds: undefined, unresolved: true, slack: NaN };
}

/** A slack stays a number in JSON. */
const LARGEST_SLACK = 1e6;
