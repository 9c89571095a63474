/** Strengths by their moments: the calculation by hand, and the moments on the grid of strengths. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { momentsOf } from '../../../sim/data/strengths.ts';
import { averageMoments, strengthWith } from '../../../theorems/studies/strengthWith.ts';

describe('a strength with given moments', () => {
  it.each([
    // 0.5 +- 0.2 = 19.2/64 and 44.8/64: 19/64 and 45/64, and 256 (45 - 32)/(45 - 19) = 128.
    [0.5, 0.04, 19, 45, 128],
    // 0.75 +- 0.125 = 40/64 and 56/64.
    [0.75, 0.125 ** 2, 40, 56, 128],
    // 0.2 deviates by 0.1 at most: 6.4/64 and 19.2/64; 256 (19 - 12.8)/(19 - 6) = 122.1.
    [0.2, 0.01, 6, 19, 122],
    // 0.1 - 0.2 < 0: at 0, and at 0.1 + 0.04/0.1 = 32/64; 256 (0.5 - 0.1)/0.5 = 204.8.
    [0.1, 0.04, 0, 32, 205],
    // 0.9 + 0.2 > 1: at 0.9 - 0.04/0.1 = 32/64, and at 1; 256 (1 - 0.9)/0.5 = 51.2.
    [0.9, 0.04, 32, 64, 51],
    // The most variance there is: 0 and 1. 256 (1 - 0.25) and 256 (1 - 0.75).
    [0.5, 0.25, 0, 64, 128],
    [0.25, 0.1875, 0, 64, 192],
    [0.75, 0.1875, 0, 64, 64],
    // None: one point.
    [0.5, 0, 32, 32, 256],
    // Two points that the grid makes one: 0.3 +- 0.001, 19.2/64.
    [0.3, 1e-6, 19, 19, 256],
    // A mean that the rounded ends leave out: 0.02 -+ 0.004 lie in the cells of 1/64, 0.984 is close to 63/64.
    [0.02, 1.6e-5, 1, 2, 184],
  ])('of mean %d and variance %d', (mean, variance, low, high, pLow) => {
    expect(strengthWith(mean, variance)).toEqual({
      kind: 'two-point',
      low: low / 64,
      high: high / 64,
      pLow: pLow / 256,
    });
  });

  it('has these moments, as far as the grid allows', () => {
    const moments = fc.tuple(
      fc.double({ min: 0.05, max: 0.95, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(moments, ([mean, share]) => {
        const variance = share * mean * (1 - mean);
        const strength = strengthWith(mean, variance);
        const is = momentsOf(strength);
        // Ends move by 1/128 and the chance by 1/512 at most, of a width of at most 1.
        expect(Math.abs(is.mean - mean)).toBeLessThanOrEqual(1 / 128 + 1 / 512);
        expect(Math.abs(is.variance - variance)).toBeLessThanOrEqual(1 / 32);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it.each([
    [0, 0],
    // It would round to a feature that is never there, or always.
    [0.0078, 0],
    [0.9923, 0],
    [1, 0],
    [-0.5, 0.1],
    [0.5, -0.01],
    [0.5, 0.2501],
    [0.1, 0.0901],
    [NaN, 0.1],
    [0.5, NaN],
  ])('is refused for mean %d and variance %d', (mean, variance) => {
    expect(() => strengthWith(mean, variance)).toThrow(
      `no strength in [0, 1] has mean ${mean} and variance ${variance}: 0.0078125 <= mean <= 0.9921875`,
    );
  });
});

describe('average moments', () => {
  it('are those of all strengths, each counted once', () => {
    // Means 1/2, 1/2 and 7/8; variances 1/16, 1/4 and 3/64.
    const strengths = [
      { kind: 'two-point', low: 0.25, high: 0.75, pLow: 0.5 },
      { kind: 'two-point', low: 0, high: 1, pLow: 0.5 },
      { kind: 'two-point', low: 0.5, high: 1, pLow: 0.25 },
    ] as const;
    expect(averageMoments(strengths)).toEqual({ mean: 1.875 / 3, variance: (4 / 64 + 16 / 64 + 3 / 64) / 3 });
  });

  it('of none are undefined', () => {
    expect(averageMoments([])).toBeUndefined();
  });
});
