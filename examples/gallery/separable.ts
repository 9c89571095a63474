/** Separable data, their maximum margin, and gradient descent on the logistic loss. Examples stand for x y, so labels are in them. */
import { standardNormals, streamKey } from 'feature-contamination-theorems';
import { dot, matrix, norm, plus, times, type Matrix, type Vector } from './vectors.js';

const POINTS = 8;

/** Separable: the first coordinate is 1/2 + |normal|. With `both`, d of the examples come with the other label as well. */
export function examplesOf(dimension: number, data: number, both: boolean): Matrix {
  const normals = standardNormals(streamKey('separable', data), 0, POINTS * dimension);
  const apart = matrix(POINTS, dimension, normals).map(([x, ...others]) => [0.5 + Math.abs(x!), ...others]);
  return both ? [...apart, ...apart.slice(0, dimension).map((z) => times(-1, z))] : apart;
}

/** min |w|^2 with <w, z> >= 1 for every example: coordinate ascent in the dual, until primal and dual agree to 1e-10. */
export function maximumMargin(examples: Matrix): Vector {
  const duals = examples.map(() => 0);
  let w: Vector = times(0, examples[0]!);
  for (let sweep = 0; sweep < 100_000; sweep++) {
    examples.forEach((z, i) => {
      const next = Math.max(0, duals[i]! + (1 - dot(w, z)) / dot(z, z));
      w = plus(w, next - duals[i]!, z);
      duals[i] = next;
    });
    const gap = Math.abs(dot(w, w) - duals.reduce((a, b) => a + b, 0));
    if (gap < 1e-10 * dot(w, w) && Math.min(...examples.map((z) => dot(w, z))) > 1 - 1e-10) return w;
  }
  throw new Error('the maximum margin was not found');
}

/** w after so many steps from 0. The step size is below 2 over the smoothness of the loss. */
export function descended(examples: Matrix, steps: number): Vector {
  const w = examples[0]!.map(() => 0);
  const eta = 4 / examples.reduce((sum, z) => sum + dot(z, z), 0);
  for (let t = 0; t < steps; t++) {
    const pulls = examples.map((z) => eta / (1 + Math.exp(dot(w, z))));
    examples.forEach((z, i) => z.forEach((x, j) => (w[j]! += pulls[i]! * x)));
  }
  return w;
}

/** Between the directions of two vectors. */
export const distance = (a: Vector, b: Vector): number => norm(plus(times(1 / norm(a), a), -1 / norm(b), b));
