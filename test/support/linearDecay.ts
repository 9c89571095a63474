/** Where a linear network with weight decay settles, from the moments of its strengths alone: docs/theory/repaired.md. */
import { normalCdf, normalDensity } from '../../sim/random/normal.ts';

interface Given {
  readonly d0: number;
  readonly dCore: number;
  readonly kappa: number;
  /** Of every core feature. */
  readonly mean: number;
  readonly variance: number;
}

/**
 * R_ID with mean output C: V is the variance of sum_core mu u over its squared mean, z = (C - 1)/(C sqrt V), and the gradient along the
 * means is kappa times the weights where Phi(-z) - sqrt V phi(z) = kappa d0 C/S_core. By bisection: the left side falls in C.
 */
export function settledRisk({ d0, dCore, kappa, mean, variance }: Given): number {
  const S = dCore * mean * mean;
  const V = variance / (dCore * mean * mean);
  const z = (C: number) => (C - 1) / (C * Math.sqrt(V));
  let [low, high] = [1e-6, 100];
  for (let i = 0; i < 200; i++) {
    const C = (low + high) / 2;
    const gradient = normalCdf(-z(C)) - Math.sqrt(V) * normalDensity(z(C));
    if (gradient > (kappa * d0 * C) / S) low = C;
    else high = C;
  }
  return low * Math.sqrt(V) * (normalDensity(z(low)) - z(low) * normalCdf(-z(low)));
}
