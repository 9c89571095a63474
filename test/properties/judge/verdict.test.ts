/** The order in which a verdict is decided, line by line. */
import { describe, expect, it } from 'vitest';
import type { StratumVerdict } from '../../../properties/judge/stratum.ts';
import {
  BADNESS,
  type Verdict,
  claimVerdict,
  exactVerdict,
  isOpen,
  type ExactEnding,
  trialsVerdict,
  worstVerdict,
  type Counted,
  type FinishedVerdict,
} from '../../../properties/judge/verdict.ts';
import type { ExactOutcome, NonEmpty } from '../../../theorems/types.ts';

type OfStratum = StratumVerdict['verdict'];
const strata = (...verdicts: NonEmpty<OfStratum>): Counted['strata'] =>
  verdicts.map((verdict) => ({ verdict })) as unknown as Counted['strata'];
const counted = (change: Partial<Counted>): Counted => ({
  trials: 100,
  missing: 0,
  neverExercised: [],
  strata: strata('supported', 'supported'),
  ...change,
});

describe('the verdict of trials', () => {
  it.each<[FinishedVerdict, string, Partial<Counted>]>([
    ['supported', 'every stratum is', {}],
    ['supported', 'one in a hundred is missing', { missing: 1 }],
    ['inconclusive', 'one stratum is open', { strata: strata('supported', 'inconclusive') }],
    ['refuted', 'any stratum is', { strata: strata('inconclusive', 'refuted', 'supported') }],
    ['vacuous', 'a case never came up', { neverExercised: ['s=40'] }],
    ['vacuous', 'that, and a stratum is refuted', { neverExercised: ['s=40'], strata: strata('refuted') }],
    ['vacuous', 'that, and nothing is decided', { neverExercised: ['s=40'], strata: strata('inconclusive') }],
    ['errored', 'two in a hundred are missing', { missing: 2 }],
    ['errored', 'that, and a stratum is refuted', { missing: 2, strata: strata('refuted') }],
    ['errored', 'that, and a case never came up', { missing: 2, neverExercised: ['s=40'] }],
  ])('is %s where %s', (verdict, _, change) => {
    expect(trialsVerdict(counted(change))).toBe(verdict);
  });

  it('has no stratum-less case: there is no value of that type', () => {
    // @ts-expect-error "every" over no strata would be true
    const none: Counted = { trials: 0, missing: 0, neverExercised: [], strata: [] };
    expect(none.strata).toHaveLength(0);
    // @ts-expect-error a verdict without the trial at which it was reached
    const early: StratumVerdict = { verdict: 'supported', decidedAt: null };
    expect(early.decidedAt).toBeNull();
  });
});

describe('the verdict of a claim', () => {
  const all: readonly FinishedVerdict[] = ['supported', 'refuted', 'inconclusive', 'vacuous', 'errored'];

  it.each(all)('of trials that say %s is interrupted where the run was stopped before its end', (trials) => {
    for (const outside of [true, false])
      expect(claimVerdict(trials, { stopped: true, outside })).toBe('interrupted');
  });

  it.each(all)(
    'of trials that say %s is that; outside the hypotheses it is vacuous, or errored',
    (trials) => {
      expect(claimVerdict(trials, { stopped: false, outside: false })).toBe(trials);
      expect(claimVerdict(trials, { stopped: false, outside: true })).toBe(
        trials === 'errored' ? 'errored' : 'vacuous',
      );
    },
  );
});

describe('the verdict of an exact claim', () => {
  const counterexample = { instance: 1, explanation: '1 = 2', shrinks: 0, seed: 1, path: '0' };
  const outcome = (change: Partial<ExactOutcome>): ExactEnding => ({
    kind: 'checked',
    outcome: { instances: 200, cases: {}, counterexample: null, ...change },
  });

  it.each<[Verdict, string, ExactEnding, readonly string[]]>([
    ['interrupted', 'nothing was checked', { kind: 'unchecked' }, []],
    ['errored', 'the check failed', { kind: 'failed', message: 'no digits' }, ['a kink']],
    ['vacuous', 'there is no instance', outcome({ instances: 0 }), []],
    ['vacuous', 'there is none, whatever else is said', outcome({ instances: 0, counterexample }), []],
    ['refuted', 'there is a counterexample', outcome({ counterexample }), []],
    ['refuted', 'there is one, and not every case had come up', outcome({ counterexample }), ['a kink']],
    ['vacuous', 'a case never came up', outcome({}), ['a kink']],
    ['supported', 'every case came up and none failed', outcome({}), []],
  ])('is %s where %s', (verdict, _, ending, never) => {
    expect(exactVerdict(ending, never)).toBe(verdict);
  });
});

describe('the verdict of a theorem', () => {
  it('is its worst claim', () => {
    const order: readonly Verdict[] = [
      'errored',
      'refuted',
      'interrupted',
      'vacuous',
      'inconclusive',
      'supported',
    ];
    for (const [i, worse] of order.entries())
      for (const better of order.slice(i)) {
        expect(worstVerdict([worse, better])).toBe(worse);
        expect(worstVerdict([better, worse])).toBe(worse);
      }
  });

  it('of which nothing was judged is vacuous, never supported', () => {
    expect(worstVerdict([])).toBe('vacuous');
  });
});

it.each<[Verdict, boolean]>([
  ['errored', false],
  ['refuted', false],
  ['interrupted', true],
  ['vacuous', true],
  ['inconclusive', true],
  ['supported', false],
])('another seed or a longer run may replace "%s": %s', (verdict, open) => {
  expect(isOpen(verdict)).toBe(open);
});

it('verdicts are in order, the worst first', () => {
  expect(BADNESS).toEqual(['errored', 'refuted', 'interrupted', 'vacuous', 'inconclusive', 'supported']);
});
