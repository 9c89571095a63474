/**
 * The network and its training, as recalled from the paper, in feature space (the exact reduction: with
 * v_k = M^T w_k every step of SGD on w is a step of SGD on v, and the ambient dimension d enters only through
 * the initial scale).
 *
 * Symbols of the paper -> names: m width, d ambientDimension, N batchSize, eta, lambda, phi activation,
 * a_k = sign_k / m the fixed output weights, v_k row k of `weights` [m, d0], h(x) = sum_k a_k phi(<v_k, z>),
 * phi(p) = max(p, slope p): ReLU where the slope is 0.
 *
 * One step, with the fresh batch (z_n, y_n) number `step`:
 *   margin_n = [y_n h(z_n) <= 1],  gate_kn = 1 where <v_k, z_n> >= 0, else the slope (1 for the identity)
 *   v_k <- (1 - eta lambda) v_k + (eta / (m N)) sign_k sum_n margin_n gate_kn y_n z_n
 */
import type { DataSpec } from './data/batch.ts';
import { standardNormals } from './random/normal.ts';
import { pageOf, wordAt, type StreamKey } from './random/stream.ts';

export interface TrainingSetup {
  readonly data: DataSpec;
  /** m, number of neurons. */
  readonly width: number;
  /** d; only the initial scale 1/sqrt(d) depends on it. */
  readonly ambientDimension: number;
  /** N, examples in each fresh batch. */
  readonly batchSize: number;
  readonly eta: number;
  readonly lambda: number;
  readonly activation: 'relu' | 'identity';
  /** With `relu`, the slope of the activation below 0, from 0 (where it is left out) to less than 1. */
  readonly slope?: number;
  /**
   * `own`: the paper's gradient. `class-average` (the causal twin): in the gradient only, gate_kn is replaced
   * by the mean of neuron k's activation rates over the two classes of the batch.
   */
  readonly gate: 'own' | 'class-average';
}

/** Everything that a run's future depends on besides its setup and stream. */
export interface TrainingState {
  /** Steps done; also the number of the next batch. */
  readonly step: number;
  /** v, row-major [m, d0]. */
  readonly weights: Float32Array;
  /** sign of a_k, [m]. */
  readonly signs: Int8Array;
  /**
   * Set by an engine that trains the identity activation in collapsed form: `weights` is its expansion, rounded, so an
   * engine needs it to continue without losing a bit. Others ignore it; it is dropped when `weights` differ from it.
   */
  readonly collapsed?: CollapsedState;
}

/** A linear network whose neurons all moved alike: v_k = scale * base_k + sign_k * shift. */
export interface CollapsedState {
  /** [m, d0] */
  readonly base: Float32Array;
  readonly scale: number;
  /** [d0] */
  readonly shift: Float64Array;
}

/** Streams of one training run. */
export interface RunStreams {
  readonly initial: StreamKey;
  readonly batches: StreamKey;
}

/** The slope of the activation below 0; of the identity it is not asked for. */
export function slopeOf({ activation, slope = 0 }: Pick<TrainingSetup, 'activation' | 'slope'>): number {
  if (!(slope >= 0 && slope < 1)) throw new RangeError(`a slope is from 0 to less than 1, got ${slope}`);
  return activation === 'identity' ? 0 : slope;
}

export function featureCount(data: DataSpec): number {
  return data.dCore + data.dBackground;
}

/** v_k(0) ~ N(0, I/d) rounded to float32; a_k = +1/m or -1/m with equal probability, from page `page` of the stream. */
export function initialState(setup: TrainingSetup, key: StreamKey, page = 1): TrainingState {
  const d0 = featureCount(setup.data);
  const scale = 1 / Math.sqrt(setup.ambientDimension);
  const signPage = pageOf(key, page);
  return {
    step: 0,
    weights: Float32Array.from(standardNormals(key, 0, setup.width * d0), (g) => g * scale),
    signs: Int8Array.from({ length: setup.width }, (_, k) => (wordAt(signPage, k) & 0x80000000 ? 1 : -1)),
  };
}

/** Float32 coefficients of one update: `decay` = 1 - eta lambda, `rate` = eta / (m N). */
export function updateCoefficients(setup: TrainingSetup): { decay: number; rate: number } {
  return {
    decay: Math.fround(1 - setup.eta * setup.lambda),
    rate: Math.fround(setup.eta / (setup.width * setup.batchSize)),
  };
}
