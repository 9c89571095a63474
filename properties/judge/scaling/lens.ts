/**
 * What of a rung a law is read off: its height. For a power and for "bounded" that is ln(quantity), for "tends to" the logarithm
 * of the distance to the limit, for logarithmic growth the quantity itself. What is known up to an interval stays an interval.
 */
import type { Law, Point } from '../../../theorems/types.ts';

type Known = Exclude<Point, { readonly absent: string }>;

/** In units of the height. */
export interface Height {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly standardError: number;
}

/** Is the height the quantity itself, and no logarithm? */
export const isLinear = (law: Law): boolean => law.kind === 'log-growth';

/** The quantity whose logarithm (or itself) is the height, in words. */
export function heightWords(law: Law, quantity: string): string {
  return law.kind === 'falls' && law.to !== undefined ? `|${quantity} - ${law.to}|` : quantity;
}

/** Null where the point is no interval of finite numbers, or is below 0 where the law speaks of a positive quantity. */
export function heightOf(law: Law, point: Known): Height | null {
  const { low, value, high, standardError } = point;
  const ordered = -Infinity < low && low <= value && value <= high && high < Infinity;
  if (!(ordered && 0 <= standardError && standardError < Infinity)) return null;
  if (isLinear(law)) return point;
  const read = law.kind === 'falls' ? distance(law.to ?? 0, law.resolution ?? 0, point) : point;
  if (read.low < 0) return null;
  return {
    value: Math.log(read.value),
    low: Math.log(read.low),
    high: Math.log(read.high),
    standardError: standardError / read.value,
  };
}

/** A quantity that tends to 0 is positive, so it is its own distance. */
function distance(
  to: number,
  resolution: number,
  { value, low, high }: Known,
): Omit<Height, 'standardError'> {
  const far = to === 0 ? { value, low, high } : fromLimit(value - to, low - to, high - to);
  if (far.value >= resolution) return far;
  // Rounding noise is no value: what is not told from 0 is read at the most that it may be.
  const most = Math.max(far.high, resolution);
  return { value: most, low: 0, high: most };
}

function fromLimit(value: number, low: number, high: number): Omit<Height, 'standardError'> {
  const [a, b] = [Math.abs(low), Math.abs(high)];
  return { value: Math.abs(value), low: low <= 0 && high >= 0 ? 0 : Math.min(a, b), high: Math.max(a, b) };
}
