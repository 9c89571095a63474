import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge as judgeParts, type JudgedTrial } from '../../properties/judge.ts';
import { trialsNeeded } from '../../properties/statistics/index.ts';
import { streamKey, pageOf, wordAt } from '../../sim/random/stream.ts';

const levels = { deltaAt: () => 0.1, delta0: 0.01, alphaSupport: 1e-3, alphaRefute: 1e-3 };
const judge = (sizes: number[], rows: JudgedTrial[][], at: typeof levels, required: string[]) =>
  judgeParts(
    sizes,
    [''],
    rows.map((trials) => ({ part: '', trials })),
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
