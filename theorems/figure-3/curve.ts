/** One training run of Figure 3 and what it shows at its checkpoints. */
import { drawBatch, toOod, type Batch, type DataSpec } from '../../sim/data/batch.ts';
import { momentsOf, type StrengthDistribution } from '../../sim/data/strengths.ts';
import type { ActivationName } from '../../sim/general/activations.ts';
import { LOSSES } from '../../sim/general/losses.ts';
import {
  fixedExamples,
  freshExamples,
  torchInitial,
  type GeneralSetup,
  type GeneralState,
  type Parameters,
} from '../../sim/general/network.ts';
import type { GeneralCore } from '../../sim/general/train.ts';
import { initialState } from '../../sim/network.ts';
import { standardNormals } from '../../sim/random/normal.ts';
import { streamKey, type StreamKey } from '../../sim/random/stream.ts';
import { DivergedError } from '../types.ts';
import type { FigureSetting } from './setting.ts';

export interface FigureRun {
  readonly setting: FigureSetting;
  readonly activation: ActivationName;
  /** The root seed, and the number of the run below it. */
  readonly root: number;
  readonly seed: number;
}

export interface FigurePoint {
  readonly step: number;
  /** Mean loss on fresh ID examples, and out of distribution. */
  readonly idRisk: number;
  readonly oodRisk: number;
  /** 0-1 errors. */
  readonly idError: number;
  readonly oodError: number;
  /** Mean over neurons of |P_k(+1) - P_k(-1)|, P_k the rate of <w_k, x> + b_k >= 0. */
  readonly rateDifference: number;
  /** Mean over neurons of sign(a_k) sum_core mu_j <w_k, m_j>; null where the core has no direction. */
  readonly core: number | null;
  /** Mean over neurons of |sum_background mu_j <w_k, m_j>|: without a sign, so that neurons of two signs cannot cancel. */
  readonly background: number;
  /** Mean over neurons of the Euclidean norm of the core block of w_k, and of its background block. */
  readonly coreNorm: number;
  readonly backgroundNorm: number;
}

export interface FigureCurve extends Pick<FigureRun, 'activation' | 'seed'> {
  readonly points: readonly FigurePoint[];
}

const UNIFORM: StrengthDistribution = { kind: 'uniform', low: 0, high: 1 };

/** Fresh examples of a probe; half of them of each class. */
const PROBE_ROWS = 2048;

/** Trains and probes. Equal runs share their data and initial weights, whatever the activation. Throws a DivergedError. */
export function figureCurve(core: GeneralCore, run: FigureRun): FigureCurve {
  const { setting, activation, root, seed } = run;
  const key = (purpose: string) => streamKey('figure-3', setting.preset, root, seed, purpose);
  const setup = setupOf(run, key('examples'));
  const training = core.start(setup, startOf(setting, setup, key('initial')));
  try {
    const points = setting.checkpoints.map((step) => {
      training.advance(step - training.state().step);
      const { parameters } = training.state();
      if (!parameters.hidden.every(Number.isFinite)) {
        throw new DivergedError(`${activation}, seed ${seed}: not finite before step ${step}`);
      }
      return probe(core, run, setup, parameters, key, step);
    });
    return { activation, seed, points };
  } finally {
    training.dispose();
  }
}

/** Strengths uniform on [0, 1]; of a core on spheres only the sizes count. */
export function dataOf({ dCore, dBackground }: FigureSetting): DataSpec {
  return {
    dCore,
    dBackground,
    strengths: Array.from({ length: dCore + dBackground }, () => UNIFORM),
    labels: 'true',
  };
}

function setupOf({ setting, activation }: FigureRun, examples: StreamKey): GeneralSetup {
  const { width, loss, optimizer, outputLayer, biases } = setting;
  const { kind, rows } = setting.examples;
  return {
    inputs: setting.dCore + setting.dBackground,
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

/** A batch of the setting; on spheres the core block is drawn anew. */
export function drawFigureBatch(
  setting: FigureSetting,
  key: StreamKey,
  page: number,
  rows: number,
  label?: 1 | -1,
): Batch {
  const batch = drawBatch(dataOf(setting), key, page, rows, label);
  if (setting.core === 'linear') return batch;
  const { dCore, dBackground } = setting;
  const d0 = dCore + dBackground;
  // Pages of normals far from those of the batches.
  const normals = standardNormals(key, 2 ** 20 + page, rows * dCore);
  const z = batch.z.slice();
  for (let n = 0; n < rows; n++) {
    const direction = normals.subarray(n * dCore, (n + 1) * dCore);
    const scale = (batch.y[n]! > 0 ? 2 : 1) / norm(direction, 0, dCore);
    for (let j = 0; j < dCore; j++) z[n * d0 + j] = scale * direction[j]!;
  }
  return { ...batch, z };
}

function startOf(setting: FigureSetting, setup: GeneralSetup, key: StreamKey): GeneralState {
  if (setting.initial === 'torch') return torchInitial(setup, key, setting.d);
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

function probe(
  core: GeneralCore,
  { setting }: FigureRun,
  setup: GeneralSetup,
  parameters: Parameters,
  key: (purpose: string) => StreamKey,
  step: number,
): FigurePoint {
  const lossOf = (batch: Batch) => {
    const outputs = core.outputs(setup, parameters, batch.z);
    const margins = Array.from(outputs, (h, n) => batch.y[n]! * h);
    return {
      loss: meanOf(margins.map((margin) => LOSSES[setting.loss].number(margin))),
      error: meanOf(margins.map((margin) => (Number.isNaN(margin) ? NaN : margin <= 0 ? 1 : 0))),
    };
  };
  const rows = PROBE_ROWS / 2;
  const classes = ([-1, 1] as const).map((label) =>
    drawFigureBatch(setting, key('probes'), label === 1 ? 1 : 0, rows, label),
  );
  const id = classes.map(lossOf);
  const ood = oodSets(setting, classes, key).map(lossOf);
  const rates = classes.map(({ z }) => activationRates(core.preactivations(setup, parameters, z), rows));
  return {
    step,
    idRisk: meanOf(id.map((c) => c.loss)),
    oodRisk: meanOf(ood.map((c) => c.loss)),
    idError: meanOf(id.map((c) => c.error)),
    oodError: meanOf(ood.map((c) => c.error)),
    rateDifference: meanOf(Array.from(rates[1]!, (r, k) => Math.abs(r - rates[0]![k]!))),
    ...weightsOf(setting, parameters),
  };
}

/**
 * Fresh examples with their background negated; where the training sample is fixed, that sample's own core features and
 * labels with fresh backgrounds, negated.
 */
function oodSets(
  setting: FigureSetting,
  classes: readonly Batch[],
  key: (purpose: string) => StreamKey,
): readonly Batch[] {
  if (setting.examples.kind === 'fresh') return classes.map((batch) => toOod(dataOf(setting), batch));
  const { dCore, dBackground } = setting;
  const { rows } = setting.examples;
  const trained = drawFigureBatch(setting, key('examples'), 0, rows);
  const other = toOod(dataOf(setting), drawFigureBatch(setting, key('probes'), 2, rows));
  const z = trained.z.slice();
  for (let n = 0; n < rows; n++) {
    const row = n * (dCore + dBackground);
    for (let j = dCore; j < dCore + dBackground; j++) z[row + j] = other.z[row + j]!;
  }
  return [{ ...trained, z }];
}

function activationRates(preactivations: Float32Array, rows: number): Float64Array {
  const width = preactivations.length / rows;
  const rates = new Float64Array(width);
  preactivations.forEach((p, i) => {
    // NaN must reach the rate.
    rates[i % width]! += Number.isNaN(p) ? NaN : p >= 0 ? 1 / rows : 0;
  });
  return rates;
}

function weightsOf(setting: FigureSetting, { hidden, output }: Parameters) {
  const { dCore, dBackground, width } = setting;
  const mu = momentsOf(UNIFORM).mean;
  const neurons = Array.from({ length: width }, (_, k) => {
    const start = k * (dCore + dBackground);
    const sum = (from: number, to: number) =>
      hidden.subarray(start + from, start + to).reduce((total, w) => total + mu * w, 0);
    return {
      core: Math.sign(output[k]!) * sum(0, dCore),
      background: sum(dCore, dCore + dBackground),
      coreNorm: norm(hidden, start, start + dCore),
      backgroundNorm: norm(hidden, start + dCore, start + dCore + dBackground),
    };
  });
  return {
    core: setting.core === 'linear' ? meanOf(neurons.map((n) => n.core)) : null,
    background: meanOf(neurons.map((n) => Math.abs(n.background))),
    coreNorm: meanOf(neurons.map((n) => n.coreNorm)),
    backgroundNorm: meanOf(neurons.map((n) => n.backgroundNorm)),
  };
}

function norm(values: Float32Array | Float64Array, from: number, to: number): number {
  let squares = 0;
  for (let i = from; i < to; i++) squares += values[i]! ** 2;
  return Math.sqrt(squares);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, v) => sum + v, 0) / values.length;
}
