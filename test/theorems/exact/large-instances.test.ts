/** Enumerations of 2^10 outcomes: how many, from when on, and that the claims hold there. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  finitePopulation,
  LARGE,
  SMALL,
  type FinitePopulation,
  type Sizes,
} from '../../../theorems/exact/finitePopulation/draw.ts';
import {
  LARGE_CASE,
  LARGE_FROM_RUNS,
  LARGE_INSTANCES,
  withLargeInstances,
} from '../../../theorems/exact/largeInstances.ts';
import { PROJECTION, projectionExperiment } from '../../../theorems/exact/projections.ts';
import { PROFILES } from '../../support/paper.ts';

const outcomesOf = ({ strengths }: FinitePopulation) =>
  2 * strengths.reduce((count, s) => count * s.values.length, 1);

/** Thousands of small populations are wanted, whichever they are: they are chosen from a few. */
const small = fc.constantFrom(...fc.sample(finitePopulation({ any: 1 }, 'core'), { seed: 1, numRuns: 100 }));
const large = finitePopulation({ any: 1 }, 'core', LARGE);

/** Claims that all populations have at most `most` outcomes, and counts them. */
const experiment = (most: number) => (sizes: Sizes) => ({
  arbitrary: sizes === LARGE ? large : small,
  cases: ['at most 32', '1024'],
  examine: (instance: FinitePopulation) => {
    const outcomes = outcomesOf(instance);
    return {
      cases: [outcomes <= 32 ? 'at most 32' : String(outcomes)],
      tallies: [sizes === LARGE ? 'large' : 'small'],
      failure: outcomes > most ? () => `${outcomes} outcomes` : null,
    };
  },
});

describe('a check by enumeration', () => {
  it('has no large instance below the number of runs from which it has 20', async () => {
    const few = await withLargeInstances(experiment(32))({ seed: 1, runs: 300 });
    expect(few).toMatchObject({
      instances: 300,
      cases: { 'at most 32': 300, 1024: 0 },
      counterexample: null,
    });
  });

  it('adds 20 of 2^10 outcomes from there on, to the counts and the tallies', async () => {
    const all = await withLargeInstances(experiment(1024))({ seed: 1, runs: LARGE_FROM_RUNS });
    expect(LARGE_INSTANCES).toBe(20);
    expect(all).toEqual({
      instances: LARGE_FROM_RUNS + 20,
      cases: { 'at most 32': LARGE_FROM_RUNS, 1024: 20, [LARGE_CASE]: 20 },
      counterexample: null,
      notes: { tallies: { small: LARGE_FROM_RUNS, large: 20 } },
    });
  });

  it('is refuted by a large instance too', async () => {
    const { counterexample } = await withLargeInstances(experiment(32))({ seed: 1, runs: LARGE_FROM_RUNS });
    expect(counterexample?.explanation).toBe('1024 outcomes');
  });

  it('has them in the profiles standard and deep', () => {
    const runs = (name: string) => PROFILES[name]!.exactRuns;
    expect(Math.min(runs('standard'), runs('deep'))).toBeGreaterThanOrEqual(LARGE_FROM_RUNS);
    expect(Math.max(runs('smoke'), runs('quick'))).toBeLessThan(LARGE_FROM_RUNS);
  });
});

describe('large instances', () => {
  it.each(['core', 'background'] as const)('refute a wrong formula along a %s feature', (which) => {
    const arbitrary = finitePopulation({ any: 1, 'large weights': 1 }, which, LARGE);
    const twin = projectionExperiment(which, { ...PROJECTION, core: -1, background: 1 }, arbitrary);
    expect(fc.sample(arbitrary, { seed: 2, numRuns: 1 }).every((i) => twin.examine(i).failure)).toBe(true);
  });

  it.each([['small', SMALL, 200] as const, ['large', LARGE, 50] as const])(
    'drawn as early, %s ones keep every example in the margin, whatever the activation',
    (_, sizes, numRuns) => {
      fc.assert(
        fc.property(finitePopulation({ early: 1 }, 'background', sizes), (instance) => {
          // Strengths are at most 1, so |<v_k, z>| is at most the sum of the weights' sizes; below 1, |h| is.
          const rows = instance.v.map((row) => row.map(Number));
          for (const row of rows) expect(row.reduce((total, v) => total + Math.abs(v), 0)).toBeLessThan(1);
        }),
        { numRuns, seed: 1 },
      );
    },
  );
});
