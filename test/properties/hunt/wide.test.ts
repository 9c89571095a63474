/** Hunts that relax one hypothesis at a time, on dials: which relaxation is to blame. */
import { expect, it } from 'vitest';
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
