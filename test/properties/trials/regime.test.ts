/** A user's own regime: what twins draw in it, and what happens where a draw finds nothing. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Selection } from '../../../properties/gather/selection.ts';
import { keyString, type Evidence } from '../../../properties/trials/evidence.ts';
import type { Regime } from '../../../properties/trials/regime.ts';
import { EmptyRegimeError } from '../../../properties/trials/seeds.ts';
import { runTask, type Task } from '../../../properties/trials/task.ts';
import { loadKernel } from '../../../sim/engines/kernel.ts';
import { NoInstanceError, type Json, type Study } from '../../../theorems/types.ts';
import { COIN_PROFILE, coinSelection, coinStudy, fails, gather } from '../../support/coins.ts';

const engine = loadKernel();

/** Coins whose paths are whole numbers below `values`, in a regime. */
function selectionIn(where: Regime['where'], values: number, change: Partial<Study> = {}): Selection {
  const coins = { ...coinStudy(fails(0)), sampler: fc.nat(values - 1) as fc.Arbitrary<Json>, ...change };
  const profile = { ...COIN_PROFILE, studies: { coins: { sizes: [16], ladders: 40 } } };
  return { ...coinSelection(fails(0), profile), studies: { coins }, regime: { where, set: {} } };
}

describe('a regime', () => {
  it('chooses what a twin draws by the instance before anything is broken', async () => {
    const selection = selectionIn([{ field: 'path', low: 3, high: 3 }], 10, {
      instance: ({ path, d0, variant }) => ({ path: variant === 'broken' ? -1 : path, d0 }),
    });
    const twins = [...(await gather(selection, 1)).values()].filter((e) => e.key.variant === 'broken');
    expect(twins.length).toBeGreaterThan(0);
    expect(twins.every((e) => e.path === 3)).toBe(true);
  });

  it('so rare that a later draw finds nothing ends the run, and what was under way is kept', async () => {
    // A ladder finds the one value in 20000 among 10000 draws with probability 0.39.
    const selection = selectionIn([{ field: 'path', low: 7, high: 7 }], 20_000);
    const [made, kept]: [Evidence[], Evidence[]] = [[], []];
    const execute = async (task: Task) => {
      const evidence = await runTask(task, selection.studies, selection.suite, engine);
      made.push(evidence);
      // What finds nothing is back before the others are.
      await new Promise((resolve) => setTimeout(resolve, 20));
      return evidence;
    };
    const run = gather(selection, 2, { execute, concurrency: () => 4, onEvidence: (e) => void kept.push(e) });
    await expect(run).rejects.toThrow(EmptyRegimeError);
    await expect(run).rejects.toThrow(/^none of 10000 draws at d0 = 16 meets path=7; widen the range$/);
    expect(made.length).toBeGreaterThan(0);
    expect(kept.map((e) => keyString(e.key)).sort()).toEqual(made.map((e) => keyString(e.key)).sort());
    expect(kept.every((e) => e.path === 7)).toBe(true);
  });

  it('in which a draw makes no instance says so', async () => {
    const selection = selectionIn([{ field: 'path', low: 0, high: 9 }], 10, {
      instance: ({ path, d0 }) => {
        if (path === 4) throw new NoInstanceError('4 is no path');
        return { path: path!, d0 };
      },
    });
    await expect(gather(selection, 1)).rejects.toThrow(
      /^with path=0\.\.9 a draw at d0 = 16 makes no instance: 4 is no path$/,
    );
  });
});
