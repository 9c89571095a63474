/**
 * The exact chance of every verdict within a budget, when the failure rate really is p: no simulation, no tolerance.
 *
 * After n trials the verdict depends on the failures f alone, and for each n it is "supported" up to some f and "refuted" from
 * some f on. So the path of f is a walk between two barriers, and the probability of each undecided (n, f) follows from
 * those at n-1. Only positive numbers are added, so even a chance of 1e-200 has all but the last few of its digits.
 *
 * At p = delta, P(supported) and P(refuted) are the two error rates of a verdict, which is all that has to be proved of it.
 */
import { checkCount, checkInside, checkLevel, checkProbability } from './checks.ts';
import { lnERefute, lnESupport, reaches } from './eProcess.ts';

/** Both tests of one claim (or stratum) side by side; level 0 switches a test off. */
export interface TestPlan {
  delta: number;
  alphaSupport: number;
  alphaRefute: number;
  /** Most trials that will be run; there is a look after each. */
  budget: number;
  /** The mixture's Beta(a, b), by default Beta(1/2, 1). */
  a?: number;
  b?: number;
}

/** After n trials: supported if f <= supportAtMost[n], refuted if f >= refuteAtLeast[n] (-1 and n+1: not yet possible). */
export interface Barriers {
  budget: number;
  supportAtMost: Int32Array;
  refuteAtLeast: Int32Array;
}

export interface VerdictChances {
  supported: number;
  refuted: number;
  inconclusive: number;
  /** Trials run on average: up to the verdict, else the whole budget. */
  expectedTrials: number;
}

/** The chance of each verdict at failure rate p. */
export function crossing(plan: TestPlan & { p: number }): VerdictChances {
  return crossBarriers(barriers(plan), plan.p);
}

/**
 * Both barriers. Each e-process is evaluated once for every n, because from n to n+1 a barrier stays or rises by one. The
 * reason: in the support test every q is below delta, so a success raises E and a failure lowers it. Hence s(n) <= s(n+1), and
 * s(n+1) >= s(n) + 2 would mean E(n+1, s+2) < E(n, s+1) < 1/alpha. The refute test is the mirror image.
 */
export function barriers({ delta, alphaSupport, alphaRefute, budget, a = 0.5, b = 1 }: TestPlan): Barriers {
  checkInside('delta', delta);
  checkLevel('alphaSupport', alphaSupport);
  checkLevel('alphaRefute', alphaRefute);
  checkCount('budget', budget);
  const supportAtMost = new Int32Array(budget + 1).fill(-1);
  const refuteAtLeast = new Int32Array(budget + 1).fill(1);
  for (let trials = 1, s = -1, r = 1; trials <= budget; trials++) {
    if (reaches(lnESupport({ failures: s + 1, trials, delta, a, b }), alphaSupport)) s++;
    if (!reaches(lnERefute({ failures: r, trials, delta, a, b }), alphaRefute)) r++;
    supportAtMost[trials] = s;
    refuteAtLeast[trials] = r;
  }
  return { budget, supportAtMost, refuteAtLeast };
}

/** The same walk for barriers already known: a table over many p needs them only once. */
export function crossBarriers(walls: Barriers, p: number): VerdictChances {
  checkProbability('p', p);
  const { budget, supportAtMost, refuteAtLeast } = walls;
  const chance = new Float64Array(budget + 2);
  chance[0] = 1;
  let [supported, refuted, expectedTrials] = [0, 0, 0];
  let [low, high] = [0, 0]; // undecided f, inclusive
  for (let n = 1; n <= budget && low <= high; n++) {
    let undecided = 0;
    for (let f = low; f <= high; f++) undecided += chance[f]!;
    expectedTrials += undecided;
    high++;
    for (let f = high; f > low; f--) chance[f] = chance[f]! * (1 - p) + chance[f - 1]! * p;
    chance[low]! *= 1 - p;
    for (; low <= high && low <= supportAtMost[n]!; low++) {
      supported += chance[low]!;
      chance[low] = 0;
    }
    for (; high >= low && high >= refuteAtLeast[n]!; high--) {
      refuted += chance[high]!;
      chance[high] = 0;
    }
  }
  let inconclusive = 0;
  for (let f = low; f <= high; f++) inconclusive += chance[f]!;
  return { supported, refuted, inconclusive, expectedTrials };
}
