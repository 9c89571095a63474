/**
 * The paper's setting trained by the general core, as an engine: in the ambient space (inputs x = M z, weights w = M v, and
 * v = M^T w given back) or in feature space with automatic differentiation. Slow, and made of other code than the engines
 * that produce evidence: this is what they are held against.
 */
import { drawDictionary, lift, project, unitDictionary, type Dictionary } from '../data/dictionary.ts';
import { freshExamples, type GeneralSetup, type GeneralState } from '../general/network.ts';
import { loadGeneral, type GeneralCore, type GeneralRun } from '../general/train.ts';
import { featureCount, slopeOf, type TrainingSetup, type TrainingState } from '../network.ts';
import type { StreamKey } from '../random/stream.ts';
import type { Engine, TrainingRun } from './engine.ts';
import { probeByProducts } from './probeByProducts.ts';
import type { TfjsBackend } from './tfjsBackend.ts';

export interface AmbientOptions {
  /** The stream of the dictionary; without one the inputs are the features themselves. */
  readonly dictionary?: StreamKey;
  readonly gradient: 'manual' | 'autodiff';
}

/** `ambient-wasm`, or with automatic differentiation `ambient-autodiff-wasm`, or without a dictionary `features-…`. */
export async function loadAmbient(options: AmbientOptions, backend?: TfjsBackend): Promise<Engine> {
  const core = await loadGeneral(backend);
  const space = options.dictionary === undefined ? 'features' : 'ambient';
  const how = options.gradient === 'autodiff' ? '-autodiff' : '';
  return {
    name: core.name.replace('general', `${space}${how}`),
    start: (setup, batches, state) => new AmbientRun(core, options, setup, batches, state),
    ...probeByProducts((weights, z, features) => {
      const { width } = features;
      const dictionary = dictionaryOf(options, features);
      const setup = { ...SHELL, inputs: dictionary.d, width };
      return core.preactivations(setup, parametersOf(dictionary, weights, width), lift(dictionary, z));
    }),
  };
}

class AmbientRun implements TrainingRun {
  readonly #dictionary: Dictionary;
  readonly #signs: Int8Array;
  readonly #run: GeneralRun;

  constructor(
    core: GeneralCore,
    options: AmbientOptions,
    setup: TrainingSetup,
    batches: StreamKey,
    state: TrainingState,
  ) {
    if (setup.gate !== 'own')
      throw new RangeError(`the general core has the gate 'own' only, got '${setup.gate}'`);
    if (slopeOf(setup) > 0) throw new RangeError('the general core has no slope below 0');
    const { data, batchSize, width, eta, lambda, activation } = setup;
    this.#signs = state.signs.slice();
    this.#dictionary = dictionaryOf(options, setup);
    const general: GeneralSetup = {
      ...SHELL,
      inputs: this.#dictionary.d,
      width,
      activation,
      optimizer: { kind: 'sgd', eta, lambda },
      gradient: options.gradient,
      examples: freshExamples(data, batches, batchSize, this.#dictionary),
    };
    const parameters = parametersOf(this.#dictionary, state.weights, width, state.signs);
    this.#run = core.start(general, { step: state.step, parameters, slots: {} } satisfies GeneralState);
  }

  advance(steps: number): Float64Array {
    return this.#run.advance(steps);
  }

  state(): TrainingState {
    const { step, parameters } = this.#run.state();
    return { step, weights: project(this.#dictionary, parameters.hidden), signs: this.#signs.slice() };
  }

  dispose(): void {
    this.#run.dispose();
  }
}

function dictionaryOf({ dictionary }: AmbientOptions, { data, ambientDimension }: TrainingSetup): Dictionary {
  const d0 = featureCount(data);
  return dictionary === undefined
    ? unitDictionary(d0, d0)
    : drawDictionary(dictionary, Math.round(ambientDimension), d0);
}

/** What the paper's setting fixes. */
const SHELL = {
  activation: 'relu',
  loss: 'hinge',
  optimizer: { kind: 'sgd', eta: 0, lambda: 0 },
  outputLayer: 'frozen',
  biases: false,
  gradient: 'manual',
  examples: {
    kind: 'fixed',
    examples: { rows: 0, inputs: new Float32Array(0), labels: new Float32Array(0) },
  },
} as const satisfies Partial<GeneralSetup>;

function parametersOf(dictionary: Dictionary, weights: Float32Array, width: number, signs?: Int8Array) {
  return {
    hidden: lift(dictionary, weights),
    hiddenBias: new Float32Array(width),
    output: Float32Array.from({ length: width }, (_, k) => (signs?.[k] ?? 0) / width),
    outputBias: new Float32Array(1),
  };
}
