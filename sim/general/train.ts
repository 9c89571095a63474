/** Training the general network on one TensorFlow.js backend. */
import type { Tensor, Tensor2D } from '@tensorflow/tfjs';
import { checkSteps } from '../engines/checks.ts';
import { loadDevice, type Device, type TfjsBackend } from '../engines/tfjsBackend.ts';
import { ACTIVATIONS } from './activations.ts';
import {
  autodiffGradients,
  manualGradients,
  outputsOf,
  preactivationsOf,
  type TensorBatch,
  type TensorDictionary,
} from './gradients.ts';
import { LOSSES } from './losses.ts';
import {
  exampleSize,
  PARAMETERS,
  shapesOf,
  trainedParameters,
  type Examples,
  type GeneralSetup,
  type GeneralState,
  type ParameterName,
  type Parameters,
} from './network.ts';
import { slotCount, update } from './optimizers.ts';

export interface GeneralCore {
  /** `general-node`, `general-wasm`, `general-cpu`. */
  readonly name: string;
  /** Starts, or continues from a later state, one training run. */
  start(setup: GeneralSetup, state: GeneralState): GeneralRun;
  /** h for every row of inputs [rows, setup.inputs], or of features [rows, d0] with a dictionary. */
  outputs(setup: GeneralSetup, parameters: Parameters, inputs: Float32Array): Float32Array;
  /** <w_k, x> + b_k, row-major [rows, m]. */
  preactivations(setup: GeneralSetup, parameters: Parameters, inputs: Float32Array): Float32Array;
}

export interface GeneralRun {
  /** Trains `steps` more steps; returns the mean loss of each step's examples before its update. */
  advance(steps: number): Float64Array;
  state(): GeneralState;
  dispose(): void;
}

/** The general core on the backend asked for, else on the fastest that loads. */
export async function loadGeneral(backend?: TfjsBackend): Promise<GeneralCore> {
  const device = await loadDevice(backend);
  return {
    name: `general-${device.backend}`,
    start: (setup, state) => new Run(device, setup, state),
    outputs: (setup, parameters, inputs) => forward(device, setup, parameters, inputs, 'outputs'),
    preactivations: (setup, parameters, inputs) =>
      forward(device, setup, parameters, inputs, 'preactivations'),
  };
}

class Run implements GeneralRun {
  readonly #device: Device;
  readonly #setup: GeneralSetup;
  readonly #trained: readonly ParameterName[];
  /** The batch that never changes, when there is one. */
  readonly #fixed: TensorBatch | undefined;
  readonly #dictionary: TensorDictionary | undefined;
  #parameters: Record<ParameterName, Tensor2D>;
  #slots: Map<ParameterName, Tensor[]>;
  #step: number;

  constructor(device: Device, setup: GeneralSetup, state: GeneralState) {
    checkState(setup, state);
    const shapes = shapesOf(setup);
    this.#device = device;
    this.#setup = setup;
    this.#step = state.step;
    this.#trained = trainedParameters(setup);
    this.#parameters = upload(device, setup, state.parameters);
    this.#slots = new Map(
      this.#trained.map((name) => [
        name,
        Array.from({ length: slotCount(setup.optimizer) }, (_, i) =>
          device.compute(() => {
            const values = state.slots[name]?.[i]?.slice();
            return values ? device.tf.tensor2d(values, shapes[name]) : device.tf.zeros(shapes[name]);
          }),
        ),
      ]),
    );
    this.#dictionary = dictionaryOf(device, setup);
    this.#fixed =
      setup.examples.kind === 'fixed' ? batchOf(device, setup, setup.examples.examples) : undefined;
  }

  advance(steps: number): Float64Array {
    return Float64Array.from({ length: checkSteps(steps) }, () => this.#oneStep());
  }

  #oneStep(): number {
    const setup = this.#setup;
    const { tf } = this.#device;
    const gradients = setup.gradient === 'manual' ? manualGradients : autodiffGradients;
    let loss = NaN;
    const moved = this.#device.compute(() => {
      const batch = this.#fixed ?? batchOf(this.#device, setup, this.#fresh());
      const { margins, of } = gradients(tf, setup, this.#parameters, batch, this.#trained, this.#dictionary);
      loss = meanLoss(setup, margins.dataSync() as Float32Array);
      return this.#trained.map((name) =>
        update(
          tf,
          setup.optimizer,
          this.#step + 1,
          this.#parameters[name],
          of[name]!,
          this.#slots.get(name)!,
        ),
      );
    });
    this.#trained.forEach((name, i) => {
      tf.dispose([this.#parameters[name], ...this.#slots.get(name)!]);
      const [parameter, ...slots] = moved[i]!;
      this.#parameters[name] = parameter as Tensor2D;
      this.#slots.set(name, slots);
    });
    this.#step += 1;
    return loss;
  }

  #fresh(): Examples {
    const { examples } = this.#setup;
    return examples.kind === 'fresh' ? examples.draw(this.#step) : examples.examples;
  }

  state(): GeneralState {
    const values = (tensor: Tensor) => Float32Array.from(tensor.dataSync());
    const entries = PARAMETERS.map((name) => [name, values(this.#parameters[name])] as const);
    const slots = [...this.#slots].map(([name, tensors]) => [name, tensors.map(values)] as const);
    return {
      step: this.#step,
      parameters: Object.fromEntries(entries) as unknown as Parameters,
      slots: Object.fromEntries(slots),
    };
  }

  dispose(): void {
    const { tf } = this.#device;
    tf.dispose(this.#parameters);
    for (const tensors of this.#slots.values()) tf.dispose(tensors);
    if (this.#fixed) tf.dispose([this.#fixed.x, this.#fixed.xTransposed, this.#fixed.y]);
    if (this.#dictionary) tf.dispose([this.#dictionary.columns, this.#dictionary.transposed]);
  }
}

function upload(device: Device, setup: GeneralSetup, parameters: Parameters) {
  const shapes = shapesOf(setup);
  const tensors = PARAMETERS.map((name) => [
    name,
    device.compute(() => device.tf.tensor2d(parameters[name].slice(), shapes[name])),
  ]);
  return Object.fromEntries(tensors) as Record<ParameterName, Tensor2D>;
}

function batchOf(device: Device, setup: GeneralSetup, examples: Examples): TensorBatch {
  const { tf } = device;
  // Copies: on some backends a tensor is the very array it was made from.
  const [x, xTransposed, y] = device.compute(() => {
    const inputs = tf.tensor2d(examples.inputs.slice(), [examples.rows, exampleSize(setup)]);
    const labels = tf.tensor2d(examples.labels.slice(), [1, examples.rows]);
    return [inputs, tf.transpose(inputs), labels];
  });
  return { x, xTransposed, y };
}

function dictionaryOf(device: Device, { dictionary }: GeneralSetup): TensorDictionary | undefined {
  if (dictionary === undefined) return undefined;
  const { tf } = device;
  const [columns, transposed] = device.compute(() => {
    const values = tf.tensor2d(Float32Array.from(dictionary.columns), [dictionary.d, dictionary.d0]);
    return [values, tf.transpose(values)];
  });
  return { columns, transposed };
}

function meanLoss(setup: GeneralSetup, margins: Float32Array): number {
  let sum = 0;
  for (const margin of margins) sum += LOSSES[setup.loss].number(margin);
  return sum / margins.length;
}

function forward(
  device: Device,
  setup: GeneralSetup,
  parameters: Parameters,
  inputs: Float32Array,
  what: 'outputs' | 'preactivations',
): Float32Array {
  const { tf } = device;
  const size = exampleSize(setup);
  const rows = inputs.length / size;
  let result: Float32Array = new Float32Array(0);
  device.compute(() => {
    const all = upload(device, setup, parameters);
    const x = tf.tensor2d(inputs.slice(), [rows, size]);
    const pre = preactivationsOf(tf, all, tf.transpose(x), dictionaryOf(device, setup));
    const asked =
      what === 'preactivations'
        ? tf.transpose(pre)
        : outputsOf(tf, all, ACTIVATIONS[setup.activation].value(tf, pre) as Tensor2D);
    result = Float32Array.from(asked.dataSync());
  });
  return result;
}

function checkState(setup: GeneralSetup, state: GeneralState): void {
  const { dictionary, inputs } = setup;
  if (dictionary !== undefined && dictionary.d !== inputs)
    throw new RangeError(`a dictionary of dimension ${dictionary.d} does not fit ${inputs} inputs`);
  const shapes = shapesOf(setup);
  for (const name of PARAMETERS) {
    const wanted = shapes[name][0] * shapes[name][1];
    const got = state.parameters[name].length;
    if (got !== wanted) throw new RangeError(`${name} needs ${wanted} numbers, got ${got}`);
  }
}
