/**
 * Names of streams and unbiased draws of paths.
 *
 * fast-check chooses the path, but never through its biased runner: `generate(random, undefined)` with our own
 * stream behind pure-rand's interface draws every value of the arbitrary with its nominal probability, so "the
 * failure rate under this sampler" is a number. A path's stream is named by its index, not drawn in sequence.
 */
import * as fc from 'fast-check';
import { pageOf, streamKey, wordAt, type Label, type StreamKey } from '../../sim/random/stream.ts';
import { NoInstanceError, type Json, type Study } from '../../theorems/types.ts';
import { purposeOf, purposeText } from './purpose.ts';
import { meets, pathConditions, regimeWords, type Regime } from './regime.ts';

/** What the bits of a run depend on, besides study, purpose, index and size. */
export interface SeedRoot {
  readonly seed: number;
  /** Hash of sampler, measurement, constants and engine: if any of these changes, the data are fresh. */
  readonly fingerprint: string;
  readonly regime: Regime;
}

export interface TrialKey {
  readonly study: string;
  /** `main`, or the variant of a control. */
  readonly variant: string;
  /**
   * `main`, `control`, `calibration`, `audit` (one step of the main or control trial, repeated by other code), or `again:<i>`: the
   * path of main ladder i on fresh streams; `witness:<i>:<steps>`: that path, shrunk.
   */
  readonly purpose: string;
  readonly index: number;
  readonly d0: number;
}

/** The stream of one trial. */
export function trialLabels(root: SeedRoot, key: TrialKey): readonly Label[] {
  return [...ladderLabels(root, key), key.d0];
}

/** The trial whose path a trial has: its own, or that of the trial which an audit or a second look repeats. */
export function pathOrigin(key: TrialKey): TrialKey {
  const purpose = purposeOf(key);
  switch (purpose?.kind) {
    case 'again':
    case 'witness':
      return { ...key, purpose: purposeText({ kind: 'main' }), index: purpose.ladder };
    case 'audit':
      return auditedTrial(key, purpose.of);
    default:
      return key;
  }
}

/** The trial that an audit repeats a step of. */
export function auditedTrial(key: TrialKey, of: 'main' | 'control'): TrialKey {
  return { ...key, purpose: purposeText({ kind: of }) };
}

/** Draws tried before a regime is called empty. */
const MOST_DRAWS = 10_000;

/** No draw of the sampler lies in the user's regime, or one makes no instance there. */
export class EmptyRegimeError extends Error {
  override readonly name = 'EmptyRegimeError';
}

/**
 * The path of a trial. It is the same at every size of a ladder, unless the user's regime has conditions on the
 * instance: then every size has a draw of its own, the first that meets them.
 */
export function drawPath(study: Study, root: SeedRoot, key: TrialKey): Json {
  return drawValue(study, root, key).value;
}

/** The path with what fast-check knows of how it was drawn, so that it can be shrunk. That of a witness is shrunk already, by its steps. */
export function drawValue(study: Study, root: SeedRoot, key: TrialKey): fc.Value<Json> {
  const purpose = purposeOf(key);
  let value = firstValue(study, root, key);
  for (const step of purpose?.kind === 'witness' ? purpose.steps : []) {
    const next = study.sampler.shrink(value.value, value.context).drop(step).getNthOrLast(0);
    if (next === null)
      throw new NoInstanceError(`the path of ${key.purpose} has no simpler one number ${step}`);
    value = next;
  }
  return value;
}

function firstValue(study: Study, root: SeedRoot, key: TrialKey): fc.Value<Json> {
  const labels = ladderLabels(root, pathOrigin(key));
  if (pathConditions(root.regime).length === 0) return valueOf(study.sampler, streamKey(...labels, 'path'));
  for (let attempt = 0; attempt < MOST_DRAWS; attempt++) {
    const drawn = valueOf(study.sampler, streamKey(...labels, 'path', key.d0, attempt));
    if (meetsOrThrows(study, root.regime, drawn.value, key.d0)) return drawn;
  }
  const { where } = regimeWords(root.regime);
  throw new EmptyRegimeError(
    `none of ${MOST_DRAWS} draws at d0 = ${key.d0} meets ${where.join(' and ')}; widen the range`,
  );
}

function meetsOrThrows(study: Study, regime: Regime, path: Json, d0: number): boolean {
  try {
    return meets(study, regime, path, d0);
  } catch (error) {
    if (!(error instanceof NoInstanceError)) throw error;
    const { where, set } = regimeWords(regime);
    throw new EmptyRegimeError(
      `with ${[...where, ...set].join(' and ')} a draw at d0 = ${d0} makes no instance: ${error.message}`,
    );
  }
}

/** One draw in so many is biased, per value drawn. */
const BIAS = 2;

/** One unbiased value of an arbitrary from the stream `key`. */
export function drawUnbiased<T>(arbitrary: fc.Arbitrary<T>, key: StreamKey): T {
  return valueOf(arbitrary, key).value;
}

const valueOf = <T>(arbitrary: fc.Arbitrary<T>, key: StreamKey): fc.Value<T> =>
  arbitrary.generate(new fc.Random(new StreamGenerator(key)), undefined);

/** One value with fast-check's bias towards ends and round values, for hunting; never for a failure rate. */
export function drawBiased<T>(arbitrary: fc.Arbitrary<T>, key: StreamKey): T {
  return arbitrary.generate(new fc.Random(new StreamGenerator(key)), BIAS).value;
}

function ladderLabels(root: SeedRoot, key: TrialKey): readonly Label[] {
  const regime = regimeWords(root.regime);
  const own = [...regime.where, ...regime.set].join(' ');
  return ['fct', root.fingerprint, root.seed, own, key.study, key.variant, key.purpose, key.index];
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
