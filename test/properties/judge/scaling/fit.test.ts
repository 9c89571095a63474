import { describe, expect, it } from 'vitest';
import {
  fitLine,
  heightAt,
  heightWeights,
  localSlopes,
  logSlope,
  slopeInterval,
  slopeWeights,
} from '../../../../properties/judge/scaling/fit.ts';
import { fittedCount, predictLargest } from '../../../../properties/judge/scaling/holdOut.ts';
import { slopeRange } from '../../../../properties/judge/scaling/range.ts';
import type { Law } from '../../../../theorems/types.ts';

const logs = (...sizes: number[]) => sizes.map(Math.log);
const GRID = logs(64, 128, 256, 512, 1024);
const exponent = (change: Partial<Extract<Law, { kind: 'exponent' }>> = {}): Law => ({
  kind: 'exponent',
  exponent: 0.5,
  sides: 'both',
  band: [0, 0],
  tolerance: 'half-log',
  toleranceWords: '',
  ...change,
});

describe('a line through logarithms', () => {
  it('finds a power law exactly, up to rounding, with its local slopes', () => {
    const ys = GRID.map((x) => 3 - 1.45 * x);
    const line = fitLine(GRID, ys);
    expect(line.slope).toBeCloseTo(-1.45, 12);
    expect(heightAt(line, 0)).toBeCloseTo(3, 12);
    for (const s of localSlopes(GRID, ys)) expect(s).toBeCloseTo(-1.45, 12);
  });

  it('the weights sum to 0, and to 1 against x; those of a height to 1', () => {
    const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
    expect(sum(slopeWeights(GRID))).toBeCloseTo(0, 12);
    expect(sum(slopeWeights(GRID).map((c, i) => c * GRID[i]!))).toBeCloseTo(1, 12);
    expect(sum(heightWeights(GRID, 9))).toBeCloseTo(1, 12);
  });

  it('one size gives no slope', () => {
    expect(() => slopeWeights(logs(16, 16))).toThrow('two different sizes');
    expect(() => logSlope([0, 1])).toThrow('above 1');
  });

  it('an interval for a value moves the slope by its weight, and an open one without end', () => {
    const ys = GRID.map((x) => -x);
    const wider = (at: number, by: number) => ys.map((y, i) => (i === at ? y + by : y));
    const [first, , middle, , last] = slopeWeights(GRID) as [number, number, number, number, number];
    const high = slopeInterval(GRID, ys, wider(4, 0.5));
    expect(high.low).toBeCloseTo(-1, 12);
    expect(high.high).toBeCloseTo(-1 + 0.5 * last, 12);
    expect(slopeInterval(GRID, wider(0, -2), ys).high).toBeCloseTo(-1 - 2 * first, 12);
    expect(slopeInterval(GRID, wider(4, -Infinity), ys).low).toBe(-Infinity);
    expect(slopeInterval(GRID, wider(0, -Infinity), ys).high).toBe(Infinity);
    // The middle of the grid has (nearly) no weight, and never gives NaN.
    expect(Math.abs(middle)).toBeLessThan(1e-12);
    expect(slopeInterval([1, 2, 3], [0, -Infinity, 2], [0, 1, 2])).toEqual({ low: 1, high: 1 });
  });
});

describe('the range of a claim', () => {
  it('one power of ln(c n) adds .33, .18, .13 for c = .1, 1, 10 on [64, 1024]', () => {
    const added = (c: number) =>
      fitLine(
        GRID,
        GRID.map((x) => Math.log(x + Math.log(c))),
      ).slope;
    expect([0.1, 1, 10].map((c) => added(c).toFixed(2))).toEqual(['0.33', '0.18', '0.13']);
    expect(logSlope(GRID)).toBeCloseTo(added(1), 12);
  });

  it('n^.5 ln n is not taken for n^.5 without a log band, and is with the band [0, 1]', () => {
    const slope = fitLine(
      GRID,
      GRID.map((x) => 0.5 * x + Math.log(x)),
    ).slope;
    expect(slope).toBeCloseTo(0.684, 3);
    const without = slopeRange(exponent(), GRID);
    expect(slope).toBeGreaterThan(without.high);
    const within = slopeRange(exponent({ band: [0, 1] }), GRID);
    expect(slope).toBeGreaterThan(within.low);
    expect(slope).toBeLessThan(within.high);
    // Without the logarithm it is consistent with both.
    expect(0.5).toBeGreaterThan(without.low);
    expect(0.5).toBeGreaterThan(within.low);
  });

  it('leaves an exponent off by a half outside, on every grid of the profiles, or is refused', () => {
    for (const grid of [logs(16, 32, 64, 128), logs(16, 32, 64, 128, 256, 512, 1024), GRID]) {
      for (const law of [exponent(), exponent({ band: [-1, 1] }), exponent({ tolerance: 0.2 })]) {
        const { low, high } = slopeRange(law, grid);
        expect(low).toBeGreaterThan(0);
        expect(high).toBeLessThan(1);
      }
    }
    expect(() => slopeRange(exponent({ tolerance: 0.5 }), GRID)).toThrow('off by 0.5 would pass');
    expect(() => slopeRange(exponent({ tolerance: NaN }), GRID)).toThrow('off by 0.5 would pass');
    expect(() => slopeRange(exponent({ tolerance: 0 }), GRID)).toThrow('would pass');
    expect(() => slopeRange(exponent({ band: [0, 3] }), logs(16, 32, 64, 128))).toThrow('would pass');
    expect(() => slopeRange(exponent({ band: [1, 2] }), GRID)).toThrow('must contain 0');
  });

  it('of "tends to 0" leaves out what stays put, even with the log power allowed', () => {
    const { low, high } = slopeRange({ kind: 'falls', logPower: 1 }, GRID);
    expect(low).toBe(-Infinity);
    expect(high).toBeCloseTo(-logSlope(GRID), 12);
    expect(() => slopeRange({ kind: 'falls', logPower: 0 }, GRID)).toThrow('above 0');
  });
});

describe('the hold-out', () => {
  it('fits the smaller half and never what it predicts', () => {
    expect([4, 5, 6, 7, 9].map(fittedCount)).toEqual([2, 3, 3, 4, 5]);
  });

  it('predicts a power law exactly; the log band and the noise widen it as derived', () => {
    const ys = GRID.map((x) => 1 - 1.3 * x);
    const none = GRID.map(() => 0);
    const predicted = predictLargest(GRID, ys, none, 1);
    expect(predicted.map((p) => p.rung)).toEqual([3, 4]);
    for (const { rung, low, high } of predicted) {
      const width = Math.log(GRID[rung]! / GRID[1]!);
      expect(high).toBeCloseTo(ys[rung]! + width, 12);
      expect(low).toBeCloseTo(ys[rung]! - width, 12);
    }
    // A law with one more power of the logarithm, anchored at the centre of the fitted sizes, is just allowed.
    const [, last] = predictLargest(GRID, ys, [0.1, 0.1, 0.1, 0, 0.2], 1);
    const weights = heightWeights(GRID.slice(0, 3), GRID[4]!);
    const noise = Math.hypot(0.2, ...weights.map((w) => 0.1 * w));
    expect(last!.high - predicted[1]!.high).toBeCloseTo(2.326 * noise, 12);
  });
});

describe('weights by hand', () => {
  it('of a height: the mean, and the slope times the distance from the mean', () => {
    // xs 0, 1, 5: mean 2, spread 4 + 1 + 9 = 14; slope weights -2/14, -1/14, 3/14. At x = 9 the distance is 7.
    const weights = heightWeights([0, 1, 5], 9);
    [1 / 3 - 1, 1 / 3 - 1 / 2, 1 / 3 + 3 / 2].forEach((w, i) => expect(weights[i]).toBeCloseTo(w, 12));
    const line = fitLine([0, 1, 5], [2, 3, 10]);
    expect(weights[0]! * 2 + weights[1]! * 3 + weights[2]! * 10).toBeCloseTo(heightAt(line, 9), 12);
  });

  it('of an interval: a size in the middle counts for neither end, open or not', () => {
    // Weights -1/2, 0, 1/2.
    expect(slopeInterval([0, 1, 2], [1, -Infinity, 5], [2, Infinity, 8])).toEqual({ low: 1.5, high: 3.5 });
    expect(slopeInterval([0, 1, 2], [-Infinity, 0, 5], [2, 0, 8])).toEqual({ low: 1.5, high: Infinity });
  });

  it('name the sizes that they cannot be found for', () => {
    expect(() => slopeWeights([3, 3])).toThrow('a slope needs two different sizes, got 3, 3');
    expect(() => logSlope([-1, 2])).toThrow(
      'a power of the logarithm needs a variable above 1 (or below 1 and falling), got ln = -1, 2',
    );
  });

  it.each([
    [4, 2],
    [5, 3],
    [6, 3],
    [3, 1],
  ])('of %i sizes %i are fitted', (sizes, fitted) => {
    expect(fittedCount(sizes)).toBe(fitted);
  });
});
