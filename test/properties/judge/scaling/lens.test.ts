/** The height of a rung under each law, by hand; what is no interval of finite numbers has none. */
import { describe, expect, it } from 'vitest';
import { heightOf, heightWords } from '../../../../properties/judge/scaling/lens.ts';
import { powerLaw, tendsTo, type Law } from '../../../../theorems/types.ts';

const POWER = powerLaw(1);
const GROWS: Law = { kind: 'log-growth', slope: [1, 2] };
const between = (low: number, value: number, high: number, standardError = 0) => ({
  low,
  value,
  high,
  standardError,
});
const { log } = Math;

describe('the height', () => {
  it('of a power is the logarithm, its error relative', () => {
    expect(heightOf(POWER, between(1, 2, 4, 0.5))).toEqual({
      low: 0,
      value: log(2),
      high: log(4),
      standardError: 0.25,
    });
    expect(heightOf(POWER, between(0, 2, 4))).toMatchObject({ low: -Infinity, value: log(2) });
  });

  it('of logarithmic growth is the quantity, whatever its sign', () => {
    expect(heightOf(GROWS, between(-3, -2, 1, 0.5))).toEqual(between(-3, -2, 1, 0.5));
  });

  it('of what tends to a limit is the logarithm of the distance', () => {
    // From above: 2.5 to 4, less 2. From below: -1 to 1.5.
    expect(heightOf(tendsTo(2), between(2.5, 3, 4))).toMatchObject({
      low: log(0.5),
      value: log(1),
      high: log(2),
    });
    expect(heightOf(tendsTo(2), between(-1, 1, 1.5))).toMatchObject({
      low: log(0.5),
      value: log(1),
      high: log(3),
    });
    // The limit lies within what is known: the distance may be 0.
    expect(heightOf(tendsTo(2), between(1.5, 2.25, 3))).toMatchObject({
      low: -Infinity,
      value: log(0.25),
      high: log(1),
    });
    expect(heightOf(tendsTo(2), between(2, 3, 4))!.low).toBe(-Infinity);
    expect(heightOf(tendsTo(2), between(0, 1, 2))!.low).toBe(-Infinity);
    expect(heightOf(tendsTo(0), between(1, 2, 4))).toMatchObject({ low: 0, value: log(2), high: log(4) });
  });

  it('of a distance below the resolution is the most that it may be', () => {
    const law = tendsTo(2, { resolution: 0.1 });
    expect(heightOf(law, between(1.99, 2.01, 2.05))).toMatchObject({
      low: -Infinity,
      value: log(0.1),
      high: log(0.1),
    });
    expect(heightOf(law, between(1.5, 2.0625, 2.75))).toMatchObject({ value: log(0.75), high: log(0.75) });
    // At the resolution it is told from 0.
    const exact = tendsTo(1, { resolution: 0.5 });
    expect(heightOf(exact, between(1.25, 1.5, 1.75))).toMatchObject({ low: log(0.25), value: log(0.5) });
  });

  it.each([
    ['the value below its interval', between(1, 0.5, 2)],
    ['the value above its interval', between(1, 3, 2)],
    ['no number', between(NaN, 1, 2)],
    ['no value', between(0, NaN, 2)],
    ['no upper end', between(1, 2, Infinity)],
    ['no lower end', between(-Infinity, 1, 2)],
    ['a negative error', between(1, 1, 1, -1)],
    ['an infinite error', between(1, 1, 1, Infinity)],
  ])('is none with %s', (_, point) => {
    expect(heightOf(POWER, point)).toBeNull();
    expect(heightOf(GROWS, point)).toBeNull();
  });

  it('is none where a positive quantity may be negative', () => {
    expect(heightOf(POWER, between(-0.1, 1, 2))).toBeNull();
    expect(heightOf(tendsTo(0), between(-0.1, 1, 2))).toBeNull();
  });
});

it.each<[Law, string]>([
  [POWER, 'q'],
  [tendsTo(0), 'q'],
  [tendsTo(0.5), '|q - 0.5|'],
  [GROWS, 'q'],
])('%j is read off %s', (law, words) => {
  expect(heightWords(law, 'q')).toBe(words);
});
