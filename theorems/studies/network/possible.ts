/** Which instances of the studies that train the paper's network there are. */
import { NoInstanceError } from '../../types.ts';
import { checkDimension, checkWhole, MOST } from '../possible.ts';
import { CHECKPOINT_TIMES } from './checkpoints.ts';

/** The rules of the studies `relu`, `linear`, `balanced` and `onset`; groups and names of twins are checked where they are read. */
export function checkNetwork(
  i: Readonly<Record<'d0' | 'm' | 'd' | 'N' | 'h' | 'kappa' | 's', number>>,
): void {
  checkWhole('m', i.m, 2, MOST.m, '2 (what is measured is of the neurons of either sign)');
  checkDimension(i);
  checkWhole('N', i.N, 1, MOST.N);
  if (!(0 < i.s && i.s <= MOST.s))
    throw new NoInstanceError(
      `s must lie in (0, ${MOST.s}], the training time t eta d0/m, got ${String(i.s)}`,
    );
  const first = Math.min(CHECKPOINT_TIMES[0], i.s);
  if (!(i.s / MOST.steps <= i.h && i.h <= first))
    throw new NoInstanceError(
      `h must lie in [s/${MOST.steps}, ${first}], up to the time of the first checkpoint, got ${String(i.h)}`,
    );
  if (!(0 <= i.kappa && i.kappa < Infinity))
    throw new NoInstanceError(`kappa must be a number from 0 up, got ${String(i.kappa)}`);
}

/** A share of the neurons by which one sign exceeds the other; of a network with both signs it is below 1. */
export function checkImbalance(imbalance: unknown): void {
  if (!(typeof imbalance === 'number' && -1 < imbalance && imbalance < 1))
    throw new NoInstanceError(
      `imbalance must lie between -1 and 1, both signs occur, got ${String(imbalance)}`,
    );
}
