/**
 * One training step in float64, straight from the definition, with a bound on what float32 may do to it.
 *
 * u = 2^-24; a sum of products by any order of n additions has an error of at most about (n + 1) u times the sum of the
 * absolute products (Higham, Accuracy and Stability, section 3.1); U below is u with 1 % to spare for the terms of
 * second order. Where a rounding error can decide a gate or a margin, both values are allowed, and the step's bound
 * grows by what the pair contributes.
 */
import { drawBatch } from '../../../sim/data/batch.ts';
import {
  featureCount,
  updateCoefficients,
  type TrainingSetup,
  type TrainingState,
} from '../../../sim/network.ts';
import type { StreamKey } from '../../../sim/random/stream.ts';

const U = 1.01 * 2 ** -24;

export interface ReferenceStep {
  readonly weights: Float64Array;
  readonly weightBound: Float64Array;
  readonly loss: number;
  readonly lossBound: number;
  /** Pairs and examples that rounding may decide. */
  readonly openPairs: number;
  readonly openExamples: number;
}

export function referenceStep(setup: TrainingSetup, batches: StreamKey, state: TrainingState): ReferenceStep {
  const { width: m, batchSize: rows } = setup;
  const d0 = featureCount(setup.data);
  const { decay, rate } = updateCoefficients(setup);
  const { z, y } = drawBatch(setup.data, batches, state.step, rows);
  const { weights: v, signs } = state;
  const linear = setup.activation === 'identity';
  const a = linear ? 0 : (setup.slope ?? 0);
  /** Products, then additions over at most d0 / 4 + 2 vectors and 2 more; the identity also rounds its mean weight. */
  const dotError = (d0 / 4 + (linear ? 7 : 5)) * U;

  const norms = Array.from({ length: m }, (_, k) => Math.hypot(...v.subarray(k * d0, (k + 1) * d0))).reduce(
    (a, b) => a + b,
  );
  const S = new Float64Array(m * rows);
  const slack = new Float64Array(m * rows);
  const out = new Float64Array(rows);
  const outBound = new Float64Array(rows);
  for (let n = 0; n < rows; n++) {
    let size = 0;
    for (let k = 0; k < m; k++) {
      let dot = 0;
      let absolute = 0;
      for (let j = 0; j < d0; j++) {
        const product = v[k * d0 + j]! * z[n * d0 + j]!;
        dot += product;
        absolute += Math.abs(product);
      }
      S[k * rows + n] = dot;
      slack[k * rows + n] = dotError * absolute;
      const phi = linear ? dot : Math.max(a === 0 ? 0 : a * dot, dot);
      out[n]! += signs[k]! * phi;
      outBound[n]! += dotError * absolute;
      size += Math.abs(phi) + dotError * absolute;
    }
    // The skipping path sums the default part as vectors first; it may cancel up to sum |v_k| |z|.
    // The linear part of a leaky output: its weights are summed over neurons first, m + d0 / 4 + 3 operations, and 4 mix it in.
    if (a > 0) outBound[n]! += (m + d0 / 4 + 8) * U * Math.sqrt(d0) * norms;
    outBound[n]! += linear ? (m + 1) * U * size : (3.03 * (m + 2) + d0 / 2 + 24) * U * Math.sqrt(d0) * norms;
  }

  /** 1 inside, 0 outside, 0.5 undecided. */
  const margin = Float64Array.from(out, (o, n) => decide(m - y[n]! * o, outBound[n]!));
  const gate = (k: number, n: number) => (linear ? 1 : decide(S[k * rows + n]!, slack[k * rows + n]!));

  let loss = 0;
  let lossBound = 0;
  for (let n = 0; n < rows; n++) {
    loss += Math.max(0, m - y[n]! * out[n]!) / (m * rows);
    lossBound += (1.01 * outBound[n]!) / (m * rows);
  }

  const classRate = (k: number, label: number) => {
    let [low, high, count] = [0, 0, 0];
    for (let n = 0; n < rows; n++) {
      if (y[n] !== label) continue;
      const g = gate(k, n);
      count++;
      low += g === 1 ? 1 : 0;
      high += g > 0 ? 1 : 0;
    }
    return count === 0 ? [0, 0] : [low / count, high / count];
  };

  const weights = new Float64Array(m * d0);
  const weightBound = new Float64Array(m * d0);
  let openPairs = 0;
  for (let k = 0; k < m; k++) {
    const [p, q] = [classRate(k, 1), classRate(k, -1)];
    const average = setup.gate === 'class-average' ? [(p[0]! + q[0]!) / 2, (p[1]! + q[1]!) / 2] : undefined;
    const low = new Float64Array(d0);
    const high = new Float64Array(d0);
    const absolute = new Float64Array(d0);
    for (let n = 0; n < rows; n++) {
      if (margin[n] === 0) continue;
      const own = gate(k, n);
      if (own === 0.5) openPairs++;
      const low1 = average ? average[0]! : own === 1 ? 1 : 0;
      const high1 = average ? average[1]! : own > 0 ? 1 : 0;
      const lowGate = margin[n] === 1 ? a + (1 - a) * low1 : 0;
      const highGate = a + (1 - a) * high1;
      for (let j = 0; j < d0; j++) {
        const zy = y[n]! * z[n * d0 + j]!;
        low[j]! += Math.min(lowGate * zy, highGate * zy);
        high[j]! += Math.max(lowGate * zy, highGate * zy);
        absolute[j]! += Math.abs(zy);
      }
    }
    for (let j = 0; j < d0; j++) {
      const i = k * d0 + j;
      const gradient = (low[j]! + high[j]!) / 2;
      // Class sums, then exceptions: at most 2 N + 3 additions, over every example at most twice; a slope takes four operations.
      const operations = 2 * rows + 5 + (a > 0 ? 4 : 0);
      const gradientBound = (high[j]! - low[j]!) / 2 + operations * U * 2 * absolute[j]!;
      weights[i] = decay * v[i]! + rate * signs[k]! * gradient;
      weightBound[i] =
        rate * gradientBound * (1 + 4 * U) + 3 * U * (Math.abs(decay * v[i]!) + rate * Math.abs(gradient));
    }
  }
  const openExamples = margin.filter((g) => g === 0.5).length;
  return { weights, weightBound, loss, lossBound: lossBound + 1e-14 * loss, openPairs, openExamples };
}

/** 1 if value >= 0 whatever an error up to `error` does, 0 if value < 0 likewise, else 0.5. */
function decide(value: number, error: number): number {
  if (error === 0 ? value >= 0 : value > error) return 1;
  return value < -error ? 0 : 0.5;
}
