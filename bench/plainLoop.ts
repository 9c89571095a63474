/**
 * The step of sim/network.ts as plain loops in TypeScript, in float64 on float32 arrays: what a simulator without a library
 * would look like. Inactive pairs and examples past the margin cost nothing in the gradient, as in the kernel.
 */
import { drawBatch } from '../sim/data/batch.ts';
import type { Engine, TrainingRun } from '../sim/engines/engine.ts';
import { featureCount, updateCoefficients, type TrainingSetup, type TrainingState } from '../sim/network.ts';
import type { StreamKey } from '../sim/random/stream.ts';

export const plainLoop: Pick<Engine, 'name' | 'start'> = { name: 'plain-loop', start };

function start(setup: TrainingSetup, batches: StreamKey, initial: TrainingState): TrainingRun {
  const weights = initial.weights.slice();
  const signs = initial.signs.slice();
  let step = initial.step;
  return {
    advance: (steps) =>
      Float64Array.from({ length: steps }, () => oneStep(setup, batches, step++, weights, signs)),
    state: () => ({ step, weights: weights.slice(), signs: signs.slice() }),
    dispose: () => undefined,
  };
}

/** Updates `weights`; returns the mean hinge loss of the batch before the update. */
function oneStep(
  setup: TrainingSetup,
  batches: StreamKey,
  step: number,
  weights: Float32Array,
  signs: Int8Array,
): number {
  const { width: m, batchSize: N, data } = setup;
  const d0 = featureCount(data);
  const { decay, rate } = updateCoefficients(setup);
  const { z, y } = drawBatch(data, batches, step, N);
  const sums = new Float64Array(m * d0);
  const products = new Float64Array(m);
  let loss = 0;
  for (let n = 0; n < N; n++) {
    let output = 0;
    for (let k = 0; k < m; k++) {
      let product = 0;
      for (let j = 0; j < d0; j++) product += weights[k * d0 + j]! * z[n * d0 + j]!;
      products[k] = product;
      if (product > 0) output += signs[k]! * product;
    }
    const label = y[n]!;
    const slack = m - label * output;
    if (slack < 0) continue;
    loss += slack / m;
    for (let k = 0; k < m; k++) {
      if (products[k]! < 0) continue;
      for (let j = 0; j < d0; j++) sums[k * d0 + j]! += label * z[n * d0 + j]!;
    }
  }
  for (let i = 0; i < weights.length; i++) {
    weights[i] = decay * weights[i]! + rate * signs[Math.floor(i / d0)]! * sums[i]!;
  }
  return loss / N;
}
