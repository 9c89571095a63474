/** What a network of Figure 3 shows at a checkpoint. */
import type { Batch } from '../../sim/data/batch.ts';
import { project } from '../../sim/data/dictionary.ts';
import { momentsOf } from '../../sim/data/strengths.ts';
import { LOSSES } from '../../sim/general/losses.ts';
import type { GeneralSetup, Parameters } from '../../sim/general/network.ts';
import type { GeneralCore } from '../../sim/general/train.ts';
import type { StreamKey } from '../../sim/random/stream.ts';
import { drawFigureBatch, norm, oodSets, UNIFORM } from './data.ts';
import type { FigureSetting } from './setting.ts';

export interface FigurePoint {
  readonly step: number;
  /** Mean loss on the fixed sample; null where every batch is fresh. */
  readonly trainRisk: number | null;
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

/** Fresh examples of a probe; half of them of each class. */
const PROBE_ROWS = 2048;

export function probe(
  core: GeneralCore,
  setting: FigureSetting,
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
  const { kind, rows: sample } = setting.examples;
  return {
    step,
    trainRisk: kind === 'fixed' ? lossOf(drawFigureBatch(setting, key('examples'), 0, sample)).loss : null,
    idRisk: meanOf(id.map((c) => c.loss)),
    oodRisk: meanOf(ood.map((c) => c.loss)),
    idError: meanOf(id.map((c) => c.error)),
    oodError: meanOf(ood.map((c) => c.error)),
    rateDifference: meanOf(Array.from(rates[1]!, (r, k) => Math.abs(r - rates[0]![k]!))),
    ...weightsOf(setting, setup, parameters),
  };
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

function weightsOf(setting: FigureSetting, { dictionary }: GeneralSetup, parameters: Parameters) {
  const { output } = parameters;
  // <w_k, m_j> for every feature.
  const hidden = dictionary === undefined ? parameters.hidden : project(dictionary, parameters.hidden);
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

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, v) => sum + v, 0) / values.length;
}
