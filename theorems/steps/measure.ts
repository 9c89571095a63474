/**
 * Steps of the argument, looked at along whole runs of the paper's network.
 *
 * Symbols -> names: for neuron k and its own class y = c_k, M = sum_j mu_j <w_k, z_j> is its mean preactivation on its own class
 * (own), W on the wrong class (wrong), V the variance on either (deviation^2); C = (M - W)/2 core, B = (M + W)/2 background.
 */
import { momentsOf } from '../../sim/data/strengths.ts';
import { featureCount, type TrainingSetup, type TrainingState } from '../../sim/network.ts';
import { averageOf, hinge, probeWeights } from '../../sim/probes.ts';
import { streamKey } from '../../sim/random/stream.ts';
import { networkTraining } from '../studies/network/measure.ts';
import { READINGS, type StepsInstance } from './instance.ts';
import { lookAlong } from '../studies/training.ts';
import type { TrialInput } from '../types.ts';

/** Fresh examples of each class in a look. */
const PER_CLASS = 1024;
/** Looks at activation rates, two to every doubling, the last at the end. */
const LOOKS = 16;
/** A neuron has joined its class where its mean preactivation is this many standard deviations above 0: active on 90 % of it (Cantelli). */
const JOINED = 3;
/** Standard errors that noise of a rate is allowed. */
const NOISE = 4;

export interface StepsMeasurement {
  /** What |v_k| has gained on (1 - h kappa)^t |v_k(0)|, over what t steps may give; largest over neurons and steps. */
  readonly growthUsed: number;
  /** Neurons; those that joined their class; of these the ones whose mean preactivation on it was at 0 or below later. */
  readonly neurons: number;
  readonly joined: number;
  readonly left: number;
  /** Rates of joined neurons that were compared with Hoeffding's exponential, over all looks, and those above it by more than noise. */
  readonly rates: number;
  readonly aboveHoeffding: number;
  /** Looks before the margin but for the first, and of these the ones at which C - B, its mean over neurons, had not grown. */
  readonly gapLooks: number;
  readonly gapFell: number;
  /** Share of the neurons that activate more than half of their own class before the first step. */
  readonly live: number;
}

interface Neuron {
  readonly own: number;
  readonly wrong: number;
  readonly deviation: number;
  readonly norm: number;
  /** sum_j w_j^2 (range of u_j)^2 */
  readonly ranges: number;
}

export function measure(
  { engine, labels }: Pick<TrialInput, 'engine' | 'labels'>,
  i: StepsInstance,
): StepsMeasurement {
  const reading = READINGS[i.reading];
  const training = networkTraining(labels, i);
  const { setup, steps: last } = training;
  const probes = streamKey(...labels, 'probes');
  const looks = new Set(
    Array.from({ length: LOOKS }, (_, n) => Math.round(last * 2 ** (-n / 2))).filter((step) => step > 0),
  );
  const everyStep = Array.from({ length: last + 1 }, (_, step) => step);
  const decay = 1 - i.h * i.kappa;
  const start = neuronsOf(setup, training.start);
  const [joined, left] = [new Set<number>(), new Set<number>()];
  const tally = { rates: 0, aboveHoeffding: 0, gapLooks: 0, gapFell: 0 };
  let [growthUsed, allowed, kept, live] = [0, 0, 1, NaN];
  let gap: number | null = null;
  lookAlong(engine, training, everyStep, (state, _, step) => {
    const neurons = neuronsOf(setup, state);
    if (step > 0) {
      kept *= decay;
      allowed = decay * allowed + (reading.growth * i.h) / Math.sqrt(i.d0);
    }
    for (const [k, n] of neurons.entries()) {
      if (step > 0) growthUsed = Math.max(growthUsed, (n.norm - kept * start[k]!.norm) / allowed);
      if (n.own > JOINED * n.deviation) joined.add(k);
      else if (joined.has(k) && n.own <= 0) left.add(k);
    }
    if (step > 0 && !looks.has(step)) return;
    const draw = { stream: probes, page: step, rows: PER_CLASS };
    const classes = engine.probe(setup, state, draw);
    const rateOf = (k: number, own: boolean) => classes[state.signs[k]! > 0 === own ? 1 : 0].rates[k]!;
    if (step === (reading.start ? 0 : last))
      live = averageOf(neurons.map((_, k) => (rateOf(k, true) > 0.5 ? 1 : 0))).mean;
    if (step === 0) return;
    for (const [k, n] of neurons.entries()) {
      if (!(n.own > JOINED * n.deviation)) continue;
      for (const [mean, tail] of [
        [n.own, 1 - rateOf(k, true)],
        [-n.wrong, rateOf(k, false)],
      ] as const) {
        if (mean <= 0) continue;
        tally.rates++;
        const exponent = (2 * reading.exponent * mean * mean) / n.ranges;
        if (isAbove(tail, Math.exp(-exponent))) tally.aboveHoeffding++;
      }
    }
    const idRisk = averageOf(classes.flatMap((c) => Array.from(c.id, hinge))).mean;
    if (idRisk < 1 / 2) return;
    const now = averageOf(neurons.map((n) => -n.wrong)).mean;
    if (gap !== null) {
      tally.gapLooks++;
      if (!(now > gap)) tally.gapFell++;
    }
    gap = now;
  });
  return {
    growthUsed,
    neurons: start.length,
    joined: joined.size,
    left: left.size,
    ...tally,
    live,
  };
}

/** A share of PER_CLASS examples above a probability, by more than noise and the resolution of the share; what is no number is. */
function isAbove(share: number, probability: number): boolean {
  return !(share <= probability + NOISE * Math.sqrt(probability / PER_CLASS) + NOISE / PER_CLASS);
}

function neuronsOf(setup: TrainingSetup, state: TrainingState): readonly Neuron[] {
  const { strengths } = setup.data;
  const d0 = featureCount(setup.data);
  const variances = strengths.map((s) => momentsOf(s).variance);
  const squaredRanges = strengths.map(({ low, high }) => (high - low) ** 2);
  const { core, background } = probeWeights(setup, state);
  return Array.from(state.signs, (sign, k) => {
    let [variance, square, ranges] = [0, 0, 0];
    for (let j = 0; j < d0; j++) {
      const w = state.weights[k * d0 + j]! ** 2;
      variance += variances[j]! * w;
      square += w;
      ranges += squaredRanges[j]! * w;
    }
    return {
      own: sign * core[k]! + background[k]!,
      wrong: background[k]! - sign * core[k]!,
      deviation: Math.sqrt(variance),
      norm: Math.sqrt(square),
      ranges,
    };
  });
}
