/** False confirmations in hunts that can find nothing true. */
import { expect, it } from 'vitest';
import { ALPHA } from '../../../properties/hunt/confirm.ts';
import { clopperPearson } from '../../../properties/judge/statistics/index.ts';
import { falseHunts, nullBound, question } from '../../support/nullHunts.ts';

it('every question keeps its level at p = DELTA, and those of a wide hunt sum to less than ALPHA', () => {
  for (let n = 1; n <= 200; n++) {
    const { level, chance } = question(n);
    expect(chance).toBeLessThanOrEqual(level);
  }
  const bound = nullBound(200);
  console.log(`any false confirmation: at most ${bound.toFixed(4)}`);
  expect(bound).toBeLessThan(ALPHA);
});

/**
 * A check of the wiring: the levels themselves are proven above. H0: a hunt confirms anything with probability at most the bound
 * computed there. One look, level 1e-6. With ALPHA given to each relaxation 31 of these hunts confirmed something, which is red.
 */
it('400 wide hunts of eight relaxations confirm no more than that allows', { timeout: 120_000 }, async () => {
  const trials = 400;
  const failures = await falseHunts(trials, 400);
  console.log(`${failures} of ${trials} hunts confirmed something`);
  expect(clopperPearson({ failures, trials, alpha: 2e-6 }).low).toBeLessThanOrEqual(nullBound(200));
});
