/** The population gradient formulas and their twins. */
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { Arithmetic, decimal } from '../../../sim/exact/arithmetic.ts';
import { populationGradient as enumeratedGradient } from '../../../sim/exact/population.ts';
import { finitePopulation } from '../../../theorems/exact/finitePopulation/draw.ts';
import { readFinitePopulation } from '../../../theorems/exact/finitePopulation/read.ts';
import { compareProjection, PROJECTION } from '../../../theorems/exact/projections.ts';
import { populationGradient } from '../../../theorems/population-gradient.ts';
import { everyExactClaim } from './refutation.ts';

everyExactClaim(populationGradient, { runs: 150 });

const instances = finitePopulation(
  { any: 40, early: 15, 'large weights': 20, 'dead neuron': 15, 'all past margin': 10 },
  'core',
);

describe('three ways to the same number', () => {
  it('the closed formula is minus the enumerated gradient of Lemma 1.1', () => {
    fc.assert(
      fc.property(instances, (instance) => {
        const read = readFinitePopulation(instance);
        const gradient = enumeratedGradient(read.A, read.net, read.outcomes);
        gradient.forEach((row, k) =>
          row.forEach((g, j) =>
            expect(compareProjection(read, k, j, PROJECTION).projection.eq(g.neg())).toBe(true),
          ),
        );
      }),
      { numRuns: 50 },
    );
  });
});

describe('instances', () => {
  it('are inside the domain: probabilities sum to 1, strengths lie in [0, 1]', () => {
    fc.assert(
      fc.property(instances, ({ strengths, dCore, v }) => {
        expect(dCore).toBeGreaterThanOrEqual(1);
        for (const { values, probabilities } of strengths) {
          expect(new Arithmetic(20).sum(probabilities.map(decimal)).eq(1)).toBe(true);
          expect(values.every((u) => Number(u) >= 0 && Number(u) <= 1)).toBe(true);
        }
        expect(v.every((row) => row.length === strengths.length)).toBe(true);
      }),
    );
  });
});
