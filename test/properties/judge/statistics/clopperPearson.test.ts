import betaQuantile from '@stdlib/stats-base-dists-beta-quantile';
import { describe, expect, it } from 'vitest';
import { clopperPearson } from '../../../../properties/judge/statistics/index.ts';
import { Decimal, exactly, tails } from './decimalBeta.ts';

const samples: readonly (readonly [number, number])[] = [
  [1, 1000],
  [7, 300],
  [150, 300],
  [1, 2],
  [2, 3],
  [299, 300],
  [3, 2000],
];

describe('clopperPearson', () => {
  it('is closed-form without a failure, and without a success', () => {
    for (const alpha of [0.05, 1e-6, 1e-12]) {
      for (const trials of [1, 10, 1000, 100_000]) {
        const exact = -Math.expm1(Math.log(alpha / 2) / trials);
        const none = clopperPearson({ failures: 0, trials, alpha });
        expect(none.low).toBe(0);
        expect(Math.abs(none.high / exact - 1)).toBeLessThan(1e-13);
        const all = clopperPearson({ failures: trials, trials, alpha });
        expect(all.high).toBe(1);
        expect(Math.abs(all.low / Math.exp(Math.log(alpha / 2) / trials) - 1)).toBeLessThan(1e-13);
      }
    }
  });

  it('leaves exactly alpha/2 in each tail, to 1e-12 relative in the end points', () => {
    for (const [failures, trials] of samples) {
      for (const alpha of [0.5, 0.05, 1e-12]) {
        const { low, high } = clopperPearson({ failures, trials, alpha });
        const half = exactly(alpha).div(2);
        const successes = trials - failures;
        // The exact end point lies within 1e-12 if the tail, monotone in x, passes alpha/2 between x(1 - 1e-12) and x(1 + 1e-12).
        const lowTail = (x: Decimal) => tails(x, failures, successes + 1).lower;
        const highTail = (x: Decimal) => (x.lt(1) ? tails(x, failures + 1, successes).upper : new Decimal(0));
        expect(lowTail(exactly(low).times(1 - 1e-12)).lt(half)).toBe(true);
        expect(lowTail(exactly(low).times(1 + 1e-12)).gt(half)).toBe(true);
        expect(highTail(exactly(high).times(1 - 1e-12)).gt(half)).toBe(true);
        expect(highTail(exactly(high).times(1 + 1e-12)).lt(half)).toBe(true);
      }
    }
  });

  it('agrees with @stdlib where that is precise', () => {
    for (const [failures, trials] of samples) {
      const { low, high } = clopperPearson({ failures, trials, alpha: 0.01 });
      const successes = trials - failures;
      expect(Math.abs(low / betaQuantile(0.005, failures, successes + 1) - 1)).toBeLessThan(1e-10);
      expect(Math.abs((1 - high) / betaQuantile(0.005, successes, failures + 1) - 1)).toBeLessThan(1e-10);
    }
  });

  it('counts failures as it counts successes', () => {
    for (const [failures, trials] of [...samples, [99_999, 100_000], [0, 0]]) {
      const one = clopperPearson({ failures, trials, alpha: 1e-12 });
      const other = clopperPearson({ failures: trials - failures, trials, alpha: 1e-12 });
      expect(one.low).toBeCloseTo(1 - other.high, 15);
      expect(one.high).toBeCloseTo(1 - other.low, 15);
    }
  });

  it('is everything before the first trial', () => {
    expect(clopperPearson({ failures: 0, trials: 0, alpha: 0.05 })).toEqual({ low: 0, high: 1 });
  });

  it('refuses bad arguments in one sentence', () => {
    expect(() => clopperPearson({ failures: 3, trials: 2, alpha: 0.1 })).toThrow(
      RangeError('failures must be at most trials, got 3 failures in 2 trials.'),
    );
    expect(() => clopperPearson({ failures: NaN, trials: 2, alpha: 0.1 })).toThrow(RangeError);
    for (const alpha of [NaN, 0, 1])
      expect(() => clopperPearson({ failures: 1, trials: 2, alpha })).toThrow(
        RangeError(`alpha must lie strictly between 0 and 1, got ${alpha}.`),
      );
  });
});
