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

describe('what a law asks beside the slope, by hand', () => {
  const rungs = (points: readonly Point[], variables = [4, 16, 64, 256]): Rung[] =>
    points.map((point, i) => ({ variable: variables[i]!, point }));
  const interval = (low: number, value: number, high: number): Point => ({
    low,
    value,
    high,
    standardError: 0,
  });
  const bounded: Law = { kind: 'bounded', from: 1, by: 4 };

  it('constants: the slack is the distance to the nearer one, in logarithms', () => {
    // All 2: ln 2 from either constant; slope 0, and half a power of the logarithm is .165 away.
    expect(ladderEvent(bounded, rungs([2, 2, 2, 2].map((v) => exactly(v)))).slack).toBeCloseTo(0.1646, 4);
    // All 1.05: ln 1.05 above the lower one.
    expect(ladderEvent(bounded, rungs([1, 1, 1, 1].map((v) => exactly(1.05 * v)))).slack).toBeCloseTo(
      Math.log(1.05),
      12,
    );
    expect(ladderEvent(bounded, rungs([1, 1, 1, 1].map((v) => exactly(0.5 * v))))).toMatchObject({
      holds: false,
    });
    expect(ladderEvent(bounded, rungs([1, 1, 1, 1].map((v) => exactly(0.5 * v)))).slack).toBeCloseTo(
      Math.log(0.5),
      12,
    );
    expect(ladderEvent(bounded, rungs([1, 1, 1, 1].map((v) => exactly(5 * v)))).slack).toBeCloseTo(
      Math.log(4 / 5),
      12,
    );
    // Exactly at a constant it holds.
    expect(ladderEvent(bounded, rungs([1, 1, 1, 1].map((v) => exactly(v))))).toMatchObject({
      holds: true,
      slack: 0,
    });
    // An interval across the lower constant is undecided.
    expect(
      ladderEvent(bounded, rungs([interval(0.9, 1, 1.1), exactly(1.1), exactly(1.1), exactly(1.1)])),
    ).toMatchObject({
      holds: undefined,
      unresolved: true,
    });
  });

  it('no lower constant: what is 0 is bounded too', () => {
    const law: Law = { kind: 'bounded', from: 0, by: 4 };
    expect(ladderEvent(law, rungs([interval(0, 0, 1), ...[1, 1, 1].map((v) => exactly(v))])).holds).not.toBe(
      false,
    );
  });

  it('logarithmic growth: the larger half has a slope of its own', () => {
    const law: Law = { kind: 'log-growth', slope: [0.5, 1.5] };
    // Heights 0, 3, 3, 3 in units of ln 4: slope .9 over all, 0 over the larger half.
    const heights = [0, 3, 3, 3].map((h) => exactly(h * Math.log(4)));
    const found = ladderEvent(law, rungs(heights));
    expect(found.line!.slope).toBeCloseTo(0.9, 12);
    expect(found).toMatchObject({ holds: false, cases: ['slope', 'larger half'] });
    expect(found.slack).toBeCloseTo(-0.5, 12);
  });

  it.each<[string, Rung[], string]>([
    ['three sizes', rungs([1, 2, 3].map((v) => exactly(v))), 'a slope needs 4 sizes'],
    [
      'a variable of 0',
      rungs(
        [1, 2, 3, 4].map((v) => exactly(v)),
        [0, 1, 2, 3],
      ),
      'its variable must be above 0 and finite',
    ],
    [
      'one variable',
      rungs(
        [1, 2, 3, 4].map((v) => exactly(v)),
        [2, 2, 2, 2],
      ),
      'its variable is the same at every size',
    ],
    [
      'a negative value',
      rungs([-1, 2, 3, 4].map((v) => exactly(v))),
      'a point of its ladder is no interval of finite numbers from 0',
    ],
  ])('with %s a ladder does not say, and why', (_, ladderOf, fault) => {
    expect(ladderEvent(FLAT, ladderOf)).toEqual({
      curve: null,
      line: null,
      holdOut: [],
      cases: [],
      holds: undefined,
      slack: NaN,
      fault,
    });
  });

  it('of a law that is linear, the sentence does not ask for values from 0', () => {
    const law: Law = { kind: 'log-growth', slope: [0.5, 1.5] };
    expect(ladderEvent(law, rungs([NaN, 2, 3, 4].map((v) => exactly(v))))).toMatchObject({
      fault: 'a point of its ladder is no interval of finite numbers',
    });
  });

  it('a half in which the variable stands still has no slope', () => {
    expect(
      ladderEvent(
        FALLS,
        rungs(
          [4, 3, 2, 1].map((v) => exactly(v)),
          [4, 16, 64, 64],
        ),
      ),
    ).toMatchObject({
      fault: 'its variable is the same at every size of a half',
    });
    // A power asks for no halves.
    expect(
      ladderEvent(
        { ...FLAT, band: [0, 0], tolerance: 0.3 },
        rungs(
          [1, 1, 1, 1].map((v) => exactly(v)),
          [4, 16, 64, 64],
        ),
      ).holds,
    ).toBe(true);
  });
});
