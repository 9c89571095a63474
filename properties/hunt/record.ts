/** A hunt as data: what was tried, how it shrank, and what is left. Everything that its page needs. Pure. */
import type { Timing } from '../trials/incident.ts';
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

export interface HuntRecord {
  readonly schema: typeof HUNT_SCHEMA;
  readonly theorem: string;
  readonly claim: string | null;
  readonly title: string;
  readonly words: string;
  readonly latex: readonly string[];
  /** What the study calls the size. */
  readonly size: string;
  readonly domain: string;
  readonly strategy: string;
  readonly budget: number;
  /** The failure rate that an instance must exceed, and the chance that the hunt ever confirms one that does not. */
  readonly delta: number;
  readonly alpha: number;
  readonly results: readonly HuntResultRecord[];
  /** False: it was stopped, and a later relaxation was not hunted under. */
  readonly complete: boolean;
  readonly seed: number;
  readonly engine: string;
  readonly fingerprint: string;
  readonly command: string;
  readonly timing: Timing;
}

export interface SavedResult {
  readonly result: HuntResult;
  readonly file: string | null;
}

export function huntRecord(
  { target, domain, strategy, budget, root, engine }: HuntPlan,
  results: readonly SavedResult[],
  complete: boolean,
  size: string,
  command: string,
  timing: Timing,
): HuntRecord {
  return {
    schema: HUNT_SCHEMA,
    theorem: target.theorem,
    claim: target.claim,
    title: target.title,
    words: target.words,
    latex: target.latex,
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
    complete,
    seed: root.seed,
    engine,
    fingerprint: root.fingerprint,
    command,
    timing,
  };
}
