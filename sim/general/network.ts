/**
 * The general two-layer network, for what lies outside the theorems' setting: any activation, loss and update rule, a fixed
 * sample or fresh batches, output layer trained or frozen, biases. Inputs are features z or ambient vectors x alike. With a
 * dictionary M the network lives in the ambient space and its examples are given as features: x = M z is never formed, since
 * W x = (W M) z, and the gradient in W is the one in W M times M^T. The same numbers up to rounding, at the price of features.
 *
 *   h(x) = sum_k a_k phi(<w_k, x> + b_k) + c
 *
 * Shapes: hidden w [m, inputs], hiddenBias b [m], output a [m], outputBias c [1].
 */
import type { Batch, DataSpec } from '../data/batch.ts';
import { drawBatch } from '../data/batch.ts';
import { lift, type Dictionary } from '../data/dictionary.ts';
import { pageOf, wordAt, type StreamKey } from '../random/stream.ts';
import type { ActivationName } from './activations.ts';
import type { LossName } from './losses.ts';
import type { Optimizer } from './optimizers.ts';

export interface GeneralSetup {
  /** Entries of one input: d0 in feature space, d in the ambient space. */
  readonly inputs: number;
  /** m. */
  readonly width: number;
  readonly activation: ActivationName;
  readonly loss: LossName;
  readonly optimizer: Optimizer;
  readonly outputLayer: 'frozen' | 'trained';
  /** With biases: b is trained, and c where the output layer is. */
  readonly biases: boolean;
  /** By hand (closed form) or by automatic differentiation: the same numbers up to rounding. */
  readonly gradient: 'manual' | 'autodiff';
  readonly examples: ExampleSource;
  /** M [inputs, d0], orthonormal columns: examples are then features [rows, d0] of ambient vectors. */
  readonly dictionary?: Dictionary;
}

/** Labelled inputs: [rows, inputs] row-major ([rows, d0] with a dictionary), labels -1 or +1 [rows]. */
export interface Examples {
  readonly rows: number;
  readonly inputs: Float32Array;
  readonly labels: Float32Array;
}

export type ExampleSource =
  /** A new batch at every step. */
  | { readonly kind: 'fresh'; draw(step: number): Examples }
  /** The whole of one sample at every step. */
  | { readonly kind: 'fixed'; readonly examples: Examples };

export const PARAMETERS = ['hidden', 'hiddenBias', 'output', 'outputBias'] as const;
export type ParameterName = (typeof PARAMETERS)[number];
export type Parameters = Readonly<Record<ParameterName, Float32Array>>;

export interface GeneralState {
  readonly step: number;
  readonly parameters: Parameters;
  /** What the update rule remembers, per trained parameter; empty means zeros. */
  readonly slots: Readonly<Partial<Record<ParameterName, readonly Float32Array[]>>>;
}

/** Entries of one example. */
export function exampleSize({ inputs, dictionary }: GeneralSetup): number {
  return dictionary?.d0 ?? inputs;
}

export function shapesOf({ width, inputs }: GeneralSetup): Record<ParameterName, [number, number]> {
  return { hidden: [width, inputs], hiddenBias: [width, 1], output: [width, 1], outputBias: [1, 1] };
}

/** The parameters that training moves. */
export function trainedParameters({ biases, outputLayer }: GeneralSetup): ParameterName[] {
  return PARAMETERS.filter((name) => {
    if (name === 'hiddenBias') return biases;
    if (name === 'output') return outputLayer === 'trained';
    return name === 'hidden' || (biases && outputLayer === 'trained');
  });
}

/** Fresh batches of Definition 3.1: features, or their images in the ambient space of a dictionary. */
export function freshExamples(
  data: DataSpec,
  key: StreamKey,
  rows: number,
  dictionary?: Dictionary,
): ExampleSource {
  return { kind: 'fresh', draw: (step) => examplesOf(drawBatch(data, key, step, rows), dictionary) };
}

/** One sample of Definition 3.1, used at every step. */
export function fixedExamples(batch: Batch, dictionary?: Dictionary): ExampleSource {
  return { kind: 'fixed', examples: examplesOf(batch, dictionary) };
}

export function examplesOf({ rows, z, y }: Batch, dictionary?: Dictionary): Examples {
  return { rows, inputs: dictionary === undefined ? z : lift(dictionary, z), labels: y };
}

/**
 * The default initialisation of PyTorch's linear layers: every weight and bias uniform within +-1/sqrt(fan-in). The frozen
 * output layer is +-1/m instead.
 */
export function torchInitial(setup: GeneralSetup, key: StreamKey): GeneralState {
  const { width, inputs, biases, outputLayer } = setup;
  const trained = outputLayer === 'trained';
  const signs = pageOf(key, 2);
  const output = trained
    ? uniform(key, 1, width, width)
    : Float32Array.from({ length: width }, (_, k) => (wordAt(signs, k) & 0x80000000 ? 1 : -1) / width);
  const none = (count: number) => new Float32Array(count);
  return {
    step: 0,
    parameters: {
      hidden: uniform(key, 0, width * inputs, inputs),
      hiddenBias: biases ? uniform(key, 3, width, inputs) : none(width),
      output,
      outputBias: biases && trained ? uniform(key, 4, 1, width) : none(1),
    },
    slots: {},
  };
}

function uniform(key: StreamKey, page: number, count: number, fanIn: number): Float32Array {
  const words = pageOf(key, page);
  const bound = 1 / Math.sqrt(fanIn);
  return Float32Array.from(
    { length: count },
    (_, i) => bound * ((2 * (wordAt(words, i) + 0.5)) / 2 ** 32 - 1),
  );
}
