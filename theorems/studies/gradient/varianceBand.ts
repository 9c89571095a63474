/**
 * The spread of gradients of fresh examples against their enumerated variance: a band that a wrong variance leaves on either
 * side, where Hoeffding's radius knows the range of the summands alone.
 *
 * Write x for an example's gradient over all neurons and features (sums.ts), mu for its mean and v = E |x - mu|^2 for its
 * variance, the trace of the covariance S. The mean of n independent examples is off by a gap g with E |g|^2 = v / n, so
 * Q = n |g|^2 / v has mean 1. With X = x - mu,
 *
 *   Var Q = 2 (1 - 1/n) tr S^2 / v^2 + (E |X|^4 / v^2 - 1) / n  <=  V = 2 (1 - 1/n) + (max |X|^2 / v - 1) / n,
 *
 * for tr S^2 <= v^2 and E |X|^4 <= max |X|^2 v; and max |X| <= max |x| + |mu|. (Expand |sum X|^4: only terms in which every
 * example comes twice or four times have a mean.)
 *
 * At each looked-at step the batch is cut into parts of n, and D is the mean of Q - 1 over its P parts, of variance V / P at
 * most. Given what came before, weights are fixed and the batch is fresh, so D / sqrt(V / P) is a martingale difference of variance at
 * most 1. Over T steps their sum divided by sqrt T has mean 0 and variance at most 1, and by Chebyshev's inequality it is
 * within 1 / sqrt(BAND_FAILURE) with probability at least 1 - BAND_FAILURE.
 */
import { PART, type PopulationSums } from './sums.ts';

/** The chance that the band leaves for a deviation beyond it. */
export const BAND_FAILURE = 0.05;
export const BAND = 1 / Math.sqrt(BAND_FAILURE);

/** What one step is judged by. */
export interface VarianceLook {
  readonly population: PopulationSums;
  /** Sums over the parts of its batch. */
  readonly parts: readonly Float64Array[];
}

export interface Spread {
  /** The standardised sum: beyond BAND in absolute value with probability at most BAND_FAILURE. */
  readonly deviation: number;
  /** Mean of Q over all parts and steps. */
  readonly spread: number;
}

/** `second-moment` is wrong: E |x|^2 in the place of the variance. */
export function varianceBand(looks: readonly VarianceLook[], of: 'variance' | 'second-moment'): Spread {
  let [deviation, spread, compared] = [0, 0, 0];
  for (const { population, parts } of looks) {
    // Where nothing is within the margin every gradient is 0, and there is no spread to compare.
    if (population.inMargin === 0) continue;
    const mean = lengthOf(population.projections);
    const variance = of === 'variance' ? population.secondMoment - mean : population.secondMoment;
    const largest = (Math.sqrt(population.largest) + Math.sqrt(mean)) ** 2;
    const bound = 2 * (1 - 1 / PART) + (largest / variance - 1) / PART;
    const q = parts.reduce((sum, part) => sum + lengthOf(gapOf(part, population)), 0) / parts.length;
    const ratio = (PART * q) / variance;
    deviation += (ratio - 1) * Math.sqrt(parts.length / bound);
    spread += ratio;
    compared++;
  }
  return { deviation: deviation / Math.sqrt(compared), spread: spread / compared };
}

const gapOf = (part: Float64Array, { projections }: PopulationSums) =>
  part.map((sum, at) => sum / PART - projections[at]!);

/** The squared length. */
const lengthOf = (x: Float64Array) => x.reduce((sum, value) => sum + value * value, 0);
