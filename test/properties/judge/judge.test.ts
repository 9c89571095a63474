import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Judge, judge as judgeParts, type JudgedTrial } from '../../../properties/judge/judge.ts';
import {
  clopperPearson,
  lnEAboveTarget,
  lnERefute,
  lnESupport,
  lowerConfidenceBound,
  reaches,
  trialsNeeded,
  upperConfidenceBound,
} from '../../../properties/judge/statistics/index.ts';
import type { NonEmpty } from '../../../theorems/types.ts';
import { streamKey, pageOf, wordAt } from '../../../sim/random/stream.ts';

const levels = { deltaAt: () => 0.1, delta0: 0.01, alphaSupport: 1e-3, alphaRefute: 1e-3 };
const judge = (sizes: NonEmpty<number>, rows: JudgedTrial[][], at: typeof levels, required: string[]) =>
  judgeParts(
    sizes,
    [''],
    rows.map((trials) => ({ parts: sizes.map(() => ''), trials })),
    at,
    required,
  );
const trial = (holds: boolean | undefined, cases = ['y=+1', 'y=-1']): JudgedTrial => ({
  holds,
  slack: holds ? 1 : -1,
  cases,
});
const pass = trial(true);
const fail = trial(false);
const ladders = (n: number, size: number, of: (i: number, r: number) => JudgedTrial) =>
  Array.from({ length: n }, (_, i) => Array.from({ length: size }, (_, r) => of(i, r)));

describe('judge', () => {
  it('supports after exactly the trials of the table, and reads no further', () => {
    const needed = trialsNeeded({ delta: 0.1, alpha: 1e-3 });
    expect(needed).toBe(77);
    const j = judge(
      [16, 32],
      ladders(200, 2, () => pass),
      levels,
      ['y=+1'],
    );
    expect(j).toMatchObject({ verdict: 'supported', laddersRead: needed, trials: 2 * needed, failures: 0 });
    expect(
      judge(
        [16, 32],
        ladders(needed - 1, 2, () => pass),
        levels,
        [],
      ).verdict,
    ).toBe('inconclusive');
  });

  it('reads no further trial of a size that is supported, while another is open', () => {
    // At d0 = 32 one trial in ten fails: open for long. At d0 = 16 all that comes after 77 passes fails.
    const j = judge(
      [16, 32],
      ladders(120, 2, (i, r) => ((r === 0 ? i >= 77 : i % 10 === 0) ? fail : pass)),
      levels,
      [],
    );
    expect(j.strata.map((s) => [s.verdict, s.trials, s.failures])).toEqual([
      ['supported', 77, 0],
      ['inconclusive', 120, 12],
    ]);
  });

  it('refutes when one size of several fails', () => {
    const j = judge(
      [16, 32, 64, 128],
      ladders(60, 4, (_, r) => (r === 3 ? fail : pass)),
      levels,
      [],
    );
    expect(j.verdict).toBe('refuted');
    expect(j.strata.map((s) => s.verdict)).toEqual([
      'inconclusive',
      'inconclusive',
      'inconclusive',
      'refuted',
    ]);
  });

  it('does not support a claim that fails with probability 0.3 at d0 = 128 only', () => {
    // H0 of the judge: failure rate >= 0.1 at some size; level 1e-3; 50 seeds, so 0.05 false alarms expected at
    // rate 0.1, and far fewer at 0.3.
    for (let seed = 0; seed < 50; seed++) {
      const coin = pageOf(streamKey('planted', seed), 0);
      const planted = ladders(130, 4, (i, r) => (r === 3 && wordAt(coin, i) / 2 ** 32 < 0.3 ? fail : pass));
      expect(judge([16, 32, 64, 128], planted, levels, []).verdict).not.toBe('supported');
    }
  });

  it('counts a trial without a measurement against support and not for refutation', () => {
    const j = judge(
      [16],
      ladders(130, 1, () => null),
      levels,
      [],
    );
    expect(j).toMatchObject({ verdict: 'errored', failures: 0, missing: 130 });
    const few = judge(
      [16],
      ladders(500, 1, (i) => (i === 0 ? null : pass)),
      levels,
      [],
    );
    const needed = trialsNeeded({ delta: 0.1, alpha: 1e-3, failures: 1 });
    expect(few).toMatchObject({ verdict: 'supported', failures: 0, missing: 1, laddersRead: needed });
    const unknown = judge(
      [16],
      ladders(130, 1, () => trial(undefined)),
      levels,
      [],
    );
    expect(unknown.verdict).toBe('errored');
  });

  it('is vacuous when a required case was never exercised', () => {
    const j = judge(
      [16],
      ladders(100, 1, () => trial(true, ['y=+1'])),
      levels,
      ['y=+1', 'y=-1'],
    );
    expect(j.verdict).toBe('vacuous');
    expect(j.cases).toEqual({ 'y=+1': 77, 'y=-1': 0 });
    expect(j.neverExercised).toEqual(['y=-1']);
  });

  it('whose required case never came up is vacuous and not refuted, however often it failed', () => {
    const failing = (cases: string[]) =>
      judge(
        [16],
        ladders(60, 1, () => trial(false, cases)),
        levels,
        ['s=40'],
      );
    expect(failing(['s=40'])).toMatchObject({ verdict: 'refuted', decided: true });
    expect(failing(['s=20'])).toMatchObject({ verdict: 'vacuous', decided: true, neverExercised: ['s=40'] });
  });

  it('cannot be made of no strata: "every" over none of them would be true', () => {
    const [none, size, part] = [[] as const, [16] as const, [''] as const];
    // @ts-expect-error no size
    expect(() => new Judge(none, part, levels, [])).toThrow(new RangeError('there is no stratum to judge'));
    // @ts-expect-error no part
    expect(() => new Judge(size, none, levels, [])).toThrow(new RangeError('there is no stratum to judge'));
    expect(new Judge(size, part, levels, []).decided).toBe(false);
  });

  it('refuses a ladder that lacks a size', () => {
    const fold = new Judge([16, 32], [''], levels, []);
    const parts = ['', ''];
    expect(() => fold.add({ parts, trials: [pass] })).toThrow('a ladder of 1 trials in 2 parts for 2 sizes');
    expect(() => fold.add({ parts, trials: [] })).toThrow('a ladder of 0 trials in 2 parts for 2 sizes');
    expect(() => fold.add({ parts: [''], trials: [pass, pass] })).toThrow('2 trials in 1 parts for 2 sizes');
  });

  it('evidence after the verdict never changes the record', () => {
    const rows = fc.array(fc.tuple(fc.boolean(), fc.boolean()), { minLength: 1, maxLength: 150 });
    fc.assert(
      fc.property(rows, rows, (first, more) => {
        const asTrials = (r: readonly [boolean, boolean][]) => r.map((l) => l.map((b) => trial(b || l[0])));
        const before = judge([16, 32], asTrials(first), levels, []);
        const after = judge([16, 32], asTrials([...first, ...more]), levels, []);
        if (before.decided) expect(after).toEqual(before);
        else expect(after.laddersRead).toBeGreaterThanOrEqual(before.laddersRead);
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});

describe('the record of a stratum', () => {
  /** First n at which an e-process reaches 1/alpha on a given row of failures. */
  const firstReached = (row: readonly boolean[], alpha: number, lnE: (n: number, f: number) => number) => {
    let failures = 0;
    for (let n = 1; n <= row.length; n++) {
      if (row[n - 1]) failures++;
      if (reaches(lnE(n, failures), alpha)) return n;
    }
    return null;
  };
  const lnRefute = (trials: number, failures: number) => lnERefute({ failures, trials, delta: 0.1 });

  it('refutes at the first look where the e-process reaches the number of strata over alpha, and then stops', () => {
    const row = Array.from({ length: 200 }, (_, i) => i % 3 === 0);
    const j = judge(
      [16, 32],
      ladders(200, 2, (i, r) => (r === 0 ? pass : trial(!row[i]))),
      levels,
      [],
    );
    const at = firstReached(row, levels.alphaRefute / 2, lnRefute)!;
    // Undivided and twice divided levels are reached at other looks, so this tells them apart.
    expect(new Set([1, 2, 4].map((k) => firstReached(row, levels.alphaRefute / k, lnRefute))).size).toBe(3);
    expect(j).toMatchObject({ verdict: 'refuted', decided: true, laddersRead: at });
    expect(j.strata.map((s) => s.decidedAt)).toEqual([null, at]);
    expect(j.strata.map((s) => s.trials)).toEqual([at, at]);
  });

  it('holds both e-processes at every look, both kinds of interval, and the slacks', () => {
    const slacks = [3, 1, -2, 5, 4];
    const rows = slacks.map((slack): JudgedTrial[] => [{ holds: slack > 0, slack, cases: [] }, null]);
    const [known, missing] = judge([16, 32], rows, levels, []).strata;
    const looks = [0, 0, 1, 1, 1].map((failures, i) => ({ failures, trials: i + 1, delta: 0.1 }));
    expect(known).toMatchObject({
      d0: 16,
      part: '',
      delta: 0.1,
      trials: 5,
      failures: 1,
      missing: 0,
      decidedAt: null,
    });
    expect(known.logE).toEqual({ support: looks.map(lnESupport), refute: looks.map(lnERefute) });
    expect(known.slack).toEqual({ smallest: -2, median: 3 });
    expect([known.low, known.high]).toEqual(
      Object.values(clopperPearson({ failures: 1, trials: 5, alpha: 0.05 })),
    );
    expect(known.sequence).toEqual({
      low: lowerConfidenceBound({ failures: 1, trials: 5, alpha: levels.alphaRefute / 2 }),
      high: upperConfidenceBound({ failures: 1, trials: 5, alpha: levels.alphaSupport }),
    });
    // A trial without a measurement is a failure for support and no failure for refutation.
    expect(missing).toMatchObject({
      trials: 5,
      failures: 0,
      missing: 5,
      slack: { smallest: null, median: null },
    });
    expect(missing!.logE.support.at(-1)).toBe(lnESupport({ failures: 5, trials: 5, delta: 0.1 }));
    // Nothing is known of it: five of five might have passed, or failed.
    expect([missing!.low, missing!.high]).toEqual([0, 1]);
    expect(missing!.sequence).toEqual({
      low: lowerConfidenceBound({ failures: 0, trials: 5, alpha: levels.alphaRefute / 2 }),
      high: upperConfidenceBound({ failures: 5, trials: 5, alpha: levels.alphaSupport }),
    });
  });

  it('counts what is below resolution against support alone, and not as an error', () => {
    const unresolved: JudgedTrial = { holds: undefined, unresolved: true, slack: NaN, cases: [] };
    const [below] = judge(
      [16],
      ladders(5, 1, () => unresolved),
      levels,
      [],
    ).strata;
    expect(below).toMatchObject({ unresolved: 5, missing: 0, failures: 0, trials: 5 });
    expect(below.logE.support.at(-1)).toBe(lnESupport({ failures: 5, trials: 5, delta: 0.1 }));
    expect(below.logE.refute.at(-1)).toBe(lnERefute({ failures: 0, trials: 5, delta: 0.1 }));
    expect([below.low, below.high]).toEqual([0, 1]);
    // The word counts only where the event is undecided.
    const [decided] = judge([16], [[{ ...pass!, unresolved: true }]], levels, []).strata;
    expect(decided).toMatchObject({ unresolved: 0, missing: 0, failures: 0, trials: 1 });
    // What was looked at was exercised, though it was too coarse to say; what is missing was not looked at.
    const seen = (at: JudgedTrial) => judge([16], [[at]], levels, ['s=40']).cases['s=40'];
    expect(seen({ ...unresolved, cases: ['s=40'] })).toBe(1);
    expect(seen({ holds: undefined, slack: NaN, cases: ['s=40'] })).toBe(0);
  });

  it('reads a ladder that is none of the claim without a trial, until it is decided', () => {
    const fold = new Judge([16], [''], levels, []);
    fold.skip();
    fold.add({ parts: [''], trials: [pass] });
    expect(fold.result()).toMatchObject({ laddersRead: 2, trials: 1 });
    for (let i = 0; i < 100; i++) fold.add({ parts: [''], trials: [pass] });
    const { laddersRead, decided } = fold.result();
    fold.skip();
    expect([decided, fold.result().laddersRead]).toEqual([true, laddersRead]);
  });

  it('without a trial knows nothing', () => {
    expect(judge([16], [], levels, []).verdict).toBe('inconclusive');
    const j = judge([16], [], levels, ['y=+1']);
    expect(j).toMatchObject({ verdict: 'vacuous', trials: 0, cases: { 'y=+1': 0 }, aboveTarget: false });
    expect(j.strata[0]).toEqual({
      d0: 16,
      part: '',
      delta: 0.1,
      failures: 0,
      trials: 0,
      missing: 0,
      unresolved: 0,
      verdict: 'inconclusive',
      decidedAt: null,
      logE: { support: [], refute: [] },
      low: 0,
      high: 1,
      sequence: { low: 0, high: 1 },
      slack: { smallest: null, median: null },
    });
  });

  it('remarks a failure rate above the target, at the level of one stratum', () => {
    const own = { ...levels, deltaAt: () => 0.3, delta0: 0.1 };
    const row = Array.from({ length: 400 }, (_, i) => i % 4 === 0);
    const lnAbove = (trials: number, failures: number) => lnEAboveTarget({ failures, trials, delta0: 0.1 });
    const [undivided, at] = [1, 2].map((k) => firstReached(row, own.alphaRefute / k, lnAbove)!);
    expect(undivided).toBeLessThan(at!);
    const remark = (n: number) =>
      judge(
        [16, 32],
        ladders(n, 2, (i, r) => trial(r === 0 ? true : !row[i])),
        own,
        [],
      ).aboveTarget;
    expect([remark(at! - 1), remark(at!)]).toEqual([false, true]);
  });

  it('is errored only above one missing trial in a hundred', () => {
    const missing = (n: number, of: number) =>
      judge(
        [16],
        ladders(of, 1, (i) => (i < n ? null : trial(i % 9 !== 0))),
        levels,
        [],
      ).verdict;
    expect([missing(1, 100), missing(2, 100)]).toEqual(['inconclusive', 'errored']);
  });

  it('adds up the cases of all strata', () => {
    const rows = ladders(5, 2, (i, r) => trial(true, r === 0 ? ['a'] : i < 2 ? ['a', 'b'] : []));
    expect(judge([16, 32], rows, levels, ['a', 'b', 'c']).cases).toEqual({ a: 7, b: 2, c: 0 });
  });
});

describe('strata by part', () => {
  const parts = ['low', 'high'] as const;
  const row = (part: string, holds: boolean) => ({ parts: [part], trials: [trial(holds)] });

  it('reads each ladder in its own part only, and needs every part', () => {
    const needed = trialsNeeded({ delta: 0.1, alpha: 1e-3 });
    const low = Array.from({ length: 100 }, () => row('low', true));
    const only = judgeParts([16], parts, low, levels, []);
    expect(only.strata.map((s) => [s.part, s.trials, s.verdict])).toEqual([
      ['low', needed, 'supported'],
      ['high', 0, 'inconclusive'],
    ]);
    expect(only).toMatchObject({ verdict: 'inconclusive', laddersRead: 100 });
    const both = judgeParts([16], parts, [...low, ...low.map(() => row('high', true))], levels, []);
    expect(both).toMatchObject({ verdict: 'supported', trials: 2 * needed });
  });

  it('reads the trials of one ladder each in its own part', () => {
    const j = judgeParts([16, 32], parts, [{ parts: ['high', 'low'], trials: [fail, pass] }], levels, []);
    expect(j.strata.map((s) => [s.d0, s.part, s.trials, s.failures])).toEqual([
      [16, 'low', 0, 0],
      [32, 'low', 1, 0],
      [16, 'high', 1, 1],
      [32, 'high', 0, 0],
    ]);
  });

  it('divides the level of refutation by sizes times parts', () => {
    const failing = Array.from({ length: 50 }, (_, i) => row('high', i % 2 === 0));
    const at = (count: number) => {
      for (let trials = 1; trials <= 50; trials++) {
        const failures = Math.floor(trials / 2);
        if (reaches(lnERefute({ failures, trials, delta: 0.1 }), levels.alphaRefute / count)) return trials;
      }
      return null;
    };
    const j = judgeParts([16], parts, failing, levels, []);
    expect(at(1)).not.toBe(at(2));
    expect(j).toMatchObject({ verdict: 'refuted', laddersRead: at(2) });
  });

  it('refuses a ladder of no known part', () => {
    expect(() => judgeParts([16], parts, [row('middle', true)], levels, [])).toThrow(
      'no stratum for part "middle"',
    );
  });
});
