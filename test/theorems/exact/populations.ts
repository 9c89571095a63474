/** Populations written by hand, for the claims by enumeration. */
import type { FinitePopulation } from '../../../theorems/exact/finitePopulation/draw.ts';

/** Every value of a strength is equally likely: there are one or two of them. */
export function population(
  dCore: number,
  strengths: readonly (readonly string[])[],
  signs: FinitePopulation['signs'],
  v: FinitePopulation['v'],
): FinitePopulation {
  return {
    dCore,
    strengths: strengths.map((values) => ({
      values,
      probabilities: values.length === 1 ? ['1'] : ['0.5', '0.5'],
    })),
    signs,
    v,
  };
}

/** One neuron on one background feature: <w, x> = 0.2 u, u = 0.5 or 1, whatever the label. */
export const ONE_NEURON = population(0, [['0.5', '1']], [1], [['0.2']]);

/**
 * Something that depends on the label or on activation shows at the last neuron and the last feature of either kind alone:
 * two core and two background features, of which the first of either kind is always 0; u_2 = 1, u_4 = 0.5 or 1.
 *   neuron 1: <w, x> = 0.01 y + 0.2 u_4, at least 0.09: on for every example
 *   neuron 2: <w, x> = 0.2 y + 0.01 u_4: on for y = +1 alone
 * No example is near the margin: m |h| is below 1, and m is 2.
 */
export const LAST_PAIR = population(
  2,
  [['0'], ['1'], ['0'], ['0.5', '1']],
  [1, -1],
  [
    ['0.1', '0.01', '0.1', '0.2'],
    ['0.1', '0.2', '0.1', '0.01'],
  ],
);
