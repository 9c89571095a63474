/** The variance of Lemma 1.2 over all batches, and its twins. The study: test/theorems/studies. */
import { describe, expect, it } from 'vitest';
import { varianceExperiment, type VarianceFormula } from '../../../theorems/exact/batchVariance.ts';
import { lemma12 } from '../../../theorems/lemma-1.2.ts';
import { population } from './populations.ts';
import { everyExactClaim, linesOf } from './refutation.ts';

everyExactClaim(lemma12, { runs: 150 });

/**
 * Neuron 1 is off and neuron 2 on for every example, feature 2 is always 0, features 1 (core) and 3 (background) always 1.
 * So x = -m <gradient, m_j> is 0 but for neuron 2, a = -1: there it is -y z_j, which is -1 for the core feature and -y for
 * feature 3. Of these only the last varies: mean 0, variance 1.
 */
const examine = (N: number, change: Partial<VarianceFormula> = {}) =>
  varianceExperiment(change).examine({
    N,
    population: population(
      1,
      [['1'], ['0'], ['1']],
      [1, -1],
      [
        ['0.01', '-0.1', '-0.2'],
        ['0.01', '0.1', '0.2'],
      ],
    ),
  });

describe('a spread over batches', () => {
  it.each([
    [2, 'E (S - N mu)^2 = 4, claimed 2'],
    [3, 'E (S - N mu)^2 = 9, claimed 3'],
  ])('of %d examples that is wrong for the last neuron and feature alone is seen there', (N, said) => {
    const lines = linesOf(examine(N, { batch: 'reused' }));
    expect(lines[0]).toContain(`neuron k = 2, feature j = 3 (background), N = ${N}`);
    expect(lines.at(-1)).toBe(said);
    expect(examine(N).failure).toBeNull();
  });

  it('of one example is that of the example, reused or not', () => {
    expect(examine(1, { batch: 'reused' }).failure).toBeNull();
  });

  it('around a mean that was not subtracted is seen where the mean is not 0', () => {
    const lines = linesOf(examine(2, { summand: 'second moment' }));
    expect(lines[0]).toContain('neuron k = 2, feature j = 1 (core)');
    expect(lines.at(-1)).toBe('E (S - N mu)^2 = 0, claimed 2');
  });

  it('has the cases of its instance', () => {
    expect(examine(3).cases).toEqual(['N = 3', 'variance 0', 'core feature', 'background feature', 'variance above 0']);
  }); // prettier-ignore
});
