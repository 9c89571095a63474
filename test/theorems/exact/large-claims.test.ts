/** Each claim by enumeration has large populations too, at the runs of a thorough profile; two of either size are looked at here. */
import { expect, it, vi } from 'vitest';
import { LARGE_CASE, LARGE_FROM_RUNS } from '../../../theorems/exact/largeInstances.ts';
import { THEOREMS } from '../../../theorems/registry.ts';
import type { ExactClaim } from '../../../theorems/types.ts';

vi.mock('../../../theorems/exact/check.ts', async (original) => {
  const real = await original<typeof import('../../../theorems/exact/check.ts')>();
  const examineAll: typeof real.examineAll = (experiment, seed, runs) =>
    real.examineAll(experiment, seed, Math.min(runs, 2));
  return { ...real, examineAll };
});

const claims = THEOREMS.flatMap((t) => t.claims).filter(
  (c): c is ExactClaim =>
    c.kind === 'exact' && (c.id.startsWith('population-gradient/') || c.id.startsWith('figure-2/')),
);

it.each(claims.map((claim) => [claim.id, claim] as const))(
  '%s holds in large populations',
  async (_, claim) => {
    const { instances, cases, counterexample } = await claim.check({ seed: 1, runs: LARGE_FROM_RUNS });
    expect(counterexample).toBeNull();
    expect([instances, cases[LARGE_CASE]]).toEqual([4, 2]);
  },
);

it('there are four of them', () => {
  expect(claims).toHaveLength(4);
});
