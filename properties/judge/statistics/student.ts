/**
 * Student's interval for the mean of independent values. It describes; no verdict reads it. Slopes of different ladders are
 * independent and have one distribution, whatever the noise of their rungs, so for normal slopes n - 1 degrees of freedom are
 * exact. (The rungs of one ladder share a path. Pooling rungs size by size, with Welch-Satterthwaite degrees of freedom, would
 * count as noise what they share.)
 */
import { checkInside, checkPositive } from './checks.ts';
import type { Interval } from './clopperPearson.ts';
import { lnBetaLower } from './specialFunctions.ts';

/** Mean and interval of level 1 - alpha; undefined for fewer than two values. */
export function studentInterval(
  values: readonly number[],
  alpha: number,
): (Interval & { mean: number }) | undefined {
  const n = values.length;
  if (n < 2) return undefined;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (n - 1);
  const half = studentQuantile(alpha, n - 1) * Math.sqrt(variance / n);
  return { mean, low: mean - half, high: mean + half };
}

/**
 * The t that |T| exceeds with probability alpha, T of Student's distribution: P(|T| > t) = I_x(df/2, 1/2) with
 * x = df/(df + t^2) (DLMF 8.17, Abramowitz and Stegun 26.7.1). Bisection in ln t: the tail falls in t.
 */
export function studentQuantile(alpha: number, df: number): number {
  checkInside('alpha', alpha);
  checkPositive('df', df);
  const tail = (lnT: number) => lnBetaLower(1 / (1 + Math.exp(2 * lnT) / df), df / 2, 0.5);
  let [low, high] = [-40, 40];
  for (let halvings = 0; halvings < HALVINGS; halvings++) {
    const middle = (low + high) / 2;
    if (tail(middle) > Math.log(alpha)) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}

/** They narrow an interval of length 80 down to 3e-15. */
const HALVINGS = 54;
