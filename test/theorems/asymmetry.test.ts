/** The constant that a neuron needs, by hand, and how the derivation of its logarithm compares with the limit path. */
import { describe, expect, it } from 'vitest';
import { limitOf } from '../../theorems/limit/instance.ts';
import { limitPath } from '../../theorems/limit/path.ts';
import { neededConstant } from '../../theorems/asymmetry.ts';
import type { StrengthDistribution } from '../../sim/data/strengths.ts';

describe('the constant of activation asymmetry', () => {
  it('is what the own class needs, or the other', () => {
    // sqrt(64) (1 - 0.75)
    expect(neededConstant(64, 0.75, 0)).toBe(2);
    // sqrt(64/ln 64) 0.5/2, ln 64 = 4.158883083359672
    expect(neededConstant(64, 1, 0.5)).toBeCloseTo(2 / Math.sqrt(4.158883083359672), 12);
    expect(neededConstant(64, 0.75, 0.5)).toBe(2);
    expect(neededConstant(64, NaN, 0.5)).toBeNaN();
    expect(neededConstant(64, 1, NaN)).toBeNaN();
  });

  it('stays put at equal strengths of core and background, where without the logarithm it grows', () => {
    // Phi(-z) = z T/(2 S): uniform strengths have mean 1/2 and variance 1/12, so T/(2 S) = sqrt(d0/48)/(d0/4) = 0.577350/sqrt(d0).
    // By a table of Phi: z = 1.05 at 16, 1.31 at 64, 1.58 at 256.
    const gaps = Object.entries({ 16: 1.05, 64: 1.31, 256: 1.58 }).map(([size, z]) => {
      const d0 = Number(size);
      const p = (0.57735 * z) / Math.sqrt(d0);
      // 0.57735 z/(2 sqrt(ln d0)): 0.182, 0.185, 0.194. Without the logarithm it is 0.303, 0.378, 0.456.
      expect(neededConstant(d0, 1, p)).toBeGreaterThan(0.18);
      expect(neededConstant(d0, 1, p)).toBeLessThan(0.195);
      // The limit path at s = 4, before the margin.
      return 1 - limitPath(limitOf(equal(d0))!, [80]).at(-1)!.medianRates[1] / p;
    });
    // 0.18, 0.09, 0.04: the initial weights count for ever less.
    expect(gaps.toSorted((a, b) => b - a)).toEqual(gaps);
    for (const [i, gap] of gaps.entries()) {
      expect(gap).toBeGreaterThan(0);
      expect(gap).toBeLessThan(0.2 / 2 ** i);
    }
  });
});

function equal(d0: number) {
  const uniform: StrengthDistribution = { kind: 'uniform', low: 0, high: 1 };
  const eta = 0.05 * (128 / d0);
  return {
    data: {
      dCore: d0 / 2,
      dBackground: d0 / 2,
      strengths: Array<StrengthDistribution>(d0).fill(uniform),
      labels: 'true',
    },
    width: 128,
    ambientDimension: Math.round(d0 ** 2.5),
    batchSize: 1024,
    eta,
    lambda: 0,
    activation: 'relu',
    gate: 'own',
  } as const;
}
