/**
 * What the limit path knows of a training run: the moments of the strengths, and the numbers that survive as m and N grow without
 * bound. The derivation is docs/theory/limit-path.md.
 *
 * Symbols: d0 features; mu_j, sigma_j^2 mean and variance of the strength of feature j; S = sum mu_j^2 and T^2 = sum mu_j^2 sigma_j^2
 * over the core or the background features; h = eta d0/m the time s of one step; kappa = lambda m/d0; a the slope of the activation
 * below zero.
 */
import type { DataSpec } from '../../sim/data/batch.ts';
import { momentsOf } from '../../sim/data/strengths.ts';
import { featureCount, slopeOf, type TrainingSetup } from '../../sim/network.ts';

/** Features that cannot be told apart: of one group, with one mean and one variance. */
export interface FeatureKind {
  readonly core: boolean;
  readonly count: number;
  readonly mean: number;
  readonly variance: number;
}

export interface LimitInstance {
  readonly kinds: readonly FeatureKind[];
  /** Ambient dimension: weights start at N(0, 1/d). */
  readonly d: number;
  readonly h: number;
  readonly kappa: number;
  /** a: 0 for ReLU, 1 for the identity. */
  readonly slope: number;
}

/** The kinds of features of a distribution, core first, in the order in which they occur. */
export function kindsOf({ dCore, strengths }: Pick<DataSpec, 'dCore' | 'strengths'>): readonly FeatureKind[] {
  const kinds = new Map<string, FeatureKind>();
  strengths.forEach((strength, j) => {
    const core = j < dCore;
    const { mean, variance } = momentsOf(strength);
    const name = JSON.stringify([core, mean, variance]);
    kinds.set(name, { core, count: (kinds.get(name)?.count ?? 0) + 1, mean, variance });
  });
  return [...kinds.values()];
}

/** The limit of a training run; null where the derivation does not speak of it: random labels, no core, a gate averaged over classes. */
export function limitOf(setup: TrainingSetup): LimitInstance | null {
  const { data, eta, lambda, width, ambientDimension, gate } = setup;
  if (data.labels !== 'true' || data.dCore === 0 || gate !== 'own') return null;
  const d0 = featureCount(data);
  return {
    kinds: kindsOf(data),
    d: ambientDimension,
    h: (eta * d0) / width,
    kappa: (lambda * width) / d0,
    slope: setup.activation === 'identity' ? 1 : slopeOf(setup),
  };
}

/** Sums over a group of features. */
export interface GroupSums {
  /** sum mu^2 */
  readonly S: number;
  /** sum mu^2 sigma^2 */
  readonly T2: number;
}

export function groupSums(kinds: readonly FeatureKind[], core: boolean): GroupSums {
  let [S, T2] = [0, 0];
  for (const { count, mean, variance } of kinds.filter((k) => k.core === core)) {
    S += count * mean * mean;
    T2 += count * mean * mean * variance;
  }
  return { S, T2 };
}
