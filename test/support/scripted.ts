/** An engine that trains nothing and shows the states that a test wants; its probes are the kernel's. */
import type { Engine } from '../../sim/engines/engine.ts';
import { loadKernel } from '../../sim/engines/kernel.ts';
import type { TrainingState } from '../../sim/network.ts';

/** What is to be seen after one call of `advance`. */
export interface Shown {
  /** Row-major [m, d0], and the signs of the output weights [m]. */
  readonly weights: readonly number[];
  readonly signs: readonly number[];
  /** Loss of every step's batch before its update; 0 where it is not given. */
  readonly loss?: (step: number) => number;
}

const kernel = loadKernel();

/** Shows one state after every `advance` that trains; the last one again when there are no more. */
export function scriptedEngine(shown: readonly Shown[]): Engine {
  return {
    ...kernel,
    start: (_setup, _batches, start) => {
      let [at, state]: [number, TrainingState] = [0, start];
      return {
        advance: (steps) => {
          if (steps === 0) return new Float64Array();
          const { weights, signs, loss = () => 0 } = shown[Math.min(at++, shown.length - 1)]!;
          const losses = Float64Array.from({ length: steps }, (_, i) => loss(state.step + i));
          state = {
            step: state.step + steps,
            weights: Float32Array.from(weights),
            signs: Int8Array.from(signs),
          };
          return losses;
        },
        state: () => state,
        dispose: () => {},
      };
    },
  };
}
