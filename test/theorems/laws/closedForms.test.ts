/** The closed forms against the limit path, which does not use them, and against their own limits. */
import { describe, expect, it } from 'vitest';
import { balanceOf, edgeOf, largestDecay } from '../../../theorems/laws/closedForms.ts';
import { timeOfOutput } from '../../../theorems/laws/instance.ts';
import type { FeatureKind } from '../../../theorems/limit/instance.ts';
import { normalCdf } from '../../../sim/random/normal.ts';
import { limitPath } from '../../../theorems/limit/path.ts';

/** Core uniform on [0, 1]; background two points, 1/4 and 3/4, so with another variance. */
const kinds = (dCore: number, dBackground: number): readonly FeatureKind[] => [
  { core: true, count: dCore, mean: 1 / 2, variance: 1 / 12 },
  { core: false, count: dBackground, mean: 1 / 2, variance: 1 / 16 },
];

const H = 0.05;
/** The path half-way to the margin. */
const halfWay = (of: readonly FeatureKind[], slope = 0) => {
  const d0 = of.reduce((sum, { count }) => sum + count, 0);
  const step = Math.round(timeOfOutput(of, 0.5, slope) / H);
  return limitPath({ kinds: of, d: d0 ** 2.5, h: H, kappa: 0, slope }, [step])[0]!;
};

describe('the balance before the margin', () => {
  it.each([
    [32, 32],
    [28, 36],
    [22, 42],
    [128, 128],
    [100, 156],
    [86, 170],
  ])('is that of the path to within 1/d0: %i core, %i background', (dCore, dBackground) => {
    const [of, d0] = [kinds(dCore, dBackground), dCore + dBackground];
    const point = halfWay(of);
    const { wrongRate, contamination, shift } = balanceOf(of);
    expect(Math.abs(wrongRate - point.live.wrongRate)).toBeLessThan(1 / d0);
    expect(Math.abs(contamination - point.live.background / point.live.core)).toBeLessThan(1 / d0);
    expect(Math.abs(shift - point.oodMean / point.output.mean)).toBeLessThan(1 / d0);
  });

  // S = 10 and 14, T^2 = 10/12 and 14/16 times 1/4.
  it('solves the equation of the page', () => {
    const { wrongRate: p, contamination } = balanceOf(kinds(40, 56));
    let x = 0;
    for (let step = 8; step > 1e-12; step /= 2) if (normalCdf(-x - step) > p) x += step;
    const [core, background] = [10 / 12, 14 / 16];
    const W = (1 + p) ** 2 * core + (1 - p) ** 2 * background;
    const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
    const bend = (((1 - p) * background - (1 + p) * core) / Math.sqrt(W)) * density;
    expect(24 * p + bend).toBeCloseTo(x * Math.sqrt(W) + 14 - 10, 9);
    // C = (1 + p) (S_core - T_core^2 phi(x)/sqrt W), C - B = x sqrt W.
    const C = (1 + p) * (10 - (core * density) / Math.sqrt(W));
    expect(contamination).toBeCloseTo(1 - (x * Math.sqrt(W)) / C, 9);
  });

  // One feature of each group with mean 1 and no variance: p (1 + R) = R - 1, B = C, and nothing is left out of distribution.
  it.each([1.5, 2, 3])('without variance is the limit of large d0: R = %f', (R) => {
    const of = [
      { core: true, count: 2, mean: 1, variance: 0 },
      { core: false, count: 2 * R, mean: 1, variance: 0 },
    ];
    const { wrongRate, contamination, shift } = balanceOf(of);
    expect(wrongRate).toBeCloseTo((R - 1) / (R + 1), 12);
    expect(contamination).toBeCloseTo(1, 12);
    expect(shift).toBeCloseTo(0, 12);
  });

  // S = 100 a group, T^2 = 25: with p = 0, W = 50 and x sqrt W = 100 - 25 leaves x = 10.6, where p is 0 to rounding.
  it('below R = 1 is linear in what is learned of either group', () => {
    const of = [
      { core: true, count: 100, mean: 1, variance: 1 / 4 },
      { core: false, count: 25, mean: 1, variance: 1 / 4 },
    ];
    const { wrongRate, contamination, shift } = balanceOf(of);
    expect(wrongRate).toBeLessThan(1e-20);
    expect(contamination).toBeCloseTo(25 / 100, 12);
    // Own class 125, wrong class -75: (0 + 75)/(125 - 0).
    expect(shift).toBeCloseTo(75 / 125, 12);
  });
});

it('kappa* is a quarter of the mean squared mean strength', () => {
  // (3 * 0.25 + 5 * 0.16) / (4 * 8)
  const of = [
    { core: true, count: 3, mean: 0.5, variance: 0 },
    { core: false, count: 5, mean: 0.4, variance: 0 },
  ];
  expect(largestDecay(of)).toBeCloseTo(1.55 / 32, 15);
});

it('the mean output is near one half at the time that is planned: what is left out is of order d0^(-1/2)', () => {
  expect(Math.abs(halfWay(kinds(128, 128)).output.mean - 0.5)).toBeLessThan(1 / 16);
});

describe('with a slope below 0', () => {
  const without = (R: number) => [
    { core: true, count: 2, mean: 1, variance: 0 },
    { core: false, count: 2 * R, mean: 1, variance: 0 },
  ];

  it.each([
    [0.05, 0.452381],
    [0.1, 0.4090909],
    [0.3, 0.2692308],
    [0.5, 0.1666667],
  ])(
    '%f, R = 1/2: contamination is R (1 - a)/(1 + a) = %f, the shift (1 - x)/(1 + x) with x = R/rho^2',
    (a, ratio) => {
      const { wrongRate, contamination, shift } = balanceOf(without(0.5), a);
      expect(wrongRate).toBeLessThan(1e-20);
      expect(contamination).toBeCloseTo(ratio, 6);
      const x = 0.5 * ((1 - a) / (1 + a)) ** 2;
      expect(shift).toBeCloseTo((1 - x) / (1 + x), 12);
    },
  );

  // a = 1/3: rho = 2. R = 3: p = (3 - 2)/(3 + 1), B = C, and what is left out of distribution is (1 - 1/2)/(1 + 1/2).
  it('beyond rho a share p of the wrong class is active, and some output is left', () => {
    expect(edgeOf(1 / 3)).toBeCloseTo(2, 12);
    const { wrongRate, contamination, shift } = balanceOf(without(3), 1 / 3);
    expect(wrongRate).toBeCloseTo(1 / 4, 12);
    expect(contamination).toBeCloseTo(1, 12);
    expect(shift).toBeCloseTo(1 / 3, 12);
  });

  it.each([
    [86, 170, 0.1],
    [100, 156, 0.1],
    [86, 170, 0.3],
    [64, 192, 0.5],
  ])('is that of the path to within 1/d0: %i core, %i background, a = %f', (dCore, dBackground, a) => {
    const [of, d0] = [kinds(dCore, dBackground), dCore + dBackground];
    const point = halfWay(of, a);
    const { wrongRate, contamination, shift } = balanceOf(of, a);
    expect(Math.abs(wrongRate - point.live.wrongRate)).toBeLessThan(1 / d0);
    expect(Math.abs(contamination - point.live.background / point.live.core)).toBeLessThan(1 / d0);
    expect(Math.abs(shift - point.oodMean / point.output.mean)).toBeLessThan(1 / d0);
  });

  it('kappa* weighs core and background by (1 + a)^2 and (1 - a)^2', () => {
    // S = 2 and 6, 4 d0 = 32, a = 1/2: (9/4 * 2 + 1/4 * 6)/32.
    expect(largestDecay(without(3), 0.5)).toBeCloseTo(6 / 32, 15);
  });
});
