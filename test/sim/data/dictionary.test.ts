import { expect, test } from 'vitest';
import { drawDictionary, lift, project, unitDictionary } from '../../../sim/data/dictionary.ts';
import { streamKey } from '../../../sim/random/stream.ts';

const key = streamKey('dictionary test');

test.each([
  [1, 1],
  [7, 7],
  [40, 12],
  [300, 16],
])('columns of R^{%i x %i} are orthonormal', (d, d0) => {
  const { columns } = drawDictionary(key, d, d0);
  for (let a = 0; a < d0; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (let i = 0; i < d; i++) sum += columns[i * d0 + a]! * columns[i * d0 + b]!;
      // d products and d sums of float64 numbers whose squares sum to 1.
      expect(Math.abs(sum - (a === b ? 1 : 0))).toBeLessThan((d + 8) * 2 ** -52);
    }
  }
});

test('project undoes lift up to the rounding of float32', () => {
  const dictionary = drawDictionary(key, 50, 5);
  const z = Float32Array.from([1, -2, 3, -4, 5, 0.5, 0, 0.25, 0, -1]);
  const length = Math.hypot(...z);
  project(dictionary, lift(dictionary, z)).forEach((value, i) => {
    expect(Math.abs(value - z[i]!)).toBeLessThan(2 ** -22 * length);
  });
});

test('the unit dictionary pads with zeros', () => {
  expect([...lift(unitDictionary(3, 2), Float32Array.from([5, 6]))]).toEqual([5, 6, 0]);
});

test('another key, another dictionary', () => {
  expect(drawDictionary(streamKey('other'), 4, 2).columns).not.toEqual(drawDictionary(key, 4, 2).columns);
});

test.each([
  [0, 1],
  [2, 3],
  [2.5, 1],
])('refuses d0 = %d in d = %d', (d, d0) => {
  expect(() => drawDictionary(key, d, d0)).toThrow('1 <= d0 <= d');
});
