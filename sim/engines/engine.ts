/**
 * One interface, several engines. All engines consume the same batches from the same streams and give back
 * weights; probes are computed outside. Given the same setup, stream and state, an engine gives the same bits
 * every time; different engines agree up to rounding (see test/laws).
 */
import type { StreamKey } from '../random/stream.ts';
import type { TrainingSetup, TrainingState } from '../network.ts';

export interface Engine {
  /** `kernel`, `tfjs-wasm`, `tfjs-cpu`, `tfjs-node`. */
  readonly name: string;
  /** Starts (or continues, from a later state) one training run. `batches` names the stream of fresh batches. */
  start(setup: TrainingSetup, batches: StreamKey, state: TrainingState): TrainingRun;
  /** <v_k, z_n> for all rows: [rows, m] row-major, from z [rows, d0] and weights [m, d0]. */
  preactivations(
    weights: Float32Array,
    z: Float32Array,
    shape: { rows: number; width: number; d0: number },
  ): Float32Array;
}

export interface TrainingRun {
  /**
   * Trains `steps` more steps. Returns, for every step, the mean hinge loss of its fresh batch before the
   * update (progressive validation: an unbiased estimate of the risk at that moment).
   */
  advance(steps: number): Float64Array;
  /** A copy of the present state. */
  state(): TrainingState;
  /** Frees what the run holds. */
  dispose(): void;
}
