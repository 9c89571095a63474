/** What becomes of the instances of an exact claim: all are looked at, each is counted, and only a comparison refutes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { examineAll, largestSize, type Finding } from '../../../theorems/exact/check.ts';

const check = (examine: (n: number) => Partial<Finding>, runs = 50, seed = 1) =>
  examineAll(
    {
      arbitrary: fc.nat({ max: 1000 }),
      cases: ['even', 'odd', 'never'],
      examine: (n) => ({ cases: [n % 2 === 0 ? 'even' : 'odd'], failure: null, ...examine(n) }),
    },
    seed,
    runs,
  );

describe('an exact check', () => {
  it('counts every case of every instance, one that never occurred as 0', () => {
    const { instances, cases, counterexample, notes } = check(() => ({}));
    expect([instances, counterexample, notes]).toEqual([50, null, undefined]);
    expect(cases['even']! + cases['odd']!).toBe(50);
    expect(cases['never']).toBe(0);
  });

  it('counts observations into its notes', () => {
    const { notes } = check((n) => ({ tallies: n > 500 ? ['large', 'seen'] : ['seen'] }));
    const tallies = notes!['tallies'] as Record<string, number>;
    expect(tallies['seen']).toBe(50);
    expect(tallies['large']).toBeGreaterThan(0);
  });

  it('is refuted by its last instance alone', () => {
    let seen = 0;
    const { instances, counterexample } = check(() => ({ failure: ++seen >= 50 ? () => 'the last' : null }));
    expect(instances).toBe(50);
    expect(counterexample!.explanation).toBe('the last');
  });

  it('counts no instance after the first that fails, for shrinking makes more of them', () => {
    let seen = 0;
    const failing: number[] = [];
    const { instances, cases } = check((n) => {
      seen++;
      if (n > 100) failing.push(seen);
      return { failure: n > 100 ? () => `${n}` : null };
    });
    expect(failing.length).toBeGreaterThan(1);
    expect(instances).toBe(failing[0]);
    expect(cases['even']! + cases['odd']!).toBe(failing[0]);
  });

  it('shows the smallest instance that fails, with its own calculation', () => {
    const { counterexample } = check((n) => ({ failure: n > 100 ? () => `${n} > 100` : null }));
    expect(counterexample).toMatchObject({ instance: 101, explanation: '101 > 100' });
  });

  it('searches on for a smaller one where shrinking ended in a local minimum', () => {
    // Shrinking halves its steps towards 0: from most numbers it does not come to 7, the smallest of those that fail.
    const fails = (n: number) => n === 7 || n > 900;
    const found = [1, 2, 3].map((seed) => {
      const { counterexample } = check((n) => ({ failure: fails(n) ? () => `${n}` : null }), 500, seed);
      return counterexample!.instance;
    });
    expect(found).toEqual([7, 7, 7]);
  });

  it('passes on what is thrown: an error is no refutation', () => {
    const broken = () => check((n) => { if (n > 900) throw new RangeError('rounded'); return {}; }, 500); // prettier-ignore
    expect(broken).toThrow(new RangeError('rounded'));
  });

  it('measures an instance by its longest list, at any depth', () => {
    expect([largestSize(3), largestSize({ a: [1, 2], b: { c: [[1], [1, 2, 3]] } })]).toEqual([0, 3]);
  });
});
