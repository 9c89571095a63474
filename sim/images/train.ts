/** Training a classifier of small images on one TensorFlow.js backend. All randomness comes from the caller's streams. */
import type { Scalar, Tensor } from '@tensorflow/tfjs';
import { checkSteps } from '../engines/checks.ts';
import type { Device, Tf } from '../engines/tfjsBackend.ts';
import { LOSSES } from '../general/losses.ts';
import { slotCount, update, type Optimizer } from '../general/optimizers.ts';
import { PIXELS, type Images } from './draw.ts';
import { inputsOf, outputsOf, SHAPES, type ImageModel, type ImageParameters } from './network.ts';

/** The loss of the margin y h: a difference of two classes' logits under softmax gives the same. */
const LOSS = LOSSES.logistic;
/** Images of one pass: bounds what the device holds at once. */
const PASS = 256;

export interface ImageTraining {
  readonly model: ImageModel;
  readonly optimizer: Optimizer;
  /** The batch of a step, from 0. */
  readonly draw: (step: number) => Images;
}

/** Trains from `initial` and looks at the parameters at every checkpoint, a number of steps; they ascend. */
export function trainImages<Seen>(
  device: Device,
  { model, optimizer, draw }: ImageTraining,
  initial: ImageParameters,
  checkpoints: readonly number[],
  look: (step: number, parameters: ImageParameters) => Seen,
): readonly Seen[] {
  const { tf } = device;
  let state = device.compute(() =>
    uploaded(tf, model, initial).map((parameter) => [
      parameter,
      ...Array.from({ length: slotCount(optimizer) }, () => tf.zerosLike(parameter)),
    ]),
  );
  let step = 0;
  try {
    return checkpoints.map((checkpoint) => {
      for (const last = step + checkSteps(checkpoint - step); step < last; step++) {
        const before = state;
        state = device.compute(() => oneStep(tf, model, optimizer, step, before, draw(step)));
        tf.dispose(before);
      }
      return look(
        step,
        state.map(([parameter]) => Float32Array.from(parameter!.dataSync())),
      );
    });
  } finally {
    tf.dispose(state);
  }
}

/** Every parameter with its slots, one step later. */
function oneStep(
  tf: Tf,
  model: ImageModel,
  optimizer: Optimizer,
  step: number,
  state: readonly Tensor[][],
  batch: Images,
): Tensor[][] {
  const parameters = state.map(([parameter]) => parameter!);
  const { gradients } = gradientsOf(tf, model, parameters, batch);
  return state.map(([parameter, ...slots], i) =>
    update(tf, optimizer, step + 1, parameter!, gradients[i]!, slots),
  );
}

/** The mean loss of a batch, and its gradient in every parameter. */
export function lossAndGradients(
  device: Device,
  model: ImageModel,
  parameters: ImageParameters,
  batch: Images,
): { readonly loss: number; readonly gradients: ImageParameters } {
  let result = { loss: NaN, gradients: [] as Float32Array[] };
  device.compute(() => {
    const { loss, gradients } = gradientsOf(device.tf, model, uploaded(device.tf, model, parameters), batch);
    result = {
      loss: loss.dataSync()[0]!,
      gradients: gradients.map((gradient) => Float32Array.from(gradient.dataSync())),
    };
  });
  return result;
}

/** h of every image. */
export function imageOutputs(
  device: Device,
  model: ImageModel,
  parameters: ImageParameters,
  pixels: Float32Array,
): Float32Array {
  const { tf } = device;
  const outputs = new Float32Array(pixels.length / PIXELS);
  for (let from = 0; from < outputs.length; from += PASS) {
    device.compute(() => {
      const inputs = inputsOf(tf, model, pixels.subarray(from * PIXELS, (from + PASS) * PIXELS));
      outputs.set(outputsOf(tf, model, uploaded(tf, model, parameters), inputs).dataSync(), from);
    });
  }
  return outputs;
}

/** The parameters on the device; copies, for on some backends a tensor is the very array it was made from. */
export function uploaded(tf: Tf, model: ImageModel, parameters: ImageParameters): Tensor[] {
  return SHAPES[model].map((shape, i) => tf.tensor2d(parameters[i]!.slice(), [shape[0], shape[1]]));
}

function gradientsOf(
  tf: Tf,
  model: ImageModel,
  parameters: readonly Tensor[],
  batch: Images,
): { readonly loss: Scalar; readonly gradients: Tensor[] } {
  const inputs = inputsOf(tf, model, batch.pixels);
  const labels = tf.tensor2d(batch.labels.slice(), [batch.rows, 1]);
  const meanLoss = (...values: Tensor[]) =>
    tf.mean<Scalar>(LOSS.value(tf, tf.mul(labels, outputsOf(tf, model, values, inputs))));
  const { value, grads } = tf.valueAndGrads(meanLoss)([...parameters]);
  return { loss: value, gradients: grads };
}
