/** Gradients of fresh batches along a training run against those of the population. */
import { drawBatch } from '../../../sim/data/batch.ts';
import { initialState, type TrainingSetup } from '../../../sim/network.ts';
import { ln } from '../../../sim/random/elementary.ts';
import type { Label } from '../../../sim/random/stream.ts';
import type { Training, TrialInput } from '../../types.ts';
import { lookAlong, trainingOf } from '../training.ts';
import { USES, type GradientInstance } from './instance.ts';
import { meanOf, onGrid, partSums, populationProjections } from './sums.ts';
import { varianceBand } from './varianceBand.ts';

export interface GradientMeasurement {
  readonly d0: number;
  readonly m: number;
  readonly N: number;
  /** Gaps the radius is a union over: steps, neurons, features. */
  readonly comparisons: number;
  /** Largest m |<empirical - population gradient, m_j>|, and what it is compared with. */
  readonly gap: number;
  readonly radius: number;
  /** How far the spread of the gaps is from the enumerated variance, in standard deviations at most: see varianceBand.ts. */
  readonly deviation: number;
  /** Mean over the steps of the spread in units of that variance; 1 is expected. */
  readonly spread: number;
  readonly moments: readonly {
    readonly step: number;
    readonly gap: number;
    /** Probability that an example is in the margin. */
    readonly inMargin: number;
  }[];
}

/** The chance that the radius leaves for any gap to exceed it, by Hoeffding and a union bound. */
export const RADIUS_FAILURE = 0.05;
/** Steps at which gradients are looked at: every early one, where neurons still differ, then ever fewer. */
export const GRADIENT_STEPS = [...Array(16).keys(), 20, 40, 100, 200];

/** What a trial of the instance trains. */
export function gradientTraining(labels: readonly Label[], i: GradientInstance): Training {
  const setup: TrainingSetup = {
    data: { dCore: i.dCore, dBackground: i.dBackground, strengths: i.strengths, labels: 'true' },
    width: i.m,
    ambientDimension: i.d,
    batchSize: i.N,
    eta: (i.h * i.m) / i.d0,
    lambda: 0,
    activation: 'relu',
    gate: 'own',
  };
  return trainingOf(labels, setup, GRADIENT_STEPS.at(-1)!, initialState);
}

export function measure(
  { engine, labels }: Pick<TrialInput, 'engine' | 'labels'>,
  i: GradientInstance,
): GradientMeasurement {
  const training = gradientTraining(labels, i);
  const { data } = training.setup;
  const uses = USES[i.batch];
  const looks = lookAlong(engine, training, GRADIENT_STEPS, (state) => {
    // The batch that the run is about to take; weights were made without it.
    const batch = drawBatch(data, training.batches, state.step, i.N / uses);
    const network = { signs: state.signs, weights: onGrid(state.weights) };
    const population = populationProjections(data, network);
    const parts = partSums(network, batch, uses);
    const gaps = meanOf(parts, i.N).map((g, at) => Math.abs(g - population.projections[at]!));
    return { step: state.step, gap: gaps.reduce((a, b) => (b <= a ? a : b), 0), population, parts };
  });
  const comparisons = GRADIENT_STEPS.length * i.m * i.d0;
  return {
    d0: i.d0,
    m: i.m,
    N: i.N,
    comparisons,
    gap: Math.max(...looks.map((at) => at.gap)),
    radius: hoeffdingRadius(i.N, comparisons) / (i.radius === 'quarter' ? 4 : 1),
    ...varianceBand(looks, i.spread),
    moments: looks.map(({ step, gap, population }) => ({ step, gap, inMargin: population.inMargin })),
  };
}

/** Each summand of m times the gradient lies in [-1, 1]: P(any of `comparisons` gaps exceeds this) <= RADIUS_FAILURE. */
export function hoeffdingRadius(N: number, comparisons: number): number {
  return Math.sqrt((2 * ln((2 * comparisons) / RADIUS_FAILURE)) / N);
}
