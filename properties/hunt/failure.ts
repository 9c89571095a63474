/**
 * A saved counterexample: a small, diff-friendly file that is meant to be committed, and how it is looked at again.
 *
 * With the sources that made it, its trials are repeated and must have the same bits. With other sources it is tested anew on
 * fresh streams, and the old numbers are never shown as results of the new sources.
 */
import type { Json } from '../../theorems/types.ts';
import { digestOf } from '../trials/evidence.ts';
import type { GatherOptions } from '../gather/drain.ts';
import type { Target } from '../explore/target.ts';
import { purposeOf, purposeText, type Purpose } from '../trials/purpose.ts';
import { SAMPLER_REGIME } from '../trials/regime.ts';
import type { Task } from '../trials/task.ts';
import { ALPHA, Confirmer, StoppedError } from './confirm.ts';
import type { Rate } from './shrink.ts';
import { count } from '../count.ts';

export const FAILURE_SCHEMA = 'fct-failure/1';
/** Trials whose bits are kept. */
export const KEPT_TRIALS = 4;

export interface FailureEntry {
  readonly schema: typeof FAILURE_SCHEMA;
  /** The claim, or a theorem whose claims are meant together. */
  readonly target: string;
  readonly study: string;
  readonly domain: string;
  /** The hypothesis that the hunt had relaxed; null for none. */
  readonly relaxed: string | null;
  /** Hypotheses that this instance does not meet. */
  readonly broken: readonly string[];
  /** What is not at its simplest value. */
  readonly changed: Readonly<Record<string, number>>;
  readonly instance: {
    readonly d0: number;
    readonly set: Readonly<Record<string, Json>>;
    readonly path: Json;
  };
  /** The question that confirmed it, at its share of the hunt's alpha: see confirm.ts. */
  readonly confirmation: {
    readonly trials: number;
    readonly failures: number;
    readonly level: number;
    readonly delta: number;
    readonly alpha: number;
  };
  /** Failure rate on fresh streams, which played no part in choosing the instance. */
  readonly rate: Rate;
  readonly shrinking: {
    readonly steps: number;
    readonly asked: number;
    readonly cutShort: boolean;
  };
  readonly seed: number;
  readonly engine: string;
  readonly fingerprint: string;
  /** Name of the streams of `trials`. */
  readonly purpose: string;
  readonly trials: readonly { readonly index: number; readonly digest: string; readonly slack: number }[];
}

/** `different`: the same sources gave other bits, which must not happen. */
export type Again = 'still fails' | 'no longer fails' | 'undecided' | 'different';

export interface Replayed {
  readonly status: Again;
  readonly sentence: string;
}

/** The purpose that names the streams of an entry's trials. Throws a RangeError where it is no hunt's. */
export function streamsOf({ purpose: text }: FailureEntry): Purpose & { readonly kind: 'hunt' } {
  const purpose = purposeOf({ purpose: text, variant: 'main' });
  if (purpose?.kind !== 'hunt') throw new RangeError(`has purpose "${text}", which is no hunt's`);
  return purpose;
}

/** Looks at a saved counterexample again, with sources `fingerprint`. Throws a StoppedError when a trial brings no evidence. */
export async function replayFailure(
  entry: FailureEntry,
  target: Target,
  { execute }: Pick<GatherOptions, 'execute'>,
  fingerprint: string,
): Promise<Replayed> {
  const same = entry.fingerprint === fingerprint;
  const root = { seed: entry.seed, fingerprint, regime: SAMPLER_REGIME };
  const run = async (purpose: string, index: number) => {
    const { d0, path, set } = entry.instance;
    const key = { study: entry.study, variant: 'main', purpose, index, d0 };
    const task: Task = { root, key, engine: entry.engine, runs: 0, given: { path, set } };
    const evidence = await execute(task);
    if (evidence === undefined) throw new StoppedError('no evidence');
    return evidence.outcome;
  };
  if (same) {
    const outcomes = await Promise.all(entry.trials.map(({ index }) => run(entry.purpose, index)));
    const equal = outcomes.every((outcome, i) => digestOf(outcome) === entry.trials[i]!.digest);
    const { failures, trials } = entry.rate;
    return equal
      ? {
          status: 'still fails',
          sentence: `the same bits in ${count(outcomes.length, 'trial')}; it failed ${failures} of ${count(trials, 'time')}`,
        }
      : { status: 'different', sentence: 'the sources that made it give other bits now' };
  }
  const streams = streamsOf(entry);
  const confirmer = new Confirmer(
    (trials) =>
      Promise.all(
        trials.map(async ({ stream, index }) => {
          const purpose = purposeText({ ...streams, stream: `${streams.stream}:again:${stream}` });
          const outcome = await run(purpose, index);
          if (outcome.status !== 'measured') return { holds: undefined, slack: NaN };
          return target.event(outcome.measurement);
        }),
      ),
    ALPHA,
  );
  const { ending, trials, failures, level } = await confirmer.ask([]);
  const counts = `${count(failures, 'failure')} in ${count(trials, 'fresh trial')}`;
  const from = `from another version (sources ${entry.fingerprint}, these are ${fingerprint}), judged anew: ${counts}`;
  switch (ending) {
    case 'confirmed':
      return { status: 'still fails', sentence: `${from}, confirmed at level ${level}` };
    case 'given-up':
      return { status: 'no longer fails', sentence: from };
    case 'undecided':
      return { status: 'undecided', sentence: from };
  }
}
