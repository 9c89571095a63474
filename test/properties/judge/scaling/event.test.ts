import { describe, expect, it } from 'vitest';
import { ladderEvent, type Rung } from '../../../../properties/judge/scaling/event.ts';
import type { Law, Point } from '../../../../theorems/types.ts';

const SIZES = [16, 32, 64, 128, 256];
const FALLS: Law = { kind: 'falls', logPower: 1 };
const FLAT: Law = {
  kind: 'exponent',
  exponent: 0,
  sides: 'both',
  band: [-1, 1],
  tolerance: 'half-log',
  toleranceWords: '',
};

const exactly = (value: number, standardError = 0): Point => ({
  value,
  low: value,
  high: value,
  standardError,
});
const ladder = (of: (d0: number) => Point | number): Rung[] =>
  SIZES.map((variable) => {
    const point = of(variable);
    return { variable, point: typeof point === 'number' ? exactly(point) : point };
  });

describe('one ladder as one trial', () => {
  it('holds within the range and fails outside, with slack in units of the exponent', () => {
    const holds = ladderEvent(
      FLAT,
      ladder((d0) => d0 ** 0.2),
    );
    expect(holds).toMatchObject({ holds: true, cases: ['slope'] });
    expect(holds.line!.slope).toBeCloseTo(0.2, 12);
    const steep = ladderEvent(
      FLAT,
      ladder((d0) => d0 ** -0.5),
    );
    expect(steep.holds).toBe(false);
    expect(holds.slack).toBeCloseTo(steep.slack + 0.3, 12);
  });

  it('"tends to 0": slope and hold-out both count, only from above', () => {
    const falls = (of: (d0: number) => number) => ladderEvent(FALLS, ladder(of));
    expect(falls((d0) => d0 ** -1.3)).toMatchObject({ holds: true, cases: ['slope', 'hold-out'] });
    expect(falls((d0) => Math.log(d0) ** -0.95).holds).toBe(false);
    expect(falls(() => 0.7).holds).toBe(false);
    // Falls steeply on average, and then no more: the slope alone would pass.
    const plateau = falls((d0) => d0 ** -1.5 + 0.003);
    expect(plateau.line!.slope).toBeLessThan(-0.25);
    expect(plateau.holds).toBe(false);
    expect(falls((d0) => d0 ** -1 * Math.exp(-((d0 / 100) ** 2))).holds).toBe(true);
  });

  it('a ladder that fails exercised the whole claim, whichever part of it failed; one that is undecided did not', () => {
    const absent = ladder((d0) => (d0 === 16 ? { absent: 'gone' } : 1));
    expect(ladderEvent(FALLS, absent).cases).toEqual(['slope', 'hold-out']);
    // Values that are known to lie in [low, high] only have no line and no hold-out; a rise for certain fails all the same.
    const between = (low: number, high: number): Point => ({ value: 0, low, high, standardError: 0 });
    const rising = ladder((d0) => (d0 === 16 ? between(0, 1e-9) : d0));
    expect(ladderEvent(FALLS, rising)).toMatchObject({
      line: null,
      holds: false,
      cases: ['slope', 'hold-out'],
    });
    expect(
      ladderEvent(
        FALLS,
        ladder(() => between(0, 1)),
      ),
    ).toMatchObject({
      holds: undefined,
      unresolved: true,
      cases: [],
    });
  });

  it('an absent quantity fails; one that is no number is no measurement', () => {
    expect(
      ladderEvent(
        FLAT,
        ladder((d0) => (d0 === 64 ? { absent: 'gone' } : 1)),
      ),
    ).toMatchObject({
      holds: false,
      slack: -1,
      cases: ['slope'],
    });
    for (const broken of [NaN, Infinity, -1]) {
      const event = ladderEvent(
        FLAT,
        ladder((d0) => (d0 === 64 ? exactly(broken) : 1)),
      );
      expect(event.holds).toBeUndefined();
      expect(event.unresolved).toBeUndefined();
    }
    for (const error of [NaN, Infinity, -1]) {
      expect(
        ladderEvent(
          FALLS,
          ladder((d0) => exactly(1 / d0, error)),
        ).holds,
      ).toBeUndefined();
    }
    expect(ladderEvent(FLAT, ladder(() => 1).slice(0, 3)).holds).toBeUndefined();
  });

  it('a zero count enters as an interval, never dropped: decided where every value in it agrees', () => {
    const censored = (high: number): Point => ({ value: 0, low: 0, high, standardError: 0 });
    // Falls for certain: even at the upper end.
    const low = ladderEvent(
      FALLS,
      ladder((d0) => (d0 === 256 ? censored(0.004) : d0 ** -1)),
    );
    expect(low).toMatchObject({ holds: true, curve: null });
    // Too coarse an end to say, and all zeros: below resolution.
    for (const of of [(d0: number) => (d0 === 256 ? censored(0.5) : d0 ** -0.5), () => censored(0.0018)]) {
      const event = ladderEvent(FALLS, ladder(of));
      expect(event).toMatchObject({ holds: undefined, unresolved: true });
    }
    // A zero at a small size is no sign of falling.
    const early = ladderEvent(
      FALLS,
      ladder((d0) => (d0 === 16 ? censored(0.001) : 0.5)),
    );
    expect(early.holds).toBe(false);
  });
});
