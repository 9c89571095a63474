import { describe, expect, it } from 'vitest';
import {
  lnEAboveTarget,
  lnERefute,
  lnESupport,
  reaches,
  trialsNeeded,
} from '../../../../properties/judge/statistics/index.ts';
import { lnEByDefinition } from './decimalBeta.ts';

/** Trials needed for support with no failure and with one, as tabulated in docs/statistics.md. */
const table = [
  { delta: 0.1, none: [53, 77, 100, 145], one: [83, 109, 134, 182] },
  { delta: 0.05, none: [109, 158, 205, 299], one: [170, 222, 273, 372] },
  { delta: 0.01, none: [556, 804, 1046, 1523], one: [862, 1132, 1392, 1896] },
];
const levels = [1e-2, 1e-3, 1e-4, 1e-6];

describe('trialsNeeded', () => {
  it.each(table)('reproduces the table at delta = $delta', ({ delta, none, one }) => {
    expect(levels.map((alpha) => trialsNeeded({ delta, alpha }))).toEqual(none);
    expect(levels.map((alpha) => trialsNeeded({ delta, alpha, failures: 1 }))).toEqual(one);
  });

  it('is the first n that supports, also with many failures or a delta near 1', () => {
    for (const { delta, failures } of [
      { delta: 0.3, failures: 40 },
      { delta: 0.999, failures: 0 },
      { delta: 0.999, failures: 5 },
      { delta: 1e-4, failures: 2 },
    ]) {
      const trials = trialsNeeded({ delta, alpha: 1e-3, failures });
      expect(reaches(lnESupport({ failures, trials, delta }), 1e-3)).toBe(true);
      expect(
        trials - 1 < failures || !reaches(lnESupport({ failures, trials: trials - 1, delta }), 1e-3),
      ).toBe(true);
    }
  });
});

const counts: readonly (readonly [number, number])[] = [
  [0, 0],
  [0, 1],
  [1, 1],
  [0, 109],
  [3, 200],
  [50, 100],
  [100, 100],
  [0, 2000],
  [400, 2000],
  [1999, 2000],
];

describe('ln E', () => {
  it('is the formula of its header, in 60 digits', () => {
    for (const [a, b] of [
      [0.5, 1],
      [0.5, 0.5],
      [1, 1],
    ] as const) {
      for (const delta of [0.001, 0.05, 0.5]) {
        for (const [failures, trials] of counts) {
          const at = { failures, trials, delta, a, b };
          const close = 1e-12 * Math.max(1, trials / 100);
          const message = JSON.stringify(at);
          expect(Math.abs(lnESupport(at) - lnEByDefinition('support', at)), message).toBeLessThan(close);
          expect(Math.abs(lnERefute(at) - lnEByDefinition('refute', at)), message).toBeLessThan(close);
        }
      }
    }
  });

  it('starts at 0; one failure makes E = 1/3 whatever delta, for the default mixture', () => {
    for (const delta of [1e-9, 0.05, 0.9]) {
      expect(lnESupport({ failures: 0, trials: 0, delta })).toBe(0);
      expect(lnERefute({ failures: 0, trials: 0, delta })).toBe(0);
      expect(lnESupport({ failures: 1, trials: 1, delta })).toBeCloseTo(-Math.log(3), 13);
    }
  });

  it('is a martingale at p = delta: the mean of E over the next trial is E', () => {
    for (const lnE of [lnESupport, lnERefute]) {
      for (const delta of [0.01, 0.2]) {
        for (const [failures, trials] of counts) {
          const now = lnE({ failures, trials, delta });
          const failed = lnE({ failures: failures + 1, trials: trials + 1, delta }) - now;
          const passed = lnE({ failures, trials: trials + 1, delta }) - now;
          expect(delta * Math.exp(failed) + (1 - delta) * Math.exp(passed)).toBeCloseTo(1, 11);
        }
      }
    }
  });

  it('against the target is the refuting test at delta0', () => {
    expect(lnEAboveTarget({ failures: 5, trials: 60, delta0: 0.02 })).toBe(
      lnERefute({ failures: 5, trials: 60, delta: 0.02 }),
    );
  });

  it('is enough as soon as it reaches 1/alpha', () => {
    expect(reaches(-Math.log(0.05), 0.05)).toBe(true);
    expect(reaches(-Math.log(0.05) * (1 - 1e-15), 0.05)).toBe(false);
  });

  it('never supports and refutes at once: E > 1 needs f/n below delta, or above', () => {
    for (let failures = 0; failures <= 60; failures++) {
      const at = { failures, trials: 60, delta: 0.25 };
      if (failures >= 15) expect(lnESupport(at)).toBeLessThanOrEqual(0);
      if (failures <= 15) expect(lnERefute(at)).toBeLessThanOrEqual(0);
    }
  });
});

describe('arguments', () => {
  it('are refused in one sentence', () => {
    const good = { failures: 1, trials: 10, delta: 0.1 };
    for (const lnE of [lnESupport, lnERefute]) {
      expect(() => lnE({ ...good, failures: 11 })).toThrow(
        RangeError('failures must be at most trials, got 11 failures in 10 trials.'),
      );
      expect(() => lnE({ ...good, failures: NaN })).toThrow(
        RangeError('failures must be a whole number, 0 or more, got NaN.'),
      );
      expect(() => lnE({ ...good, trials: 10.5 })).toThrow(
        RangeError('trials must be a whole number, 0 or more, got 10.5.'),
      );
      for (const delta of [NaN, 0, 1, -1])
        expect(() => lnE({ ...good, delta })).toThrow(
          RangeError(`delta must lie strictly between 0 and 1, got ${delta}.`),
        );
      expect(() => lnE({ ...good, a: 0 })).toThrow(RangeError('a must be positive and finite, got 0.'));
      expect(() => lnE({ ...good, b: NaN })).toThrow(RangeError('b must be positive and finite, got NaN.'));
    }
    expect(() => lnEAboveTarget({ failures: 0, trials: 1, delta0: NaN })).toThrow(
      /^delta0 must lie strictly/,
    );
    for (const alpha of [NaN, 0, 1])
      expect(() => trialsNeeded({ delta: 0.1, alpha })).toThrow(/^alpha must lie strictly between 0 and 1/);
    expect(() => trialsNeeded({ delta: 0.1, alpha: 0.1, failures: -1 })).toThrow(/^failures must be a whole/);
  });
});
