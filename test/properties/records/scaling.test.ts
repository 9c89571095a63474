/** What is shown of a scaling claim's ladders, from curves that are powers: every number by hand. */
import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../properties/gather/reading.ts';
import { ladderEvent } from '../../../properties/judge/scaling/event.ts';
import { describeLadders } from '../../../properties/records/scaling.ts';
import { powerLaw, tendsTo, type Law, type ScalingClaim } from '../../../theorems/types.ts';

const SIZES = [4, 16, 64, 256];
const claimOf = (law: Law) =>
  ({ law, quantity: 'q', variable: { name: 'n' }, path: { words: 'a path' } }) as unknown as ScalingClaim;
const point = (value: number) => ({ value, low: value, high: value, standardError: 0 });
const ladder = (
  law: Law,
  index: number,
  of: ((n: number) => number) | null,
  variable: (n: number) => number = (n) => n,
) =>
  ({
    kind: 'ladder',
    rungs: SIZES.map(() => ({ key: { index } })),
    event:
      of &&
      ladderEvent(
        law,
        SIZES.map((n) => ({ variable: variable(n), point: point(of(variable(n))) })),
      ),
  }) as unknown as Reading;
const described = (law: Law, ...ladders: readonly Reading[]) =>
  describeLadders({ sizes: SIZES as never, claim: claimOf(law) }, ladders);

/** The slope of ln ln n on these sizes: weights (-1.5, -.5, .5, 1.5)/(5 ln 4), and what all have alike drops out. */
const K = (0.5 * Math.log(3 / 2) + 1.5 * Math.log(4)) / (5 * Math.log(4));

describe('two powers and a ladder without a measurement', () => {
  const law = powerLaw(0.5);
  // In each test anew, so that a mistake in it fails tests and not the file.
  const found = () =>
    described(
      law,
      ladder(law, 3, (n) => n ** 0.5),
      ladder(law, 4, null),
      { kind: 'off path' } as unknown as Reading,
      ladder(law, 7, (n) => n ** 0.7),
    );

  it('have an exponent with Student’s interval', () => {
    const { exponent } = found();
    expect(exponent.claimed).toBe(0.5);
    expect(exponent.estimate).toBeCloseTo(0.6, 12);
    // Standard error .1, t(.975, 1) = 12.7062.
    expect(exponent.low).toBeCloseTo(0.6 - 1.27062, 4);
    expect(exponent.high).toBeCloseTo(0.6 + 1.27062, 4);
    expect(exponent.band).toEqual([0, 0]);
    expect(exponent.logSlope).toBeCloseTo(K, 12);
    expect(exponent.tolerance).toBeCloseTo(K / 2, 12);
    expect(exponent.range.low).toBeCloseTo(0.5 - K / 2, 12);
    expect(exponent.range.high).toBeCloseTo(0.5 + K / 2, 12);
    expect(exponent).not.toHaveProperty('also');
    expect(exponent.toleranceWords).toContain('half of what one power of the logarithm adds');
  });

  it('are listed, with their values', () => {
    const { ladders } = found();
    expect(ladders.map(({ index, holds }) => [index, holds])).toEqual([
      [3, true],
      [4, null],
      [7, false],
    ]);
    expect(ladders.map(({ slope }) => slope?.toFixed(6))).toEqual(['0.500000', undefined, '0.700000']);
    expect(ladders[0]!.values.map(({ variable }) => Math.round(variable))).toEqual(SIZES);
    expect(ladders[0]!.values.map(({ value }) => Math.round(1e6 * value))).toEqual([2e6, 4e6, 8e6, 16e6]);
    expect(ladders[1]).toEqual({ index: 4, holds: null, slope: null, values: [] });
  });

  it('have a mean curve, with residuals and local slopes', () => {
    const { mean } = found();
    expect(mean.map(({ d0 }) => d0)).toEqual(SIZES);
    mean.forEach(({ d0, variable, value, residual, localSlope }, i) => {
      expect(variable).toBeCloseTo(d0, 9);
      expect(value).toBeCloseTo(d0 ** 0.6, 9);
      expect(residual).toBeCloseTo(0, 12);
      if (i === 0) expect(localSlope).toBeNull();
      else expect(localSlope).toBeCloseTo(0.6, 12);
    });
  });

  it('say what they are of, and predict nothing', () => {
    expect(found()).toMatchObject({
      quantity: 'q',
      linear: false,
      variable: 'n',
      sizes: SIZES,
      path: 'a path',
      holdOut: [],
      plateau: null,
    });
  });
});

it('a bent curve leaves residuals of its own sign', () => {
  const law = powerLaw(0.5);
  // ln value / ln 4 is 0, 0, 0, 1: the line has slope .3 and mean 1/4, so it lies at -.2, .1, .4, .7.
  const { mean } = described(
    law,
    ladder(law, 1, (n) => (n === 256 ? 4 : 1)),
  );
  const units = mean.map(({ residual }) => residual / Math.log(4));
  [0.2, -0.1, -0.4, 0.3].forEach((expected, i) => expect(units[i]).toBeCloseTo(expected, 12));
  expect(mean.map(({ localSlope }) => localSlope?.toFixed(6))).toEqual([
    undefined,
    '0.000000',
    '0.000000',
    '1.000000',
  ]);
});

it('what tends to 0 has predictions at the two largest sizes, and the plateau that would have been seen', () => {
  const law = tendsTo(0);
  const { holdOut, plateau, exponent } = described(
    law,
    ladder(law, 1, (n) => n ** -1.3),
    ladder(law, 2, (n) => n ** -1.5),
  );
  // Fitted at 4 and 16, centre ln 8: one power of the logarithm is 2 at 64 and 8/3 at 256. Means are of logarithms.
  expect(holdOut.map(({ d0 }) => d0)).toEqual([64, 256]);
  holdOut.forEach(({ d0, predictedLow, predictedHigh, seen }, i) => {
    const factor = [2, 8 / 3][i]!;
    expect(seen / d0 ** -1.4).toBeCloseTo(1, 9);
    expect(predictedHigh / (factor * d0 ** -1.4)).toBeCloseTo(1, 9);
    expect(predictedLow / (d0 ** -1.4 / factor)).toBeCloseTo(1, 9);
  });
  // The upper median of two is the larger.
  expect(plateau! / ((8 / 3) * 256 ** -1.3)).toBeCloseTo(1, 9);
  expect(exponent).toMatchObject({ claimed: null, band: [-1, 0], tolerance: 0 });
  expect(exponent.range.low).toBeNull();
  expect(exponent.range.high).toBeCloseTo(-K, 12);
  expect(exponent.toleranceWords).toMatch(/^none: the slope must be below/);
});

it('logarithmic growth is read as it is, over the larger half as well', () => {
  const law: Law = { kind: 'log-growth', slope: [1, 3] };
  const found = described(
    law,
    ladder(law, 1, (n) => 2 * Math.log(n) + 1),
  );
  expect(found).toMatchObject({ linear: true, exponent: { claimed: null, band: [0, 0], low: null } });
  expect(found.exponent).toMatchObject({
    range: { low: 1, high: 3 },
    also: expect.stringContaining('larger half'),
  });
  expect(found.exponent.toleranceWords).toMatch(/band of slopes/);
  expect(found.mean[3]!.value).toBeCloseTo(2 * Math.log(256) + 1, 9);
  expect(found.ladders[0]!.values[0]!.value).toBeCloseTo(2 * Math.log(4) + 1, 9);
});

it('what stays bounded names its constants', () => {
  const law: Law = { kind: 'bounded', from: 1, by: 10 };
  const { exponent } = described(
    law,
    ladder(law, 1, () => 3),
  );
  expect(exponent.also).toBe('every value between 1 and 10');
  expect(exponent.estimate).toBeCloseTo(0, 12);
  expect(exponent.toleranceWords).toMatch(/half of what one power/);
});

it('a limit other than 0 is in the quantity’s words; a variable that falls keeps its own grid', () => {
  const law = tendsTo(2);
  const { quantity, mean } = described(
    law,
    ladder(
      law,
      1,
      (eta) => 2 - eta,
      (n) => 1 / n,
    ),
  );
  expect(quantity).toBe('|q - 2|');
  mean.forEach(({ d0, variable, value }) => {
    expect(variable * d0).toBeCloseTo(1, 12);
    expect(value * d0).toBeCloseTo(1, 9);
  });
});

it('no curve leaves the sizes as the grid, and no estimate', () => {
  const law = powerLaw(0.5);
  const { mean, exponent, ladders } = described(law, ladder(law, 1, null));
  expect(mean).toEqual([]);
  expect(exponent).toMatchObject({ estimate: null, low: null, high: null });
  expect(exponent.logSlope).toBeCloseTo(K, 12);
  expect(ladders).toEqual([{ index: 1, holds: null, slope: null, values: [] }]);
});
