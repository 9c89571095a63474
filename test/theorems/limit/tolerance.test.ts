/** What a deviation from the path may be, by hand: a path written here, each number different. */
import { describe, expect, it } from 'vitest';
import type { Estimate } from '../../../sim/probes.ts';
import type { LimitInstance } from '../../../theorems/limit/instance.ts';
import type { LimitPoint } from '../../../theorems/limit/path.ts';
import {
  compareAt,
  furthestOff,
  roomyPath,
  unitsOf,
  type Compared,
} from '../../../theorems/limit/tolerance.ts';

const D0 = 16;
/** h = eta d0/m = 1/4 at m = 64 and eta = 1; a batch of 64. */
const SETUP = {
  width: 64,
  batchSize: 64,
  eta: 1,
  data: { dCore: 8, dBackground: 8, strengths: [], labels: 'true' },
} as const;
const INSTANCE: LimitInstance = {
  kinds: [
    { core: true, count: 8, mean: 0.5, variance: 0.25 },
    { core: false, count: 8, mean: 0.5, variance: 0.75 },
  ],
  d: 1024,
  h: 1 / 4,
  kappa: 0,
  slope: 0,
};
/** Every quantity falls or rises by its own step. */
const at = (step: number): LimitPoint =>
  ({
    idRisk: 1 - 0.01 * step,
    oodRisk: 2 - 0.02 * step,
    live: { share: 1, wrongRate: 0.5 - 0.001 * step, core: 1, background: 0.25 + 0.002 * step },
    output: { mean: 0.5, deviation: 0.3 + 0.003 * step },
    means: { rateDifference: 0, core: 0, background: 0.1 + 0.004 * step },
    neuronSpread: 0.02,
  }) as unknown as LimitPoint;
const PATH = Array.from({ length: 61 }, (_, step) => at(step));
const estimate = (mean: number, standardError: number): Estimate => ({ mean, standardError });
const SEEN = {
  idRisk: estimate(0.7, 0.01),
  oodRisk: estimate(1.5, 0.02),
  wrongRate: estimate(0.4, 0.003),
  contamination: estimate(0.3, 0.004),
  deviation: estimate(0.35, 0.005),
  size: estimate(0.2, 0.006),
};

describe('what a deviation may be', () => {
  // Step 16 is s = 4. Noise of time: sqrt(h/(N s)) = sqrt(1/4/256) = 1/32, and 0.02/8/0.5 = 0.005: 0.03625. So time may be off by
  // (1/16 + 4 * 0.03625) * 16 = 3.32 steps, in whole steps 4.
  const by = Object.fromEntries(
    compareAt(PATH, INSTANCE, SETUP, 16, SEEN).map((c) => [c.quantity, c]),
  ) as Record<string, Compared>;
  // Untrained weights: sqrt((8 * 0.25 + 8 * 0.75)/(2 * 1024 * 64)) = 1/128.
  it.each<[keyof typeof SEEN, number, number, number]>([
    ['idRisk', 0.84, 4 * 0.01, (0.84 * Math.log(D0)) / D0],
    ['oodRisk', 1.68, 4 * 0.02, 1 / D0],
    ['wrongRate', 0.484, 4 * 0.001, 1 / D0],
    ['contamination', 0.282, 4 * 0.002, 1 / D0],
    ['deviation', 0.348, 4 * 0.003, 0.348 / D0 + 1 / 128],
    ['size', 0.164, 4 * 0.004, 0.164 / D0],
  ])('of %s', (quantity, predicted, moved, order) => {
    const { mean, standardError } = SEEN[quantity];
    const { tolerance, ...rest } = by[quantity]!;
    expect(rest).toEqual({ quantity, s: 4, seen: mean, predicted: expect.closeTo(predicted, 12) });
    expect(tolerance).toBeCloseTo(moved + order + 4 * standardError, 12);
  });

  it('has no noise of time before the first step', () => {
    const [idRisk] = compareAt(PATH, INSTANCE, SETUP, 0, SEEN);
    expect(idRisk!.tolerance).toBeCloseTo(Math.log(D0) / D0 + 4 * 0.01, 12);
  });

  it('needs a path that goes so far', () => {
    expect(() => compareAt(PATH, INSTANCE, SETUP, 61, SEEN)).toThrow(
      /the path has 61 steps, asked for step 61/,
    );
    expect(roomyPath(INSTANCE, 4, 4).map(({ step }) => step)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
});

describe('units', () => {
  const row = (seen: number, tolerance: number): Compared => ({
    s: 1,
    quantity: 'size',
    seen,
    predicted: 1,
    tolerance,
  });
  it('are deviations over tolerances', () => {
    expect(unitsOf(row(4, 2))).toBe(1.5);
    expect(unitsOf(row(4, Infinity))).toBeNaN();
  });
  it('find the one that is furthest off, and before it one that is no number', () => {
    const [near, far, none] = [row(2, 2), row(4, 2), row(NaN, 2)] as const;
    expect(furthestOff([near, far])).toBe(far);
    expect(furthestOff([far, near])).toBe(far);
    expect(furthestOff([far, none, near])).toBe(none);
  });
});
