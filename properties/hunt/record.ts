/** A hunt as data: what was tried, how it shrank, and what is left. Everything that its page needs. Pure. */
import type { Timing } from '../trials/incident.ts';
import { searchRecord, type SearchRecord } from '../explore/searchRecord.ts';
import { ALPHA, DELTA } from './confirm.ts';
import type { FailureEntry } from './failure.ts';
import type { HuntPlan } from './hunt.ts';
import type { DrawnInstance, HuntResult, LookRecord, ShrinkRecord } from './result.ts';

export const HUNT_SCHEMA = 'fct-hunt/1';

export interface HuntResultRecord {
  /** The hypothesis that was broken on purpose; null for none. */
  readonly relaxed: string | null;
  readonly trials: number;
  readonly restarts: number;
  readonly ending: HuntResult['ending'];
  readonly smallestSlack: number | null;
  readonly looks: readonly LookRecord[];
  /** In the order asked; the first is the violation that the search found. */
  readonly shrinking: readonly ShrinkRecord[];
  readonly failure: FailureEntry | null;
  readonly drawn: DrawnInstance | null;
  /** Where the counterexample was saved; null where there is none, or it could not be saved. */
  readonly file: string | null;
}

export interface HuntRecord extends SearchRecord {
  readonly schema: typeof HUNT_SCHEMA;
  readonly words: string;
  /** What the study calls the size. */
  readonly size: string;
  readonly domain: string;
  readonly strategy: string;
  readonly budget: number;
  /** The failure rate that an instance must exceed, and the chance that the hunt ever confirms one that does not. */
  readonly delta: number;
  readonly alpha: number;
  readonly results: readonly HuntResultRecord[];
  readonly timing: Timing;
}

export interface SavedResult {
  readonly result: HuntResult;
  readonly file: string | null;
}

export function huntRecord(
  plan: HuntPlan,
  results: readonly SavedResult[],
  complete: boolean,
  size: string,
  command: string,
  timing: Timing,
): HuntRecord {
  const { target, domain, strategy, budget } = plan;
  return {
    schema: HUNT_SCHEMA,
    ...searchRecord(plan, complete, command, timing),
    words: target.words,
    size,
    domain,
    strategy,
    budget,
    delta: DELTA,
    alpha: ALPHA,
    results: results.map(({ result, file }) => ({
      relaxed: result.relaxed,
      trials: result.trials,
      restarts: result.restarts,
      ending: result.ending,
      smallestSlack: result.ending === 'nothing-found' ? result.smallestSlack : null,
      looks: result.looks,
      ...(result.ending === 'found'
        ? { shrinking: result.shrinking, failure: result.failure, drawn: result.drawn }
        : { shrinking: [], failure: null, drawn: null }),
      file,
    })),
  };
}
