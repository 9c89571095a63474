/** What the limit path predicts of a network, measured on one: with Monte Carlo standard errors. */
import type { Engine, ProbeDraw } from '../../sim/engines/engine.ts';
import type { TrainingSetup, TrainingState } from '../../sim/network.ts';
import { averageOf, hinge, probeWeights, type Estimate } from '../../sim/probes.ts';
import type { LimitPoint } from './path.ts';

/** R_ID, R_OOD, p over live neurons, B/C over live neurons, standard deviation of y h, mean |background correlation|. */
export const QUANTITIES = ['idRisk', 'oodRisk', 'wrongRate', 'contamination', 'deviation', 'size'] as const;
export type QuantityName = (typeof QUANTITIES)[number];

/** The six quantities, and what a law asks beside them. */
export type Observed = Readonly<Record<QuantityName | 'idMean' | 'oodMean' | 'liveShare', Estimate>>;

/** Looks at a network on fresh examples. A neuron is live when it activates more than half of its own class. */
export function observe(
  engine: Engine,
  setup: TrainingSetup,
  state: TrainingState,
  draw: ProbeDraw,
): Observed {
  const classes = engine.probe(setup, state, draw);
  const weights = probeWeights(setup, state);
  const neurons = Array.from(state.signs, (sign, k) => ({
    own: classes[sign > 0 ? 1 : 0].rates[k]!,
    wrong: classes[sign > 0 ? 0 : 1].rates[k]!,
    core: sign * weights.core[k]!,
    background: weights.background[k]!,
  }));
  const live = neurons.filter((n) => n.own > 0.5);
  const core = averageOf(live.map((n) => n.core)).mean;
  const contamination = averageOf(live.map((n) => n.background)).mean / core;
  const ratioError = averageOf(live.map((n) => (n.background - contamination * n.core) / core)).standardError;
  const overExamples = (of: 'id' | 'ood', value: (output: number) => number) =>
    averageOf(classes.flatMap((c) => Array.from(c[of], value)));
  return {
    idRisk: overExamples('id', hinge),
    oodRisk: overExamples('ood', hinge),
    idMean: overExamples('id', (output) => output),
    oodMean: overExamples('ood', (output) => output),
    liveShare: averageOf(neurons.map((n) => (n.own > 0.5 ? 1 : 0))),
    wrongRate: onSharedExamples(averageOf(live.map((n) => n.wrong)), 2 * draw.rows),
    contamination: { mean: contamination, standardError: ratioError },
    deviation: withinClasses(classes.map((c) => c.id)),
    size: averageOf(neurons.map((n) => Math.abs(n.background))),
  };
}

/** A rate over neurons that are all looked at on the same examples: at worst they are active on the same ones. */
function onSharedExamples({ mean, standardError }: Estimate, examples: number): Estimate {
  return { mean, standardError: Math.hypot(standardError, Math.sqrt((mean * (1 - mean)) / examples)) };
}

/** Standard deviation of y h around its class mean: half an imbalance of live neurons between the signs is no spread of examples. */
function withinClasses(classes: readonly Float64Array[]): Estimate {
  const squares = classes.flatMap((values) => {
    const { mean } = averageOf(values);
    return Array.from(values, (v) => (v - mean) ** 2);
  });
  const variance = averageOf(squares);
  const deviation = Math.sqrt(variance.mean);
  return { mean: deviation, standardError: variance.standardError / (2 * deviation) };
}

export const predictedBy = (p: LimitPoint): Readonly<Record<QuantityName, number>> => ({
  idRisk: p.idRisk,
  oodRisk: p.oodRisk,
  wrongRate: p.live.wrongRate,
  contamination: p.live.background / p.live.core,
  deviation: p.output.deviation,
  size: p.means.background,
});
