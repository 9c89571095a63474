/**
 * How asymmetric a neuron is, as Theorem 4.1 is read here: the smallest c with P_k(y) >= 1 - c d0^(-1/2) and
 * P_k(-y) <= 2 c sqrt(ln d0/d0).
 *
 * The paper says 1 - O(d0^(-1/2)) of the one and o(1) of the other. Why the logarithm [ours]: at R = 1, where core and background
 * are equally strong, a neuron of sign y grows core and background weights like mu_j s/(2 d0), and their difference by what it
 * activates on the other class, p = P_k(-y) = Phi(-z). With S = sum_core mu_j^2 and T^2 = sum_j mu_j^2 sigma_j^2 over all features
 * the gap C - B between the correlations grows by S p/d0, while z deviations of the preactivation are z T s/(2 d0): so p = z T/(2 S).
 * T/S is of order d0^(-1/2), and Phi(-z) of that order needs z of order sqrt(ln d0).
 */
import { ln } from '../sim/random/elementary.ts';

export function neededConstant(d0: number, own: number, wrong: number): number {
  return Math.sqrt(d0) * Math.max(1 - own, wrong / (2 * Math.sqrt(ln(d0))));
}

/** T0 = C ln(d0) m / (eta sqrt d); C = 4, declared by us before calibration. */
const ONSET_CONSTANT = 4;

/** T0 in the time s = t eta d0/m. */
export function onsetTime({ d0, d }: { readonly d0: number; readonly d: number }): number {
  return (ONSET_CONSTANT * ln(d0) * d0) / Math.sqrt(d);
}
