/**
 * Feature strengths u_j in [0, 1] (Definition 3.1, as recalled): independent, mean mu_j, variance sigma_j^2.
 *
 * A strength is a function of 16 random bits r: with x = r + 1/2,
 *   u = (x - offset) * slope + base,   (offset, slope, base) = first piece if x < cut, else the second.
 * So a distribution is two uniform pieces of 2^16 equally likely points. Ends on the grid 1/64 make every
 * product and sum above exact in float32: no rounding anywhere, in TypeScript or WebAssembly, and mean and
 * variance below are those of the very numbers drawn.
 */

/** Ends of supports are multiples of this; probabilities of `two-point` are multiples of 1/256. */
export const STRENGTH_GRID = 1 / 64;

/** A distribution on [low, high] within [0, 1]. */
export type StrengthDistribution =
  | { readonly kind: 'uniform'; readonly low: number; readonly high: number }
  /** `low` with probability `pLow`, else `high`. */
  | { readonly kind: 'two-point'; readonly low: number; readonly high: number; readonly pLow: number }
  /** Three quarters of the mass uniform on the lowest 3/8 of [low, high], a quarter on the rest. */
  | { readonly kind: 'skewed'; readonly low: number; readonly high: number };

/** The two pieces; `cut` of the 65536 points belong to the first. All numbers are float32 values. */
export interface StrengthPieces {
  readonly cut: number;
  readonly slopeFirst: number;
  readonly baseFirst: number;
  readonly slopeSecond: number;
  readonly baseSecond: number;
}

const POINTS = 65536;

/** The pieces of a distribution. Throws a RangeError when its parameters are off the grid. */
export function piecesOf(s: StrengthDistribution): StrengthPieces {
  const onGrid = (x: number) => Number.isInteger(x / STRENGTH_GRID);
  if (!(0 <= s.low && s.low <= s.high && s.high <= 1 && onGrid(s.low) && onGrid(s.high))) {
    throw new RangeError(
      `a strength needs 0 <= low <= high <= 1 in multiples of 1/64, got ${JSON.stringify(s)}`,
    );
  }
  const width = s.high - s.low;
  switch (s.kind) {
    case 'uniform':
      return { cut: POINTS, slopeFirst: width / POINTS, baseFirst: s.low, slopeSecond: 0, baseSecond: 0 };
    case 'two-point': {
      if (!(0 <= s.pLow && s.pLow <= 1 && Number.isInteger(s.pLow * 256))) {
        throw new RangeError(`two-point needs pLow in [0, 1] in multiples of 1/256, got ${s.pLow}`);
      }
      return { cut: s.pLow * POINTS, slopeFirst: 0, baseFirst: s.low, slopeSecond: 0, baseSecond: s.high };
    }
    case 'skewed':
      return {
        cut: (POINTS * 3) / 4,
        slopeFirst: width / 2 / POINTS,
        baseFirst: s.low,
        slopeSecond: (width * 5) / 2 / POINTS,
        baseSecond: s.low + (width * 3) / 8,
      };
  }
}

/** The strength that 16 random bits `r` (an integer in [0, 65536)) stand for; exact. */
export function strengthAt(p: StrengthPieces, r: number): number {
  const x = r + 0.5;
  return x < p.cut ? x * p.slopeFirst + p.baseFirst : (x - p.cut) * p.slopeSecond + p.baseSecond;
}

/** Exact mean and variance of the discrete distribution that is drawn. */
export function momentsOf(s: StrengthDistribution): { mean: number; variance: number } {
  const p = piecesOf(s);
  const piece = (points: number, slope: number, base: number) => ({
    weight: points / POINTS,
    mean: base + (slope * points) / 2,
    variance: points === 0 ? 0 : (slope * slope * (points * points - 1)) / 12,
  });
  const pieces = [
    piece(p.cut, p.slopeFirst, p.baseFirst),
    piece(POINTS - p.cut, p.slopeSecond, p.baseSecond),
  ];
  const mean = pieces.reduce((sum, q) => sum + q.weight * q.mean, 0);
  const variance = pieces.reduce((sum, q) => sum + q.weight * (q.variance + (q.mean - mean) ** 2), 0);
  return { mean, variance };
}
