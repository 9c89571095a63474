/**
 * The exact two-sided interval for a failure rate at a fixed number of trials (Clopper and Pearson 1934): with f failures in n,
 *
 *   low  solves I_x(f, n-f+1) = alpha/2   (0 where f = 0),      high solves 1 - I_x(f+1, n-f) = alpha/2   (1 where f = n).
 *
 * Each end is found from its own tail, because a quantile at 1 - alpha/2 loses all its digits once alpha is small. The interval
 * covers p with probability at least 1 - alpha at one n that was fixed in advance. Beside an e-process, which may stop at any
 * n, it only describes; no verdict reads it.
 */
import { checkFailures, checkInside } from './checks.ts';
import {
  lnBetaLower,
  lnBetaLowerOverKernel,
  lnBetaUpper,
  lnBetaUpperOverKernel,
} from './specialFunctions.ts';

export interface Interval {
  low: number;
  high: number;
}

export function clopperPearson(sample: { failures: number; trials: number; alpha: number }): Interval {
  const { failures, trials, alpha } = sample;
  checkFailures(failures, trials);
  checkInside('alpha', alpha);
  const lnTail = Math.log(alpha) - Math.LN2;
  const successes = trials - failures;
  return {
    low: failures === 0 ? 0 : logistic(betaLogitQuantile(lnTail, failures, successes + 1)),
    high: successes === 0 ? 1 : logistic(-betaLogitQuantile(lnTail, successes, failures + 1)),
  };
}

/**
 * The t = ln(x/(1-x)) at which ln I_x(a, b) = lnTail < 0, by Newton's method from the mean. The density of t is log-concave, and
 * therefore its distribution function is too (Prékopa 1973): ln I is increasing and concave in t, with slope K/I. A first step
 * may go too far to the left. From there on each step moves right and cannot pass the root, so no bracket is needed.
 */
function betaLogitQuantile(lnTail: number, a: number, b: number): number {
  let t = Math.log(a / b);
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    const step = newtonStep(t, lnTail, a, b);
    t += step;
    // Convergence is quadratic: after a step this small, what is left is below rounding.
    if (!(Math.abs(step) > 1e-9)) return t;
  }
  throw new RangeError(`No quantile of Beta(${a}, ${b}) at e^${lnTail} within ${MOST_STEPS} steps.`);
}

const MOST_STEPS = 10_000;

/** (lnTail - ln I) / (K/I); right of 1/2 from 1-x, which t determines to full precision where x rounds to 1. */
function newtonStep(t: number, lnTail: number, a: number, b: number): number {
  const x = logistic(-Math.abs(t));
  return t <= 0
    ? (lnTail - lnBetaLower(x, a, b)) * Math.exp(lnBetaLowerOverKernel(x, a, b))
    : (lnTail - lnBetaUpper(x, b, a)) * Math.exp(lnBetaUpperOverKernel(x, b, a));
}

const logistic = (t: number): number => 1 / (1 + Math.exp(-t));
