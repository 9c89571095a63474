/** Figure 2: cancellation, residue, their twins, and the smallest network that shows the difference. */
import { describe, expect, it } from 'vitest';
import { decimal } from '../../../sim/exact/arithmetic.ts';
import {
  cancellationExperiment,
  contributions,
  RESIDUE,
  residueExperiment,
  type ResidueFormula,
} from '../../../theorems/exact/cancellation.ts';
import { finitePopulation, type FinitePopulation } from '../../../theorems/exact/finitePopulation/draw.ts';
import { figure2 } from '../../../theorems/figure-2.ts';
import { LAST_PAIR, ONE_NEURON, population } from './populations.ts';
import { everyExactClaim, linesOf, outcomeOf } from './refutation.ts';

everyExactClaim(figure2, { runs: 200 });

describe('the smallest network', () => {
  it('has one neuron, one core and one background feature of one value each', async () => {
    const { counterexample } = await outcomeOf(figure2, 'figure-2/linear-cancels~relu', 1, 500);
    expect(counterexample!.instance).toMatchObject({
      dCore: 1,
      strengths: [{ values: ['0.1'] }, { values: ['0.1'] }],
      signs: [1],
    });
    expect(counterexample!.explanation).toMatch(/the risk falls by -?0\.00001, .*\ncancellation claims 0$/);
  });
});

describe('without the condition', () => {
  it('rates differ and a feature cancels all the same, where strengths may be 0', async () => {
    const { notes } = await outcomeOf(figure2, 'figure-2/relu-residue', 1, 500);
    const tallies = Object.keys(notes!['tallies'] as object).filter((t) => t.endsWith('all the same'));
    expect(tallies).not.toEqual([]);
    for (const t of tallies) expect(t).not.toMatch(/one sign, positive strengths/);
  });
});

describe('the computed case of the picture', () => {
  // By hand: one core and one background feature of strength 1, v = (0.2, 0.1). y = +1: <w, x> = 0.3, y = -1: -0.1.
  const byHand = contributions({
    dCore: 1,
    strengths: [
      { values: ['1'], probabilities: ['1'] },
      { values: ['1'], probabilities: ['1'] },
    ],
    signs: [1],
    v: [['0.2', '0.1']],
  });

  it('adds the classes along core features and subtracts them along background features', () => {
    expect(byHand).toEqual({
      panels: [
        {
          activation: 'identity',
          rates: [1, 1],
          features: [
            { core: true, plus: 0.5, minus: 0.5, total: 1 },
            { core: false, plus: 0.5, minus: -0.5, total: 0 },
          ],
        },
        {
          activation: 'relu',
          rates: [1, 0],
          features: [
            { core: true, plus: 0.5, minus: 0, total: 0.5 },
            { core: false, plus: 0.5, minus: -0, total: 0.5 },
          ],
        },
      ],
    });
  });
});

const drawn = finitePopulation({ early: 1 }, 'background');
const residue = (instance: FinitePopulation, change: Partial<ResidueFormula> = {}) =>
  residueExperiment({ ...RESIDUE, ...change }, drawn).examine(instance);

describe('classes that do not cancel', () => {
  const cancels = (instance: FinitePopulation, activation: 'identity' | 'relu') =>
    cancellationExperiment(activation, drawn).examine(instance);

  it('for the last neuron and the last background feature alone are seen there', () => {
    expect(cancels(LAST_PAIR, 'identity').failure).toBeNull();
    // (-1/2) E u_4 over 2 * 0.0001: the risk rises by 0.0001 * 0.75.
    const worked = linesOf(cancels(LAST_PAIR, 'relu'));
    expect(worked[0]).toContain('neuron k = 2, feature j = 4 (background)');
    expect(worked.at(-2)).toContain('the risk falls by -0.000075');
  });

  it('have the cases of their instance', () => {
    expect(cancels(LAST_PAIR, 'identity').cases).toEqual([
      'classes activate differently',
      'core and background features',
      'several neurons',
    ]);
    expect(cancels(ONE_NEURON, 'identity').cases).toEqual(['classes activate alike']);
  });
});

describe('a residue', () => {
  const onlyLast = (wrong: ResidueFormula['residue']): Partial<ResidueFormula> => ({
    residue: (read, k, j) => (k === 1 && j === 3 ? wrong : RESIDUE.residue)(read, k, j),
  });

  it('of the wrong sign for the last neuron and the last feature alone is seen there', () => {
    const found = residue(
      LAST_PAIR,
      onlyLast((read, k, j) => RESIDUE.residue(read, k, j).neg()),
    );
    expect(linesOf(found)[0]).toContain('neuron k = 2, feature j = 4 (background)');
    expect(linesOf(found).at(-1)).toBe(
      'residue as tested: -0.75; (-1/2)*(-0.75) times 2*0.0001: 0.000075, not -0.000075',
    );
    expect(residue(LAST_PAIR).failure).toBeNull();
  });

  it('of the wrong sign in populations of 2^10 outcomes alone is seen there', () => {
    // Nine features of two values; neuron 1 is on for y = +1 alone: 9 core weights of one sign, or 8 with one background.
    const large = population(
      8,
      Array.from({ length: 9 }, () => ['0.5', '1']),
      [1, 1],
      [
        ['0.02', '0.02', '0.02', '0.02', '0.02', '0.02', '0.02', '0.02', '0.01'],
        ['0.02', '0.02', '0.02', '0.02', '0.02', '0.02', '0.02', '0.02', '0.01'],
      ],
    );
    const wrong: ResidueFormula['residue'] = (read, k, j) =>
      read.outcomes.length > 32 ? RESIDUE.residue(read, k, j).neg() : RESIDUE.residue(read, k, j);
    expect(residue(LAST_PAIR, { residue: wrong }).failure).toBeNull();
    expect(residue(large, { residue: wrong }).failure).not.toBeNull();
    expect(residue(large).failure).toBeNull();
  });

  // Core weights of one sign: the neuron is on for one class alone, so the rates differ by 1 or -1 and the residue is
  // E u_4 = 0.75 or -0.75, between 0.5 and 1 times that. Feature 1 is always 0: its weight alone changes nothing else.
  const oneNeuron = (first: string, second: string) =>
    population(2, [['0'], ['1'], ['0'], ['0.5', '1']], [1], [[first, second, '0.1', '0.01']]);
  const [half, one] = [decimal('0.5'), decimal(1)];

  it.each([
    ['below what it may be at least, core weights >= 0', oneNeuron('0.1', '0.2'), [one, one], '0.75 is not between 1*(1) and 1*(1)'],
    ['above what it may be at most, core weights >= 0', oneNeuron('0.1', '0.2'), [half, half], '0.75 is not between 0.5*(1) and 0.5*(1)'],
    ['below what it may be at least, core weights <= 0', oneNeuron('-0.1', '-0.2'), [one, one], '-0.75 is not between 1*(-1) and 1*(-1)'],
    ['above what it may be at most, core weights <= 0', oneNeuron('-0.1', '-0.2'), [half, half], '-0.75 is not between 0.5*(-1) and 0.5*(-1)'],
  ] as const)('%s, is seen', (_, instance, bounds, said) => {
    // The first background feature is always 0, and so are its bounds.
    const perRate: ResidueFormula['perRate'] = (values) =>
      values.length === 1 ? RESIDUE.perRate(values) : bounds;
    expect(linesOf(residue(instance, { perRate })).at(-1)).toBe(`residue ${said}`);
    expect(residue(instance).failure).toBeNull();
  }); // prettier-ignore

  it('of the wrong sign is seen where it is not bounded, too', () => {
    const wrong: ResidueFormula['residue'] = (read, k, j) => RESIDUE.residue(read, k, j).neg();
    expect(linesOf(residue(oneNeuron('-0.1', '0.2'), { residue: wrong })).at(-1)).toBe(
      'residue as tested: -0.75; (1/2)*(-0.75) times 2*0.0001: -0.000075, not 0.000075',
    );
  });

  it('is not bounded where core weights have both signs', () => {
    const both = oneNeuron('-0.1', '0.2');
    expect(residue(both, { perRate: () => [one, one] }).failure).toBeNull();
  });

  it('is counted into the cases and tallies of its instance', () => {
    expect(residue(LAST_PAIR)).toMatchObject({
      cases: ['rates alike', 'rates differ', 'core weights of one sign, rates differ', 'positive strengths, rates differ'],
      tallies: [
        'core weights of one sign, some zero strengths, rates differ: cancels all the same',
        'core weights of one sign, positive strengths, rates differ: does not cancel',
      ],
    }); // prettier-ignore
    expect(residue(oneNeuron('-0.1', '0.2')).cases).toContain('core weights of both signs, rates differ');
    expect(residue(ONE_NEURON)).toMatchObject({ cases: ['rates alike'], tallies: [] });
  });
});
