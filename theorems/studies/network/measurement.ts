/** What is kept of a trained network: quantiles over the neurons of either sign, and risks. */
import type { Estimate } from '../../../sim/probes.ts';

/** All neurons whose output weight a_k has the sign `sign`; y = sign is their own class. */
export interface Neurons {
  readonly sign: 1 | -1;
  readonly count: number;
  /**
   * The smallest c for which half of these neurons have both P_k(y) >= 1 - c d0^(-1/2) and
   * P_k(-y) <= 2 c sqrt(ln d0/d0).
   */
  readonly asymmetry: number;
  /** Share of these neurons that have both with c = 1. */
  readonly asymmetricShare: number;
  /** 90 % of these neurons have P_k(-y) at or below this. */
  readonly wrongRate: number;
  /** Medians of P_k(y) and P_k(-y), for curves. */
  readonly medianRates: readonly [number, number];
  /** y * core correlation: 55 % of these neurons are at or above the first, the median, 95 % at or below the last. */
  readonly core: readonly [number, number, number];
  /** Background correlation: the same. */
  readonly background: readonly [number, number, number];
}

/** Numbers of every neuron of one sign, in their order, to four digits; at the end of a run only. */
export interface EachNeuron {
  /** The smallest c of `Neurons.asymmetry` for this neuron alone. */
  readonly asymmetry: readonly number[];
  /** y * core correlation, and background correlation. */
  readonly core: readonly number[];
  readonly background: readonly number[];
}

export interface Checkpoint {
  /** Nominal time s = t eta d0 / m. */
  readonly s: number;
  readonly step: number;
  readonly idRisk: Estimate;
  readonly oodRisk: Estimate;
  readonly idError: Estimate;
  readonly oodError: Estimate;
  /** Mean hinge of the last fresh batches before their updates; null of fewer than two since the checkpoint before. */
  readonly progressiveRisk: Estimate | null;
  /** max over neurons and background features of |<w_k, m_j>| sqrt(d). */
  readonly largestBackground: number;
  /**
   * What was learned of the background: root mean square over neurons and background features of the weight less what decay
   * left of the initial weight, times sqrt(d). 0 before the first step.
   */
  readonly learnedBackground: number;
  readonly neurons: readonly [Neurons, Neurons];
  /** Between the checkpoint before and this one, past T0; null where nobody looked. */
  readonly between: Between | null;
}

/** What was seen of Theorem 4.1 between two checkpoints: see between.ts. */
export interface Between {
  readonly looks: number;
  /** Largest `Neurons.asymmetry` of either sign, and the time s of the look. */
  readonly asymmetry: number;
  readonly s: number;
}

export interface Measurement {
  readonly d0: number;
  readonly dBackground: number;
  readonly m: number;
  readonly d: number;
  /** Untrained first (s = 0), then one per checkpoint time. */
  readonly checkpoints: readonly Checkpoint[];
  /** Between checkpoints it was looked at after every step, and not only at every 1/8 of a doubling. */
  readonly everyStep: boolean;
  /** Of the last checkpoint, neurons of sign +1 first. */
  readonly eachNeuron: readonly [EachNeuron, EachNeuron];
}
