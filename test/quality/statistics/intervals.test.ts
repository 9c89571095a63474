import { describe, expect, it } from 'vitest';
import {
  clopperPearson,
  crossing,
  lnERefute,
  lnESupport,
  lowerConfidenceBound,
  upperConfidenceBound,
} from '../../../properties/judge/statistics/index.ts';
import { exactly, tails } from '../../properties/judge/statistics/decimalBeta.ts';

describe('Clopper-Pearson up to n = 10^5 and alpha = 1e-12', () => {
  it.each([
    [1, 100_000],
    [50, 100_000],
    [10_000, 100_000],
    [50_000, 100_000],
    [99_999, 100_000],
    [5_000, 10_000],
  ])('%i failures in %i trials: both end points within 1e-12 of the decimals', (failures, trials) => {
    for (const alpha of [0.1, 1e-12]) {
      const { low, high } = clopperPearson({ failures, trials, alpha });
      const half = exactly(alpha).div(2);
      const successes = trials - failures;
      const below = (x: number) => tails(exactly(x).times(1 - 1e-12), failures, successes + 1).lower.lt(half);
      const above = (x: number) => tails(exactly(x).times(1 + 1e-12), failures, successes + 1).lower.gt(half);
      expect(below(low)).toBe(true);
      expect(above(low)).toBe(true);
      expect(tails(exactly(high).times(1 - 1e-12), failures + 1, successes).upper.gt(half)).toBe(true);
      const beyond = exactly(high).times(1 + 1e-12);
      if (beyond.lt(1)) expect(tails(beyond, failures + 1, successes).upper.lt(half)).toBe(true);
    }
  });

  it('covers p with at least 1 - alpha, summed exactly over all f', () => {
    for (const trials of [1, 10, 40]) {
      const intervals = Array.from({ length: trials + 1 }, (_, failures) =>
        clopperPearson({ failures, trials, alpha: 0.05 }),
      );
      for (let p = 0.005; p < 1; p += 0.005) {
        let covered = 0;
        let chance = (1 - p) ** trials;
        intervals.forEach(({ low, high }, f) => {
          if (low <= p && p <= high) covered += chance;
          chance *= ((trials - f) / (f + 1)) * (p / (1 - p));
        });
        expect(covered).toBeGreaterThanOrEqual(0.95);
      }
    }
  });
});

describe('the confidence sequence', () => {
  it('ever misses p with probability at most its two levels, at every p', () => {
    for (let p = 0.01; p < 1; p += 0.01) {
      // p is missed once high <= p or p <= low, which are the two verdicts at delta = p.
      const { supported, refuted } = crossing({
        delta: p,
        alphaSupport: 0.02,
        alphaRefute: 0.01,
        budget: 1000,
        p,
      });
      expect(supported).toBeLessThanOrEqual(0.02);
      expect(refuted).toBeLessThanOrEqual(0.01);
    }
  });

  it('is an interval: beyond E = e, either e-process is monotone in delta', () => {
    for (const trials of [1, 2, 3, 5, 8, 20, 100, 1000]) {
      for (const failures of new Set([0, 1, 2, 3, trials >> 1, trials - 2, trials - 1, trials])) {
        if (failures < 0 || failures > trials) continue;
        let [support, refute] = [-Infinity, -Infinity];
        for (let t = -30; t <= 30; t += 0.05) {
          const next = lnESupport({ failures, trials, delta: 1 / (1 + Math.exp(-t)) });
          if (support > 1) expect(next).toBeGreaterThan(support);
          support = next;
          const mirrored = lnERefute({ failures, trials, delta: 1 / (1 + Math.exp(t)) });
          if (refute > 1) expect(mirrored).toBeGreaterThan(refute);
          refute = mirrored;
        }
      }
    }
  });

  it('narrows with n at a fixed rate and widens with the level', () => {
    for (const rate of [0, 0.1, 0.5, 1]) {
      let [low, high] = [0, 1];
      for (const trials of [10, 100, 1000, 10_000]) {
        const sample = { failures: rate * trials, trials };
        const next: [number, number] = [
          lowerConfidenceBound({ ...sample, alpha: 0.01 }),
          upperConfidenceBound({ ...sample, alpha: 0.01 }),
        ];
        expect(next[0]).toBeGreaterThanOrEqual(low);
        expect(next[1]).toBeLessThanOrEqual(high);
        expect(lowerConfidenceBound({ ...sample, alpha: 1e-4 })).toBeLessThanOrEqual(next[0]);
        expect(upperConfidenceBound({ ...sample, alpha: 1e-4 })).toBeGreaterThanOrEqual(next[1]);
        [low, high] = next;
      }
    }
  });
});
