/** Weights between neurons, rearranged: which blocks move where, by hand. */
import { describe, expect, it } from 'vitest';
import { rearranged } from '../../../../theorems/studies/network/rearranged.ts';

// d0 = 3 with one core feature; neuron k has trained weights 10 k + 1, 2, 3 and initial ones the same, negative.
const SIGNS = [1, -1, 1, 1, -1, 1, 1, -1, -1];
const weights = Float32Array.from(SIGNS.flatMap((_, k) => [10 * k + 1, 10 * k + 2, 10 * k + 3]));
const trained = { step: 5, signs: Int8Array.from(SIGNS), weights, skipping: true };
const start = { step: 0, signs: trained.signs, weights: weights.map((w) => -w) };
const seen = (how: 'trained' | 'apart' | 'core-permuted') =>
  rearranged({ weights: how, d0: 3, dCore: 1 }, start, trained);
const rows = (w: Float32Array) => SIGNS.map((_, k) => [...w.slice(3 * k, 3 * k + 3)]);

describe('the weights that a network is looked at with', () => {
  it('are those of the training', () => {
    expect(seen('trained')).toBe(trained);
  });

  it('apart: three tenths of a sign lose the background, three others the core', () => {
    // Of the five neurons 0, 2, 3, 5, 6 of +1 floor(15/10) = 1: 0, and 6. Of the four of -1 floor(12/10) = 1: 1, and 8.
    expect(rows(seen('apart').weights)).toEqual([
      [1, -2, -3],
      [11, -12, -13],
      [21, 22, 23],
      [31, 32, 33],
      [41, 42, 43],
      [51, 52, 53],
      [-61, 62, 63],
      [71, 72, 73],
      [-81, 82, 83],
    ]);
  });

  it('core-permuted: the core of the i-th neuron of a sign goes to the i-th of the other', () => {
    // 0 and 1, 2 and 4, 3 and 7, 5 and 8; 6 finds no other.
    expect(rows(seen('core-permuted').weights).map(([core]) => core)).toEqual([
      11, 1, 41, 71, 21, 81, 61, 31, 51,
    ]);
    expect(rows(seen('core-permuted').weights).map(([, ...rest]) => rest)).toEqual(
      rows(weights).map(([, ...rest]) => rest),
    );
  });

  it('leave the training alone', () => {
    const before = [...trained.weights];
    seen('apart');
    seen('core-permuted');
    expect([...trained.weights]).toEqual(before);
    expect(seen('apart')).toMatchObject({ step: 5, signs: trained.signs });
    expect(seen('apart')).not.toHaveProperty('skipping');
  });
});
