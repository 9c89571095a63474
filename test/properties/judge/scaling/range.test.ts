/** The slopes that each law allows, on a grid that rises and on one that falls, and the laws that are refused. */
import { describe, expect, it } from 'vitest';
import { slopeRange } from '../../../../properties/judge/scaling/range.ts';
import { powerLaw, type Law } from '../../../../theorems/types.ts';

/** Logarithms of 4, 16, 64, 256, and of their inverses. */
const UP = [1, 2, 3, 4].map((i) => i * Math.log(4));
const DOWN = UP.map((x) => -x);
/** The slope of ln ln n: weights (-1.5, -.5, .5, 1.5)/(5 ln 4). */
const K = (0.5 * Math.log(3 / 2) + 1.5 * Math.log(4)) / (5 * Math.log(4));

const rangeOf = (law: Law, xs: readonly number[]) => {
  const { low, high, k, tolerance } = slopeRange(law, xs);
  return { low, high, k, tolerance };
};
const near = (found: ReturnType<typeof rangeOf>, low: number, high: number, tolerance: number) => {
  const close = (a: number, b: number) =>
    Number.isFinite(b) ? expect(a).toBeCloseTo(b, 12) : expect(a).toBe(b);
  close(found.low, low);
  close(found.high, high);
  close(found.tolerance, tolerance);
};

describe('the range of slopes', () => {
  it.each<[string, Law, number, number, number]>([
    ['a power', powerLaw(0.5), 0.5 - K / 2, 0.5 + K / 2, K / 2],
    [
      'a power with logarithms left open',
      powerLaw(0.5, { band: [-0.5, 0.75], tolerance: 0.1 }),
      0.5 - K / 2 - 0.1,
      0.5 + 0.75 * K + 0.1,
      0.1,
    ],
    ['a power from above', powerLaw(-1, { sides: 'upper', tolerance: 0.2 }), -Infinity, -0.8, 0.2],
    ['what falls', { kind: 'falls', logPower: 2 }, -Infinity, -2 * K, 0],
    ['logarithmic growth', { kind: 'log-growth', slope: [1, 3] }, 1, 3, 0],
    ['what stays between two constants', { kind: 'bounded', from: 1, by: 2 }, -K / 2, K / 2, K / 2],
    ['what stays below a constant', { kind: 'bounded', from: 0, by: 2 }, -Infinity, K / 2, K / 2],
  ])('of %s', (_, law, low, high, tolerance) => {
    near(rangeOf(law, UP), low, high, tolerance);
    expect(rangeOf(law, UP).k).toBeCloseTo(K, 12);
  });

  it.each<[string, Law, number, number]>([
    ['a power', powerLaw(0.5), 0.5 - K / 2, 0.5 + K / 2],
    // Its logarithms are of 1/variable: one power more of them lowers the slope.
    [
      'a power with logarithms left open',
      powerLaw(0.5, { band: [-0.5, 0.75], tolerance: 0.1 }),
      0.5 - 0.75 * K - 0.1,
      0.5 + K / 2 + 0.1,
    ],
    ['a power from above', powerLaw(1, { sides: 'upper', tolerance: 0.2 }), 0.8, Infinity],
    ['what falls', { kind: 'falls', logPower: 2 }, 2 * K, Infinity],
    ['logarithmic growth', { kind: 'log-growth', slope: [1, 3] }, 1, 3],
    ['logarithmic fall', { kind: 'log-growth', slope: [-3, -1] }, -3, -1],
    ['what stays below a constant', { kind: 'bounded', from: 0, by: 2 }, -K / 2, Infinity],
  ])('of %s in a variable that falls', (_, law, low, high) => {
    near(rangeOf(law, DOWN), low, high, slopeRange(law, DOWN).tolerance);
    expect(rangeOf(law, DOWN).k).toBeCloseTo(K, 12);
  });

  it('has no logarithm where the variable passes 1, or begins there', () => {
    for (const xs of [
      [-1, 0.5, 1, 2],
      [0, 1, 2, 3],
    ]) {
      expect(slopeRange(powerLaw(0.5, { tolerance: 0.2 }), xs).k).toBeNull();
      expect(() => slopeRange(powerLaw(0.5), xs)).toThrow(
        /needs a variable above 1 \(or below 1 and falling\), got ln = /,
      );
    }
    expect(slopeRange({ kind: 'log-growth', slope: [1, 2] }, [-1, 0.5, 1, 2]).k).toBeNull();
  });
});

describe('a law is refused', () => {
  it.each<[Law, RegExp]>([
    [{ kind: 'falls', logPower: 0 }, /"tends to 0" needs a log power above 0, got 0/],
    [{ kind: 'falls', logPower: NaN, to: 2 }, /"tends to 2" needs a log power above 0, got NaN/],
    [
      { kind: 'falls', logPower: 1, to: Infinity },
      /needs a finite value and a resolution from 0, got Infinity and 0/,
    ],
    [{ kind: 'falls', logPower: 1, resolution: -1 }, /got 0 and -1/],
    [{ kind: 'falls', logPower: 1, resolution: Infinity }, /got 0 and Infinity/],
    [{ kind: 'log-growth', slope: [2, 1] }, /lowest first, got \[2, 1\]/],
    [{ kind: 'log-growth', slope: [-1, 1] }, /on one side of 0/],
    [{ kind: 'log-growth', slope: [0, 1] }, /on one side of 0/],
    [{ kind: 'log-growth', slope: [1, Infinity] }, /got \[1, Infinity\]/],
    [{ kind: 'log-growth', slope: [-Infinity, -1] }, /got \[-Infinity, -1\]/],
    [{ kind: 'bounded', from: -1, by: 1 }, /bounded needs 0 <= from < by, finite, got from -1 by 1/],
    [{ kind: 'bounded', from: 1, by: 1 }, /got from 1 by 1/],
    [{ kind: 'bounded', from: 1, by: Infinity }, /got from 1 by Infinity/],
    [powerLaw(1, { band: [0.1, 0.2] }), /a log band must contain 0/],
    [powerLaw(1, { band: [-0.2, -0.1] }), /a log band must contain 0/],
    [powerLaw(1, { tolerance: 0 }), /an exponent off by 0.5 would pass/],
    [
      powerLaw(1, { tolerance: 0.5 }),
      /a power of the logarithm counts for 0.000: with the band \[0, 0\] and the tolerance 0.500/,
    ],
    [powerLaw(1, { band: [-1, 0], tolerance: 0.2 }), /counts for 0.329: with the band \[-1, 0\]/],
    [powerLaw(1, { band: [0, 1], tolerance: 0.2 }), /counts for 0.329/],
  ])('%j', (law, message) => {
    expect(() => slopeRange(law, UP)).toThrow(message);
  });

  it('but not at the edges', () => {
    for (const law of [
      { kind: 'falls', logPower: 1, resolution: 0 },
      { kind: 'log-growth', slope: [2, 2] },
      { kind: 'bounded', from: 0, by: 1 },
      powerLaw(1, { tolerance: 0.499 }),
    ] as const)
      expect(() => slopeRange(law, UP)).not.toThrow();
  });
});
