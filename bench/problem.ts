/** What is trained: uniform strengths on [0, 1], no decay, from s = 0 to s = 40 with a fresh batch at every step. */
import type { TrainingSetup } from '../sim/network.ts';
import { END_TIME } from '../theorems/studies/network/checkpoints.ts';

/** One training run. The peers in bench/peers read the same fields. */
export interface Problem {
  readonly N: number;
  readonly dCore: number;
  readonly dBackground: number;
  readonly m: number;
  readonly d: number;
  /** s = t eta d0 / m per step. */
  readonly h: number;
  readonly steps: number;
  /** Runs of one process, on streams of their own from `seed` on. */
  readonly rounds: number;
  readonly seed: number;
  /** Seconds of processor time: a run that would take more is not begun. */
  readonly longest: number;
}

/** Seconds of processor time above which a run is not repeated. */
export const LONG = 10;

/** What varies along a ladder of the bench. */
export type Variable = 'd' | 'm' | 'N' | 'd0';

export interface Shape {
  readonly N: number;
  readonly d0: number;
  readonly m: number;
  /** About dBackground / dCore. */
  readonly ratio: number;
  readonly d: number;
}

/** The largest step of the domain. */
const STEP = 0.05;

/** Of a run to s = 40. */
export const STEPS = Math.round(END_TIME / STEP);

/** R_ID at the end of a run that learned; 1 untrained, some 0.006 at d0 = 32 and less above. */
export const LEARNED = 0.05;

/** Steps at the end whose fresh batches give R_ID (the peers have the same number). */
export const LAST = 20;

export function problemOf(
  { N, d0, m, ratio, d }: Shape,
  { rounds, seed, longest }: Pick<Problem, 'rounds' | 'seed' | 'longest'>,
): Problem {
  const dBackground = Math.max(1, Math.round((d0 * ratio) / (1 + ratio)));
  const dCore = d0 - dBackground;
  return { N, dCore, dBackground, m, d, h: STEP, steps: STEPS, rounds, seed, longest };
}

export function setupOf({ N, dCore, dBackground, m, d, h }: Problem): TrainingSetup {
  const d0 = dCore + dBackground;
  const uniform = { kind: 'uniform', low: 0, high: 1 } as const;
  return {
    data: { dCore, dBackground, strengths: Array.from({ length: d0 }, () => uniform), labels: 'true' },
    width: m,
    ambientDimension: d,
    batchSize: N,
    eta: (h * m) / d0,
    lambda: 0,
    activation: 'relu',
    gate: 'own',
  };
}

/** d_background = d_core and d = d0^2.5, or half as many background features and d = d0^3. */
export function settings({ N, d0, m }: Pick<Shape, 'N' | 'd0' | 'm'>): readonly Shape[] {
  return [
    { N, d0, m, ratio: 1, d: Math.round(d0 ** 2.5) },
    { N, d0, m, ratio: 0.5, d: d0 ** 3 },
  ];
}
