/** The failure store: `fct-failures/*.json`, looked at again at the start of `fct verify`. */
import { existsSync, readdirSync, readFileSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { targetOf } from '../properties/explore/target.ts';
import { openSentence } from '../properties/trials/incident.ts';
import type { KnownCounterexample } from '../properties/records/knownRecord.ts';
import { knownRecord } from '../properties/hunt/known.ts';
import { sizeSymbol } from '../theorems/types.ts';
import { count } from '../reports/text.ts';
import { digestOf } from '../properties/trials/evidence.ts';
import {
  FAILURE_SCHEMA,
  replayFailure,
  streamsOf,
  type FailureEntry,
  type Replayed,
} from '../properties/hunt/failure.ts';
import type { ReadySuite } from '../properties/gather/suite.ts';
import { ENGINES } from './engines.ts';
import { schemaProblem } from './foreignJson.ts';
import { fingerprint } from './fingerprint.ts';
import { takeFolder } from './output.ts';
import { OutputError } from './outputError.ts';
import type { LoadedSuite } from './suite.ts';
import { UsageError } from './usage.ts';
import { writeWhole } from './wholeFile.ts';
import { NO_FOLDER, unlessStopped, withPool } from './withPool.ts';

export const FAILURES = 'fct-failures';

export interface StoredFailure {
  readonly file: string;
  readonly entry: FailureEntry;
}

/** The entries about the selected claims. A file that is no entry is bad input. */
export function readFailures(suite: ReadySuite, selected: ReadonlySet<string>): readonly StoredFailure[] {
  if (!existsSync(FAILURES)) return [];
  return readdirSync(FAILURES)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => readFailure(suite, join(FAILURES, name)))
    .filter(({ entry: { target } }) =>
      [...selected].some((claim) => claim === target || claim.startsWith(`${target}/`)),
    );
}

function readFailure({ theorems, studies }: ReadySuite, file: string): StoredFailure {
  try {
    const entry = parseFailure(readFileSync(file, 'utf8'));
    streamsOf(entry);
    const { d0, path, set } = entry.instance;
    targetOf(theorems, studies, entry.target).study.instance({ path, d0, variant: 'main', set });
    if (!(ENGINES as readonly string[]).includes(entry.engine))
      throw new RangeError(`names engine ${entry.engine}, which is unknown`);
    return { file, entry };
  } catch (error) {
    throw new UsageError(
      `${file} is no saved counterexample (${(error as Error).message}); remove it or save it anew with \`fct hunt\``,
    );
  }
}

/** Throws a RangeError with one sentence when the text is no entry of this version. */
function parseFailure(text: string): FailureEntry {
  let entry: Partial<FailureEntry> | null;
  try {
    entry = JSON.parse(text) as Partial<FailureEntry> | null;
  } catch {
    throw new RangeError('is not JSON');
  }
  if (entry?.schema !== FAILURE_SCHEMA)
    throw new RangeError(`has schema ${JSON.stringify(entry?.schema)}, expected "${FAILURE_SCHEMA}"`);
  const problem = schemaProblem('failure', entry);
  if (problem !== undefined) throw new RangeError(`lacks a field or has a wrong one: ${problem}`);
  return entry as FailureEntry;
}

/** What reports show of an entry; `again` is undefined where a run did not look at it again. */
export function knownEntry(
  { theorems, studies }: ReadySuite,
  { file, entry }: StoredFailure,
  again?: Replayed,
): KnownCounterexample {
  return knownRecord(file, entry, sizeSymbol(targetOf(theorems, studies, entry.target).study), again);
}

/** Tests every entry again and reports the result. An entry that the machine kept from being tested is `open`. */
export async function replayFailures(
  suite: LoadedSuite,
  stored: readonly StoredFailure[],
  jobs: number,
): Promise<{
  readonly known: readonly KnownCounterexample[];
  readonly open: number;
  readonly stopped: NodeJS.Signals | undefined;
}> {
  if (stored.length === 0) return { known: [], open: 0, stopped: undefined };
  const { result, incidents, stopped } = await withPool(
    NO_FOLDER,
    { suite, jobs, maxMilliseconds: undefined },
    async (options) => {
      const seen = new Map<StoredFailure, Replayed>();
      for (const one of stored) {
        const { file, entry } = one;
        if (options.signal.aborted) break;
        const target = targetOf(suite.theorems, suite.studies, entry.target);
        const own = fingerprint(entry.engine, suite);
        const again = await replayFailure(entry, target, options, own).catch(unlessStopped);
        if (again === undefined) continue;
        console.log(`${file}: ${again.status}: ${again.sentence}`);
        seen.set(one, again);
      }
      return seen;
    },
  );
  const open = stored.length - result.size;
  if (open > 0 && stopped === undefined)
    console.log(
      `${count(open, 'saved counterexample was', 'saved counterexamples were')} not looked at again. ${openSentence(incidents)}`,
    );
  const known = stored.map((one) => knownEntry(suite, one, result.get(one)));
  return { known, open, stopped };
}

/** Locks the store for this process while it may save an entry. A folder that was created for this and stayed empty is removed. */
export async function withStore<T>(work: () => Promise<T>): Promise<T> {
  const instead = 'run the hunt in another folder';
  const { release, isNew } = takeFolder({ path: FAILURES, name: FAILURES, instead });
  try {
    return await work();
  } finally {
    release();
    if (isNew && readdirSync(FAILURES).length === 0) rmdirSync(FAILURES);
  }
}

/** Saves an entry under a name of its own; the same counterexample is saved once. */
export function saveFailure(entry: FailureEntry): { readonly file: string; readonly isNew: boolean } {
  const name = `${entry.target.replace('/', '-')}-${digestOf([entry.instance, entry.fingerprint]).slice(0, 8)}.json`;
  const file = join(FAILURES, name);
  const isNew = !existsSync(file);
  if (!isNew) return { file, isNew };
  try {
    writeWhole(file, `${JSON.stringify(entry, null, 2)}\n`);
  } catch (error) {
    throw new OutputError(
      `${file} cannot be written (${(error as Error).message}); mend that and run the same command again: it finds the same`,
    );
  }
  return { file, isNew };
}
