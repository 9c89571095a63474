/**
 * Comparing two runs. Null hypothesis of every stratum: its failure rate is the same in both. Level: COMPARISON_LEVEL for a
 * whole comparison, checked exactly by enumeration.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { COMPARISON_LEVEL, compareRuns, type RunRecords } from '../../../properties/records/compare.ts';
import type { ProbabilityClaimRecord } from '../../../properties/records/claimRecord.ts';
import type { StratumRecord } from '../../../properties/judge/stratum.ts';
import type { Verdict } from '../../../properties/judge/verdict.ts';
import { mapNonEmpty } from '../../../theorems/types.ts';
import { changeSentence, comparisonBasis, comparisonHeadline } from '../../../reports/comparison.ts';
import { terminalSummary } from '../../../reports/terminal.ts';
import { smokeResults } from '../../support/smokeRun.ts';

let run: RunRecords;
beforeAll(async () => {
  run = await smokeResults('thm-4.3', 4);
});

type Counts = Pick<StratumRecord, 'trials' | 'failures' | 'missing' | 'unresolved'>;

/** The run with these counts in every stratum of its first claim. */
function withCounts(counts: Counts): RunRecords {
  const [record, ...others] = run.records;
  const [first, ...rest] = record!.claims as ProbabilityClaimRecord[];
  const strata = mapNonEmpty(first!.strata, (s) => ({ ...s, ...counts }));
  const summary = { ...run.summary, evidence: { trials: 1, digest: JSON.stringify(counts) } };
  return { summary, records: [{ ...record!, claims: [{ ...first!, strata }, ...rest] }, ...others] };
}

const rates = (before: Counts, now: Counts) =>
  compareRuns(withCounts(before), withCounts(now)).changes.filter((c) => c.kind === 'failure rate');
const of = (failures: number, trials = 200, missing = 0, unresolved = 0): Counts => ({
  failures,
  trials,
  missing,
  unresolved,
});

describe('failure rates', () => {
  it.each<[string, Counts, Counts, RegExp | null]>([
    ['far apart', of(0), of(60), /fails more often at d0 = 16: 60 failures in 200 trials, before 0 failures/],
    ['far apart, the other way', of(60), of(0), /fails less often/],
    ['near', of(0, 100), of(3, 100), null],
    ['the same', of(10), of(10), null],
    ['of few trials', of(0, 4), of(4, 4), null],
    ['that missing trials could explain', of(0, 200, 60), of(60), null],
    ['that unresolved trials could explain', of(0, 200, 0, 60), of(60), null],
    ['that missing and unresolved trials could explain together', of(0, 200, 30, 30), of(60), null],
    ['without a trial', of(0, 0), of(60), null],
  ])('%s', (_, before, now, words) => {
    const changes = rates(before, now);
    expect(changes.map(changeSentence).join('\n')).toMatch(words ?? /^$/);
    for (const change of changes) expect(change.beyondNoise).toBe(true);
  });

  it('that did not change are called changed with probability at most the level', () => {
    const trials = 40;
    // Four bounds a comparison can err by; this run has four claims of one stratum, of which only the first differs.
    const changed = Array.from({ length: trials + 1 }, (_, a) =>
      Array.from({ length: trials + 1 }, (_, b) => rates(of(a, trials), of(b, trials)).length > 0),
    );
    expect(changed.flat()).toContain(true);
    for (const p of [0.01, 0.05, 0.2, 0.5, 0.9]) {
      const chance = binomial(trials, p);
      let falseAlarm = 0;
      changed.forEach((row, a) => row.forEach((x, b) => (falseAlarm += x ? chance[a]! * chance[b]! : 0)));
      expect(falseAlarm, `p = ${p}`).toBeLessThanOrEqual(COMPARISON_LEVEL);
    }
  });
});

describe('verdicts', () => {
  const withVerdict = (verdict: Verdict): RunRecords => {
    const [theorem, ...others] = run.summary.theorems;
    const [first, ...rest] = theorem!.claims;
    const evidence = { trials: 1, digest: verdict };
    return {
      ...run,
      summary: {
        ...run.summary,
        evidence,
        theorems: [{ ...theorem!, claims: [{ ...first!, verdict }, ...rest] }, ...others],
      },
    };
  };

  it.each<[Verdict, Verdict, boolean]>([
    ['supported', 'refuted', true],
    ['refuted', 'supported', true],
    ['supported', 'errored', true],
    ['supported', 'inconclusive', false],
    ['interrupted', 'supported', false],
  ])('%s, then %s', (before, now, beyondNoise) => {
    const { changes } = compareRuns(withVerdict(before), withVerdict(now));
    expect(changes).toEqual([
      {
        id: run.summary.theorems[0]!.claims[0]!.id,
        kind: 'verdict',
        words: `was ${before}, is ${now}`,
        beyondNoise,
      },
    ]);
  });

  it('of claims that only one run has are named', () => {
    const none: RunRecords = { summary: { ...run.summary, theorems: [] }, records: [] };
    const ids = run.summary.theorems.flatMap((t) => [...t.claims, ...t.controls]).map((c) => c.id);
    expect(compareRuns(none, run)).toMatchObject({ changes: [], inBoth: 0, onlyBefore: [], onlyNow: ids });
    expect(compareRuns(run, none)).toMatchObject({ changes: [], inBoth: 0, onlyBefore: ids, onlyNow: [] });
    expect(comparisonHeadline(compareRuns(run, none))).toBe('The runs have no claim in common');
  });

  it('of a run of part of the suite are those of what both judged', () => {
    const [theorem] = run.summary.theorems;
    const [claim, ...others] = theorem!.claims;
    const evidence = { trials: 0, digest: '' };
    const theorems = [{ ...theorem!, claims: [claim!], controls: [] }];
    const part: RunRecords = { ...run, summary: { ...run.summary, theorems, evidence } };
    const left = [...others, ...theorem!.controls].map((c) => c.id);
    const comparison = compareRuns(run, part);
    expect(comparison).toMatchObject({ changes: [], inBoth: 1, onlyBefore: left, onlyNow: [] });
    expect(comparisonHeadline(comparison)).toBe('Nothing changed beyond noise');
    expect(left).toHaveLength(6);
    expect(comparisonBasis(comparison)).toContain('6 claims and twins were judged by the earlier run alone.');
  });
});

it('a run against itself changed nothing, and says that it is the same', () => {
  const comparison = compareRuns(run, run);
  expect(comparison.changes).toEqual([]);
  expect(comparison.differs).toEqual([]);
  expect(comparisonHeadline(comparison)).toBe('The same trials as the earlier run, bit for bit');
});

it('on a terminal it stays within 80 columns', () => {
  const comparison = compareRuns(withCounts(of(0)), withCounts(of(60)));
  const text = terminalSummary(run.summary, run.records, {
    color: false,
    columns: 80,
    folder: 'out',
    comparison,
    detail: false,
  });
  expect(text).toContain('changed beyond noise');
  for (const line of text.split('\n')) expect([...line].length).toBeLessThanOrEqual(80);
});

/** Pr[f failures in n trials], f = 0 … n. */
function binomial(n: number, p: number): number[] {
  let chances = [1];
  for (let i = 0; i < n; i++) {
    chances = Array.from(
      { length: i + 2 },
      (_, f) => (chances[f] ?? 0) * (1 - p) + (chances[f - 1] ?? 0) * p,
    );
  }
  return chances;
}
