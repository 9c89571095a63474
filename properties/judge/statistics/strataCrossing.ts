/**
 * The chance of each verdict of a claim that is judged in strata, at given true rates.
 *
 * "Supported" needs every stratum, each at the full alphaSupport: the claim is false only if some stratum is, and a false
 * "supported" needs that very stratum to err. "Refuted" needs any one, at alphaRefute / number of strata (a union bound). Strata are
 * independent, and in each the first crossing is final, so the chances multiply:
 *
 *   P(supported) = prod s_i,    P(refuted) = 1 - prod(1 - r_i),    P(inconclusive) = prod(s_i + u_i) - prod s_i,
 *
 * s, r, u the chances of a stratum. The differences are built up as sums of positive terms, without cancellation.
 *
 * Independence matters for these chances only, not for the error rates, which hold under any dependence. Rungs of one ladder share a
 * path, so their strata may be dependent; bounds that hold regardless are P(supported) >= 1 - sum (1 - s_i) and
 * P(not refuted) <= min (1 - r_i).
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

/** `expectedTrials` lets every stratum run to its own end; stopping all at the first refutation would cost less. */
export function strataCrossing({ alphaSupport, alphaRefute, strata }: StrataPlan): VerdictChances {
  checkLevel('alphaSupport', alphaSupport);
  checkLevel('alphaRefute', alphaRefute);
  const level = alphaRefute / strata.length;
  return combineStrata(strata.map((s) => crossing({ ...s, alphaSupport, alphaRefute: level })));
}

/** Independent strata put together, one after the other; in a stratum that refutes, what follows no longer matters. */
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
