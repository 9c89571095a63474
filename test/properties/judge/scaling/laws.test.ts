/** Each law on ladders made by hand: what it holds for, what it fails for, and what it cannot tell, as its docstring says. */
import { describe, expect, it } from 'vitest';
import { ladderEvent, type LadderEvent } from '../../../../properties/judge/scaling/event.ts';
import { slopeRange } from '../../../../properties/judge/scaling/range.ts';
import {
  bounded,
  exactly,
  logGrowth,
  powerLaw,
  ratioOf,
  ratioTendsTo,
  tendsTo,
  type Law,
  type Point,
} from '../../../../theorems/types.ts';

const SIZES = [16, 32, 64, 128, 256];
/** Step sizes that go to 0. */
const STEPS = SIZES.map((n) => 1 / n);

const on = (law: Law, of: (x: number) => number | Point, variables: readonly number[] = SIZES): LadderEvent =>
  ladderEvent(
    law,
    variables.map((variable) => {
      const point = of(variable);
      return { variable, point: typeof point === 'number' ? exactly(point) : point };
    }),
  );
const holds = (...args: Parameters<typeof on>) => on(...args).holds;
const censored = (low: number, high: number): Point => ({ value: low, low, high, standardError: 0 });

describe('a power law', () => {
  it('in a variable below 1 is the same law read backwards', () => {
    for (const exponent of [-1, 0, 0.5, 2]) {
      const forwards = on(powerLaw(-exponent), (n) => 3 * n ** -exponent);
      const backwards = on(powerLaw(exponent), (eta) => 3 * eta ** exponent, STEPS);
      expect(forwards.holds).toBe(true);
      expect(backwards.holds).toBe(true);
      expect(backwards.slack).toBeCloseTo(forwards.slack, 12);
      expect(backwards.line!.slope).toBeCloseTo(exponent, 12);
      expect(holds(powerLaw(exponent + 0.5), (eta) => 3 * eta ** exponent, STEPS)).toBe(false);
    }
  });

  it('from above, in a variable that falls, allows what is smaller in the limit', () => {
    const drift = powerLaw(1, { sides: 'upper' });
    expect(holds(drift, (eta) => eta ** 2, STEPS)).toBe(true);
    expect(holds(drift, (eta) => eta, STEPS)).toBe(true);
    expect(holds(drift, (eta) => eta ** 0.5, STEPS)).toBe(false);
    expect(slopeRange(drift, STEPS.map(Math.log))).toMatchObject({
      low: expect.closeTo(1 - 0.5 * 0.25, 1),
      high: Infinity,
    });
    // The same numbers, in a variable that grows.
    expect(holds(powerLaw(1, { sides: 'upper' }), (n) => n ** 2)).toBe(false);
  });

  it('that needs no logarithm may pass 1; any other says why it does not', () => {
    const across = [0.25, 0.5, 1, 2, 4];
    const plain = powerLaw(1, { tolerance: 0.1, toleranceWords: 'by hand' });
    expect(holds(plain, (x) => 2 * x, across)).toBe(true);
    expect(holds(plain, (x) => 2 * x ** 1.2, across)).toBe(false);
    expect(on(powerLaw(1), (x) => 2 * x, across)).toMatchObject({
      holds: undefined,
      fault: expect.stringContaining('above 1 (or below 1 and falling)'),
    });
    expect(on(plain, (x) => x, [-1, 1, 2, 4]).fault).toBe('its variable must be above 0 and finite');
    expect(on(plain, () => 1, [2, 2, 2, 2]).fault).toBe('its variable is the same at every size');
    // A half is fitted by itself where its end is held against its beginning.
    for (const law of [tendsTo(0), logGrowth(0, 1)])
      for (const variables of [
        [2, 2, 2, 3, 4],
        [2, 3, 4, 4, 4],
      ])
        expect(on(law, (n) => 1 / n, variables).fault).toBe(
          'its variable is the same at every size of a half',
        );
    expect(on(plain, () => -1, across).fault).toBe(
      'a point of its ladder is no interval of finite numbers from 0',
    );
  });
});

describe('"tends to"', () => {
  it('a value is "tends to 0" of the distance', () => {
    for (const value of [2, -2, 0.3]) {
      const law = tendsTo(value);
      expect(holds(law, (n) => value + n ** -1)).toBe(true);
      expect(holds(law, (n) => value - n ** -1)).toBe(true);
      expect(holds(law, () => value + 0.01)).toBe(false);
      expect(holds(law, (n) => value + 0.003 + n ** -1.5)).toBe(false);
      expect(on(law, (n) => value + n ** -1).slack).toBeCloseTo(on(tendsTo(0), (n) => n ** -1).slack, 9);
    }
    // A limit that is nearer than what is seen at the largest size is not told from the value.
    expect(holds(tendsTo(2), (n) => 2.00001 + n ** -1)).toBe(true);
  });

  it('no faster than a logarithm needs a smaller log power', () => {
    const slow = (n: number) => 1 + Math.log(n) ** -0.9;
    expect(holds(tendsTo(1), slow)).toBe(false);
    expect(holds(tendsTo(1, { logPower: 0.5 }), slow)).toBe(true);
  });

  it('distances below the resolution are not told from 0', () => {
    const rounding = (n: number) => 1 + (n < 64 ? n ** -1 : 1e-16);
    const law = tendsTo(1, { resolution: 1e-12 });
    expect(on(law, rounding)).toMatchObject({ holds: true });
    expect(holds(law, () => 1)).toBeUndefined();
    expect(on(law, () => 1)).toMatchObject({ unresolved: true });
    // Rounding noise among the smaller sizes predicts nothing that the larger ones could fail.
    const early = [1e-3, 1e-6, 1e-16, 1e-15, 1e-16];
    expect(on(law, (n) => 1 + early[SIZES.indexOf(n)]!).holds).not.toBe(false);
    // A distance that comes back above the resolution fails.
    const back = [1e-3, 1e-6, 1e-16, 1e-4, 1e-3];
    expect(on(law, (n) => 1 + back[SIZES.indexOf(n)]!).holds).toBe(false);
    // An interval that holds the limit has distance 0 at its lower end.
    expect(on(tendsTo(1), () => ({ value: 1.1, low: 0.9, high: 1.3, standardError: 0 }))).toMatchObject({
      unresolved: true,
    });
  });

  it('of a ratio takes two quantities of one trial', () => {
    const law = ratioTendsTo(2);
    const pair = (rest: (n: number) => number) => (n: number) =>
      ratioOf(exactly(2 * n + rest(n)), exactly(n));
    expect(
      holds(
        law,
        pair(() => 3),
      ),
    ).toBe(true);
    expect(
      holds(
        law,
        pair((n) => 0.1 * n),
      ),
    ).toBe(false);
    expect(
      ratioOf(
        { value: 2, low: 1, high: 3, standardError: 0.2 },
        { value: 4, low: 2, high: 8, standardError: 0.4 },
      ),
    ).toEqual({
      value: 0.5,
      low: 1 / 8,
      high: 3 / 2,
      standardError: Math.hypot(0.2 / 4, (0.5 * 0.4) / 4),
    });
    expect(ratioOf(exactly(1), censored(0, 1))).toEqual({ absent: 'the denominator is not above 0' });
    expect(() => ratioTendsTo(0)).toThrow('a ratio tends to a number above 0, got 0');
  });
});

describe('logarithmic growth', () => {
  const law = logGrowth(1.8, 2.2);

  it('is a slope of the quantity itself, of either sign', () => {
    expect(holds(law, (n) => 2 * Math.log(n) - 50)).toBe(true);
    expect(on(law, (n) => 2 * Math.log(n) - 50).slack).toBeCloseTo(0.2, 12);
    expect(holds(law, (n) => 2.3 * Math.log(n))).toBe(false);
    expect(holds(law, () => 7)).toBe(false);
    expect(holds(logGrowth(-2.2, -1.8), (eta) => 2 * Math.log(1 / eta) + 1, STEPS)).toBe(true);
    expect(() => slopeRange(logGrowth(-1, 1), SIZES.map(Math.log))).toThrow('on one side of 0');
  });

  it('is told from a power by the larger half', () => {
    // Slope 2 over all sizes; over the larger half it is above 2.2.
    const c = 0.5;
    const over = (of: (n: number) => number) => on(logGrowth(1e-9, 1e9), of).line!.slope;
    const power = (n: number) => (2 * n ** c) / over((k) => k ** c);
    expect(over(power)).toBeCloseTo(2, 12);
    expect(holds(law, power)).toBe(false);
    // A power so small that its slopes both fit is not told from the logarithm.
    const small = (n: number) => (2 * n ** 0.02) / over((k) => k ** 0.02);
    expect(holds(law, small)).toBe(true);
  });
});

describe('"bounded"', () => {
  it('asks for the constants at every size and for no trend', () => {
    const law = bounded({ by: 4 });
    expect(holds(law, (n) => 3 + Math.sin(n))).toBe(true);
    expect(holds(law, (n) => n ** -1)).toBe(true);
    expect(holds(law, (n) => (n === 64 ? 4.1 : 3))).toBe(false);
    expect(holds(law, (n) => 0.1 * n ** 0.3)).toBe(false);
    expect(on(law, () => 3).slack).toBeCloseTo(Math.min(Math.log(4 / 3), on(law, () => 3).slack), 12);
  });

  it('from below as well, where a lower constant is named', () => {
    const law = bounded({ from: 0.5, by: 4 });
    expect(holds(law, () => 1)).toBe(true);
    expect(holds(law, (n) => 4 * n ** -0.3)).toBe(false);
    expect(holds(law, (n) => (n === 256 ? 0.4 : 1))).toBe(false);
    expect(on(law, () => censored(0.4, 0.6))).toMatchObject({ unresolved: true });
    expect(() => slopeRange(bounded({ from: 2, by: 1 }), SIZES.map(Math.log))).toThrow('0 <= from < by');
  });
});
