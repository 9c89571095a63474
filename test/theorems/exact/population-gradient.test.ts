/** The population gradient formulas and their twins. */
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { Arithmetic, decimal } from '../../../sim/exact/arithmetic.ts';
import { populationGradient as enumeratedGradient } from '../../../sim/exact/population.ts';
import { finitePopulation, type FinitePopulation } from '../../../theorems/exact/finitePopulation/draw.ts';
import { readFinitePopulation } from '../../../theorems/exact/finitePopulation/read.ts';
import {
  compareProjection,
  PROJECTION,
  projectionExperiment,
  type ProjectionFormula,
} from '../../../theorems/exact/projections.ts';
import { populationGradient } from '../../../theorems/population-gradient.ts';
import { LAST_PAIR, ONE_NEURON, population } from './populations.ts';
import { everyExactClaim, linesOf } from './refutation.ts';

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

const find = (which: 'core' | 'background', instance: FinitePopulation, change: Partial<ProjectionFormula>) =>
  projectionExperiment(which, { ...PROJECTION, ...change }, instances).examine(instance);

describe('a formula that is wrong', () => {
  const always: Partial<ProjectionFormula> = { active: () => true };

  // Neuron 1 is on for every example, and features 1 and 3 are always 0: without the indicator of activation the formula
  // says another number at (2, 2) and (2, 4) alone. Neuron 2 is on for y = +1 alone, where u = 1 and E u = 0.75.
  it.each([
    ['core', 'feature j = 2 (core)', 'T(+1) = 1, T(-1) = 1, (-1/2)*(1 + 1) = -1; '],
    ['background', 'feature j = 4 (background)', 'T(+1) = 0.75, T(-1) = 0.75, (-1/2)*(0.75 - 0.75) = 0; '],
  ] as const)('for the last neuron and the last %s feature alone is seen there', (which, pair, worked) => {
    const lines = linesOf(find(which, LAST_PAIR, always));
    expect(lines[0]).toContain(`neuron k = 2, ${pair}`);
    expect(lines.at(-1)).toContain(worked);
  });

  it('for features of the other kind alone is not this claim’s', () => {
    expect(find('core', LAST_PAIR, { background: 1 }).failure).toBeNull();
    expect(find('background', LAST_PAIR, { background: 1 }).failure).not.toBeNull();
    expect(find('background', LAST_PAIR, { core: -1 }).failure).toBeNull();
    expect(find('core', LAST_PAIR, { core: -1 }).failure).not.toBeNull();
  });

  // One neuron, <w, x> = 2 y + 0.1 with u = 1: h = 2.1 for y = +1, past the margin, and h = 0 for y = -1.
  it('for examples past the margin alone is seen', () => {
    const past = population(1, [['1'], ['1']], [1], [['2', '0.1']]);
    expect(linesOf(find('core', past, { margin: () => true })).at(-1)).toContain('T(+1) = 1, T(-1) = 0');
    expect(find('core', past, {}).failure).toBeNull();
  });
});

describe('the cases of an instance', () => {
  it.each<[string, FinitePopulation, string[]]>([
    ['two neurons, one of them for y = +1 alone', LAST_PAIR, ['classes activate differently', 'no example past the margin', 'both kinds of features']], // prettier-ignore
    ['a neuron that is on for every example', ONE_NEURON, ['classes activate alike', 'no example past the margin']], // prettier-ignore
    ['a neuron that is off for every example', population(0, [['1']], [1], [['-0.2']]), ['classes activate alike', 'dead neuron', 'no example past the margin']], // prettier-ignore
    ['y h = 2 and 0', population(1, [['1']], [1], [['2']]), ['classes activate differently', 'some past the margin']], // prettier-ignore
    ['y h = 2 for both labels', population(1, [['1']], [1, -1], [['4'], ['-4']]), ['classes activate differently', 'all past the margin']], // prettier-ignore
  ])('%s', (_, instance, cases) => {
    expect(find('core', instance, {}).cases).toEqual(cases);
  });
});

describe('instances', () => {
  it('have no outcome on a kink, neither with ReLU nor with the identity', () => {
    fc.assert(
      fc.property(instances, ({ strengths, dCore, signs, v }) => {
        // In thousandths, as whole numbers: weights are hundredths and strengths tenths.
        const weights = v.map((row) => row.map((x) => Math.round(100 * Number(x))));
        let values: number[][] = [[]];
        for (const s of strengths)
          values = values.flatMap((u) => s.values.map((x) => [...u, Math.round(10 * Number(x))]));
        for (const y of [1, -1])
          for (const u of values.filter((u) => u.some((x) => x > 0))) {
            const p = weights.map((row) =>
              row.reduce((sum, w, j) => sum + w * u[j]! * (j < dCore ? y : 1), 0),
            );
            const output = (phi: (x: number) => number) =>
              signs.reduce((sum, a, k) => sum + a * phi(p[k]!), 0);
            expect(p).not.toContain(0);
            for (const h of [output((x) => x), output((x) => Math.max(0, x))])
              expect(Math.abs(h)).not.toBe(1000 * signs.length);
          }
      }),
      { seed: 1 },
    );
  });

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
