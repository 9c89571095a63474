/**
 * The words of the suite. A theorem is a value: its statement, its hypotheses, what is claimed about which
 * measurement, and broken twins that must come out refuted. No loop, seed or threshold search in a theorem file.
 */
import type { Arbitrary } from 'fast-check';
import type { Engine } from '../sim/engines/engine.ts';
import type { TrainingSetup, TrainingState } from '../sim/network.ts';
import type { Label, StreamKey } from '../sim/random/stream.ts';

/** Where a sentence comes from: stated by the paper, remembered from it, or our own. */
export type Mark = 'paper' | 'recalled' | 'ours';

/** A sentence that a reader sees, with where it comes from. */
export interface Marked {
  readonly mark: Mark;
  readonly words: string;
}

/** One hypothesis of the statement, executable: `holds` is counted over every instance drawn. */
export interface Hypothesis extends Marked {
  readonly id: string;
}

/** A list with a first entry, so that "every" over it is no statement about nothing. */
export type NonEmpty<T> = readonly [T, ...T[]];

/** The list with that in its type. Throws a RangeError that says what is missing where there is none. */
export function atLeastOne<T>(list: readonly T[], what: string): NonEmpty<T> {
  if (list.length === 0) throw new RangeError(`there is no ${what}`);
  return list as NonEmpty<T>;
}

/** `map`, which keeps that in the type. */
export function mapNonEmpty<T, U>(list: NonEmpty<T>, of: (entry: T) => U): NonEmpty<U> {
  const [first, ...others] = list;
  return [of(first), ...others.map(of)];
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Is the event of a claim true of one trial? */
export interface EventResult {
  /** `undefined`: the measurement does not say (NaN, missing); never counted as a pass. */
  readonly holds: boolean | undefined;
  /** Sound, but too coarse or too short to say: counts against support and not for refutation, and is no missing trial. */
  readonly unresolved?: boolean;
  /** Signed distance to the nearest threshold, relative to it; negative where the event fails. */
  readonly slack: number;
  /** Cases of the claim that this measurement exercised (each sign of y, each checkpoint past T0 …). */
  readonly cases: readonly string[];
}

/** Common to all claims. `id` is always `<theorem>/<claim>`. */
interface ClaimBase extends Marked {
  readonly id: string;
  readonly title: string;
  /** LaTeX of the claim as tested. */
  readonly latex: string;
  /** Cases that must each be exercised at least once, or the claim is vacuous. */
  readonly requiredCases: readonly string[];
}

/** Judged by e-processes on independent trials of a study, one stratum per size. */
export interface WithHighProbabilityClaim extends ClaimBase {
  readonly kind: 'withHighProbability';
  /** The study whose measurements the event reads. */
  readonly study: string;
  readonly event: (measurement: Json) => EventResult;
}

/** A shrunk counterexample of an exact claim. */
export interface Counterexample {
  readonly instance: Json;
  /** A worked calculation that a person can check by hand. */
  readonly explanation: string;
  readonly shrinks: number;
  /** fast-check's seed and path: together they lead to exactly this counterexample. */
  readonly seed: number;
  readonly path: string;
}

export interface ExactOutcome {
  /** Instances on which the equality was checked. */
  readonly instances: number;
  /** How often each case was exercised. */
  readonly cases: Readonly<Record<string, number>>;
  readonly counterexample: Counterexample | null;
  /** Figures for the report (observed looseness, digits used …). */
  readonly notes?: Readonly<Record<string, Json>>;
}

/** Checked at zero tolerance by fast-check, with its bias and shrinking. */
export interface ExactClaim extends ClaimBase {
  readonly kind: 'exact';
  /** Deterministic in `seed` (a 32-bit integer) and `runs`. */
  readonly check: (options: { seed: number; runs: number }) => ExactOutcome | Promise<ExactOutcome>;
  /** Share of the profile's exact runs this claim uses (1 unless an instance is unusually expensive). */
  readonly runsShare: number;
}

/**
 * A positive quantity of one rung, before logarithms. A censored one is known to lie in [low, high] only (a zero count:
 * from 0 to its upper Clopper-Pearson end); `absent` says why there is none at all, and then the claim fails.
 */
export type Point =
  | {
      readonly value: number;
      readonly low: number;
      readonly high: number;
      /** Monte Carlo standard error of the value; 0 where it is read off the weights. */
      readonly standardError: number;
    }
  | { readonly absent: string };

/** What is claimed of the slope of ln(quantity) in ln(variable) over one ladder. */
export type Law =
  | {
      readonly kind: 'exponent';
      readonly exponent: number;
      /** `upper`: the statement bounds the quantity from above; a smaller slope is a finding, no failure. */
      readonly sides: 'both' | 'upper';
      /** Powers of a logarithm that the statement leaves open, lowest and highest. */
      readonly band: readonly [number, number];
      /** Left to finite size and noise on either side; `half-log`: half of what one power of the logarithm adds. */
      readonly tolerance: number | 'half-log';
      /** How the tolerance was derived. */
      readonly toleranceWords: string;
    }
  | {
      /** Tends to 0: falls faster than this power of a logarithm, and as the smaller sizes predict. */
      readonly kind: 'falls';
      readonly logPower: number;
    };

/** The ladders that a scaling claim speaks of: an exponent exists only along a declared path. */
export interface LadderPath {
  readonly words: string;
  readonly holds: (path: Json) => boolean;
  /** Share of the sampler's paths on it, for planning. */
  readonly share: number;
}

/** Judged by an e-process on ladders: one path trained at every size is one trial. */
export interface ScalingClaim extends ClaimBase {
  readonly kind: 'scaling';
  readonly study: string;
  /** What is fitted, in words. */
  readonly quantity: string;
  readonly point: (measurement: Json) => Point;
  readonly variable: { readonly name: string; readonly of: (measurement: Json) => number };
  /** Cases that one rung exercised (that it was trained to the end, say); a ladder exercised those of all its rungs. */
  readonly rungCases: (measurement: Json) => readonly string[];
  readonly path: LadderPath;
  readonly law: Law;
}

/** Claims that trials of a study decide. */
export type TrialClaim = WithHighProbabilityClaim | ScalingClaim;

export type Claim = TrialClaim | ExactClaim;

/** The same claim with one thing broken in the experiment; must come out refuted. id `<theorem>/<claim>~<twin>`. */
export type Control =
  | {
      readonly kind: 'withHighProbability' | 'scaling';
      readonly id: string;
      readonly of: string;
      readonly words: string;
      /** The study's variant that carries the broken field. */
      readonly variant: string;
    }
  | {
      readonly kind: 'exact';
      readonly id: string;
      readonly of: string;
      readonly words: string;
      readonly check: ExactClaim['check'];
    };

/** A frozen constant of the theorem, with how it was calibrated and how to read its quantity off a measurement. */
export interface BoundedQuantity {
  readonly id: string;
  readonly study: string;
  readonly words: string;
  readonly side: 'upper' | 'lower';
  readonly frozen: {
    readonly value: number;
    readonly q01: number;
    readonly q50: number;
    readonly q99: number;
    readonly worst: number;
    readonly untrainedBest: number;
  };
  readonly valueOf: (measurement: Json) => number;
}

export interface Theorem {
  readonly id: string;
  readonly title: string;
  /** The statement in words and in LaTeX, with its mark. */
  readonly statement: Marked & { readonly latex: string };
  readonly source: string;
  /** What we read into the statement to make it executable, and what is not covered. */
  readonly reading: readonly Marked[];
  readonly notCovered: readonly string[];
  readonly hypotheses: readonly Hypothesis[];
  readonly claims: readonly Claim[];
  readonly controls: readonly Control[];
  readonly constants: readonly BoundedQuantity[];
  /** A sentence beside the verdict, from the first claim's study, its measurements at the largest size; null when there is nothing to say. */
  readonly remark?: (measurements: readonly Json[], d0: number) => string | null;
}

/** One named field of an instance, changed. */
export interface Variant {
  readonly field: string;
  readonly value: Json;
  readonly words: string;
}

/** What one value on an axis makes of an instance. */
export interface AxisPoint {
  /** The value that the instance really has: features come in whole numbers. */
  readonly value: number;
  /** The size, where the axis is the size. */
  readonly d0?: number;
  /** Fields of the instance to set. */
  readonly set: Readonly<Record<string, Json>>;
}

/** A quantity of an instance along which a claim may be explored and hunted. */
export interface Axis {
  readonly name: string;
  readonly words: string;
  readonly scale: 'linear' | 'log';
  /** Values that make an instance at all. */
  readonly range: readonly [number, number];
  readonly at: (value: number, d0: number) => AxisPoint;
  /** Range of broad draws, uniform on the axis' scale; absent where another axis says the same. */
  readonly broad?: readonly [number, number];
  /** For the hunt; absent where another axis says the same, or where the statement fixes the quantity. */
  readonly hunt?: {
    /** Round numbers, ascending, from well inside the hypotheses to well outside. */
    readonly values: readonly number[];
    /** One of them: what a counterexample is shrunk towards. */
    readonly simplest: number;
    /** The part that the study's own sampler draws from; absent where it has no such freedom. */
    readonly sampler?: readonly [number, number];
    /** False: of no use beyond the sampler, where finer axes take its place. */
    readonly beyondSampler?: false;
  };
}

/** What makes an instance: a path, a size, a variant, and fields that the user set. */
export interface InstanceInput {
  readonly path: Json;
  readonly d0: number;
  /** `main`, or the name of a variant. */
  readonly variant: string;
  /** Fields of the instance set by the user; empty in the suite's own runs. */
  readonly set: Readonly<Record<string, Json>>;
}

/** What a study's `measure` is given; everything it may depend on. */
export interface TrialInput extends InstanceInput {
  /** The name of the trial's stream; sub-streams append to it. */
  readonly labels: readonly Label[];
  readonly engine: Engine;
}

/** One training run, as an engine is given it. */
export interface Training {
  readonly setup: TrainingSetup;
  readonly batches: StreamKey;
  readonly start: TrainingState;
  readonly steps: number;
}

/** A sampler, one experiment and its measurement, shared by several theorems. */
export interface Study {
  readonly id: string;
  readonly title: string;
  /** Paths: plain JSON recipes for every size. Drawn unbiased and independently. */
  readonly sampler: Arbitrary<Json>;
  /** The sampler's restrictions, as shown to the reader: all ours. */
  readonly samplerWords: readonly string[];
  /** Parts of the sampler that may be strata of their own, and the one that a path lies in. */
  readonly parts: readonly string[];
  readonly partOf: (path: Json) => string;
  /** The instance a path stands for at one size, as plain JSON (shown in reports). Throws a `NoInstanceError` where there is none. */
  readonly instance: (at: InstanceInput) => Readonly<Record<string, Json>>;
  /** Which executable hypotheses the instance meets, by hypothesis id. */
  readonly hypotheses: (at: InstanceInput) => Readonly<Record<string, boolean>>;
  /** Numeric fields of the instance that a user may put conditions on. */
  readonly fields: readonly string[];
  /** Fields of the instance that a user may set. */
  readonly settable: readonly string[];
  readonly variants: Readonly<Record<string, Variant>>;
  /** Trains and measures; plain JSON. Throws `DivergedError` where the training did. */
  readonly measure: (trial: TrialInput) => Json;
  /** What a trial trains and for how long, for an audit of its engine; absent when it trains nothing. */
  readonly training?: (trial: Omit<TrialInput, 'engine'>) => Training;
  /** Quantities along which claims may be explored; absent: none. */
  readonly axes?: readonly Axis[];
  /** Dimensionless quantities that may decide whether a claim holds; positive or 0. */
  readonly dimensionless?: (at: InstanceInput) => Readonly<Record<string, number>>;
  /**
   * What the limit of large networks and batches is, with no constant fitted, in the form of the measurement; null or absent:
   * nothing is derived. Drawn over the measurement; no verdict reads it.
   */
  readonly limit?: (at: InstanceInput) => Json;
  /** Relative cost of one trial at a size, for planning and for starting large trials first. */
  readonly cost: (path: Json, d0: number) => number;
}

/** There is no such instance, or none whose measurement has a value: one sentence with the rule. Refused before anything is run. */
export class NoInstanceError extends RangeError {
  override readonly name = 'NoInstanceError';
}

/** Training left the finite numbers; recorded as such, never judged. */
export class DivergedError extends Error {
  override readonly name = 'DivergedError';
}

/** Checks the identities that every theorem must satisfy, and says which one failed. */
export function defineTheorem(theorem: Theorem): Theorem {
  const fail = (what: string): never => {
    throw new RangeError(`theorem ${theorem.id}: ${what}`);
  };
  if (!/^[a-z0-9][a-z0-9.-]*$/.test(theorem.id))
    fail('its id names a folder: small letters, digits, dots and hyphens only');
  const named = theorem.hypotheses.map((h) => h.id);
  for (const id of named)
    if (named.indexOf(id) !== named.lastIndexOf(id)) fail(`hypothesis ${id} is named twice`);
  const ids = new Set<string>();
  for (const claim of theorem.claims) {
    if (!claim.id.startsWith(`${theorem.id}/`)) fail(`claim id ${claim.id} must start with "${theorem.id}/"`);
    if (ids.has(claim.id)) fail(`claim id ${claim.id} is used twice`);
    ids.add(claim.id);
    if (claim.requiredCases.length === 0)
      fail(`claim ${claim.id} requires no case, so it could be supported without ever being exercised`);
    if (claim.kind === 'exact' && !(claim.runsShare > 0 && claim.runsShare <= 1)) {
      fail(`claim ${claim.id} needs runsShare in (0, 1], got ${claim.runsShare}`);
    }
    if (claim.kind === 'scaling' && !(claim.path.share > 0 && claim.path.share <= 1)) {
      fail(`claim ${claim.id} needs a path with a share in (0, 1], got ${claim.path.share}`);
    }
  }
  if (ids.size === 0) fail('has no claim');
  for (const { latex } of [theorem.statement, ...theorem.claims]) {
    // "\t" and "\f" of a plain string, where "\tilde" and "\frac" were meant.
    if (/\p{Cc}/u.test(latex))
      fail(`LaTeX with a control character, ${JSON.stringify(latex)}: use String.raw`);
  }
  for (const control of theorem.controls) {
    if (!ids.has(control.of)) fail(`control ${control.id} breaks ${control.of}, which is no claim of it`);
    if (!control.id.startsWith(`${control.of}~`))
      fail(`control id ${control.id} must start with "${control.of}~"`);
    if (ids.has(control.id)) fail(`control id ${control.id} is used twice`);
    const kind = theorem.claims.find((c) => c.id === control.of)!.kind;
    if (kind !== control.kind) fail(`control ${control.id} is ${control.kind} but its claim is ${kind}`);
    ids.add(control.id);
  }
  for (const claim of theorem.claims) {
    if (!theorem.controls.some((c) => c.of === claim.id)) fail(`claim ${claim.id} has no broken twin`);
  }
  return theorem;
}
