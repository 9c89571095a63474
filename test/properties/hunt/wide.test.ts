/** Hunts on dials: which of the hypotheses relaxed is to blame, and what is said where nothing was found. */
import { describe, expect, it } from 'vitest';
import { hunt } from '../../../properties/hunt/hunt.ts';
import { dials, type FailureRate } from '../../support/dials.ts';

async function huntWide(rate: FailureRate) {
  const { target, root, execute } = dials(rate);
  const plan = { target, domain: 'wide', budget: 400, strategy: 'guided', root, engine: 'kernel' } as const;
  const results = await hunt(plan, { execute, onProgress: () => {}, signal: new AbortController().signal });
  return results.map((r) => [r.relaxed, r.ending === 'found' ? [r.failure.broken, r.failure.changed] : null]);
}

it('names the relaxation that a failure needs', async () => {
  expect(await huntWide((a) => (a > 2 ? 1 : 0))).toEqual([
    [null, null],
    ['small-a', [['small-a'], { a: 3 }]],
  ]);
});

it('mends the relaxed hypothesis where the failure does not need it', async () => {
  const found = [[], { b: 5 }];
  expect(await huntWide((_, b) => (b > 4 ? 1 : 0))).toEqual([
    [null, found],
    ['small-a', found],
  ]);
});

describe('where nothing was found, a hunt says', () => {
  const huntPaper = async (dialled: ReturnType<typeof dials>) => {
    const { target, root, execute } = dialled;
    const plan = { target, domain: 'paper', budget: 50, strategy: 'guided', root, engine: 'kernel' } as const;
    const options = { execute, onProgress: () => {}, signal: new AbortController().signal };
    const [result] = await hunt(plan, options);
    return result!;
  };

  it('how near it came', async () => {
    const result = await huntPaper(dials(() => 0));
    expect(result.ending).toBe('nothing-found');
    expect(result.trials).toBeGreaterThan(0);
  });

  it('that no trial could be judged, of all those that ran', async () => {
    const dialled = dials(() => 0);
    const event = () => ({ holds: undefined, slack: NaN, cases: [] });
    const result = await huntPaper({ ...dialled, target: { ...dialled.target, event } });
    expect(result.ending).toBe('not-judged');
    expect(result.trials).toBeGreaterThan(0);
  });

  it('that there is no instance, without a trial', async () => {
    const dialled = dials(() => 0);
    const study = { ...dialled.target.study, hypotheses: () => ({ 'small-a': false }) };
    const result = await huntPaper({ ...dialled, target: { ...dialled.target, study } });
    expect(result).toMatchObject({ ending: 'nowhere', trials: 0 });
  });
});
