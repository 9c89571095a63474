/**
 * Experiments in which one thing follows d0 as the paper does not say, so that an exponent moves and what it is the exponent of is still
 * there. All agree with the paper's at d0 = BASE up to a factor that does not depend on d0.
 *
 * - `wide-start`: initial weights of variance d0/d for 1/d, so the onset of asymmetry comes later by d0^(1/2).
 * - `growing-decay`: weight decay kappa = DECAY (d0/BASE)^(1/2), above kappa*, so the correlations that it leaves fall like d0^(-1/2).
 * - `shrinking-strengths`: strengths times (d0/BASE)^(-3/8), so sums of mu^2 over d0 fall and every time of learning grows like
 *   d0^(3/4); it is trained that much longer.
 */
import { powEighths } from '../../../sim/random/elementary.ts';
import { STRENGTH_GRID, type StrengthDistribution } from '../../../sim/data/strengths.ts';

export const DRIFTS = ['none', 'wide-start', 'growing-decay', 'shrinking-strengths'] as const;
export type Drift = (typeof DRIFTS)[number];

const BASE = 16;
const DECAY = 0.2;

/** The factor by which the variance of the initial weights exceeds 1/d. */
export function driftingStart(drift: Drift, d0: number): number {
  return drift === 'wide-start' ? d0 : 1;
}

/** kappa; undefined: the path's own. */
export function driftingDecay(drift: Drift, d0: number): number | undefined {
  return drift === 'growing-decay' ? DECAY * Math.sqrt(d0 / BASE) : undefined;
}

/** How much longer it is trained. */
export function driftingTime(drift: Drift, d0: number): number {
  return drift === 'shrinking-strengths' ? powEighths(d0 / BASE, 6) : 1;
}

/** On the grid of strengths. */
export function driftingStrength(
  drift: Drift,
  strength: StrengthDistribution,
  d0: number,
): StrengthDistribution {
  if (drift !== 'shrinking-strengths') return strength;
  const factor = powEighths(d0 / BASE, -3);
  const scaled = (x: number) => Math.min(1, Math.round((x * factor) / STRENGTH_GRID) * STRENGTH_GRID);
  return { ...strength, low: scaled(strength.low), high: scaled(strength.high) };
}
