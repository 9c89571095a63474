/**
 * Evidence that the mean of a bounded variable lies below a bound, or above it. It is valid at every look and for every
 * distribution on the range.
 *
 * Put the range on [0, 1], with x the variable and m the bound. A bet that puts the share c of its capital on "below" multiplies it by
 * 1 + c (m - x)/(1 - m) at every trial, which is at least 1 - c. If the mean is at least m, its expectation is at most 1, whatever was
 * seen before; so the capital is a supermartingale, and by Ville's inequality reaches 1/alpha with probability at most alpha. E is the
 * average capital over a fixed list of c, so it depends on nothing but the values (Waudby-Smith and Ramdas, Estimating
 * means of bounded random variables by betting, JRSS B 2024). "Above" is the same bet on 1 - x and 1 - m.
 *
 * E against "at least m" rises with m, because (m - x)/(1 - m) does for every x <= 1. So the m that are rejected are an interval, whose
 * end is found by bisection: interval and verdict cannot contradict each other.
 */
import type { Interval } from './clopperPearson.ts';
import { reaches } from './eProcess.ts';

/** Shares of the capital at stake: small ones for small distances from the bound, large ones for large. */
const STAKES = [1 / 128, 1 / 64, 1 / 32, 1 / 16, 1 / 8, 1 / 4, 3 / 8, 1 / 2, 3 / 4, 15 / 16];

/** ln E against "the mean is at least `bound`" for values on [0, 1], trial by trial. */
class BetBelow {
  readonly #capitals = STAKES.map(() => 0);

  constructor(readonly bound: number) {}

  add(value: number, times = 1): void {
    const gain = (this.bound - value) / (1 - this.bound);
    STAKES.forEach((stake, i) => (this.#capitals[i]! += times * Math.log1p(stake * gain)));
  }

  get lnE(): number {
    const most = Math.max(...this.#capitals);
    return most + Math.log(this.#capitals.reduce((sum, c) => sum + Math.exp(c - most), 0) / STAKES.length);
  }
}

/** A trial's value; undefined where it has none, which counts against support and not for refutation. */
export type Value = number | undefined;

/** Both bets on one mean. Throws a RangeError for a bound that does not lie inside of the range. */
export class MeanBets {
  readonly #values: Value[] = [];
  readonly #below: BetBelow;
  readonly #above: BetBelow;

  constructor(
    readonly bound: number,
    readonly range: readonly [number, number],
  ) {
    const m = this.#unit(bound);
    if (!(0 < m && m < 1))
      throw new RangeError(`the bound of a mean must lie inside of [${range.join(', ')}], got ${bound}`);
    this.#below = new BetBelow(m);
    this.#above = new BetBelow(1 - m);
  }

  /** ln E for "the mean is below the bound" and for "above", after one more trial. */
  add(value: Value): { readonly support: number; readonly refute: number } {
    const [low, high] = this.range;
    if (value !== undefined && !(low <= value && value <= high))
      throw new RangeError(`a value outside of its range [${low}, ${high}]: ${value}`);
    this.#values.push(value);
    this.#below.add(worst(value, this.range, this.#unit));
    this.#above.add(1 - best(value, this.range, this.#unit));
    return { support: this.#below.lnE, refute: this.#above.lnE };
  }

  /** The mean's confidence sequence, each end at its own level: what the bets of other bounds would reject. */
  bounds(level: { readonly low: number; readonly high: number }): Interval {
    const [low, high] = this.range;
    const natural = (x: number) => low + (high - low) * x;
    const above = this.#values.map((v) => 1 - best(v, this.range, this.#unit));
    const below = this.#values.map((v) => worst(v, this.range, this.#unit));
    return {
      low: natural(1 - firstRejected(above, level.low)),
      high: natural(firstRejected(below, level.high)),
    };
  }

  readonly #unit = (value: number): number => (value - this.range[0]) / (this.range[1] - this.range[0]);
}

const worst = (value: Value, range: readonly [number, number], unit: (value: number) => number) =>
  unit(value ?? range[1]);
const best = (value: Value, range: readonly [number, number], unit: (value: number) => number) =>
  unit(value ?? range[0]);

/** The smallest bound, to 1e-12, that values on [0, 1] show the mean to be below; 1 where there is none. */
function firstRejected(values: readonly number[], alpha: number): number {
  const rejected = (bound: number) => {
    const bet = new BetBelow(bound);
    for (const value of values) bet.add(value);
    return reaches(bet.lnE, alpha);
  };
  let [kept, out] = [0, 1 - 1e-12];
  if (!rejected(out)) return 1;
  while (out - kept > 1e-12) {
    const middle = (kept + out) / 2;
    if (rejected(middle)) out = middle;
    else kept = middle;
  }
  return out;
}

/** ln E for "the mean is below the bound" and for "above", of values that came up so many times each. */
export function lnMeanE(
  bound: number,
  range: readonly [number, number],
  counts: readonly (readonly [value: number, times: number])[],
): { readonly support: number; readonly refute: number } {
  const unit = (value: number) => (value - range[0]) / (range[1] - range[0]);
  const [below, above] = [new BetBelow(unit(bound)), new BetBelow(1 - unit(bound))];
  for (const [value, times] of counts) {
    below.add(unit(value), times);
    above.add(1 - unit(value), times);
  }
  return { support: below.lnE, refute: above.lnE };
}

/** The fewest trials that support "the mean is below the bound" at level alpha, if every value is `value`; Infinity if none does. */
export function meanTrialsNeeded(goal: {
  readonly bound: number;
  readonly range: readonly [number, number];
  readonly alpha: number;
  readonly value: number;
}): number {
  const { bound, range, alpha, value } = goal;
  if (value >= bound) return Infinity;
  const bets = new MeanBets(bound, range);
  for (let trials = 1; trials < 1e6; trials++) if (reaches(bets.add(value).support, alpha)) return trials;
  return Infinity;
}
