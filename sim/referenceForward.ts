/**
 * The forward pass of sim/network.ts in float64, written from the formulas with plain loops, and bounds on how far a float32 engine
 * may be from it.
 *
 * Notation: u = 2^-24 and gamma(n) = n u / (1 - n u), which bounds the relative error of n float32 operations in a row, in
 * any order of summation (Higham, Accuracy and Stability, section 3). v, z, y are float32 numbers, exact here.
 *
 * 1. A preactivation p_kn = <v_k, z_n> is off by at most e_kn.
 *      In feature space:  e_kn = gamma(d0 + 2) sum_j |v_kj z_nj|.
 *      In the ambient space w = M v and x = M z are rounded, then d products are summed; as sum_i |w_i x_i| <= |w| |x| and
 *      M keeps lengths,   e_kn = gamma(d + 4) |v_k| |z_n|.
 * 2. An output o_n = m h_n = sum_k sign_k phi(p_kn) is off by at most
 *      E_n = sum_k e_kn + gamma(m + 4) sum_k (|phi(p_kn)| + e_kn).
 *    With a slope an engine may add phi(p) = (1 - slope) relu(p) + slope p in parts, each with its own sum over neurons, the second
 *    as one vector first: m + d0 operations on products v_kj z_nj, and 8 that mix. That adds gamma(m + d0 + 8) sum_kj |v_kj z_nj|.
 */
import type { Batch } from './data/batch.ts';
import { featureCount, slopeOf, type TrainingSetup, type TrainingState } from './network.ts';

export type Space = 'features' | 'ambient';

const U = 2 ** -24;

/** Bounds the relative error of n float32 operations in a row. */
export function gamma(n: number): number {
  return n * U >= 1 ? Infinity : (n * U) / (1 - n * U);
}

export interface Forward {
  /** p and e, [N, m]. */
  readonly p: Float64Array;
  readonly e: Float64Array;
  /** Gates within rounding of their kink. */
  readonly uncertain: number;
  /** o and E, [N]. */
  readonly outputs: Float64Array;
  readonly outputErrors: Float64Array;
}

/** What a network with the weights of `state` makes of a batch, and what an engine that works in `space` may make of it. */
export function referenceForward(
  setup: TrainingSetup,
  batch: Batch,
  state: TrainingState,
  space: Space = 'features',
): Forward {
  const { width: m, ambientDimension } = setup;
  const d0 = featureCount(setup.data);
  const { z, rows } = batch;
  const p = new Float64Array(rows * m);
  const e = new Float64Array(rows * m);
  const sizes = new Float64Array(rows);
  const lengths = [rowLengths(z, d0), rowLengths(state.weights, d0)] as const;
  let uncertain = 0;
  for (let n = 0; n < rows; n++) {
    for (let k = 0; k < m; k++) {
      let value = 0;
      let size = 0;
      for (let j = 0; j < d0; j++) {
        const product = state.weights[k * d0 + j]! * z[n * d0 + j]!;
        value += product;
        size += Math.abs(product);
      }
      const i = n * m + k;
      p[i] = value;
      sizes[n]! += size;
      e[i] =
        space === 'ambient'
          ? gamma(ambientDimension + 4) * lengths[0][n]! * lengths[1][k]!
          : gamma(d0 + 2) * size;
      if (setup.activation === 'relu' && unsure(p[i], e[i])) uncertain += 1;
    }
  }
  return { p, e, uncertain, ...outputsOf(setup, state, p, e, sizes) };
}

/** o_n and E_n. */
function outputsOf(
  setup: TrainingSetup,
  { signs }: TrainingState,
  p: Float64Array,
  e: Float64Array,
  sizes: Float64Array,
): Pick<Forward, 'outputs' | 'outputErrors'> {
  const { width: m, activation } = setup;
  const slope = slopeOf(setup);
  const outputs = new Float64Array(p.length / m);
  const outputErrors = new Float64Array(p.length / m);
  for (let n = 0; n < outputs.length; n++) {
    let size = 0;
    let error = 0;
    for (let k = 0; k < m; k++) {
      const i = n * m + k;
      const value = activation === 'relu' ? Math.max(p[i]!, slope === 0 ? 0 : slope * p[i]!) : p[i]!;
      outputs[n]! += signs[k]! * value;
      size += Math.abs(value) + e[i]!;
      error += e[i]!;
    }
    const parts = slope === 0 ? 0 : gamma(m + featureCount(setup.data) + 8) * sizes[n]!;
    outputErrors[n] = error + gamma(m + 4) * size + parts;
  }
  return { outputs, outputErrors };
}

/** A sum of zeros is exactly zero: no doubt about its gate. */
export function unsure(p: number, e: number): boolean {
  return e > 0 && Math.abs(p) <= e;
}

/** Whether an entry of p is active (0 or 1), and whether every engine must find it so. */
export function gateOf(setup: TrainingSetup, { p, e }: Forward, i: number): [number, boolean] {
  if (setup.activation === 'identity') return [1, true];
  return [p[i]! >= 0 ? 1 : 0, !unsure(p[i]!, e[i]!)];
}

/** Euclidean lengths of the rows of a [., d0] matrix. */
export function rowLengths(values: Float32Array, d0: number): Float64Array {
  return Float64Array.from({ length: values.length / d0 }, (_, row) => {
    let squares = 0;
    for (let j = 0; j < d0; j++) squares += values[row * d0 + j]! ** 2;
    return Math.sqrt(squares);
  });
}
