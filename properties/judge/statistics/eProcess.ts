/**
 * Evidence that a failure rate p lies below a bound, or above it. It is valid at every look.
 *
 * Under p = delta the likelihood ratio of any q against delta is a martingale of mean 1; under p >= delta the ratio of a
 * q < delta is a supermartingale. So is E, its average over q ~ Beta(a, b) truncated to (0, delta). By Ville's inequality
 * P(E ever reaches 1/alpha) <= alpha, whatever the rule by which one stops, peeks or resumes (Robbins 1970; Howard, Ramdas,
 * McAuliffe, Sekhon 2021). With f failures in n trials
 *
 *   ln E = ln B(a+f, b+n-f) + ln I_delta(a+f, b+n-f) - ln B(a, b) - ln I_delta(a, b) - f ln delta - (n-f) ln(1-delta),
 *
 * which is h(a+f, b+n-f) - h(a, b) for h(a, b) = ln(I_delta(a, b) / (delta^a (1-delta)^b / B(a, b))). The code computes this
 * form, in which the powers of delta and 1-delta have cancelled. For q in (delta, 1), 1 - I_delta takes the place of I_delta.
 *
 * a = 1/2, b = 1 puts more mass near 0, where the failure rate of a true claim is: 109 trials without a failure support
 * p < .05 at alpha = .01, and waiting costs only half a logarithm of n.
 */
import { checkFailures, checkInside, checkPositive } from './checks.ts';
import { lnBetaLowerOverKernel, lnBetaUpperOverKernel } from './specialFunctions.ts';

/** Counts of independent trials, and the mixture's Beta(a, b), by default Beta(1/2, 1). */
export interface Counts {
  failures: number;
  trials: number;
  a?: number;
  b?: number;
}

/** ln E against `p >= delta`; at or above ln(1/alpha), the claim "p < delta" is supported at level alpha. */
export function lnESupport(evidence: Counts & { delta: number }): number {
  return lnE(evidence, 'delta', evidence.delta, lnBetaLowerOverKernel);
}

/** ln E against `p <= delta`; at or above ln(1/alpha), the claim "p <= delta" is refuted at level alpha. */
export function lnERefute(evidence: Counts & { delta: number }): number {
  return lnE(evidence, 'delta', evidence.delta, lnBetaUpperOverKernel);
}

/** ln E against `p <= delta0`, the target. It gives a remark beside "inconclusive" and no verdict: between delta0 and delta the claim is true. */
export function lnEAboveTarget(evidence: Counts & { delta0: number }): number {
  return lnE(evidence, 'delta0', evidence.delta0, lnBetaUpperOverKernel);
}

/** Whether an e-value is enough at level alpha; level 0 is never reached. */
export const reaches = (lnE: number, alpha: number): boolean => lnE >= -Math.log(alpha);

/**
 * The smallest n at which `failures` failures in n trials support `p < delta` at level alpha. A success multiplies E by the
 * mixture's mean of (1-q)/(1-delta) > 1, so E grows with n at fixed f and bisection finds the first crossing.
 */
export function trialsNeeded(goal: { delta: number; alpha: number; failures?: number }): number {
  const { delta, alpha, failures = 0 } = goal;
  checkInside('alpha', alpha);
  const enough = (trials: number): boolean => reaches(lnESupport({ failures, trials, delta }), alpha);
  let tooFew = failures;
  let sufficient = failures + 1;
  for (; !enough(sufficient); sufficient *= 2) tooFew = sufficient;
  while (sufficient - tooFew > 1) {
    const middle = Math.floor((tooFew + sufficient) / 2);
    if (enough(middle)) sufficient = middle;
    else tooFew = middle;
  }
  return sufficient;
}

function lnE(
  { failures, trials, a = 0.5, b = 1 }: Counts,
  name: string,
  bound: number,
  h: (x: number, a: number, b: number) => number,
): number {
  checkFailures(failures, trials);
  checkInside(name, bound);
  checkPositive('a', a);
  checkPositive('b', b);
  return h(bound, a + failures, b + trials - failures) - h(bound, a, b);
}
