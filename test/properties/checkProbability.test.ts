import { describe, expect, it } from 'vitest';
import { checkProbability, type ProbabilityOptions } from '../../properties/checkProbability.ts';
import { trialsNeeded } from '../../properties/judge/statistics/index.ts';

const check = (rate: number, more: Partial<ProbabilityOptions> = {}) =>
  checkProbability({
    trial: ({ random }) => random() >= rate,
    delta: 0.1,
    delta0: 0.01,
    alpha: 0.01,
    budget: 2000,
    ...more,
  });

describe('checkProbability', () => {
  it('supports what never fails, in the fewest trials', async () => {
    const needed = trialsNeeded({ delta: 0.1, alpha: 0.005 });
    expect(await check(0)).toMatchObject({
      verdict: 'supported',
      trials: needed,
      failures: 0,
      missing: 0,
      low: 0,
    });
    expect((await check(0)).high).toBeLessThanOrEqual(0.1);
  });

  it('refutes what fails too often, and leaves open what it cannot tell', async () => {
    const often = await check(0.3);
    expect(often.verdict).toBe('refuted');
    expect(often.low).toBeGreaterThanOrEqual(0.1);
    expect(await check(0.1, { budget: 120 })).toMatchObject({ verdict: 'inconclusive', trials: 120 });
  });

  it('remarks a rate above the target', async () => {
    expect(await check(0.12, { delta: 0.3 })).toMatchObject({ verdict: 'supported', aboveTarget: true });
    expect((await check(0)).aboveTarget).toBe(false);
  });

  it('keeps both levels up to the largest alpha that it takes', async () => {
    expect((await check(0, { alpha: 0.71 })).verdict).toBe('supported');
  });

  it('is deterministic in its seed', async () => {
    expect(await check(0.2, { seed: 3 })).toEqual(await check(0.2, { seed: 3 }));
    expect(await check(0.2, { seed: 4 })).not.toEqual(await check(0.2, { seed: 3 }));
  });

  it.each<[string, () => unknown]>([
    ['undefined', () => undefined],
    ['NaN', () => NaN],
    ['a truthy number', () => 1],
    ['a promise of a string', () => Promise.resolve('yes')],
    [
      'an error',
      () => {
        throw new Error('on purpose');
      },
    ],
    ['a rejection', () => Promise.reject(new Error('on purpose'))],
    [
      'what cannot be put in words, thrown',
      () => {
        throw Object.create(null);
      },
    ],
    [
      'an error whose words throw',
      () => {
        throw Object.defineProperty(new Error(), 'message', {
          get: () => {
            throw new Error('again');
          },
        });
      },
    ],
    ['what cannot be put in words', () => Object.create(null)],
    [
      'nothing, thrown',
      () => {
        throw undefined;
      },
    ],
  ])('never takes %s for a pass', async (_, trial) => {
    const result = await check(0, { trial: trial as ProbabilityOptions['trial'] });
    expect(result).toMatchObject({ verdict: 'errored', failures: 0, missing: result.trials });
    expect(result.problems).toHaveLength(3);
    expect(result.problems[0]).toMatch(
      /^trial 0: .*(neither true nor false|on purpose|has no words|undefined)/,
    );
  });

  it.each<[Partial<ProbabilityOptions>, RegExp]>([
    [{ delta: NaN }, /needs 0 < delta0 < delta < 1, got 0.01 and NaN/],
    [{ delta0: 0.2 }, /needs 0 < delta0 < delta < 1/],
    [{ alpha: 0 }, /alpha must lie in \(0, 0.72\), got 0/],
    [{ alpha: 0.8 }, /alpha must lie in \(0, 0.72\), got 0.8/],
    [{ alpha: '0.1' as never }, /delta, delta0 and alpha must be numbers, got 0.1, 0.01, "0.1"/],
    [{ seed: '1' as never }, /seed must be a whole number from 0, got "1"/],
    [{ seed: null as never }, /seed must be a whole number from 0, got null/],
    [{ seed: {} as never }, /seed must be a whole number from 0, got \[object Object\]/],
    [{ seed: -1 }, /seed must be a whole number from 0, got -1/],
    [{ seed: 2 ** 53 }, /seed must be a whole number from 0/],
    [{ trial: true as never }, /trial must be a function, got true/],
    [{ budget: 2.5 }, /budget must be a whole number/],
    [{ budget: 10 }, /a budget of 10 cannot support anything: \d+ trials/],
  ])('refuses %j', async (more, sentence) => {
    await expect(check(0, more)).rejects.toThrow(sentence);
  });
});
