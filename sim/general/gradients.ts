/**
 * The gradient of the mean loss in every trained parameter, by hand and by automatic differentiation.
 *
 * Shapes: inputs X [N, inputs] with its transpose at hand, labels y [1, N], preactivations P = W X^T + b [m, N],
 * outputs h = a^T phi(P) + c [1, N].
 *
 *   g = (1/N) y loss'(y h)           [1, N]      d/dh
 *   G = a g * phi'(P)                [m, N]      d/dP
 *   d/dW = G X,   d/db = G 1,   d/da = phi(P) g^T,   d/dc = g 1
 *
 * With a dictionary M [d, d0] the examples are features Z [N, d0]: P = (W M) Z^T + b and d/dW = (G Z) M^T.
 */
import type { Rank, Tensor, Tensor2D } from '@tensorflow/tfjs';
import type { Tf } from '../engines/tfjsBackend.ts';
import { ACTIVATIONS } from './activations.ts';
import { LOSSES } from './losses.ts';
import type { GeneralSetup, ParameterName } from './network.ts';

export type TensorParameters = Readonly<Record<ParameterName, Tensor2D>>;

/** A dictionary on the device: M [d, d0] and M^T. */
export interface TensorDictionary {
  readonly columns: Tensor2D;
  readonly transposed: Tensor2D;
}

/** A batch on the device. */
export interface TensorBatch {
  readonly x: Tensor2D;
  readonly xTransposed: Tensor2D;
  readonly y: Tensor2D;
}

export interface Gradients {
  /** y h, [1, N]. */
  readonly margins: Tensor2D;
  readonly of: Partial<Record<ParameterName, Tensor>>;
}

export function manualGradients(
  tf: Tf,
  setup: GeneralSetup,
  parameters: TensorParameters,
  batch: TensorBatch,
  trained: readonly ParameterName[],
  dictionary?: TensorDictionary,
): Gradients {
  const phi = ACTIVATIONS[setup.activation];
  const { x, xTransposed, y } = batch;
  const rows = x.shape[0];
  const pre = preactivationsOf(tf, parameters, xTransposed, dictionary);
  const active = phi.value(tf, pre) as Tensor2D;
  const margins = tf.mul<Tensor2D>(y, outputsOf(tf, parameters, active));
  const pull = tf.div<Tensor2D>(tf.mul(y, LOSSES[setup.loss].derivative(tf, margins)), rows);
  const back = tf.mul<Tensor2D>(tf.mul(parameters.output, pull), phi.derivative(tf, pre));
  const formulas: Record<ParameterName, () => Tensor> = {
    hidden: () => {
      const inFeatures = tf.matMul<Tensor2D>(back, x);
      return dictionary === undefined ? inFeatures : tf.matMul(inFeatures, dictionary.transposed);
    },
    hiddenBias: () => tf.sum(back, 1, true),
    output: () => tf.matMul(active, tf.reshape(pull, [rows, 1])),
    outputBias: () => tf.sum(pull, 1, true),
  };
  return { margins, of: Object.fromEntries(trained.map((name) => [name, formulas[name]()])) };
}

export function autodiffGradients(
  tf: Tf,
  setup: GeneralSetup,
  parameters: TensorParameters,
  batch: TensorBatch,
  trained: readonly ParameterName[],
  dictionary?: TensorDictionary,
): Gradients {
  const phi = ACTIVATIONS[setup.activation];
  const loss = LOSSES[setup.loss];
  const times = product(tf);
  let margins: Tensor2D | undefined;
  const meanLoss = (...values: Tensor[]) => {
    const moved = Object.fromEntries(trained.map((name, i) => [name, values[i]]));
    const all = { ...parameters, ...moved } as TensorParameters;
    const weights = dictionary === undefined ? all.hidden : times(all.hidden, dictionary.columns);
    const pre = tf.add(times(weights, batch.xTransposed), all.hiddenBias);
    const active = phi.value(tf, pre);
    const row = tf.reshape(all.output, [1, setup.width]);
    const outputs = tf.add(times(row, active), all.outputBias);
    margins = tf.keep<Tensor2D>(tf.mul(batch.y, outputs));
    return tf.mean<Tensor>(loss.value(tf, margins));
  };
  const { grads } = tf.valueAndGrads(meanLoss)(trained.map((name) => parameters[name]));
  const kept = tf.clone(margins!);
  margins!.dispose();
  return { margins: kept, of: Object.fromEntries(trained.map((name, i) => [name, grads[i]!])) };
}

/** P, [m, N], of inputs X^T, or of features Z^T of a dictionary. */
export function preactivationsOf(
  tf: Tf,
  { hidden, hiddenBias }: TensorParameters,
  transposed: Tensor2D,
  dictionary?: TensorDictionary,
): Tensor2D {
  const weights = dictionary === undefined ? hidden : tf.matMul<Tensor2D>(hidden, dictionary.columns);
  return tf.add<Tensor2D>(tf.matMul(weights, transposed), hiddenBias);
}

/** h, [1, N], from phi(P). */
export function outputsOf(tf: Tf, parameters: TensorParameters, active: Tensor2D): Tensor2D {
  const row = tf.reshape<Rank.R2>(parameters.output, [1, active.shape[0]]);
  return tf.add<Tensor2D>(tf.matMul(row, active), parameters.outputBias);
}

/** matMul whose gradient transposes first: the library's own uses transpose flags, eight times slower on WASM. */
export function product(tf: Tf): (a: Tensor, b: Tensor) => Tensor {
  return tf.customGrad<Tensor>((a, b, save) => {
    const [left, right] = [a as Tensor, b as Tensor];
    (save as (tensors: Tensor[]) => void)([left, right]);
    return {
      value: tf.matMul(left, right),
      gradFunc: (dy: Tensor, saved: Tensor[]) => [
        tf.matMul(dy, tf.transpose(saved[1]!)),
        tf.matMul(tf.transpose(saved[0]!), dy),
      ],
    };
  });
}
