/**
 * What is measured on a trained network, from what an engine finds on fresh data and from its weights.
 *
 * Symbols of the paper -> names: P_k(y) activationRate[y][k] = Pr[<w_k, x> >= 0 | y]; R_ID idRisk, R_OOD
 * oodRisk (expected hinge loss); sum_j mu_j <w_k, m_j> over core or background features: correlation.
 */
import { momentsOf } from './data/strengths.ts';
import type { Engine, ProbeDraw } from './engines/engine.ts';
import { featureCount, type TrainingSetup, type TrainingState } from './network.ts';

/** A mean over fresh examples with its Monte Carlo standard error. */
export interface Estimate {
  readonly mean: number;
  readonly standardError: number;
}

export interface RiskProbe {
  readonly idRisk: Estimate;
  readonly oodRisk: Estimate;
  /** Share of examples with y h <= 0: the 0-1 error counts an undecided example as wrong. */
  readonly idError: Estimate;
  readonly oodError: Estimate;
  /** Share of fresh ID examples of class +1 (index 1) and -1 (index 0) that activate neuron k; [m] each. */
  readonly activationRate: readonly [Float64Array, Float64Array];
}

/** Sums over features per neuron, [m] each; `largestBackground` over all neurons and background features. */
export interface WeightProbe {
  readonly core: Float64Array;
  readonly background: Float64Array;
  readonly largestBackground: number;
}

/** Risks and activation rates on fresh examples; the classes are equally likely, so class means are averaged. */
export function probeRisks(
  engine: Engine,
  setup: TrainingSetup,
  state: TrainingState,
  draw: ProbeDraw,
): RiskProbe {
  const [minus, plus] = engine.probe(setup, state, draw);
  const average = (of: 'id' | 'ood', value: (margin: number) => number): Estimate => {
    const [a, b] = [summary(minus[of], value), summary(plus[of], value)];
    return { mean: (a.mean + b.mean) / 2, standardError: Math.sqrt(a.squaredError + b.squaredError) / 2 };
  };
  return {
    idRisk: average('id', hinge),
    oodRisk: average('ood', hinge),
    idError: average('id', zeroOne),
    oodError: average('ood', zeroOne),
    activationRate: [minus.rates, plus.rates],
  };
}

/** Correlations with the core and the background features, and the largest background weight. */
export function probeWeights(setup: TrainingSetup, state: TrainingState): WeightProbe {
  const d0 = featureCount(setup.data);
  const means = setup.data.strengths.map((s) => momentsOf(s).mean);
  const core = new Float64Array(setup.width);
  const background = new Float64Array(setup.width);
  let largestBackground = 0;
  for (let k = 0; k < setup.width; k++) {
    for (let j = 0; j < d0; j++) {
      const weight = state.weights[k * d0 + j]!;
      if (j < setup.data.dCore) core[k]! += means[j]! * weight;
      else {
        background[k]! += means[j]! * weight;
        // Math.max keeps NaN: a comparison would drop it.
        largestBackground = Math.max(largestBackground, Math.abs(weight));
      }
    }
  }
  return { core, background, largestBackground };
}

/** Mean of independent values with its standard error. */
export function averageOf(values: ArrayLike<number>): Estimate {
  const { mean, squaredError } = summary(values, (v) => v);
  return { mean, standardError: Math.sqrt(squaredError) };
}

/** The hinge loss at margin y h; NaN stays NaN. */
export function hinge(margin: number): number {
  return Math.max(0, 1 - margin);
}

function zeroOne(margin: number): number {
  return Number.isNaN(margin) ? NaN : margin <= 0 ? 1 : 0;
}

function summary(values: ArrayLike<number>, of: (value: number) => number) {
  let sum = 0;
  let squares = 0;
  const n = values.length;
  for (let i = 0; i < n; i++) {
    const v = of(values[i]!);
    sum += v;
    squares += v * v;
  }
  const mean = sum / n;
  return { mean, squaredError: Math.max(0, squares / n - mean * mean) / (n - 1) };
}
