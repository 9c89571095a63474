import { describe, expect, it } from 'vitest';
import {
  barriers,
  clopperPearson,
  confidenceSequence,
  lnERefute,
  lnESupport,
  lowerConfidenceBound,
  reaches,
  upperConfidenceBound,
} from '../../../../properties/judge/statistics/index.ts';

describe('confidenceSequence', () => {
  it('says what the verdicts say: supported iff high <= delta, refuted iff delta <= low, at every (n, f)', () => {
    const [alphaSupport, alphaRefute] = [0.01, 0.001];
    for (const delta of [0.05, 0.4]) {
      const walls = barriers({ delta, alphaSupport, alphaRefute, budget: 150 });
      for (let trials = 1; trials <= 150; trials += 7) {
        for (let failures = 0; failures <= trials; failures++) {
          const { low, high } = confidenceSequence({ failures, trials, alphaSupport, alphaRefute });
          expect(high <= delta).toBe(failures <= walls.supportAtMost[trials]!);
          expect(delta <= low).toBe(failures >= walls.refuteAtLeast[trials]!);
        }
      }
    }
  });

  it('ends exactly where the e-process reaches 1/alpha', () => {
    for (const [failures, trials] of [
      [0, 10],
      [1, 1000],
      [37, 90],
      [99, 100],
      [3, 100_000],
    ] as const) {
      for (const alpha of [0.05, 1e-6, 1e-12]) {
        const high = upperConfidenceBound({ failures, trials, alpha });
        const supported = (delta: number) => reaches(lnESupport({ failures, trials, delta }), alpha);
        expect(supported(high * (1 - 1e-11))).toBe(false);
        if (high === 1) expect(supported(1 - 2 ** -53)).toBe(false);
        else expect(supported(high)).toBe(true);
        const low = lowerConfidenceBound({ failures, trials, alpha });
        if (failures === 0) expect(low).toBe(0);
        else {
          expect(reaches(lnERefute({ failures, trials, delta: low }), alpha)).toBe(true);
          expect(reaches(lnERefute({ failures, trials, delta: low * (1 + 1e-11) }), alpha)).toBe(false);
        }
      }
    }
  });

  it('is closed-form after one trial: for one failure E_support = 1/3, so nothing is excluded above', () => {
    expect(upperConfidenceBound({ failures: 1, trials: 1, alpha: 0.01 })).toBe(1);
    // One success: E = (1 - delta/3) / (1 - delta) = 100 at delta = 99 / (100 - 1/3).
    expect(upperConfidenceBound({ failures: 0, trials: 1, alpha: 0.01 })).toBeCloseTo(99 / (100 - 1 / 3), 13);
  });

  it('contains the observed rate and the fixed-n exact interval at the same levels', () => {
    for (const [failures, trials] of [
      [0, 50],
      [3, 100],
      [60, 100],
      [100, 100],
    ] as const) {
      const wide = confidenceSequence({ failures, trials, alphaSupport: 0.01, alphaRefute: 0.01 });
      const narrow = clopperPearson({ failures, trials, alpha: 0.02 });
      expect(wide.low).toBeLessThanOrEqual(narrow.low);
      expect(wide.high).toBeGreaterThanOrEqual(narrow.high);
      expect(narrow.low).toBeLessThanOrEqual(failures / trials);
    }
  });

  it('is everything before the first trial, and one-sided without failures or successes', () => {
    const levels = { alphaSupport: 0.01, alphaRefute: 0.01 };
    expect(confidenceSequence({ failures: 0, trials: 0, ...levels })).toEqual({ low: 0, high: 1 });
    expect(confidenceSequence({ failures: 0, trials: 200, ...levels }).low).toBe(0);
    expect(confidenceSequence({ failures: 200, trials: 200, ...levels }).high).toBe(1);
  });

  it('refuses bad arguments in one sentence', () => {
    for (const bound of [lowerConfidenceBound, upperConfidenceBound]) {
      for (const alpha of [NaN, 0, 0.36, 0.5])
        expect(() => bound({ failures: 1, trials: 2, alpha })).toThrow(
          RangeError(`The level of a confidence bound must lie strictly between 0 and 0.36, got ${alpha}.`),
        );
      expect(() => bound({ failures: 3, trials: 2, alpha: 0.1 })).toThrow(/^failures must be at most trials/);
      expect(() => bound({ failures: 1, trials: NaN, alpha: 0.1 })).toThrow(/^trials must be a whole number/);
    }
  });
});
