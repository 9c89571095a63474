/** Probes of an engine that multiplies matrices: the batch is drawn here, and every activation counted one by one. */
import { drawBatch, toOod, type Batch } from '../data/batch.ts';
import { slopeOf, type TrainingSetup, type TrainingState } from '../network.ts';
import type { ClassProbe, Engine, ProbeDraw } from './engine.ts';

/** <v_k, z_n> for all rows: [rows, m] row-major, from weights [m, d0] and z [rows, d0]. */
export type Products = (weights: Float32Array, z: Float32Array, setup: TrainingSetup) => Float32Array;

export function probeByProducts(products: Products): Pick<Engine, 'probe' | 'rates'> {
  const probe = (setup: TrainingSetup, state: TrainingState, draw: ProbeDraw): [ClassProbe, ClassProbe] =>
    onEachClass(setup, draw, (batch, label) => {
      const id = products(state.weights, batch.z, setup);
      const ood = products(state.weights, toOod(setup.data, batch).z, setup);
      return {
        id: margins(setup, state, id, label),
        ood: margins(setup, state, ood, label),
        rates: activationRates(id, setup.width),
      };
    });
  return {
    probe,
    rates: (setup, state, draw) =>
      onEachClass(setup, draw, ({ z }) => activationRates(products(state.weights, z, setup), setup.width)),
  };
}

function onEachClass<T>(
  { data }: TrainingSetup,
  { stream, page, rows }: ProbeDraw,
  of: (batch: Batch, label: 1 | -1) => T,
): [T, T] {
  return [
    of(drawBatch(data, stream, 2 * page, rows, -1), -1),
    of(drawBatch(data, stream, 2 * page + 1, rows, 1), 1),
  ];
}

/** y h of every example, summed in float64 over neurons in ascending order. */
function margins(
  setup: TrainingSetup,
  { signs }: TrainingState,
  pre: Float32Array,
  label: 1 | -1,
): Float64Array {
  const { width } = setup;
  const linear = setup.activation === 'identity';
  const slope = slopeOf(setup);
  return Float64Array.from({ length: pre.length / width }, (_, n) => {
    let sum = 0;
    for (let k = 0; k < width; k++) {
      const p = pre[n * width + k]!;
      // NaN must reach the output, so only a number below zero is gated off.
      if (linear || !(p < 0)) sum += signs[k]! * p;
      else if (slope > 0) sum += signs[k]! * slope * p;
    }
    return (label * sum) / width;
  });
}

function activationRates(pre: Float32Array, width: number): Float64Array {
  const active = new Float64Array(width);
  pre.forEach((p, i) => {
    if (p >= 0) active[i % width]! += 1;
  });
  return active.map((count) => count / (pre.length / width));
}
