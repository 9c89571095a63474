/**
 * What changed between two runs, and whether that can be luck. Pure.
 *
 * Failure rates are compared stratum by stratum: two rates differ beyond noise when their anytime-valid bounds are disjoint.
 * Were the rate the same, one of four one-sided bounds would have to be wrong, so at level L / (4 strata) each, any false
 * "beyond noise" of a whole comparison has probability at most L, however the runs were stopped and whether or not they
 * share trials.
 */
import type { CoversClaimRecord, ProbabilityClaimRecord } from './claimRecord.ts';
import type { StratumRecord } from '../judge/stratum.ts';
import type { Summary } from './summaryRecord.ts';
import type { TheoremRecord } from './theoremRecord.ts';
import { type Verdict, isOpen } from '../judge/verdict.ts';
import { rateBounds } from '../judge/counts.ts';

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

export function compareRuns(before: RunRecords, now: RunRecords): Comparison {
  const [old, fresh] = [verdictsOf(before.summary), verdictsOf(now.summary)];
  const pairs = stratumPairs(before.records, now.records);
  const { profile, seed, engine, fingerprint, command } = before.summary;
  const origin = { profile, seed, engine, fingerprint };
  return {
    before: { ...origin, command },
    differs: (Object.keys(origin) as (keyof typeof origin)[]).filter(
      (field) => origin[field] !== now.summary[field],
    ),
    sameEvidence: before.summary.evidence.digest === now.summary.evidence.digest,
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

function verdictsOf(summary: Summary): ReadonlyMap<string, Verdict> {
  const all = summary.theorems.flatMap((t) => [...t.claims, ...t.controls]);
  return new Map(all.map(({ id, verdict }) => [id, verdict]));
}

function verdictChange(id: string, before: Verdict | undefined, now: Verdict): Change[] {
  if (before === now || before === undefined) return [];
  const beyondNoise = !isOpen(before) && !isOpen(now);
  return [{ id, kind: 'verdict', words: `was ${before}, is ${now}`, beyondNoise }];
}

interface Pair {
  readonly id: string;
  readonly size: string;
  readonly before: StratumRecord;
  readonly now: StratumRecord;
}

/** The strata that both runs judged. */
function stratumPairs(before: readonly TheoremRecord[], now: readonly TheoremRecord[]): readonly Pair[] {
  const old = probabilityClaims(before);
  return probabilityClaims(now).flatMap(({ id, size, strata }) =>
    strata.flatMap((stratum): Pair[] => {
      const same = old
        .find((claim) => claim.id === id)
        ?.strata.find((s) => s.d0 === stratum.d0 && s.part === stratum.part);
      return same === undefined ? [] : [{ id, size, before: same, now: stratum }];
    }),
  );
}

function probabilityClaims(
  records: readonly TheoremRecord[],
): readonly (ProbabilityClaimRecord | CoversClaimRecord)[] {
  return records
    .flatMap((r) => r.claims)
    .filter((c) => c.kind === 'withHighProbability' || c.kind === 'covers');
}

function rateChange({ id, size, before, now }: Pair, level: number): Change[] {
  const levels = { low: level, high: level };
  const [old, fresh] = [rateBounds(before, levels), rateBounds(now, levels)];
  if (old.low <= fresh.high && fresh.low <= old.high) return [];
  const counts = (s: StratumRecord) => `${s.failures} failures in ${s.trials} trials`;
  const where = `${size} = ${now.d0}${now.part === '' ? '' : `, ${now.part}`}`;
  const way = fresh.low > old.high ? 'more' : 'less';
  const words = `fails ${way} often at ${where}: ${counts(now)}, before ${counts(before)}`;
  return [{ id, kind: 'failure rate', words, beyondNoise: true }];
}
