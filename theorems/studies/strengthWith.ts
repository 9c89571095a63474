/** Strengths by their moments, for regimes that a user sets or explores. The suite's own sampler does not use them. */
import { momentsOf, STRENGTH_GRID, type StrengthDistribution } from '../../sim/data/strengths.ts';
import { NoInstanceError } from '../types.ts';

/**
 * A strength on [0, 1] with the given mean and variance, to the grid of strengths (ends to 1/128, probabilities to
 * 1/512): mean - sd and mean + sd with equal chances where both lie in [0, 1], else one end of [0, 1] and a second point.
 * Throws a NoInstanceError where no strength has these moments.
 */
export function strengthWith(mean: number, variance: number): StrengthDistribution {
  if (!(LEAST_MEAN <= mean && mean <= 1 - LEAST_MEAN && Math.abs(mean - 1 / 2) <= farthest(variance))) {
    throw new NoInstanceError(
      `no strength in [0, 1] has mean ${mean} and variance ${variance}: ${LEAST_MEAN} <= mean <= ${1 - LEAST_MEAN} and variance <= mean (1 - mean) are needed`,
    );
  }
  const [low, high] = ends(mean, variance).map(toGrid) as [number, number];
  const pLow = low === high ? 1 : Math.round((256 * (high - mean)) / (high - low)) / 256;
  return { kind: 'two-point', low, high, pLow: Math.min(1, Math.max(0, pLow)) };
}

/** Half a cell of the grid: a smaller mean would come out as a feature that is never there. */
const LEAST_MEAN = STRENGTH_GRID / 2;

/** The mean that a strength with this variance may have, nearest to the one wanted. */
export function nearestMean(wanted: number, variance: number): number {
  const most = farthest(variance);
  // No mean has the variance: `strengthWith` says so.
  if (Number.isNaN(most)) return wanted;
  return 1 / 2 + Math.min(most, Math.max(-most, wanted - 1 / 2));
}

/** How far from 1/2 the mean may be: variance <= mean (1 - mean), solved for the mean. NaN where no mean has the variance. */
function farthest(variance: number): number {
  return variance >= 0 ? Math.sqrt(1 / 4 - variance) : NaN;
}

/** Two points that carry the moments. With one at 0 the other is E[u^2]/E[u]; near 1 the same for 1 - u. */
function ends(mean: number, variance: number): readonly [number, number] {
  const deviation = Math.sqrt(variance);
  if (deviation <= Math.min(mean, 1 - mean)) return [mean - deviation, mean + deviation];
  return mean < 0.5 ? [0, mean + variance / mean] : [mean - variance / (1 - mean), 1];
}

const toGrid = (x: number) => Math.round(Math.min(1, Math.max(0, x)) / STRENGTH_GRID) * STRENGTH_GRID;

/** Averages over several strengths; undefined of none. */
export function averageMoments(
  strengths: readonly StrengthDistribution[],
): { mean: number; variance: number } | undefined {
  if (strengths.length === 0) return undefined;
  const moments = strengths.map(momentsOf);
  const average = (of: (m: { mean: number; variance: number }) => number) =>
    moments.reduce((sum, m) => sum + of(m), 0) / moments.length;
  return { mean: average((m) => m.mean), variance: average((m) => m.variance) };
}
