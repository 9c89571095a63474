/** One stratum, trial by trial: what is read, what is described of it, and which bets are made. Numbers by hand. */
import { describe, expect, it } from 'vitest';
import { MeanBets } from '../../../properties/judge/statistics/index.ts';
import { Stratum } from '../../../properties/judge/stratumFold.ts';
import { Judge } from '../../../properties/judge/judge.ts';
import type { JudgedTrial } from '../../../properties/judge/trial.ts';

const levels = { deltaAt: () => 0.1, delta0: 0.01, alphaSupport: 1e-3, alphaRefute: 1e-3 };
const compares = { ...levels, delta0: null, deltaAt: () => 0.25, range: [-1, 2] as const };
const trial = (holds: boolean | undefined, value?: number): JudgedTrial => ({
  holds,
  slack: holds ? 1 : -1,
  cases: [],
  ...(value === undefined ? {} : { value }),
});
const ofValues = (...values: readonly (number | undefined)[]) => {
  const stratum = new Stratum(16, '', compares, 2);
  for (const value of values) stratum.add(value === undefined ? null : trial(value < 0.25, value));
  return stratum.record();
};

describe('a stratum of paired differences', () => {
  it('describes their mean by Student’s interval', () => {
    // Mean 1/2, variance (1/4 + 0 + 1/4)/2 = 1/4, standard error 1/(2 sqrt 3); t(.975, 2) = 4.30265.
    const { mean, low, high } = ofValues(0, 0.5, 1);
    const half = 4.302653 / (2 * Math.sqrt(3));
    expect(mean).toBe(0.5);
    expect(low).toBeCloseTo(0.5 - half, 5);
    expect(high).toBeCloseTo(0.5 + half, 5);
  });

  it('cuts the interval at the ends of the range', () => {
    // Mean 1/2, standard error 3/2, t(.975, 1) = 12.7.
    expect(ofValues(-1, 2)).toMatchObject({ mean: 0.5, low: -1, high: 2 });
  });

  it('knows the range alone of one value, and no mean of none', () => {
    expect(ofValues(0.75)).toMatchObject({ mean: 0.75, low: -1, high: 2 });
    expect(ofValues()).toMatchObject({ mean: null, low: -1, high: 2, trials: 0 });
  });

  it('takes a trial without a value into no mean, and bets the worst on it', () => {
    const record = ofValues(0, undefined, 1);
    expect(record).toMatchObject({ mean: 0.5, trials: 3, missing: 1 });
    const bets = new MeanBets(0.25, [-1, 2]);
    const lnE = [0, undefined, 1].map((value) => bets.add(value));
    expect(record.logE).toEqual({
      support: lnE.map(({ support }) => support),
      refute: lnE.map(({ refute }) => refute),
    });
    expect(record.sequence).toEqual(bets.bounds({ low: 5e-4, high: 1e-3 }));
  });
});

describe('a stratum of failures', () => {
  it('has no mean', () => {
    const stratum = new Stratum(16, '', levels, 1);
    stratum.add(trial(true));
    expect(stratum.record()).not.toHaveProperty('mean');
  });

  it('is above its target once failures show it, and not before', () => {
    const stratum = new Stratum(16, '', { ...levels, deltaAt: () => 0.9 }, 1);
    for (let i = 0; i < 3; i++) stratum.add(trial(true));
    expect(stratum.aboveTarget).toBe(false);
    for (let i = 0; i < 8; i++) stratum.add(trial(false));
    expect(stratum.aboveTarget).toBe(true);
  });

  it('says what became of a trial', () => {
    const stratum = new Stratum(16, '', { ...levels, deltaAt: () => 0.9, alphaSupport: 0.5 }, 1);
    expect(stratum.add(null)).toBe('missing');
    expect(stratum.add(trial(undefined))).toBe('missing');
    expect(stratum.add({ holds: undefined, slack: 0, cases: [], unresolved: true })).toBe('read');
    while (stratum.verdict === 'inconclusive') expect(stratum.add(trial(true))).toBe('read');
    expect(stratum.verdict).toBe('supported');
    expect(stratum.add(null)).toBe('not read');
  });
});

it('a judge counts the trials that are missing, and ends when they are too many', () => {
  // Of at most 200 trials, three are more than one in a hundred.
  const judge = new Judge([16, 32], [''], levels, [], 200);
  const ladder = (first: JudgedTrial, second: JudgedTrial) =>
    judge.add({ parts: ['', ''], trials: [first, second] });
  for (let i = 0; i < 5; i++) ladder(trial(true), trial(true));
  expect(judge.decided).toBe(false);
  ladder(null, trial(true));
  ladder(null, trial(true));
  expect(judge.decided).toBe(false);
  ladder(trial(true), null);
  expect(judge.decided).toBe(true);
  expect(judge.result()).toMatchObject({ verdict: 'errored', missing: 3 });
});

describe('a search that stops at enough candidates', () => {
  const search = { ...levels, deltaAt: () => 0.9, enough: 3 };
  const ladder = (judge: Judge, first: JudgedTrial, second: JudgedTrial) =>
    judge.add({ parts: ['', ''], trials: [first, second] });

  it('is over once every stratum holds as many, and not once one does', () => {
    const judge = new Judge([16, 32], [''], search, []);
    for (let i = 0; i < 3; i++) ladder(judge, trial(true), trial(false));
    expect(judge.decided).toBe(false);
    for (let i = 0; i < 2; i++) ladder(judge, trial(false), trial(true));
    expect(judge.decided).toBe(false);
    ladder(judge, trial(false), trial(true));
    expect(judge.decided).toBe(true);
    expect(judge.result()).toMatchObject({ laddersRead: 6, verdict: 'inconclusive' });
  });

  it('never ends by that where no number is enough', () => {
    const judge = new Judge([16, 32], [''], { ...levels, deltaAt: () => 0.9, alphaSupport: 1e-300 }, []);
    for (let i = 0; i < 5; i++) ladder(judge, trial(true), trial(true));
    expect(judge.decided).toBe(false);
  });

  it('counts what holds: no failure, nothing missing, nothing undecided', () => {
    const stratum = new Stratum(16, '', search, 1);
    expect(stratum.add(trial(true))).toBe('read');
    expect(stratum.add(trial(true))).toBe('read');
    expect(stratum.add(trial(false))).toBe('read');
    expect(stratum.add(null)).toBe('missing');
    expect(stratum.add({ holds: undefined, slack: 0, cases: [], unresolved: true })).toBe('read');
    expect(stratum.held).toBe(2);
  });

  it('draws no conclusion from its draws, however many hold', () => {
    const stratum = new Stratum(16, '', { ...search, alphaSupport: 0.5, alphaRefute: 0.5 }, 1);
    for (let i = 0; i < 20; i++) stratum.add(trial(true));
    expect(stratum.verdict).toBe('inconclusive');
    for (let i = 0; i < 200; i++) stratum.add(trial(false));
    expect(stratum.verdict).toBe('inconclusive');
  });
});
