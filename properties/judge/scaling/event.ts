/**
 * One ladder as one trial of a scaling claim: its slope lies in the claimed range, and so does what the law asks beside it (for
 * "tends to", that its end lies where its beginning predicts). There is no bootstrap and no normal approximation. Ladders are independent, however their
 * slopes are distributed, so their failures are counted like any others (judge.ts).
 */
import {
  lawCases,
  type BoundedLaw,
  type EventResult,
  type Law,
  type Point,
} from '../../../theorems/types.ts';
import { fitLine, slopeInterval, type Line } from './fit.ts';
import { fittedCount, predictLargest, type Prediction } from './holdOut.ts';
import { heightOf, isLinear, type Height } from './lens.ts';
import { slopeRange, type SlopeRange } from './range.ts';

/** A ladder needs this many sizes: two to fit and two to predict. */
export const LEAST_SIZES = 4;

export interface LadderEvent extends EventResult {
  /** Logarithm of the variable and height (lens.ts), where every rung has a finite one. */
  readonly curve: { readonly xs: readonly number[]; readonly ys: readonly number[] } | null;
  readonly line: Line | null;
  /** In logarithms; empty for a law without hold-out. */
  readonly holdOut: readonly Prediction[];
  /** Why the ladder does not say; absent where it does, or where its values are too coarse. */
  readonly fault?: string;
}

/** A rung: the variable's value and the quantity's. */
export interface Rung {
  readonly variable: number;
  readonly point: Point;
}

/**
 * Slack is the distance to the nearest bound in units of the exponent, or of ln(quantity) for the hold-out and for constants; -1
 * where the quantity does not exist.
 */
export function ladderEvent(law: Law, rungs: readonly Rung[]): LadderEvent {
  const nothing = { curve: null, line: null, holdOut: [], cases: [] };
  const unsound = (fault: string) => ({ ...nothing, holds: undefined, slack: NaN, fault });
  const points = rungs.map((r) => r.point);
  // If one part fails, the whole fails, whatever the others are. It holds only if all of them were looked at.
  const failed = lawCases(law);
  if (points.some((p) => 'absent' in p)) return { ...nothing, cases: failed, holds: false, slack: -1 };
  const heights = (points as Exclude<Point, { absent: string }>[]).map((p) => heightOf(law, p));
  const xs = rungs.map((r) => Math.log(r.variable));
  if (!xs.every(Number.isFinite)) return unsound('its variable must be above 0 and finite');
  if (xs.every((x) => x === xs[0])) return unsound('its variable is the same at every size');
  if (rungs.length < LEAST_SIZES) return unsound(`a slope needs ${LEAST_SIZES} sizes`);
  if (!heights.every((h) => h !== null))
    return unsound(
      'a point of its ladder is no interval of finite numbers' + (isLinear(law) ? '' : ' from 0'),
    );
  const from = fittedCount(xs.length);
  const halves = law.kind === 'falls' || law.kind === 'log-growth' ? [xs.slice(0, from), xs.slice(from)] : [];
  if (halves.some((half) => half.every((x) => x === half[0])))
    return unsound('its variable is the same at every size of a half');
  let range: SlopeRange;
  try {
    range = slopeRange(law, xs);
  } catch (error) {
    return unsound((error as Error).message);
  }
  const ys = heights.map((h) => h.value);
  const slopes = slopesOf(xs, heights);
  const positive = ys.every(Number.isFinite);
  const curve = positive ? { xs, ys } : null;
  const line = positive ? fitLine(xs, ys) : null;
  // Values below what can be seen have no prediction: such a ladder is decided by its slopes.
  const holdOut =
    law.kind === 'falls' && positive
      ? predictLargest(
          xs,
          ys,
          heights.map((h) => h.standardError),
          law.logPower,
        )
      : [];
  const within = ({ low, high }: Interval) => Math.min(above(low, range.low), above(range.high, high));
  const beyond = ({ low, high }: Interval) => Math.min(above(high, range.low), above(range.high, low));
  const intervals = [slopes];
  const margins = holdOut.map(({ rung, high }) => predictedMargin(high, heights[rung]!));
  if (law.kind === 'log-growth') intervals.push(slopesOf(xs.slice(from), heights.slice(from)));
  if (law.kind === 'bounded') margins.push(...heights.flatMap((h) => constantMargins(law, h)));
  const cases = positive ? failed : [];
  const shared = { curve, line, holdOut, cases };
  const surely = Math.min(...intervals.map(within), ...margins.map((m) => m.surely));
  if (surely >= 0) return { ...shared, holds: true, slack: Math.min(surely, LARGEST_SLACK) };
  const possibly = Math.min(...intervals.map(beyond), ...margins.map((m) => m.possibly));
  if (possibly < 0)
    return { ...shared, cases: failed, holds: false, slack: Math.max(possibly, -LARGEST_SLACK) };
  return { ...shared, holds: undefined, unresolved: true, slack: NaN };
}

interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Distance to a bound, negative beyond it: of the worst value that the quantity may have, and of the best. */
interface Margin {
  readonly surely: number;
  readonly possibly: number;
}

/** How far below its prediction a value is; one that is not told from 0 is at the limit, whatever was predicted. */
function predictedMargin(high: number, { value, low }: Height): Margin {
  return low === -Infinity
    ? { surely: Math.max(0, high - value), possibly: Infinity }
    : { surely: high - value, possibly: high - value };
}

/** How far `x` is above `bound`; an open bound is passed by anything. */
const above = (x: number, bound: number) => (bound === -Infinity || x === Infinity ? Infinity : x - bound);

function constantMargins({ from, by }: BoundedLaw, { low, high }: Height): readonly Margin[] {
  const upper = { surely: Math.log(by) - high, possibly: Math.log(by) - low };
  return from === 0 ? [upper] : [upper, { surely: low - Math.log(from), possibly: high - Math.log(from) }];
}

function slopesOf(xs: readonly number[], heights: readonly Height[]): Interval {
  return slopeInterval(
    xs,
    heights.map((h) => h.low),
    heights.map((h) => h.high),
  );
}

/** A slack stays a number in JSON. */
const LARGEST_SLACK = 1e6;
