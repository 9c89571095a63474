/**
 * Probes in the kernel's memory against the same in plain TypeScript: products of float32 in the kernel's order, outputs summed in
 * float64 over neurons, bit for bit; rates with and without skipping the gates that are foregone.
 */
import fc from 'fast-check';
import { expect } from 'vitest';
import { drawBatch, toOod, type Batch } from '../../../sim/data/batch.ts';
import { loadKernel } from '../../../sim/engines/kernel.ts';
import { featureCount, type TrainingSetup, type TrainingState } from '../../../sim/network.ts';
import { referenceForward } from '../../../sim/referenceForward.ts';
import { instance, stateOf } from './instances.ts';
import type { Law } from './laws.ts';

export const probeLaw: Law = (bytes, options) => {
  const engine = loadKernel({ bytes });
  const denseEngine = loadKernel({ bytes, path: 'dense' });
  fc.assert(
    fc.property(instance, fc.nat({ max: 1000 }), fc.integer({ min: 1, max: 40 }), (drawn, page, rows) => {
      const { setup, batches } = drawn;
      const state = stateOf(engine, drawn);
      const draw = { stream: batches, page, rows };
      const found = engine.probe(setup, state, draw);
      const skipped = engine.rates(setup, state, draw);
      const dense = denseEngine.rates(setup, state, draw);
      ([-1, 1] as const).forEach((label, i) => {
        const batch = drawBatch(setup.data, batches, 2 * page + i, rows, label);
        const id = products(setup, state, batch.z);
        const rates = Float64Array.from({ length: setup.width }, (_, k) => {
          let active = 0;
          for (let n = 0; n < rows; n++) active += id[n * setup.width + k]! >= 0 ? 1 : 0;
          return active / rows;
        });
        for (const some of [found[i]!.rates, skipped[i], dense[i]]) expect(some).toEqual(rates);
        compare({ setup, state, label }, batch, found[i]!.id);
        compare({ setup, state, label }, toOod(setup.data, batch), found[i]!.ood);
      });
    }),
    options,
  );
};

/** y h of every example: the same bits; with the identity, whose products are not rounded here, or a slope, which is a part of that, within what their rounding may do. */
function compare({ setup, state, label }: Side, batch: Batch, found: Float64Array): void {
  const expected = margins(setup, state, products(setup, state, batch.z), label);
  if (setup.activation === 'relu' && (setup.slope ?? 0) === 0) return expect(found).toEqual(expected);
  const { outputErrors } = referenceForward(setup, batch, state);
  found.forEach((margin, n) => {
    expect(Math.abs(margin - expected[n]!)).toBeLessThanOrEqual(outputErrors[n]! / setup.width);
  });
}

interface Side {
  readonly setup: TrainingSetup;
  readonly state: TrainingState;
  readonly label: 1 | -1;
}

function margins(
  { width, activation, slope = 0 }: TrainingSetup,
  { signs }: TrainingState,
  pre: Float32Array,
  label: 1 | -1,
) {
  return Float64Array.from({ length: pre.length / width }, (_, n) => {
    let sum = 0;
    for (let k = 0; k < width; k++) {
      const p = pre[n * width + k]!;
      sum += signs[k]! * (activation === 'relu' ? Math.max(slope === 0 ? 0 : slope * p, p) : p);
    }
    return (label * sum) / width;
  });
}

/** <v_k, z_n> in float32, [rows, m]: lane l adds up features l, l + 4, …; then (lane 0 + lane 2) + (lane 1 + lane 3). */
function products(setup: TrainingSetup, { weights }: TrainingState, z: Float32Array): Float32Array {
  const d0 = featureCount(setup.data);
  const { width } = setup;
  return Float32Array.from({ length: (z.length / d0) * width }, (_, i) => {
    const [n, k] = [Math.floor(i / width), i % width];
    const lanes = new Float32Array(4);
    for (let j = 0; j < d0; j++) {
      lanes[j % 4] = lanes[j % 4]! + Math.fround(weights[k * d0 + j]! * z[n * d0 + j]!);
    }
    return Math.fround(lanes[0]! + lanes[2]!) + Math.fround(lanes[1]! + lanes[3]!);
  });
}
