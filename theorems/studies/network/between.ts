/**
 * When the neurons of a network are looked at between its checkpoints: Theorem 4.1 speaks of every t >= T0, and checkpoints are a factor
 * of 2 apart. Past T0 it is looked at every 1/8 of a doubling, and in one network of EVERY at every step.
 */
import { pageOf, streamKey, wordAt, type Label } from '../../../sim/random/stream.ts';
import { onsetTime } from '../../asymmetry.ts';
import type { Instance } from './instance.ts';
import type { Between } from './measurement.ts';

const PER_DOUBLING = 8;
/** A network in so many is looked at after every step: a word of a stream of its own decides. */
const EVERY = 32;
/** Fresh examples of each class in such a look. */
export const BETWEEN_PER_CLASS = 512;

export function looksAtEveryStep(labels: readonly Label[]): boolean {
  return wordAt(pageOf(streamKey(...labels, 'every step'), 0), 0) % EVERY === 0;
}

/** Steps past T0, ascending, the last of the run not among them; some may be checkpoints. */
export function stepsBetween(
  i: Pick<Instance, 'd0' | 'd' | 'h' | 's'>,
  everyStep: boolean,
): readonly number[] {
  const last = Math.round(i.s / i.h);
  const first = Math.ceil(onsetTime(i) / i.h);
  if (everyStep) return Array.from({ length: Math.max(0, last - first) }, (_, n) => first + n);
  const steps = new Set<number>();
  for (let n = 1; ; n++) {
    const step = Math.round((i.s / i.h) * 2 ** (-n / PER_DOUBLING));
    if (step < first || step === 0) return [...steps].reverse();
    if (step < last) steps.add(step);
  }
}

/** The looks so far and one more; NaN stays. */
export function together(before: Between | null, asymmetry: number, s: number): Between {
  if (before === null) return { looks: 1, asymmetry, s };
  const looks = before.looks + 1;
  return before.asymmetry >= asymmetry || Number.isNaN(before.asymmetry)
    ? { ...before, looks }
    : { looks, asymmetry, s };
}
