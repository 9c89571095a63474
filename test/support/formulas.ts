/** An engine that is the formulas, in plain loops: for tests that ask what an engine was given and what it drew. */
import { drawBatch } from '../../sim/data/batch.ts';
import type { Engine } from '../../sim/engines/engine.ts';
import { probeByProducts } from '../../sim/engines/probeByProducts.ts';
import { referenceStep } from '../../sim/referenceStep.ts';
import { toTrainOn } from './recorder.ts';

export const formulas: Engine = {
  name: 'formulas',
  start: (setup, batches, start) => {
    let state = start;
    return {
      advance: (steps) =>
        Float64Array.from({ length: steps }, () => {
          const batch = toTrainOn(() => drawBatch(setup.data, batches, state.step, setup.batchSize));
          const { weights, loss } = referenceStep(setup, batch, state);
          state = { ...state, step: state.step + 1, weights: Float32Array.from(weights) };
          return loss;
        }),
      state: () => state,
      dispose: () => {},
    };
  },
  ...probeByProducts((weights, z, { width }) => {
    const d0 = weights.length / width;
    return Float32Array.from({ length: (z.length / d0) * width }, (_, i) => {
      const [n, k] = [Math.floor(i / width), i % width];
      let sum = 0;
      for (let j = 0; j < d0; j++) sum += weights[k * d0 + j]! * z[n * d0 + j]!;
      return sum;
    });
  }),
};
