/**
 * Names of streams and unbiased draws of paths.
 *
 * fast-check chooses the path, but never through its biased runner: `generate(random, undefined)` with our own
 * stream behind pure-rand's interface draws every value of the arbitrary with its nominal probability, so "the
 * failure rate under this sampler" is a number. A path's stream is named by its index, not drawn in sequence.
 */
import * as fc from 'fast-check';
import { pageOf, streamKey, wordAt, type Label, type StreamKey } from '../sim/random/stream.ts';
import type { Json, Study } from '../theorems/types.ts';

/** What the bits of a run depend on, besides study, purpose, index and size. */
export interface SeedRoot {
  readonly seed: number;
  /** Hash of sampler, measurement, constants and engine: a change of any meets fresh data. */
  readonly fingerprint: string;
}

/** `main`, or the variant of a control; other purposes (calibration, stability) name themselves. */
export interface TrialKey {
  readonly study: string;
  readonly variant: string;
  readonly purpose: string;
  readonly index: number;
  readonly d0: number;
}

/** The stream of one trial. */
export function trialLabels(root: SeedRoot, key: TrialKey): readonly Label[] {
  return [...ladderLabels(root, key), key.d0];
}

/** The path of a ladder: the same at every size. */
export function drawPath(study: Study, root: SeedRoot, key: Omit<TrialKey, 'd0'>): Json {
  return drawUnbiased(study.sampler, streamKey(...ladderLabels(root, key), 'path'));
}

/** One unbiased value of an arbitrary from the stream `key`. */
export function drawUnbiased<T>(arbitrary: fc.Arbitrary<T>, key: StreamKey): T {
  return arbitrary.generate(new fc.Random(new StreamGenerator(key)), undefined).value;
}

function ladderLabels(root: SeedRoot, key: Omit<TrialKey, 'd0'>): readonly Label[] {
  return ['fct', root.fingerprint, root.seed, key.study, key.variant, key.purpose, key.index];
}

/** A stream as a generator of signed 32-bit integers, in pure-rand's interface. */
class StreamGenerator {
  readonly #words;
  #next = 0;
  constructor(readonly key: StreamKey) {
    this.#words = pageOf(key, 0);
  }
  clone(): StreamGenerator {
    const copy = new StreamGenerator(this.key);
    copy.#next = this.#next;
    return copy;
  }
  next(): number {
    return wordAt(this.#words, this.#next++) | 0;
  }
  getState(): readonly number[] {
    return [...this.key, this.#next];
  }
}
