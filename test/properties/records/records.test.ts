/** What a record says of its trials, beside the verdicts, on evidence written by hand: every number counted here. */
import { describe, expect, it } from 'vitest';
import { assembleRecords } from '../../../properties/records/assemble.ts';
import type { Selection } from '../../../properties/gather/selection.ts';
import type { Evidence } from '../../../properties/trials/evidence.ts';
import type { Profile } from '../../../properties/judge/profile.ts';
import type { ProbabilityClaimRecord } from '../../../properties/records/claimRecord.ts';
import type { TheoremRecord } from '../../../properties/records/theoremRecord.ts';
import { readToken } from '../../../cli/readToken.ts';
import type { Json, Study } from '../../../theorems/types.ts';
import { COIN_PROFILE, coinSelection, fails } from '../../support/coins.ts';
import { findingsOf, measured, type Written } from '../../support/written.ts';

const profile: Profile = {
  ...COIN_PROFILE,
  studies: { coins: { sizes: [16, 32], ladders: 6 } },
  controls: { sizes: [16], ladders: 3 },
};

/** Slacks are the measurement itself: negative fails. */
function selectionOf(change: Partial<Study> = {}, more: Partial<Profile> = {}): Selection {
  const selection = coinSelection(fails(0), { ...profile, ...more }, 2);
  const [theorem] = selection.suite;
  const claims = theorem!.claims.map((c, i) => ({
    ...c,
    requiredCases: ['seen'],
    event: (m: Json) => {
      const slack = (m as readonly number[])[i]!;
      return { holds: slack >= 0, slack, cases: ['seen'] };
    },
  }));
  const coins = { ...selection.studies['coins']!, ...change };
  return { ...selection, suite: [{ ...theorem!, claims }] as Selection['suite'], studies: { coins } };
}

const record = (
  selection: Selection,
  of: (index: number, d0: number, variant: string) => Written,
): TheoremRecord =>
  assembleRecords(
    findingsOf(selection, (key) => of(key.index, key.d0, key.variant)),
    { durationSeconds: 0 },
  )[0]!;

describe('hypotheses', () => {
  it('count the instances that meet them, of all that were read; unknown is not met', () => {
    const selection = selectionOf({
      hypotheses: ({ path }) => ((path as number) === 1 ? {} : { drawn: (path as number) < 4 }),
    });
    // Paths 0 … 5 at two sizes: 0, 2 and 3 meet it.
    const made = record(selection, (index) => ({ path: index, outcome: measured([1, 1]) }));
    expect(made.hypotheses).toMatchObject([{ id: 'drawn', held: 6, of: 12 }]);
    expect(made.claims.map((c) => c.verdict)).toEqual(['vacuous', 'vacuous']);
    expect(made.claims[0]!.sentence).toContain('6 of 12 instances lie outside the hypothesis "drawn"');
  });

  it('of a claim that read less are those of what it read', () => {
    // The first claim is refuted before the last paths, which are outside, are drawn; the second goes on.
    const selection = selectionOf(
      { hypotheses: ({ path }) => ({ drawn: (path as number) < 38 }) },
      { studies: { coins: { sizes: [16], ladders: 40 } } },
    );
    const made = record(selection, (index) => ({
      path: index,
      outcome: measured([-1, index % 10 === 0 ? -1 : 1]),
    }));
    expect(made.claims.map((c) => c.verdict)).toEqual(['refuted', 'vacuous']);
    expect(made.claims[1]!.sentence).toContain('2 of 40 instances lie outside');
    expect(made.hypotheses).toMatchObject([{ held: 38, of: 40 }]);
  });
});

describe('what was drawn', () => {
  it('is the smallest, the median and the largest of every field', () => {
    const paths = [9, 2, 11, 4, 7, 5];
    const made = record(selectionOf(), (index) => ({ path: paths[index]!, outcome: measured([1, 1]) }));
    // As numbers, not as text: 11 is above 9. Of twelve values the seventh is the median.
    expect(made.studies[0]!.drawn['path']).toEqual({ smallest: 2, median: 7, largest: 11 });
    expect(made.studies[0]!.drawn['d0']).toEqual({ smallest: 16, median: 32, largest: 32 });
    expect(made.studies[0]).toMatchObject({ ladders: 6, sizes: [16, 32], id: 'coins', engine: 'kernel' });
  });
});

describe('the trials of a claim', () => {
  const slacks = [5, -2, 3, 8, -1, 4];
  const made = record(selectionOf(), (index, d0, variant) => ({
    path: 0,
    outcome: measured(
      variant === 'main' ? [slacks[index]! + (d0 === 32 ? 0.5 : 0), index + 10] : [-7 - index, -1],
    ),
  }));
  const [first, second] = made.claims as ProbabilityClaimRecord[];

  it('are counted with their failures, and the worst is the smallest slack', () => {
    expect(first).toMatchObject({ trials: 12, failures: 4, missing: 0 });
    expect(first!.worst).toMatchObject({ d0: 16, index: 1, slack: -2 });
    expect(first!.strata.map((s) => s.slack)).toEqual([
      { smallest: -2, median: 4 },
      { smallest: -1.5, median: 4.5 },
    ]);
    expect(second).toMatchObject({ trials: 12, failures: 0 });
    expect(second!.worst).toMatchObject({ d0: 16, index: 0, slack: 10 });
    expect(first!.cases).toEqual({ seen: 12 });
  });

  it('are named by the token of the very trial', () => {
    const { key, root } = readToken(first!.worst!.token);
    expect(key).toEqual({ study: 'coins', variant: 'main', purpose: 'main', index: 1, d0: 16 });
    expect(root).toMatchObject({ seed: 1, fingerprint: 'by hand' });
  });

  it('are shown: the worst of all claims, the median one beside it, and a typical one at the largest size', () => {
    expect(
      made.shownTrials.map(({ role, claim, d0, index, slack }) => [role, claim, d0, index, slack]),
    ).toEqual([
      ['worst', 'coin-theorem/claim-0', 16, 1, -2],
      // At d0 = 16 from the smallest up: -2, -1, 3, 4, 5, 8.
      ['median', 'coin-theorem/claim-0', 16, 5, 4],
      // At d0 = 32: -1.5, -0.5, 3.5, 4.5, 5.5, 8.5.
      ['typical', 'coin-theorem/claim-0', 32, 5, 4.5],
    ]);
    expect(made.shownTrials[2]!.measurement).toEqual([4.5, 15]);
  });

  it('of a twin come to a median slack of their own', () => {
    // -7, -8, -9: the median of three is the second.
    expect(made.controls[0]).toMatchObject({ trials: 3, failures: 3, medianSlack: -8, verdict: 'refuted' });
    expect(made.controls[1]).toMatchObject({ trials: 3, failures: 3, medianSlack: -1 });
  });
});

it('a twin at several sizes is as far from the truth as at the size where it is nearest', () => {
  const selection = selectionOf({}, { controls: { sizes: [16, 32], ladders: 3 } });
  const made = record(selection, (index, d0) => ({ path: 0, outcome: measured([-index - d0, -1]) }));
  expect(made.controls[0]!.medianSlack).toBe(-17);
});

describe('the remark', () => {
  it('reads the measurements of the largest size', () => {
    // One missing trial of 101 ladders is no reason to stop.
    const selection = selectionOf({}, { studies: { coins: { sizes: [16, 32], ladders: 101 } } });
    const remark = (ms: readonly Json[], d0: number) => `${d0}: ${JSON.stringify(ms)}`;
    const suite = selection.suite.map((t) => ({ ...t, remark }));
    const made = record({ ...selection, suite }, (index, d0) => ({
      path: 0,
      outcome: index === 2 ? { status: 'crashed', message: '' } : measured([1, 100 * d0 + index]),
    }));
    expect(made.remark).toMatch(/^32: \[\[1,3200\],\[1,3201\],\[1,3203\],\[1,3204\],/);
  });
});

describe('the second looks at a refuted claim', () => {
  it('count failures of its worst instances on fresh streams, the worst instance first', () => {
    const slacks = [-1, -4, -2, -3, -1.5, -0.5];
    const again = (index: number, failures: number): Evidence[] =>
      Array.from({ length: 8 }, (_, i) => ({
        key: { study: 'coins', variant: 'main', purpose: `again:${index}`, index: i, d0: 16 },
        path: 0,
        outcome: measured([i < failures ? -1 : 1, 1]),
      }));
    const selection = selectionOf({}, { studies: { coins: { sizes: [16], ladders: 6 } } });
    const findings = findingsOf(
      selection,
      (key) => ({ path: 0, outcome: measured([slacks[key.index]!, 1]) }),
      [...again(1, 8), ...again(3, 5), ...again(2, 0), ...again(0, 7)],
    );
    const [made] = assembleRecords(findings, { durationSeconds: 0 });
    const [claim] = made!.claims as ProbabilityClaimRecord[];
    expect(claim!.verdict).toBe('refuted');
    // As many ladders as the refutation took: the worst of these.
    const read = claim!.trials;
    const worst = slacks
      .slice(0, read)
      .map((slack, index) => ({ slack, index }))
      .sort((a, b) => a.slack - b.slack)
      .slice(0, 3)
      .map(({ index }) => index);
    const failures: Record<number, number> = { 1: 8, 3: 5, 2: 0, 0: 7 };
    expect(claim!.stability.map(({ d0, index, trials, failures: f }) => [d0, index, trials, f])).toEqual(
      worst.map((index) => [16, index, 8, failures[index]]),
    );
    // Clopper-Pearson, 95 %, of 8 in 8: the lower end p has p^8 = 0.025.
    expect(claim!.stability[0]!.low ** 8).toBeCloseTo(0.025, 12);
    expect(claim!.stability[0]!.high).toBe(1);
  });
});
