/**
 * What changed between two runs, and whether that can be luck. Pure.
 *
 * Failure rates are compared stratum by stratum: two rates differ beyond noise when their anytime-valid bounds are disjoint.
 * Were the rate the same, one of four one-sided bounds would have to be wrong, so at level L / (4 strata) each, any false
 * "beyond noise" of a whole comparison has probability at most L, however the runs were stopped and whether or not they
 * share trials.
 */
import type { StratumRecord } from '../judge/stratum.ts';
import type { Summary } from './summaryRecord.ts';
import type { TheoremRecord } from './theoremRecord.ts';
import { type Verdict, isOpen } from '../judge/verdict.ts';
import { rateBounds, type Counts } from '../judge/counts.ts';
import { count } from '../count.ts';

/** L: the probability that a comparison calls anything beyond noise when nothing changed. */
export const COMPARISON_LEVEL = 0.01;

export interface RunRecords {
  readonly summary: Summary;
  readonly records: readonly TheoremRecord[];
}

export interface Change {
  /** Of a claim or a twin. */
  readonly id: string;
  readonly kind: 'verdict' | 'failure rate';
  readonly words: string;
  /** False where luck may explain it. */
  readonly beyondNoise: boolean;
}

export interface Comparison {
  readonly before: Pick<Summary, 'profile' | 'seed' | 'engine' | 'fingerprint' | 'command'>;
  /** Which of these differ now. */
  readonly differs: readonly string[];
  /** The verdicts of both runs rest on the very same trials. */
  readonly sameEvidence: boolean;
  readonly level: number;
  readonly strataCompared: number;
  readonly changes: readonly Change[];
  /** Claims and twins that both runs judged, and those that one alone judged: no change, for nothing is known of them in the other. */
  readonly inBoth: number;
  readonly onlyBefore: readonly string[];
  readonly onlyNow: readonly string[];
}

/** What a comparison needs of a run. */
export interface Comparable extends Pick<Summary, 'profile' | 'seed' | 'engine' | 'fingerprint' | 'command'> {
  /** Of the evidence. */
  readonly digest: string;
  /** Of claims and twins, by id. */
  readonly verdicts: Readonly<Record<string, Verdict>>;
  /** Of the claims that say how often an event fails. */
  readonly strata: readonly ComparableStratum[];
}

export interface ComparableStratum extends Counts, Pick<StratumRecord, 'd0' | 'part'> {
  /** Of the claim, and what its study calls the size. */
  readonly id: string;
  readonly size: string;
}

export function comparableOf({ summary, records }: RunRecords): Comparable {
  const { profile, seed, engine, fingerprint, command, evidence, theorems } = summary;
  const judged = theorems.flatMap((t) => [...t.claims, ...t.controls]);
  return {
    ...{ profile, seed, engine, fingerprint, command, digest: evidence.digest },
    verdicts: Object.fromEntries(judged.map(({ id, verdict }) => [id, verdict])),
    strata: records
      .flatMap((r) => r.claims)
      .filter((c) => c.kind === 'withHighProbability' || c.kind === 'covers')
      .flatMap(({ id, size, strata }) =>
        strata.map(({ d0, part, trials, failures, missing, unresolved }) => ({
          ...{ id, size, d0, part, trials, failures, missing, unresolved },
        })),
      ),
  };
}

export const compareRuns = (before: RunRecords, now: RunRecords): Comparison =>
  compare(comparableOf(before), comparableOf(now));

export function compare(before: Comparable, now: Comparable): Comparison {
  const verdictsOf = (of: Comparable) => new Map(Object.entries(of.verdicts));
  const [old, fresh] = [verdictsOf(before), verdictsOf(now)];
  const pairs = stratumPairs(before.strata, now.strata);
  const { profile, seed, engine, fingerprint, command } = before;
  const origin = { profile, seed, engine, fingerprint };
  return {
    before: { ...origin, command },
    differs: (Object.keys(origin) as (keyof typeof origin)[]).filter((field) => origin[field] !== now[field]),
    sameEvidence: before.digest === now.digest,
    level: COMPARISON_LEVEL,
    strataCompared: pairs.length,
    changes: [
      ...[...fresh].flatMap(([id, verdict]) => verdictChange(id, old.get(id), verdict)),
      ...pairs.flatMap((pair) => rateChange(pair, COMPARISON_LEVEL / (4 * pairs.length))),
    ],
    inBoth: [...fresh.keys()].filter((id) => old.has(id)).length,
    onlyBefore: [...old.keys()].filter((id) => !fresh.has(id)),
    onlyNow: [...fresh.keys()].filter((id) => !old.has(id)),
  };
}

function verdictChange(id: string, before: Verdict | undefined, now: Verdict): Change[] {
  if (before === now || before === undefined) return [];
  const beyondNoise = !isOpen(before) && !isOpen(now);
  return [{ id, kind: 'verdict', words: `was ${before}, is ${now}`, beyondNoise }];
}

interface Pair {
  readonly before: ComparableStratum;
  readonly now: ComparableStratum;
}

/** The strata that both runs judged. */
function stratumPairs(
  before: readonly ComparableStratum[],
  now: readonly ComparableStratum[],
): readonly Pair[] {
  const key = ({ id, d0, part }: ComparableStratum) => JSON.stringify([id, d0, part]);
  const old = new Map(before.map((s) => [key(s), s]));
  return now.flatMap((s) => {
    const same = old.get(key(s));
    return same === undefined ? [] : [{ before: same, now: s }];
  });
}

function rateChange({ before, now }: Pair, level: number): Change[] {
  const { id, size } = now;
  const levels = { low: level, high: level };
  const [old, fresh] = [rateBounds(before, levels), rateBounds(now, levels)];
  if (old.low <= fresh.high && fresh.low <= old.high) return [];
  const counts = (s: Counts) => `${count(s.failures, 'failure')} in ${count(s.trials, 'trial')}`;
  const where = `${size} = ${now.d0}${now.part === '' ? '' : `, ${now.part}`}`;
  const way = fresh.low > old.high ? 'more' : 'less';
  const words = `fails ${way} often at ${where}: ${counts(now)}, before ${counts(before)}`;
  return [{ id, kind: 'failure rate', words, beyondNoise: true }];
}
