/**
 * The limit path: training in the limit of infinitely many neurons and infinite batches, with Gaussian preactivations and output.
 * Deterministic, without a fitted constant, derived in docs/theory/limit-path.md.
 *
 * Time is the instance's own: one step of SGD is one step of the path, so the instance's h enters and nothing is left to integrate
 * in time. The one approximation in computing it is the grid of neurons, whose fineness may be chosen.
 */
import { neededConstant } from '../asymmetry.ts';
import type { LimitInstance } from './instance.ts';
import {
  initialNeurons,
  meanOver,
  newPreactivations,
  quantileOver,
  setPreactivations,
  type Neurons,
  type Preactivations,
} from './neurons.ts';
import { outputLaw, type OutputLaw } from './output.ts';
import { step } from './step.ts';

export interface LimitPoint extends Pick<OutputLaw, 'idRisk' | 'oodRisk' | 'inMargin' | 'oodMean'> {
  readonly step: number;
  /** step h = t eta d0/m. */
  readonly s: number;
  /** Mean and standard deviation of y h(x) in distribution. */
  readonly output: { readonly mean: number; readonly deviation: number };
  /** Medians over neurons of P_k(y) and P_k(-y), y the sign of the output weight. */
  readonly medianRates: readonly [number, number];
  /** Medians over neurons of y times the core correlation, and of the background correlation. */
  readonly core: number;
  readonly background: number;
  /** The c for which half of the neurons have P_k(y) >= 1 - c d0^(-1/2) and P_k(-y) <= 2 c sqrt(ln d0/d0). */
  readonly asymmetry: number;
  /** Share of the neurons with P_k(y) > 1/2; over these, means of P_k(-y), y times core correlation, background correlation. */
  readonly live: {
    readonly share: number;
    readonly wrongRate: number;
    readonly core: number;
    readonly background: number;
  };
  /** Means over neurons of |P_k(+1) - P_k(-1)|, y times core correlation, |background correlation|. */
  readonly means: { readonly rateDifference: number; readonly core: number; readonly background: number };
  /** The mean output of m neurons is off by this/sqrt(m): half the standard deviation of E[phi | y] - E[phi | -y] between neurons. */
  readonly neuronSpread: number;
}

/** Points per direction of the grid of neurons; 97 neurons. With twice as many, risks move by at most some 3 % of themselves. */
export const GRID_SIDE = 11;

/** Weights beyond this have diverged; their squares are still numbers. */
const LARGEST_WEIGHT = 1e100;

/** The path at these steps, ascending; where decay h kappa > 2 makes it diverge, at those before. */
export function limitPath(
  instance: LimitInstance,
  steps: readonly number[],
  side: number = GRID_SIDE,
): readonly LimitPoint[] {
  const neurons = initialNeurons(instance, side);
  const p = newPreactivations(neurons);
  const points: LimitPoint[] = [];
  let done = 0;
  for (const at of steps) {
    if (!(Number.isInteger(at) && at >= done))
      throw new RangeError(`the steps of a path are whole numbers, ascending; got ${at} after ${done}`);
    for (; ; done++) {
      if (!neurons.growth.every((g) => Math.abs(g) < LARGEST_WEIGHT)) return points;
      setPreactivations(p, instance, neurons);
      const law = outputLaw(instance, neurons, p);
      if (done === at) {
        points.push(pointAt(instance, neurons, p, law, at));
        break;
      }
      step(instance, neurons, p, law);
    }
  }
  return points;
}

/** The first time from which on half of the neurons are asymmetric with the constant c; Infinity where they are not at the end. */
export function onsetTime(points: readonly LimitPoint[], c: number): number {
  const last = points.findLastIndex(({ asymmetry }) => !(asymmetry <= c));
  return points[last + 1]?.s ?? Infinity;
}

/** The first time at which the mean output is at the margin, linear between points; Infinity where it does not get there. */
export function marginTime(points: readonly LimitPoint[]): number {
  const i = points.findIndex(({ output }) => output.mean >= 1);
  const [before, after] = [points[i - 1], points[i]];
  if (after === undefined) return Infinity;
  if (before === undefined) return after.s;
  const share = (1 - before.output.mean) / (after.output.mean - before.output.mean);
  return before.s + share * (after.s - before.s);
}

function pointAt(
  { kinds, h, slope }: LimitInstance,
  neurons: Neurons,
  p: Preactivations,
  law: OutputLaw,
  at: number,
): LimitPoint {
  const { ownRate, wrongRate } = p;
  const d0 = kinds.reduce((sum, { count }) => sum + count, 0);
  const core = p.ownMean.map((own, i) => (own - p.wrongMean[i]!) / 2);
  const background = p.ownMean.map((own, i) => (own + p.wrongMean[i]!) / 2);
  const needed = ownRate.map((own, i) => neededConstant(d0, own, wrongRate[i]!));
  const isLive = (i: number) => (ownRate[i]! > 0.5 ? 1 : 0);
  const share = meanOver(neurons, isLive);
  const amongLive = (values: Float64Array) => meanOver(neurons, (i) => isLive(i) * values[i]!) / share;
  const value = (mean: number, rate: number, density: number, deviation: number) =>
    slope * mean + (1 - slope) * (mean * rate + deviation * deviation * density);
  const added = ownRate.map(
    (_, i) =>
      value(p.ownMean[i]!, ownRate[i]!, p.ownDensity[i]!, p.deviation[i]!) -
      value(p.wrongMean[i]!, wrongRate[i]!, p.wrongDensity[i]!, p.deviation[i]!),
  );
  const average = meanOver(neurons, (i) => added[i]!);
  const spread = meanOver(neurons, (i) => (added[i]! - average) * (added[i]! - average));
  return {
    step: at,
    s: at * h,
    idRisk: law.idRisk,
    oodRisk: law.oodRisk,
    inMargin: law.inMargin,
    oodMean: law.oodMean,
    output: { mean: law.mean, deviation: law.deviation },
    medianRates: [quantileOver(neurons, ownRate, 0.5), quantileOver(neurons, wrongRate, 0.5)],
    core: quantileOver(neurons, core, 0.5),
    background: quantileOver(neurons, background, 0.5),
    asymmetry: quantileOver(neurons, needed, 0.5),
    live: {
      share,
      wrongRate: amongLive(wrongRate),
      core: amongLive(core),
      background: amongLive(background),
    },
    means: {
      rateDifference: meanOver(neurons, (i) => Math.abs(ownRate[i]! - wrongRate[i]!)),
      core: meanOver(neurons, (i) => core[i]!),
      background: meanOver(neurons, (i) => Math.abs(background[i]!)),
    },
    neuronSpread: Math.sqrt(spread) / 2,
  };
}
