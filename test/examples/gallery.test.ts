/** What the gallery computes with, against values by hand. */
import { describe, expect, it } from 'vitest';
import { drift, loss, stepped } from '../../examples/gallery/deepLinear.ts';
import { descended, distance, examplesOf, maximumMargin } from '../../examples/gallery/separable.ts';
import { dot, matrix, norm, product, solved, transposed } from '../../examples/gallery/vectors.ts';
import { trained } from '../../examples/gallery/twoLayers.ts';

describe('vectors', () => {
  it('solves a system, and multiplies by rows', () => {
    const a = [
      [4, 2, 0],
      [2, 5, 1],
      [0, 1, 3],
    ];
    const x = solved(a, [8, 15, 11]);
    [1, 2, 3].forEach((value, i) => expect(x[i]).toBeCloseTo(value, 12));
    expect(product(matrix(2, 3, [1, 2, 3, 4, 5, 6]), transposed(matrix(1, 3, [1, 0, -1])))).toEqual([
      [-2],
      [-2],
    ]);
  });
});

describe('the maximum margin', () => {
  it('is half-way between two examples, and does not see a third that is further', () => {
    // The nearest point to 0 of the segment from (1, 2) to (1, -1) is (1, 0): w = (1, 0).
    const w = maximumMargin([
      [1, 2],
      [1, -1],
      [3, 5],
    ]);
    expect(w[0]).toBeCloseTo(1, 9);
    expect(w[1]).toBeCloseTo(0, 9);
    // One example z alone: w = z/|z|^2.
    maximumMargin([[3, 4]]).forEach((x, j) => expect(x).toBeCloseTo([3 / 25, 4 / 25][j]!, 12));
  });

  it('is where gradient descent goes, slowly; examples with both labels are separated by nothing', () => {
    const examples = examplesOf(2, 1, false);
    const best = maximumMargin(examples);
    expect(Math.min(...examples.map((z) => dot(best, z)))).toBeCloseTo(1, 8);
    const [early, late] = [100, 10_000].map((t) => distance(descended(examples, t), best));
    expect(late).toBeLessThan(0.9 * early!);
    const both = examplesOf(2, 1, true);
    expect(both).toHaveLength(10);
    expect(norm(descended(both, 10_000))).toBeCloseTo(norm(descended(both, 20_000)), 6);
  });
});

describe('deep linear networks', () => {
  const network = { weights: [[[2]], [[3]], [[1]]], target: [[0]] };

  it('have the gradient of their loss: numbers in place of matrices', () => {
    // The product is 6, so the error is 6, and the gradients are 6 times the product of the other two: 18, 12, 36.
    expect(loss(network)).toBe(18);
    const { weights } = stepped(network, 0.01, 0.5);
    const expected = [2 - 0.18 - 0.01, 3 - 0.12 - 0.015, 1 - 0.36 - 0.005];
    weights.forEach((w, j) => expect(w[0]![0]).toBeCloseTo(expected[j]!, 12));
  });

  it('drift by eta^2 times the difference of the squared gradients', () => {
    const expected = 0.01 ** 2 * Math.max(Math.abs(12 ** 2 - 18 ** 2), Math.abs(36 ** 2 - 12 ** 2));
    expect(drift(network, stepped(network, 0.01, 0))).toBeCloseTo(expected, 12);
  });
});

it('two layers: one step of one pair by hand', () => {
  // Equal weights with opposite signs: output 0, so the error is the label; each moves by scale * eta * label * x, its own way.
  const { weights } = trained(
    { inputs: [[1, 0, 0]], labels: [1] },
    [
      [1, 0, 0],
      [1, 0, 0],
    ],
    0.5,
    0,
  );
  expect(weights).toEqual([
    [1, 0, 0],
    [1, 0, 0],
  ]);
  const moved = trained(
    { inputs: [[1, 0, 0]], labels: [1] },
    [
      [1, 0, 0],
      [1, 0, 0],
    ],
    0.5,
    1,
  ).weights;
  // The output is (u - v)/2 with u + v = 2, so it goes to the label 1 where u = 2, v = 0.
  expect(moved[0]![0]! + moved[1]![0]!).toBeCloseTo(2, 9);
  expect((moved[0]![0]! - moved[1]![0]!) / 2).toBeGreaterThan(0.9);
});
