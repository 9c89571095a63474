/** Claims of how a quantity scales along a ladder. */
import type { ClaimBase } from './claimBase.ts';
import type { Json } from './json.ts';
import { lawCases, type Law } from './law.ts';
import type { DefinedStudy } from './study.ts';

/**
 * The quantity of one rung, before logarithms: positive, except where a law speaks of the quantity itself or of its distance to
 * a limit. A censored one is known to lie in [low, high] only (a zero count: from 0 to its upper Clopper-Pearson end); `absent`
 * says why there is none at all, and then the claim fails.
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

/** A quantity that is known exactly: computed, not estimated from a sample. */
export const exactly = (value: number): Point => ({ value, low: value, high: value, standardError: 0 });

/**
 * The ratio of two quantities of one trial, for `ratioTendsTo` and for powers of a ratio. Intervals are divided end by end, the
 * standard error by the delta method for independent errors; absent where one of the two is, or where the denominator is not above 0.
 */
export function ratioOf(numerator: Point, denominator: Point): Point {
  if ('absent' in numerator) return numerator;
  if ('absent' in denominator) return denominator;
  if (denominator.low <= 0) return { absent: 'the denominator is not above 0' };
  const value = numerator.value / denominator.value;
  const ends = [numerator.low, numerator.high].flatMap((x) => [x / denominator.low, x / denominator.high]);
  const standardError = Math.hypot(
    numerator.standardError / denominator.value,
    (value * denominator.standardError) / denominator.value,
  );
  return { value, low: Math.min(...ends), high: Math.max(...ends), standardError };
}

/** The ladders that a scaling claim speaks of: an exponent exists only along a declared path. */
export interface LadderPath<Path = Json> {
  readonly words: string;
  /** Is the path one of them? */
  readonly holds: (path: Path) => boolean;
  /** Share of the sampler's paths on it, for planning. */
  readonly share: number;
}

/** Judged by an e-process on ladders: one path trained at every size is one trial. */
export interface ScalingClaim extends ClaimBase {
  readonly kind: 'scaling';
  readonly study: string;
  /** What is fitted, in words. */
  readonly quantity: string;
  /** The quantity, off the measurement of one rung. */
  readonly point: (measurement: Json) => Point;
  readonly variable: {
    readonly name: string;
    /** Its value: above 0, and not the same at every size. */
    readonly of: (measurement: Json) => number;
  };
  /** Cases that one rung exercised (that it was trained to the end, say); a ladder exercised those of all its rungs. */
  readonly rungCases: (measurement: Json) => readonly string[];
  readonly path: LadderPath;
  readonly law: Law;
}

/** The ladders of a claim that names none. */
const EVERY_PATH: LadderPath<unknown> = { words: 'every path of the sampler', holds: () => true, share: 1 };

/** A scaling claim as its author writes it, with the types of its study. */
type ScalingWords<Path, Measurement> = Omit<
  ScalingClaim,
  'kind' | 'study' | 'point' | 'variable' | 'rungCases' | 'path' | 'requiredCases'
> & {
  readonly study: Pick<DefinedStudy<Path, Measurement>, 'id' | 'asPath' | 'asMeasurement'>;
  readonly point: (measurement: NoInfer<Measurement>) => Point;
  readonly variable: { readonly name: string; readonly of: (measurement: NoInfer<Measurement>) => number };
  /** None when left out. */
  readonly rungCases?: (measurement: NoInfer<Measurement>) => readonly string[];
  /** Every path when left out. */
  readonly path?: LadderPath<NoInfer<Path>>;
  /** What the law looks at, when left out (`lawCases`). */
  readonly requiredCases?: readonly string[];
};

/** A claim about the ladders of a study, whose paths and measurements it sees with their types. */
export function scalingClaim<Path, Measurement>(claim: ScalingWords<Path, Measurement>): ScalingClaim {
  const { study, point, variable, rungCases = () => [], path = EVERY_PATH } = claim;
  return {
    ...claim,
    requiredCases: claim.requiredCases ?? lawCases(claim.law),
    kind: 'scaling',
    study: study.id,
    point: (measurement) => point(study.asMeasurement(measurement)),
    variable: { ...variable, of: (measurement) => variable.of(study.asMeasurement(measurement)) },
    rungCases: (measurement) => rungCases(study.asMeasurement(measurement)),
    path: { ...path, holds: (drawn) => path.holds(study.asPath(drawn)) },
  };
}
