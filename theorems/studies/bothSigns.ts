/**
 * The start of the studies that measure the neurons of either sign: the paper's draw, given that both signs occur.
 *
 * Of m fair signs all are equal once in 2^(m-1) draws, and then "half of the neurons of sign y" is no number: the statements
 * are about networks that have both. The suite's own widths (m >= 64) never meet the condition: it changes the
 * probability of any event by at most 2^(1-m), 1.1e-19. A width of 8, as a hunt may try, meets it once in 128 draws.
 */
import { initialState, type TrainingSetup, type TrainingState } from '../../sim/network.ts';
import type { StreamKey } from '../../sim/random/stream.ts';
import { NoInstanceError } from '../types.ts';

/** `initialState`, its signs from the first page of the stream on which both occur. */
export function bothSignsStart(setup: TrainingSetup, key: StreamKey): TrainingState {
  if (!(setup.width >= 2)) throw new NoInstanceError(`m must be at least 2, got ${setup.width}`);
  for (let page = 1; ; page++) {
    const state = initialState(setup, key, page);
    if (state.signs.includes(1) && state.signs.includes(-1)) return state;
  }
}
