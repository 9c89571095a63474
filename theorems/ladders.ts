/**
 * What the scaling claims fit along a ladder: one positive number of every measurement, and the ladders it is read on.
 *
 * Quantities that stay away from 0 are taken before logarithms: R_ID by progressive validation, sums, medians over
 * neurons. A risk that was 0 on every example drawn is below resolution and enters as an interval: from 0 to the share
 * of examples that may have been missed (upper Clopper-Pearson end, 97.5 %), each at a loss of 1, that of a network
 * that does not decide.
 */
import { constants } from './constants.ts';
import { pastOnset } from './quantities.ts';
import { PROBE_PER_CLASS } from './studies/network/measure.ts';
import type { Checkpoint, Measurement } from './studies/network/measurement.ts';
import { LAST_TIME } from './studies/onset/instance.ts';
import type { OnsetMeasurement } from './studies/onset/measure.ts';
import type { Path } from './studies/network/path.ts';
import { exactly, type LadderPath, type Point } from './types.ts';

export const D0 = { name: 'd0', of: (m: { readonly d0: number }) => m.d0 } as const;
export const D = { name: 'd', of: (m: { readonly d: number }) => m.d } as const;

/** Of claims about the trained network: where it ends. */
export const lastTime = (m: Measurement): readonly string[] => [`s=${end(m).s}`];

/** Of claims about the way there: every time that was looked at. */
export const allTimes = (m: Measurement): readonly string[] => m.checkpoints.map((c) => `s=${c.s}`);

/** The end of a run of the study `onset`, to the nearest whole r: it is made of steps. */
export const lastOnsetTime = (m: OnsetMeasurement): readonly string[] => [
  `r=${Math.round(m.checkpoints.at(-1)!.r)}`,
];

/** The default tolerance: see properties/judge/scaling/range.ts. */
export const HALF_LOG = {
  tolerance: 'half-log',
  toleranceWords:
    'half of what one power of ln d0 adds to the slope: half-way to the next power of the logarithm',
} as const;

export const EVERY_PATH: LadderPath<unknown> = {
  words: 'every path of the sampler',
  holds: () => true,
  share: 1,
};

/** Half of the draws: with decay R_ID falls more slowly, and a mixture of both has no exponent. */
export const NO_DECAY: LadderPath<Path> = {
  words: 'paths without weight decay',
  holds: (path) => path.kappa === 0,
  share: 1 / 2,
};

/** Where the background is bounded below the core; background and core are equally strong on average, so the ratio of counts is R. */
export const WEAKER: LadderPath<Path> = {
  words: 'paths with at most half as much background as core, R <= 1/2',
  holds: (path) => path.ratio <= 1 / 2,
  share: 1 / 2,
};

export const EQUAL: LadderPath<Path> = {
  words: 'paths with as much background as core, R = 1',
  holds: (path) => path.ratio === 1,
  share: 1 / 2,
};

export const idRiskPoint = (m: Measurement): Point => {
  const { mean, standardError } = idRiskOf(end(m));
  return riskPoint(mean, standardError);
};

/** R_OOD - R_ID, both on the probe's examples: an untrained network has R_OOD of order one as well, and no gap. */
export const oodGapPoint = (m: Measurement): Point => {
  const { oodRisk, idRisk } = end(m);
  const value = oodRisk.mean - idRisk.mean;
  if (value <= 0) return { absent: 'R_OOD is not above R_ID' };
  return { ...exactly(value), standardError: Math.hypot(oodRisk.standardError, idRisk.standardError) };
};

/** R_ID + R_OOD. */
export const bothRisksPoint = (m: Measurement): Point => {
  const { oodRisk } = end(m);
  const idRisk = idRiskOf(end(m));
  return riskPoint(idRisk.mean + oodRisk.mean, Math.hypot(idRisk.standardError, oodRisk.standardError));
};

/** The median of y times core correlation, of the sign where it is smaller. */
export const corePoint = (m: Measurement): Point =>
  positive(smallest(end(m), 'core'), 'the median core correlation of one sign is not positive');

export const backgroundPoint = (m: Measurement): Point =>
  positive(smallest(end(m), 'background'), 'the median background correlation of one sign is not positive');

/** What was learned of the background, where the core was learned: a network that learned nothing says nothing of it. */
export const learnedBackgroundPoint = (run: Measurement): Point => {
  const { value } = constants().constants.linearCore;
  const { neurons, learnedBackground } = end(run);
  const core = Math.min(...neurons.map((n) => n.core[0]));
  if (Number.isNaN(core)) return exactly(NaN);
  if (core < value) return { absent: `the core was not learned: its correlation is below ${value}` };
  return positive(learnedBackground / Math.sqrt(run.d), 'nothing was learned of the background');
};

/** T1 eta/m = s/d0 for the first s at which the median core correlation of both signs is at least c1. */
export const timeToCore = (m: Measurement): Point => {
  const { value } = constants().constants.coreLow;
  const curve = m.checkpoints.map((c) => ({ s: c.s, height: smallest(c, 'core') }));
  const s = firstAbove(curve, value);
  return positive(s / D0.of(m), `the median core correlation of one sign never reached ${value}`);
};

/** R_ID that counts as learned: a tenth of the untrained network's, which is about 1. */
const LOW_RISK = 0.1;

/** T2 eta/m = s/d0 for the first s at which R_ID is at most LOW_RISK; interpolated in ln R_ID. */
export const timeToLowRisk = (m: Measurement): Point => {
  const curve = m.checkpoints.map((c) => ({
    s: c.s,
    height: -Math.log(idRiskOf(c).mean),
  }));
  const s = firstAbove(curve, -Math.log(LOW_RISK));
  return positive(s / D0.of(m), `R_ID never fell to ${LOW_RISK}`);
};

/** T0 eta sqrt(d)/m for the last time at which half of the neurons of either sign turn asymmetric, with the frozen constant, and stay so. */
export const onsetPoint = (run: OnsetMeasurement): Point =>
  onsetOf(run, (c) => Math.max(...c.asymmetry), constants().constants.asymmetry.value);

/** The c of `plainOnsetPoint` [ours], declared: above sqrt(d0) P_k(-y)/2 at R = 1, which comes to 0.30 to 0.46 for uniform strengths. */
const PLAIN = 2 / 3;

/** The same of half of all neurons, with P_k(y) >= 1 - c d0^(-1/2) and P_k(-y) <= 2 c d0^(-1/2), c = 2/3. */
export const plainOnsetPoint = (run: OnsetMeasurement): Point => onsetOf(run, (c) => c.plain, PLAIN);

/** r unit/sqrt(d0) for the last r from which on no larger constant is needed: interpolated between checkpoints, linear in ln r. */
function onsetOf(
  { d0, unit, checkpoints }: OnsetMeasurement,
  neededAt: (c: OnsetMeasurement['checkpoints'][0]) => number,
  value: number,
): Point {
  const needed = checkpoints.map(neededAt);
  if (needed.some(Number.isNaN)) return exactly(NaN);
  const last = needed.findLastIndex((c) => c > value);
  // (Of an untrained network no constant is met; the first checkpoint is at r > 0.)
  const [before, after] = [checkpoints[last], checkpoints[last + 1]];
  if (before === undefined || after === undefined)
    return { absent: `half of the neurons were not asymmetric at s = ${LAST_TIME} sqrt(d0/d)` };
  const share = (needed[last]! - value) / (needed[last]! - needed[last + 1]!);
  const r = before.r === 0 ? after.r : before.r * (after.r / before.r) ** share;
  return exactly((r * unit) / Math.sqrt(d0));
}

/**
 * The rate P_k(-y) that 90 % of all neurons of a sign are at or below, averaged over both signs and the checkpoints past T0. Rates are
 * counted on PROBE_PER_CLASS examples of their own; where no neuron counted any, each rate is below the upper Clopper-Pearson
 * end at a level shared by all of them.
 */
export const wrongClassPoint = (m: Measurement): Point => {
  const neurons = pastOnset(m).flatMap((c) => c.neurons);
  const sum = (of: (n: Checkpoint['neurons'][0]) => number) => neurons.reduce((total, n) => total + of(n), 0);
  // A run that ends before T0 says no more of its rates than that they are rates.
  if (neurons.length === 0) return { value: 0, low: 0, high: 1, standardError: 0 };
  const value = sum((n) => n.wrongRate) / neurons.length;
  const standardError =
    Math.sqrt(sum((n) => (n.wrongRate * (1 - n.wrongRate)) / PROBE_PER_CLASS)) / neurons.length;
  if (value !== 0) return { value, low: value, high: value, standardError };
  const level = 0.025 / sum((n) => n.count);
  return { value, low: 0, high: 1 - level ** (1 / PROBE_PER_CLASS), standardError };
};

/**
 * Where a curve over checkpoints first reaches a height: linear in s between the checkpoints before and after.
 * Infinity: never. NaN where the curve holds one before that.
 */
function firstAbove(
  curve: readonly { readonly s: number; readonly height: number }[],
  height: number,
): number {
  for (const [i, { s, height: reached }] of curve.entries()) {
    if (Number.isNaN(reached)) return NaN;
    if (reached < height) continue;
    if (i === 0) return s;
    const before = curve[i - 1]!;
    // (A risk of 0 has infinite height: reached right after the checkpoint before.)
    return before.s + ((height - before.height) / (reached - before.height)) * (s - before.s);
  }
  return Infinity;
}

const end = (m: Measurement): Checkpoint => m.checkpoints.at(-1)!;

/** The smaller of both signs' medians; NaN where a sign has no neuron. */
function smallest(c: Checkpoint, feature: 'core' | 'background'): number {
  return Math.min(...c.neurons.map((n) => n[feature][1]));
}

/** R_ID by progressive validation, or on the probe's examples where the last steps are too few. */
const idRiskOf = (c: Checkpoint) => c.progressiveRisk ?? c.idRisk;

/** A number read off the weights: exact, so that not being positive (or never being reached) breaks the claim. */
function positive(value: number, otherwise: string): Point {
  return value <= 0 || value === Infinity ? { absent: otherwise } : exactly(value);
}

function riskPoint(value: number, standardError: number): Point {
  if (value !== 0) return { value, low: value, high: value, standardError };
  return { value: 0, low: 0, high: 1 - 0.025 ** (1 / (2 * PROBE_PER_CLASS)), standardError: 0 };
}
