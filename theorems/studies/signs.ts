/**
 * The start of the studies that measure the neurons of either sign: the paper's draw, given what its signs are to be.
 *
 * Of m fair signs all are equal once in 2^(m-1) draws, and then "half of the neurons of sign y" is no number: the statements
 * are about networks that have both. The suite's own widths (m >= 64) never meet the condition: it changes the
 * probability of any event by at most 2^(1-m), 1.1e-19. A width of 8, as a hunt may try, meets it once in 128 draws.
 *
 * The classes are learned alike as far as the numbers of the signs are, so these are told apart [ours]: `even` signs differ in number by
 * at most MEDIAN sqrt(m), `uneven` ones by more. Of fair signs about half are even.
 */
import { initialState, type TrainingSetup, type TrainingState } from '../../sim/network.ts';
import type { StreamKey } from '../../sim/random/stream.ts';
import { NoInstanceError } from '../types.ts';

/** `even`, `uneven`, or the exact share (m+ - m-)/m, to the nearest whole neuron. */
export type Signs = 'even' | 'uneven' | number;

/** Median of the absolute value of a standard normal. */
const MEDIAN = 0.6745;
/** With fewer neurons, both signs and more than the median apart is impossible. */
const LEAST_UNEVEN = 4;

/** `initialState`, its signs from the first page of the stream on which they are as asked; of a share the first m+ neurons have +1. */
export function signedStart(signs: Signs) {
  return (setup: TrainingSetup, key: StreamKey): TrainingState => {
    const m = setup.width;
    if (!(m >= 2)) throw new NoInstanceError(`m must be at least 2, got ${m}`);
    if (typeof signs === 'number') {
      const plus = plusSigns(m, signs);
      return {
        ...initialState(setup, key),
        signs: Int8Array.from({ length: m }, (_, k) => (k < plus ? 1 : -1)),
      };
    }
    for (let page = 1; ; page++) {
      const state = initialState(setup, key, page);
      const difference = Math.abs(state.signs.reduce((sum, sign) => sum + sign, 0));
      if (difference === m) continue;
      if (m < LEAST_UNEVEN || difference <= MEDIAN * Math.sqrt(m) === (signs === 'even')) return state;
    }
  };
}

/** How many of m neurons have the sign +1 where these are a share (1 + imbalance)/2; both signs occur. */
export function plusSigns(m: number, imbalance: number): number {
  return Math.min(m - 1, Math.max(1, Math.round((m * (1 + imbalance)) / 2)));
}
