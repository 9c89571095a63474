/** Networks are trained, looked at on fresh examples, and held against what the theory says of the very instance. */
import { initialState } from '../../sim/network.ts';
import type { Estimate } from '../../sim/probes.ts';
import { streamKey, type Label } from '../../sim/random/stream.ts';
import { balancedSigns } from '../limit/balanced.ts';
import { observe, type Observed } from '../limit/observed.ts';
import { compareAt, NOISE, roomyPath, type Compared } from '../limit/tolerance.ts';
import { lookAlong, trainingOf } from '../studies/training.ts';
import type { Training, TrialInput } from '../types.ts';
import { balanceOf, largestDecay } from './closedForms.ts';
import { setupOf, toldOf, type LawInstance } from './instance.ts';

/** Fresh examples of each class in a look. */
const PER_CLASS = 4096;

/** One number beside its prediction. */
export type Held = Compared<string>;

export interface LawMeasurement {
  readonly R: number;
  readonly slope: number;
  readonly held: readonly Held[];
}

type Trial = Pick<TrialInput, 'engine' | 'labels'>;

/** What a trial of the instance trains. */
export function lawTraining(labels: readonly Label[], i: LawInstance): Training {
  return trainingOf(labels, setupOf(i), Math.round(i.s / i.h), (setup, key) =>
    balancedSigns(initialState(setup, key)),
  );
}

function looksAt<T>(
  { engine, labels }: Trial,
  i: LawInstance,
  times: readonly number[],
  of: (seen: Observed, step: number) => T,
): readonly T[] {
  const training = lawTraining(labels, i);
  const probes = streamKey(...labels, 'probes');
  const steps = times.map((s) => Math.round(s / i.h));
  return lookAlong(engine, training, steps, (state, _, page) =>
    of(observe(engine, training.setup, state, { stream: probes, page, rows: PER_CLASS }), steps[page]!),
  );
}

/** The whole run beside the limit path, at times that double up to its end. */
export function alongPath(trial: Trial, i: LawInstance): LawMeasurement {
  const told = toldOf(i);
  const path = roomyPath(told, Math.round(i.s / i.h));
  const times = [16, 8, 4, 2, 1].map((share) => i.s / share);
  const held = looksAt(trial, i, times, (seen, step) => compareAt(path, told, setupOf(i), step, seen));
  return { R: i.R, slope: i.slope, held: held.flat() };
}

/** A number of its own order 1/d0 from its closed form, beside the noise of measuring it. */
const within = (
  quantity: string,
  { s, d0 }: LawInstance,
  { mean, standardError }: Estimate,
  predicted: number,
): Held => ({ quantity, s, seen: mean, predicted, tolerance: 1 / d0 + NOISE * standardError });

/** Before the margin: the wrong class's rate, contamination and shift beside their closed forms. */
export function beforeMargin(trial: Trial, i: LawInstance): LawMeasurement {
  const told = toldOf(i);
  const { wrongRate, contamination, shift } = balanceOf(told.kinds, told.slope);
  const [held] = looksAt(trial, i, [i.s], (seen) => [
    within('wrongRate', i, seen.wrongRate, wrongRate),
    within('contamination', i, seen.contamination, contamination),
    within('shift', i, quotient(seen.oodMean, seen.idMean), shift),
  ]);
  return { R: i.R, slope: i.slope, held: held! };
}

/** Decay above kappa*: the ID risk beside 1 - (live share) times kappa* over kappa. With a slope every neuron joins its class. */
export function underDecay(trial: Trial, i: LawInstance): LawMeasurement {
  const { kinds, slope } = toldOf(i);
  const told =
    i.prediction === 'core-alone' ? kinds.map((kind) => (kind.core ? kind : { ...kind, mean: 0 })) : kinds;
  const kappaStar = largestDecay(told, slope);
  const [held] = looksAt(trial, i, [i.s], ({ idRisk, liveShare }) => [
    within('idRisk', i, idRisk, 1 - ((slope === 0 ? liveShare.mean : 1) * kappaStar) / i.kappa),
  ]);
  return { R: i.R, slope: i.slope, held: held! };
}

/** The product of errors of first order: both means are of the same examples. */
function quotient(a: Estimate, b: Estimate): Estimate {
  const mean = a.mean / b.mean;
  return {
    mean,
    standardError: Math.abs(a.standardError / b.mean) + Math.abs((mean * b.standardError) / b.mean),
  };
}
