/**
 * One threshold on one number, which separates what holds from what fails, with an interval.
 *
 * The threshold is the place where failing becomes likelier than holding. The interval inverts a test; there is no bootstrap and
 * no normal approximation. Suppose that failing grows more likely along the quantity, and that t is the threshold. Then every
 * draw right of t fails with probability at least 1/2. So the e-process of "holds more often than half", along the draws from t
 * to the right, ever reaches 1/alpha with probability at most alpha (Ville). The same is done to the left. The interval keeps
 * every t that neither side rejects, and covers the threshold with probability 1 - ALPHA. That failing grows along the quantity
 * is assumed and not tested.
 */
import { barriers } from '../judge/statistics/index.ts';
import { upperMedian } from '../../sim/upperMedian.ts';

/** A draw's value and outcome. */
export interface Labelled {
  readonly value: number;
  readonly holds: boolean;
}

export interface Threshold {
  /** On which side of it the claim fails. */
  readonly fails: 'above' | 'below';
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** Share of the draws on their right sides. */
  readonly accuracy: number;
}

/** Chance that the interval misses the threshold, to the left and to the right together. */
export const THRESHOLD_ALPHA = 0.05;

/** The threshold with the fewest draws on their wrong sides. Ends are infinite where the draws do not bound it. */
export function thresholdOf(draws: readonly Labelled[]): Threshold {
  if (draws.length === 0 || !draws.every((d) => Number.isFinite(d.value)))
    throw new RangeError('a threshold needs at least one draw, and finite values');
  const sorted = [...draws].sort((a, b) => a.value - b.value);
  const above = bestCut(sorted);
  const below = bestCut(sorted.map((d) => ({ ...d, holds: !d.holds })));
  const fails = above.errors <= below.errors ? 'above' : 'below';
  const directed = fails === 'above' ? sorted : sorted.map((d) => ({ ...d, holds: !d.holds }));
  const best = fails === 'above' ? above : below;
  const kept = keptCuts(directed);
  return {
    fails,
    estimate: betweenOf(sorted, best.cut),
    // A cut lies between two draws. The interval reaches to the outer draw of its first and its last cut.
    low: kept.length === 0 ? betweenOf(sorted, best.cut) : (sorted[kept[0]! - 1]?.value ?? -Infinity),
    high: kept.length === 0 ? betweenOf(sorted, best.cut) : (sorted[kept.at(-1)!]?.value ?? Infinity),
    accuracy: 1 - best.errors / sorted.length,
  };
}

/** Does a threshold say that the claim holds at a value? */
export function saysHolds({ fails, estimate }: Threshold, value: number): boolean {
  return fails === 'above' ? value < estimate : value >= estimate;
}

/** Cut i puts draws 0 … i-1 on the holding side. Equal values cannot be cut apart. */
function bestCut(sorted: readonly Labelled[]): { cut: number; errors: number } {
  let errors = sorted.filter((d) => d.holds).length;
  let best: { cuts: number[]; errors: number } = { cuts: [0], errors };
  sorted.forEach((draw, i) => {
    errors += draw.holds ? -1 : 1;
    if (sorted[i + 1]?.value === draw.value) return;
    if (errors < best.errors) best = { cuts: [i + 1], errors };
    else if (errors === best.errors) best.cuts.push(i + 1);
  });
  return { cut: upperMedian(best.cuts)!, errors: best.errors };
}

/** All cuts that are rejected neither by the draws to the right nor by those to the left. */
function keptCuts(sorted: readonly Labelled[]): readonly number[] {
  const budget = sorted.length;
  const { refuteAtLeast } = barriers({
    delta: 0.5,
    alphaSupport: 0,
    alphaRefute: THRESHOLD_ALPHA / 2,
    budget: Math.max(1, budget),
  });
  const against = (cut: number, step: 1 | -1) => {
    let wrong = 0;
    for (let n = 1, i = step === 1 ? cut : cut - 1; i >= 0 && i < budget; i += step, n++) {
      if (sorted[i]!.holds === (step === 1)) wrong++;
      if (wrong >= refuteAtLeast[n]!) return true;
    }
    return false;
  };
  return Array.from({ length: budget + 1 }, (_, cut) => cut).filter(
    (cut) => !against(cut, 1) && !against(cut, -1),
  );
}

/** The middle between the draws on both sides of a cut, geometric where both are positive. */
function betweenOf(sorted: readonly Labelled[], cut: number): number {
  const [a, b] = [sorted[cut - 1]?.value, sorted[cut]?.value];
  if (a === undefined) return b!;
  // One unit in the last place beyond the last draw, so that every draw lies on the near side.
  if (b === undefined) return a + Math.max(Math.abs(a), Number.MIN_VALUE / Number.EPSILON) * Number.EPSILON;
  return a > 0 && b > 0 ? Math.sqrt(a * b) : (a + b) / 2;
}
