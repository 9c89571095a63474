/** One training run of Figure 3 and what it shows at its checkpoints. */
import type { ActivationName } from '../../sim/general/activations.ts';
import { drawDictionary } from '../../sim/data/dictionary.ts';
import {
  fixedExamples,
  freshExamples,
  torchInitial,
  type GeneralSetup,
  type GeneralState,
} from '../../sim/general/network.ts';
import type { GeneralCore } from '../../sim/general/train.ts';
import { initialState } from '../../sim/network.ts';
import { streamKey, type StreamKey } from '../../sim/random/stream.ts';
import { DivergedError } from '../types.ts';
import { dataOf, drawFigureBatch } from './data.ts';
import { probe, type FigurePoint } from './probe.ts';
import type { FigureSetting } from './setting.ts';

export interface FigureRun {
  readonly setting: FigureSetting;
  readonly activation: ActivationName;
  /** The root seed, and the number of the run below it. */
  readonly root: number;
  readonly seed: number;
}

export interface FigureCurve extends Pick<FigureRun, 'activation' | 'seed'> {
  readonly points: readonly FigurePoint[];
}

/** Trains and probes. Equal runs share their data and initial weights, whatever the activation. Throws a DivergedError. */
export function figureCurve(core: GeneralCore, run: FigureRun): FigureCurve {
  const { setting, activation, root, seed } = run;
  const key = (purpose: string) => streamKey('figure-3', setting.preset, root, seed, purpose);
  const setup = setupOf(run, key);
  const training = core.start(setup, startOf(setting, setup, key('initial')));
  try {
    const points = setting.checkpoints.map((step) => {
      training.advance(step - training.state().step);
      const { parameters } = training.state();
      if (!parameters.hidden.every(Number.isFinite)) {
        throw new DivergedError(`${activation}, seed ${seed}: not finite before step ${step}`);
      }
      return probe(core, setting, setup, parameters, key, step);
    });
    return { activation, seed, points };
  } finally {
    training.dispose();
  }
}

function setupOf({ setting, activation }: FigureRun, key: (purpose: string) => StreamKey): GeneralSetup {
  const { width, loss, optimizer, outputLayer, biases, d } = setting;
  const { kind, rows } = setting.examples;
  const examples = key('examples');
  const d0 = setting.dCore + setting.dBackground;
  return {
    ...(setting.space === 'ambient'
      ? { inputs: d, dictionary: drawDictionary(key('dictionary'), d, d0) }
      : { inputs: d0 }),
    width,
    activation,
    loss,
    optimizer,
    outputLayer,
    biases,
    gradient: 'manual',
    examples:
      kind === 'fixed'
        ? fixedExamples(drawFigureBatch(setting, examples, 0, rows))
        : freshExamples(dataOf(setting), examples, rows),
  };
}

function startOf(setting: FigureSetting, setup: GeneralSetup, key: StreamKey): GeneralState {
  if (setting.initial === 'torch') return torchInitial(setup, key);
  const { width, d } = setting;
  const { weights, signs } = initialState(
    {
      data: dataOf(setting),
      width,
      ambientDimension: d,
      batchSize: setting.examples.rows,
      eta: setting.optimizer.eta,
      lambda: setting.optimizer.lambda,
      activation: 'relu',
      gate: 'own',
    },
    key,
  );
  return {
    step: 0,
    parameters: {
      hidden: weights,
      hiddenBias: new Float32Array(width),
      output: Float32Array.from(signs, (sign) => sign / width),
      outputBias: new Float32Array(1),
    },
    slots: {},
  };
}
