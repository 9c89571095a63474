/** The benchmark's machinery; never its times. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contest } from '../../../bench/contest.ts';
import { plainLoop } from '../../../bench/plainLoop.ts';
import { drawBatch } from '../../../sim/data/batch.ts';
import { loadKernel } from '../../../sim/engines/kernel.ts';
import { referenceStep } from '../../../sim/referenceStep.ts';
import { instance, stateOf } from '../../sim/kernel/instances.ts';

const SHAPE = { N: 64, d0: 16, m: 16, ratio: 0.5, d: 4096 };
const EFFORT = { turns: 1, rounds: 2, longest: 30, python: 'no-such-python' };

describe.concurrent('a contest', () => {
  it('counts runs that learned', async () => {
    const { rows, missing } = await contest([SHAPE], ['kernel'], EFFORT);
    expect(missing).toEqual([]);
    expect(rows).toMatchObject([{ n: 64, d0: 16, m: 16, ratio: 0.5, engine: 'kernel', runs: 2 }]);
    expect(rows[0]!.msPerStep).toBeGreaterThan(0);
    expect(rows[0]!.idRisk).toBeLessThan(0.05);
  });

  it('does not count a run that learned nothing', async () => {
    const nothingToLearn = { ...SHAPE, ratio: 1000 };
    const { rows, missing } = await contest([nothingToLearn], ['kernel-dense'], EFFORT);
    expect(rows).toEqual([]);
    expect(missing).toMatchObject([
      { engine: 'kernel-dense', reason: expect.stringMatching(/did not learn: R_ID = [01]\./) },
    ]);
  });

  it('shows a missing peer with the reason', async () => {
    const { rows, missing } = await contest([SHAPE], ['jax'], EFFORT);
    expect(rows).toEqual([]);
    expect(missing).toMatchObject([{ engine: 'jax', reason: expect.stringContaining('no-such-python') }]);
  });

  it('leaves out a run that would take too long', async () => {
    const { missing } = await contest([SHAPE], ['plain-loop'], { ...EFFORT, longest: 0 });
    expect(missing).toMatchObject([{ reason: expect.stringMatching(/^a run would take \d+ s/) }]);
  });
});

it('the plain loop makes the step of the definition, up to float32', () => {
  const kernel = loadKernel();
  fc.assert(
    fc.property(instance, (drawn) => {
      const setup = { ...drawn.setup, activation: 'relu', slope: 0, gate: 'own' } as const;
      const state = stateOf(kernel, { ...drawn, setup });
      const expected = referenceStep(
        setup,
        drawBatch(setup.data, drawn.batches, state.step, setup.batchSize),
        state,
      );
      const run = plainLoop.start(setup, drawn.batches, state);
      const [loss] = run.advance(1);
      expect(Math.abs(loss! - expected.loss)).toBeLessThanOrEqual(expected.lossBound);
      run.state().weights.forEach((v, i) => {
        const bound = expected.rounding[i]! + expected.flips[i]!;
        if (!(Math.abs(v - expected.weights[i]!) <= bound))
          throw new Error(`weight ${i}: ${v}, expected ${expected.weights[i]}`);
      });
    }),
    { numRuns: 40, seed: 1 },
  );
});
