/** Two-layer ReLU networks whose hidden weights are trained by the full gradient of the square loss. */
import { standardNormals, streamKey, uniforms, type StreamKey } from 'feature-contamination-theorems';
import { dot, matrix, norm, type Matrix, type Vector } from './vectors.js';

const [EXAMPLES, DIMENSION, STEPS] = [10, 3, 60];

export interface Task {
  readonly inputs: Matrix;
  readonly labels: Vector;
}

/** Inputs on the unit sphere and random signs: the same for every width. */
export function taskOf(data: number): Task {
  const normals = matrix(
    EXAMPLES,
    DIMENSION,
    standardNormals(streamKey('lazy', data), 0, EXAMPLES * DIMENSION),
  );
  const labels = [...uniforms(streamKey('lazy', data), 1, EXAMPLES)].map((u) => (u < 0.5 ? -1 : 1));
  return { inputs: normals.map((x) => x.map((v) => v / norm(x))), labels };
}

/** sum_k a_k relu(<w_k, x>) times a scale; a_k = +1 and -1 in turn, on equal weights, so that it begins at 0. */
export function trained({ inputs, labels }: Task, start: Matrix, scale: number, eta: number) {
  const sign = (k: number) => (k % 2 === 0 ? scale : -scale);
  const outputs = (w: Matrix) =>
    inputs.map((x) => w.reduce((sum, row, k) => sum + sign(k) * Math.max(0, dot(row, x)), 0));
  let weights = start;
  for (let t = 0; t < STEPS; t++) {
    const pulls = outputs(weights).map((f, i) => (eta * (labels[i]! - f)) / EXAMPLES);
    weights = weights.map((w, k) => {
      const next = [...w];
      inputs.forEach((x, i) => {
        if (dot(w, x) > 0) x.forEach((v, j) => (next[j]! += sign(k) * pulls[i]! * v));
      });
      return next;
    });
  }
  const loss = outputs(weights).reduce((sum, f, i) => sum + (f - labels[i]!) ** 2, 0) / EXAMPLES;
  return { weights, loss };
}

/** Normal weights in pairs, so that the network begins at 0. */
export function pairs(key: StreamKey, width: number): Matrix {
  const half = matrix(width / 2, DIMENSION, standardNormals(key, 0, (width / 2) * DIMENSION));
  return half.flatMap((w) => [w, w]);
}
