/**
 * One interface, several engines. All engines consume the same batches from the same streams and give back
 * weights. Given the same setup, stream and state, an engine gives the same bits
 * every time; different engines agree up to rounding (see test/laws).
 */
import type { StreamKey } from '../random/stream.ts';
import type { TrainingSetup, TrainingState } from '../network.ts';

/** What trains: every engine gives the same runs, up to the rounding that its audit bounds. */
export interface Engine {
  /** `kernel`, `tfjs-wasm`, `tfjs-cpu`, `tfjs-node`. */
  readonly name: string;
  /** Starts (or continues, from a later state) one training run. `batches` names the stream of fresh batches. */
  start(setup: TrainingSetup, batches: StreamKey, state: TrainingState): TrainingRun;
  /** What a network does on fresh examples: of class -1, then of class +1. */
  probe(setup: TrainingSetup, state: TrainingState, draw: ProbeDraw): readonly [ClassProbe, ClassProbe];
  /** The `rates` of a probe alone: the same numbers for less work. */
  rates(setup: TrainingSetup, state: TrainingState, draw: ProbeDraw): readonly [Float64Array, Float64Array];
}

/** `rows` examples of each class, from pages 2 page (class -1) and 2 page + 1 of a stream. */
export interface ProbeDraw {
  readonly stream: StreamKey;
  readonly page: number;
  readonly rows: number;
}

/** What a network does on examples of one class y. */
export interface ClassProbe {
  /** y h(z) of each example, in distribution and with its background negated; [rows]. NaN where a weight is. */
  readonly id: Float64Array;
  readonly ood: Float64Array;
  /** Share of the examples in distribution with <v_k, z> >= 0; [m]. */
  readonly rates: Float64Array;
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
