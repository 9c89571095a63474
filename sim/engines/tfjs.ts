/**
 * The tfjs engine: the step of sim/network.ts in feature space on TensorFlow.js, gradient by hand.
 *
 * Shapes: v [m, d0], z [N, d0], everything per neuron and example is [m, N], so that the one transpose is that of z.
 * Written for the WebAssembly backend, where a transpose flag of matMul is slow and fused.matMul is wrong: neither is used.
 *
 * The margin is y (m h) <= m, with m h = sum_k sign_k phi_k: no division can move the kink. A NaN in a weight reaches the
 * loss and stays in the weights (its gate is 0).
 */
import type { Tensor, Tensor2D } from '@tensorflow/tfjs';
import { drawBatch, type Batch } from '../data/batch.ts';
import {
  featureCount,
  slopeOf,
  updateCoefficients,
  type TrainingSetup,
  type TrainingState,
} from '../network.ts';
import type { StreamKey } from '../random/stream.ts';
import { checkShapes, checkSteps } from './checks.ts';
import type { Engine, TrainingRun } from './engine.ts';
import { probeByProducts } from './probeByProducts.ts';
import { loadDevice, type Device, type Tf, type TfjsBackend } from './tfjsBackend.ts';

export { tfjsBackends, type BackendReport, type TfjsBackend } from './tfjsBackend.ts';

/** An engine on the backend asked for, else on the fastest that loads: native, WASM, CPU. */
export async function loadTfjs(backend?: TfjsBackend): Promise<Engine> {
  const device = await loadDevice(backend);
  return {
    name: `tfjs-${device.backend}`,
    start: (setup, batches, state) => new FeatureSpaceRun(device, setup, batches, state),
    ...probeByProducts((weights, z, setup) => products(device, weights, z, setup)),
  };
}

class FeatureSpaceRun implements TrainingRun {
  readonly #device: Device;
  readonly #setup: TrainingSetup;
  readonly #batches: StreamKey;
  readonly #signs: Int8Array;
  readonly #rows: { readonly signs: Tensor2D; readonly steps: Tensor2D };
  #weights: Tensor2D;
  #step: number;

  constructor(device: Device, setup: TrainingSetup, batches: StreamKey, state: TrainingState) {
    checkShapes(setup, state);
    const { tf } = device;
    const { width } = setup;
    const d0 = featureCount(setup.data);
    const { rate } = updateCoefficients(setup);
    this.#device = device;
    this.#setup = setup;
    this.#batches = batches;
    this.#signs = state.signs.slice();
    this.#step = state.step;
    const signs = Float32Array.from(state.signs);
    const [weights, row, column] = device.compute(() => [
      tf.tensor2d(state.weights.slice(), [width, d0]),
      tf.tensor2d(signs, [1, width]),
      tf.tensor2d(
        signs.map((sign) => rate * sign),
        [width, 1],
      ),
    ]);
    this.#weights = weights;
    this.#rows = { signs: row, steps: column };
  }

  advance(steps: number): Float64Array {
    const { data, batchSize } = this.#setup;
    return Float64Array.from({ length: checkSteps(steps) }, () => {
      const loss = this.#oneStep(drawBatch(data, this.#batches, this.#step, batchSize));
      this.#step += 1;
      return loss;
    });
  }

  /** One update; returns the mean hinge loss before it. */
  #oneStep(batch: Batch): number {
    const { width, batchSize, data, gate, activation } = this.#setup;
    const { tf } = this.#device;
    const { decay } = updateCoefficients(this.#setup);
    const slope = slopeOf(this.#setup);
    const { signs, steps } = this.#rows;
    let loss = NaN;
    const weights = this.#device.compute(() => {
      const z = tf.tensor2d(batch.z, [batchSize, featureCount(data)]);
      const y = tf.tensor2d(batch.y, [1, batchSize]);
      const pre = tf.matMul(this.#weights, tf.transpose(z));
      const active = activation === 'relu' ? tf.cast(tf.greaterEqual(pre, 0), 'float32') : tf.onesLike(pre);
      // phi(p) = (1 - slope) relu(p) + slope p, and so with the gates.
      const leaky = <T extends Tensor>(own: T, whole: Tensor): T =>
        slope === 0 ? own : tf.add(tf.mul<T>(own, tf.scalar(1 - slope)), tf.mul(whole, tf.scalar(slope)));
      const outputs = tf.matMul(signs, activation === 'relu' ? leaky(tf.relu(pre), pre) : pre);
      const margins = tf.mul(outputs, y);
      const pull = tf.mul<Tensor2D>(tf.cast(tf.lessEqual(margins, width), 'float32'), y);
      const sums =
        gate === 'own'
          ? tf.matMul(tf.mul<Tensor2D>(leaky(active, tf.scalar(1)), pull), z)
          : tf.mul(leaky(classAverage(tf, active as Tensor2D, batch.y), tf.scalar(1)), tf.matMul(pull, z));
      loss = meanHinge(margins.dataSync() as Float32Array, width);
      return tf.add<Tensor2D>(tf.mul(this.#weights, tf.scalar(decay)), tf.mul(steps, sums));
    });
    this.#weights.dispose();
    this.#weights = weights;
    return loss;
  }

  state(): TrainingState {
    return {
      step: this.#step,
      weights: Float32Array.from(this.#weights.dataSync()),
      signs: this.#signs.slice(),
    };
  }

  dispose(): void {
    this.#device.tf.dispose([this.#weights, this.#rows.signs, this.#rows.steps]);
  }
}

/** [m, 1]: mean over the classes of the rate at which each neuron is active; a class without examples counts as rate 0. */
function classAverage(tf: Tf, active: Tensor2D, labels: Float32Array): Tensor2D {
  const rates = [1, -1].map((label) => {
    const members = labels.map((y) => (y === label ? 1 : 0));
    const size = members.reduce((sum, one) => sum + one, 0);
    const counts = tf.matMul(active, tf.tensor2d(members, [labels.length, 1]));
    return tf.div(counts, tf.scalar(Math.max(1, size)));
  });
  return tf.mul<Tensor2D>(tf.add(rates[0]!, rates[1]!), tf.scalar(0.5));
}

/** Mean of max(0, 1 - y h) from the margins y (m h), in float64; NaN stays NaN. */
function meanHinge(margins: Float32Array, width: number): number {
  let sum = 0;
  for (const margin of margins) if (!(margin >= width)) sum += width - margin;
  return sum / width / margins.length;
}

/** <v_k, z_n>, [rows, m]. */
function products(
  device: Device,
  weights: Float32Array,
  z: Float32Array,
  { width, data }: TrainingSetup,
): Float32Array {
  const { tf } = device;
  const d0 = featureCount(data);
  let out: Float32Array = new Float32Array(0);
  device.compute(() => {
    // Copies: on some backends a tensor is the very array it was made from.
    const v = tf.tensor2d(weights.slice(), [width, d0]);
    const x = tf.tensor2d(z.slice(), [z.length / d0, d0]);
    out = Float32Array.from(tf.matMul(x, tf.transpose(v)).dataSync());
  });
  return out;
}
