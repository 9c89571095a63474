/** A start with as many neurons of either sign: the imbalance of fair signs, of order m^(-1/2), is none of the limit path's. */
import type { TrainingState } from '../../sim/network.ts';

/** The same weights, the signs of the output weights +1 and -1 in turn. */
export function balancedSigns(start: TrainingState): TrainingState {
  return { ...start, signs: start.signs.map((_, k) => (k % 2 === 0 ? 1 : -1)) };
}
