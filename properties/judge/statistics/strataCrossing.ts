/**
 * The chance of each verdict of a claim that is judged in strata, at given true rates.
 *
 * A claim is supported when every stratum is, each at the full alphaSupport. This is enough: if the claim is false, some stratum
 * is false, and a false "supported" needs that stratum to err. A claim is refuted when one stratum is, each at alphaRefute
 * divided by the number of strata (a union bound). Strata are independent, and in each the first crossing is final, so
 *
 *   P(supported) = prod s_i,    P(refuted) = 1 - prod(1 - r_i),    P(inconclusive) = prod(s_i + u_i) - prod s_i,
 *
 * where s_i, r_i and u_i are the chances that stratum i is supported, refuted and undecided. The differences are computed as
 * sums of positive terms, so nothing cancels.
 *
 * Only these chances need independence; the error rates hold under any dependence. Rungs of one ladder share a path, so their
 * strata may be dependent. Then P(supported) >= 1 - sum (1 - s_i) and P(not refuted) <= min (1 - r_i) still hold.
 */
import { checkLevel } from './checks.ts';
import { crossing, type VerdictChances } from './crossing.ts';

export interface StratumPlan {
  /** The stratum's true failure rate. */
  p: number;
  delta: number;
  budget: number;
}

export interface StrataPlan {
  alphaSupport: number;
  alphaRefute: number;
  strata: readonly StratumPlan[];
}

/** `expectedTrials` counts every stratum up to its own end. Stopping all at the first refutation would cost less. */
export function strataCrossing({ alphaSupport, alphaRefute, strata }: StrataPlan): VerdictChances {
  checkLevel('alphaSupport', alphaSupport);
  checkLevel('alphaRefute', alphaRefute);
  const level = alphaRefute / strata.length;
  return combineStrata(strata.map((s) => crossing({ ...s, alphaSupport, alphaRefute: level })));
}

/** Puts independent strata together, one after the other. After a stratum that refutes, the others no longer matter. */
export function combineStrata(strata: readonly VerdictChances[]): VerdictChances {
  if (!(strata.length > 0)) throw new RangeError('A claim needs at least one stratum, got none.');
  const sofar = { supported: 1, refuted: 0, inconclusive: 0, expectedTrials: 0 };
  for (const { supported, refuted, inconclusive, expectedTrials } of strata) {
    sofar.refuted += (sofar.supported + sofar.inconclusive) * refuted;
    sofar.inconclusive = sofar.inconclusive * (supported + inconclusive) + sofar.supported * inconclusive;
    sofar.supported *= supported;
    sofar.expectedTrials += expectedTrials;
  }
  return sofar;
}
