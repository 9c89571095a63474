/**
 * Trained networks beside the limit path: what is compared, and how far off it may be.
 *
 * Declared before any of these networks was trained; no constant is fitted. Strengths are uniform on [0, 1], so not skewed, and
 * the signs of the output weights are balanced. A finite network differs from the path
 *
 *   - by order 1/d0 (the central limit theorem over the features; a relative ln(d0)/d0 for R_ID, whose tail lies at sqrt(ln d0)
 *     standard deviations), taken with the factor 1;
 *   - by the noise of m neurons and of N examples a step, which make the growth faster or slower by a share, as if time ran
 *     faster or slower: neuronSpread/(sqrt(m) E[y h]) and sqrt(h/(N s)); and by the noise of what is measured, by its
 *     standard error. Noise is allowed four standard errors. Also, initial weights of m neurons add to the spread of the output.
 */
import type { StrengthDistribution } from '../../sim/data/strengths.ts';
import type { Engine } from '../../sim/engines/engine.ts';
import { loadKernel } from '../../sim/engines/kernel.ts';
import { initialState, type TrainingSetup, type TrainingState } from '../../sim/network.ts';
import { averageOf, hinge, probeWeights, type Estimate } from '../../sim/probes.ts';
import { streamKey, type StreamKey } from '../../sim/random/stream.ts';
import { limitOf, type LimitInstance } from '../../theorems/limit/instance.ts';
import { limitPath, type LimitPoint } from '../../theorems/limit/path.ts';

export interface LimitRun {
  readonly d0: number;
  /** Background over core features. */
  readonly ratio: number;
  readonly kappa: number;
  readonly m: number;
  readonly N: number;
  /** Times s at which the network is looked at, ascending. */
  readonly times: readonly number[];
  /** Fresh examples of each class. */
  readonly perClass: number;
}

/** R_ID, R_OOD, p over live neurons, B/C over live neurons, standard deviation of y h, mean |background correlation|. */
export const QUANTITIES = ['idRisk', 'oodRisk', 'wrongRate', 'contamination', 'deviation', 'size'] as const;
export type QuantityName = (typeof QUANTITIES)[number];

export type Observed = Readonly<Record<QuantityName, Estimate>> & { readonly s: number };

const UNIFORM: StrengthDistribution = { kind: 'uniform', low: 0, high: 1 };
/** h */
export const STEP = 0.05;
const NOISE = 4;
/** The grid of the path: fine enough that its error is none of the comparison's. */
const SIDE = 16;

export function setupOf({ d0, ratio, kappa, m, N }: LimitRun): TrainingSetup {
  const dBackground = Math.round((d0 * ratio) / (1 + ratio));
  return {
    data: {
      dCore: d0 - dBackground,
      dBackground,
      strengths: Array.from({ length: d0 }, () => UNIFORM),
      labels: 'true',
    },
    width: m,
    ambientDimension: Math.round(d0 * d0 * Math.sqrt(d0)),
    batchSize: N,
    eta: (STEP * m) / d0,
    lambda: (kappa * d0) / m,
    activation: 'relu',
    gate: 'own',
  };
}

/** Trains the network of a run and looks at it. */
export function observe(run: LimitRun): readonly Observed[] {
  const setup = setupOf(run);
  const engine = loadKernel();
  const key = (purpose: string) => streamKey('limit', JSON.stringify(run), purpose);
  const start = initialState(setup, key('initial'));
  const balanced = { ...start, signs: start.signs.map((_, k) => (k % 2 === 0 ? 1 : -1)) };
  const training = engine.start(setup, key('batches'), balanced);
  try {
    return run.times.map((s, page) => {
      const step = Math.round(s / STEP);
      training.advance(step - training.state().step);
      return {
        s: step * STEP,
        ...probe(engine, setup, training.state(), key(`probe-${page}`), run.perClass),
      };
    });
  } finally {
    training.dispose();
  }
}

function probe(
  engine: Engine,
  setup: TrainingSetup,
  state: TrainingState,
  stream: StreamKey,
  rows: number,
): Omit<Observed, 's'> {
  const classes = engine.probe(setup, state, { stream, page: 0, rows });
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
  const risk = (of: 'id' | 'ood') => averageOf(classes.flatMap((c) => Array.from(c[of], hinge)));
  return {
    idRisk: risk('id'),
    oodRisk: risk('ood'),
    wrongRate: averageOf(live.map((n) => n.wrong)),
    contamination: { mean: contamination, standardError: ratioError },
    deviation: withinClasses(classes.map((c) => c.id)),
    size: averageOf(neurons.map((n) => Math.abs(n.background))),
  };
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

/** Every input of the prediction, ten per cent more of it. */
export const PERTURBED: Readonly<Record<string, (instance: LimitInstance) => LimitInstance>> = {
  'core means': ofKind(true, 'mean'),
  'background means': ofKind(false, 'mean'),
  'core variances': ofKind(true, 'variance'),
  'background variances': ofKind(false, 'variance'),
  'core features': ofKind(true, 'count'),
  'background features': ofKind(false, 'count'),
  d: (i) => ({ ...i, d: 1.1 * i.d }),
  h: (i) => ({ ...i, h: 1.1 * i.h }),
  kappa: (i) => ({ ...i, kappa: 1.1 * i.kappa }),
};

function ofKind(core: boolean, field: 'mean' | 'variance' | 'count') {
  return (i: LimitInstance): LimitInstance => ({
    ...i,
    kinds: i.kinds.map((k) => (k.core === core ? { ...k, [field]: 1.1 * k[field] } : k)),
  });
}

/** Deviation over tolerance. */
export const unitsOf = ({ seen, predicted, tolerance }: Compared): number =>
  Math.abs(seen - predicted) / tolerance;

export interface Compared {
  readonly s: number;
  readonly quantity: QuantityName;
  readonly seen: number;
  readonly predicted: number;
  /** What the deviation may be. */
  readonly tolerance: number;
}

/** Every quantity at every time. `change` spoils the prediction: see the perturbations. */
export function compare(
  run: LimitRun,
  observed: readonly Observed[],
  change: (instance: LimitInstance) => LimitInstance = (i) => i,
): readonly Compared[] {
  const instance = change(limitOf(setupOf(run))!);
  const last = Math.round((1.5 * run.times.at(-1)!) / STEP);
  const path = limitPath(
    instance,
    Array.from({ length: last + 1 }, (_, step) => step),
    SIDE,
  );
  const order = 1 / run.d0;
  // Of max(0, <v_k, z>) half of the variance over z is left, in the mean over m independent neurons.
  const untrained = Math.sqrt(
    instance.kinds.reduce((sum, k) => sum + k.count * k.variance, 0) / (2 * instance.d * run.m),
  );
  return observed.flatMap(({ s, ...seen }) => {
    const step = Math.round(s / STEP);
    const point = path[step]!;
    const noise =
      s === 0 ? 0 : Math.sqrt(STEP / (run.N * s)) + point.neuronSpread / Math.sqrt(run.m) / point.output.mean;
    const reach = Math.ceil((order + NOISE * noise) * step);
    const [before, now, after] = [step - reach, step, step + reach].map((at) =>
      predictedBy(path[Math.min(last, Math.max(0, at))]!),
    ) as [ReturnType<typeof predictedBy>, ReturnType<typeof predictedBy>, ReturnType<typeof predictedBy>];
    return QUANTITIES.map((quantity): Compared => {
      const predicted = now[quantity];
      const own = {
        idRisk: predicted * Math.log(run.d0) * order,
        deviation: predicted * order + untrained,
        size: predicted * order,
        oodRisk: order,
        wrongRate: order,
        contamination: order,
      }[quantity];
      const { mean, standardError } = seen[quantity];
      const moved = Math.max(Math.abs(after[quantity] - predicted), Math.abs(before[quantity] - predicted));
      return { s, quantity, seen: mean, predicted, tolerance: moved + own + NOISE * standardError };
    });
  });
}
