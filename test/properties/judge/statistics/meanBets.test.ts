/** Bets on the mean of a bounded difference: both levels by exact dynamic programming, power at a planted truth, and the interval. */
import { describe, expect, it } from 'vitest';
import {
  lnMeanE,
  MeanBets,
  meanCrossing,
  meanTrialsNeeded,
  reaches,
} from '../../../../properties/judge/statistics/index.ts';

const RANGE = [-1, 1] as const;
const PLAN = { range: RANGE, alphaSupport: 0.01, alphaRefute: 0.01, budget: 60 };

describe('a verdict on a paired difference', () => {
  // The mean is the margin itself, with few ties and with many: the edge of both null hypotheses.
  const EDGES = [-0.2, 0, 0.1, 0.4].flatMap((bound) =>
    [Math.abs(bound), 0.5, 0.9]
      .filter((apart) => apart >= Math.abs(bound))
      .map((apart) => [bound, apart] as const),
  );
  it.each(EDGES)(
    'at the margin %d, apart in a share %d: each false verdict within its level',
    (bound, apart) => {
      const [up, down] = [(apart + bound) / 2, (apart - bound) / 2];
      const { supported, refuted, inconclusive } = meanCrossing({ ...PLAN, bound, up, down });
      expect(supported).toBeLessThanOrEqual(PLAN.alphaSupport);
      expect(refuted).toBeLessThanOrEqual(PLAN.alphaRefute);
      expect(supported + refuted + inconclusive).toBeCloseTo(1, 12);
    },
  );

  it('supports a planted truth and refutes a planted falsehood', () => {
    const long = { ...PLAN, budget: 90, bound: 0.2 };
    // Both fail alike, in one trial of twenty without the other: the margin 0.2 is kept.
    expect(meanCrossing({ ...long, up: 0.025, down: 0.025 }).supported).toBeGreaterThan(0.9);
    // The first fails in six trials of ten where the second does not.
    expect(meanCrossing({ ...long, up: 0.6, down: 0.05 }).refuted).toBeGreaterThan(0.9);
  });

  it('is a walk over all sequences: each e-process by itself, trial by trial', () => {
    const plan = { ...PLAN, alphaSupport: 0.2, alphaRefute: 0.1, budget: 7, bound: 0.1, up: 0.2, down: 0.3 };
    const chance = { supported: 0, refuted: 0, inconclusive: 0 };
    for (let code = 0; code < 3 ** 7; code++) {
      const values = Array.from({ length: 7 }, (_, i) => [1, -1, 0][Math.floor(code / 3 ** i) % 3]!);
      const probability = values.reduce((p, v) => p * (v === 1 ? 0.2 : v === -1 ? 0.3 : 0.5), 1);
      const bets = new MeanBets(plan.bound, RANGE);
      let verdict: keyof typeof chance = 'inconclusive';
      for (const v of values) {
        const { support, refute } = bets.add(v);
        if (verdict !== 'inconclusive') continue;
        if (reaches(support, plan.alphaSupport)) verdict = 'supported';
        else if (reaches(refute, plan.alphaRefute)) verdict = 'refuted';
      }
      chance[verdict] += probability;
    }
    const { supported, refuted, inconclusive } = meanCrossing(plan);
    expect(supported).toBeCloseTo(chance.supported, 12);
    expect(refuted).toBeCloseTo(chance.refuted, 12);
    expect(inconclusive).toBeCloseTo(chance.inconclusive, 12);
    expect(supported).toBeGreaterThan(0);
  });
});

describe('the bets', () => {
  it('one value by hand: the average of 1 + c (m - x)/(1 - m) over the stakes', () => {
    // x = 0 on [0, 1], m = 1/2: factors 1 + c.
    const stakes = [1 / 128, 1 / 64, 1 / 32, 1 / 16, 1 / 8, 1 / 4, 3 / 8, 1 / 2, 3 / 4, 15 / 16];
    const mean = stakes.reduce((sum, c) => sum + 1 + c, 0) / stakes.length;
    expect(new MeanBets(0.5, [0, 1]).add(0).support).toBeCloseTo(Math.log(mean), 12);
    expect(lnMeanE(0.5, [0, 1], [[1, 1]]).refute).toBeCloseTo(Math.log(mean), 12);
  });

  it('on any distribution with that mean, a fair game at most: exact expectation over three values', () => {
    for (const [low, middle, high, p] of [
      [0, 0.3, 1, 0.2],
      [0.1, 0.5, 0.6, 0.7],
    ] as const) {
      const rest = (1 - p) / 2;
      const m = p * low + rest * (middle + high);
      const bet = (x: number) => new MeanBets(m, [0, 1]).add(x);
      const expected = (side: 'support' | 'refute') =>
        p * Math.exp(bet(low)[side]) + rest * (Math.exp(bet(middle)[side]) + Math.exp(bet(high)[side]));
      expect(expected('support')).toBeCloseTo(1, 12);
      expect(expected('refute')).toBeCloseTo(1, 12);
    }
  });

  it('a trial without a value counts against support and not for refutation', () => {
    const [missing, worst, best] = [undefined, 1, -1].map((v) => new MeanBets(0.1, RANGE).add(v));
    expect(missing!.support).toBe(worst!.support);
    expect(missing!.refute).toBe(best!.refute);
  });

  it('and their interval never contradict each other', () => {
    const values = [0, 0, -1, 0.5, 0, 0, 0, -0.25, 0, 1, 0, 0, 0, 0, 0, -1, 0, 0, 0, 0, 0, 0, 0, 0, -1];
    const level = { low: 0.05, high: 0.02 };
    const whole = new MeanBets(0, RANGE);
    values.forEach((v) => whole.add(v));
    const { low, high } = whole.bounds(level);
    expect(low).toBeLessThan(0);
    expect(high).toBeGreaterThan(0);
    for (const [bound, supported, refuted] of [
      [high + 1e-6, true, false],
      [high - 1e-6, false, false],
      [low + 1e-6, false, false],
      [low - 1e-6, false, true],
    ] as const) {
      const bets = new MeanBets(bound, RANGE);
      const last = values.map((v) => bets.add(v)).at(-1)!;
      expect([reaches(last.support, level.high), reaches(last.refute, level.low)]).toEqual([
        supported,
        refuted,
      ]);
    }
  });

  it('need so many trials at best, and refuse what they cannot be about', () => {
    const needed = meanTrialsNeeded({ bound: 0.1, range: RANGE, alpha: 0.01, value: 0 });
    const bets = new MeanBets(0.1, RANGE);
    const support = Array.from({ length: needed }, () => bets.add(0).support);
    expect(reaches(support.at(-1)!, 0.01)).toBe(true);
    expect(reaches(support.at(-2)!, 0.01)).toBe(false);
    expect(meanTrialsNeeded({ bound: -0.1, range: RANGE, alpha: 0.01, value: 0 })).toBe(Infinity);
    expect(() => new MeanBets(1, RANGE)).toThrow('must lie inside of [-1, 1], got 1');
    expect(() => new MeanBets(0, RANGE).add(2)).toThrow('outside of its range [-1, 1]: 2');
  });
});

describe('bets on a mean, by hand', () => {
  it('are the mean of capitals over the stakes', () => {
    // On [0, 1] with the bound 1/2 and the value 0, a stake c gains the factor 1 + c; with the value 1, 1 - c.
    const stakes = [1 / 128, 1 / 64, 1 / 32, 1 / 16, 1 / 8, 1 / 4, 3 / 8, 1 / 2, 3 / 4, 15 / 16];
    const mean = (of: (c: number) => number) => Math.log(stakes.reduce((sum, c) => sum + of(c), 0) / 10);
    const bets = new MeanBets(0.5, [0, 1]);
    const one = bets.add(0);
    expect(one.support).toBeCloseTo(
      mean((c) => 1 + c),
      12,
    );
    expect(one.refute).toBeCloseTo(
      mean((c) => 1 - c),
      12,
    );
    const two = bets.add(1);
    expect(two.support).toBeCloseTo(
      mean((c) => (1 + c) * (1 - c)),
      12,
    );
    expect(two.refute).toBeCloseTo(two.support, 12);
  });

  it('keep their digits where the capital is beyond all numbers', () => {
    // ln E of 4000 zeros at the bound 1/2 is that of the largest stake, less ln 10: (31/16)^4000 is no float64.
    expect(lnMeanE(0.5, [0, 1], [[0, 4000]]).support).toBeCloseTo(4000 * Math.log(31 / 16) - Math.log(10), 6);
  });

  it('refuse a bound or a value outside', () => {
    for (const bound of [0, 1, -1, 2, NaN])
      expect(() => new MeanBets(bound, [0, 1]), String(bound)).toThrow(/must lie inside of \[0, 1\]/);
    const bets = new MeanBets(0.5, [0, 1]);
    for (const value of [-0.1, 1.1, NaN])
      expect(() => bets.add(value), String(value)).toThrow(/a value outside of its range \[0, 1\]/);
    expect(() => bets.add(0)).not.toThrow();
    expect(() => bets.add(1)).not.toThrow();
  });

  it('reject no bound before there is a value, and find the end of those that they reject', () => {
    expect(new MeanBets(0.5, [0, 1]).bounds({ low: 0.05, high: 0.05 })).toEqual({ low: 0, high: 1 });
    const bets = new MeanBets(0.5, [0, 1]);
    for (let i = 0; i < 30; i++) bets.add(0);
    const { high } = bets.bounds({ low: 0.05, high: 0.05 });
    const at = (bound: number) => reaches(lnMeanE(bound, [0, 1], [[0, 30]]).support, 0.05);
    expect(at(high + 1e-9)).toBe(true);
    expect(at(high - 1e-9)).toBe(false);
  });

  it('need no number of trials where the value is the bound or above', () => {
    const goal = { bound: 0.5, range: [0, 1], alpha: 0.05 } as const;
    expect(meanTrialsNeeded({ ...goal, value: 0.5 })).toBe(Infinity);
    expect(meanTrialsNeeded({ ...goal, value: 0.7 })).toBe(Infinity);
    const needed = meanTrialsNeeded({ ...goal, value: 0 });
    expect(reaches(lnMeanE(0.5, [0, 1], [[0, needed]]).support, 0.05)).toBe(true);
    expect(reaches(lnMeanE(0.5, [0, 1], [[0, needed - 1]]).support, 0.05)).toBe(false);
  });

  it('expect as many trials as were undecided before each', () => {
    // All values are the lower end: undecided until the trial that supports, which is counted.
    const plan = { ...PLAN, bound: 0.2, up: 0, down: 1 };
    const needed = meanTrialsNeeded({ bound: 0.2, range: RANGE, alpha: PLAN.alphaSupport, value: -1 });
    expect(meanCrossing(plan)).toMatchObject({ supported: 1, refuted: 0, inconclusive: 0 });
    expect(meanCrossing(plan).expectedTrials).toBe(needed);
    expect(meanCrossing({ ...plan, budget: 2 }).expectedTrials).toBe(2);
  });

  it('name the level or the chance that is none', () => {
    const plan = { ...PLAN, bound: 0.2, up: 0.1, down: 0.1 };
    expect(() => meanCrossing({ ...plan, alphaSupport: -1 })).toThrow(/alphaSupport/);
    expect(() => meanCrossing({ ...plan, alphaRefute: 2 })).toThrow(/alphaRefute/);
    expect(() => meanCrossing({ ...plan, up: 0.6, down: 0.6 })).toThrow(/up \+ down/);
  });
});
