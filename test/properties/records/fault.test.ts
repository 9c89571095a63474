/** A mistake in a study is said at once: the run stops when the claim is errored in any case, and its sentence names the cause. */
import { describe, expect, it } from 'vitest';
import { checkProbability } from '../../../properties/checkProbability.ts';
import { checkTheorem } from '../../../properties/checkTheorem.ts';
import type { Json, ScalingClaim, Study, Theorem } from '../../../theorems/types.ts';
import { coinStudy, coinTheorem, fails } from '../../support/coins.ts';

const coins = coinStudy(fails(0));
const theorem = coinTheorem();
const claimOf = async (study: Study, about: Theorem = theorem, sizes = [16, 32]) => {
  const { claims } = await checkTheorem(about, { studies: [study], sizes, ladders: 200 });
  return claims[0]!;
};

/** The fields of the token that a sentence names. */
const tokenIn = (sentence: string) =>
  JSON.parse(Buffer.from(/`fct replay fct1_([\w-]+)`/.exec(sentence)![1]!, 'base64url').toString()) as Json[];

describe('a study whose measure', () => {
  it('always throws costs a few trials, and the sentence has the message and the token', async () => {
    const { verdict, trials, sentence } = await claimOf({
      ...coins,
      measure: () => {
        throw new TypeError('x is not a function');
      },
    });
    expect(verdict).toBe('errored');
    // 5 of at most 400 trials are more than one in a hundred: the third ladder of two trials is the last.
    expect(trials).toBe(6);
    expect(sentence).toContain('The first, at d0 = 16, said: TypeError: x is not a function (`fct replay ');
    expect(tokenIn(sentence).slice(2, 7)).toEqual(['coins', 'main', 'main', 0, 16]);
  });

  it('throws at one size alone is stopped as soon', async () => {
    const measure: Study['measure'] = (trial) => {
      if (trial.d0 === 32) throw new RangeError('too large');
      return coins.measure(trial);
    };
    const { trials, sentence } = await claimOf({ ...coins, measure });
    expect(trials).toBe(10);
    expect(sentence).toContain('The first, at d0 = 32, said: RangeError: too large (');
  });

  it('gives a NaN is told where', async () => {
    const { verdict, sentence } = await claimOf(coinStudy(() => NaN));
    expect(verdict).toBe('errored');
    expect(sentence).toContain('said: the measurement is not finite at measurement.fails (');
  });

  it.each<[string, unknown]>([
    ['a Map', new Map([['fails', 0]])],
    ['a typed array', new Float64Array(2)],
    ['a function', () => 0],
    ['a bigint', 1n],
  ])('gives %s is told where', async (_, value) => {
    const measure = (() => ({ fails: 0, more: [value] })) as unknown as Study['measure'];
    const { verdict, sentence } = await claimOf({ ...coins, measure });
    expect(verdict).toBe('errored');
    expect(sentence).toContain('said: the measurement is no plain JSON at measurement.more.0 (');
  });
});

it('an event that does not say costs a few trials', async () => {
  const [claim] = theorem.claims;
  const silent = { ...claim, event: () => ({ holds: undefined, slack: NaN, cases: [] }) } as typeof claim;
  const { sentence } = await claimOf(coins, { ...theorem, claims: [silent!] });
  expect(sentence).toContain('said: its event is neither true nor false (');
});

it('a variable of a slope that is 0 is named', async () => {
  const scaling: ScalingClaim = {
    ...theorem.claims[0]!,
    kind: 'scaling',
    study: 'coins',
    quantity: 'the size',
    point: () => ({ value: 1, low: 1, high: 1, standardError: 0 }),
    variable: { name: 'eta', of: (m: Json) => (m as { fails: number }).fails },
    rungCases: () => ['flipped'],
    path: { words: 'all', holds: () => true, share: 1 },
    law: {
      kind: 'exponent',
      exponent: 0,
      sides: 'both',
      band: [0, 0],
      tolerance: 0.1,
      toleranceWords: 'made up',
    },
  };
  const about: Theorem = {
    ...theorem,
    claims: [scaling],
    controls: theorem.controls.map((c) => ({ ...c, kind: 'scaling' }) as typeof c),
  };
  const { verdict, trials, sentence } = await claimOf(coins, about, [16, 32, 64, 128]);
  expect(verdict).toBe('errored');
  // 3 of at most 200 ladders.
  expect(trials).toBe(3);
  expect(sentence).toContain('said: its variable eta is 0, and must be above 0 and finite (');
});

it('a few missing trials among many do not stop it', async () => {
  const measure: Study['measure'] = (trial) => {
    const [index] = trial.labels.slice(-2);
    if (index === 1) throw new Error('once');
    return coins.measure(trial);
  };
  const { verdict, missing } = await claimOf({ ...coins, measure });
  expect(missing).toBe(2);
  // 2 of the fewer trials that were needed are too many all the same.
  expect(verdict).toBe('errored');
});

it('checkProbability stops as soon', async () => {
  const trial = () => {
    throw new Error('never');
  };
  const options = { trial, delta: 0.1, delta0: 0.01, alpha: 0.05, budget: 500 };
  expect(await checkProbability(options)).toMatchObject({ verdict: 'errored', trials: 6, missing: 6 });
});
