/** Whether an instance meets the hypotheses of the statements. */
import { momentsOf } from '../../../sim/data/strengths.ts';
import { powEighths } from '../../../sim/random/elementary.ts';
import type { Instance } from './instance.ts';
import { MIN_VARIANCE } from './path.ts';

/** The hypotheses of the statements, executable, with our numbers for "poly" and Theta. */
export function hypothesesOf(i: Instance): Readonly<Record<string, boolean>> {
  const moments = i.strengths.map(momentsOf);
  const squaresOf = (group: typeof moments) => group.reduce((sum, s) => sum + s.mean * s.mean, 0);
  const [core, background] = [squaresOf(moments.slice(0, i.dCore)), squaresOf(moments.slice(i.dCore))];
  return {
    'feature-counts': i.dBackground >= i.dCore / 4 - 1 && i.dBackground <= i.dCore + 1,
    'ambient-dimension': i.d >= Math.floor(powEighths(i.d0, 20)) && i.d <= Math.ceil(powEighths(i.d0, 24)),
    'strength-moments': moments.every((s) => s.variance >= MIN_VARIANCE && s.mean >= 0.4),
    width: i.m >= i.d0 / 2 && i.m <= i.d,
    'batch-size': i.N >= Math.max(256, 4 * i.d0) && (i.h * i.s) / (3 * i.N) <= (i.d0 * i.d0) / (4 * i.d),
    'step-size': i.h <= 0.05,
    'weight-decay': i.kappa <= largestDecay(core, background, i.d0) / 5,
  };
}

/**
 * kappa*, the largest decay that lets the margin be reached in the limit of large networks: S/(4 d0) for S_bg <= S_core, else
 * S_core S_bg/(d0 S), up to the share of live neurons.
 */
export function largestDecay(core: number, background: number, d0: number): number {
  const all = core + background;
  return background <= core ? all / (4 * d0) : (core * background) / (d0 * all);
}
