/** Claims of how a quantity scales along a ladder. */
import type { ClaimBase } from './claimBase.ts';
import type { Json } from './json.ts';
import type { DefinedStudy } from './study.ts';

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
export interface LadderPath<Path = Json> {
  readonly words: string;
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
  readonly point: (measurement: Json) => Point;
  readonly variable: { readonly name: string; readonly of: (measurement: Json) => number };
  /** Cases that one rung exercised (that it was trained to the end, say); a ladder exercised those of all its rungs. */
  readonly rungCases: (measurement: Json) => readonly string[];
  readonly path: LadderPath;
  readonly law: Law;
}

/** A claim about the ladders of a study, whose paths and measurements it sees with their types. */
export function scalingClaim<Path, Measurement>(
  claim: Omit<ScalingClaim, 'kind' | 'study' | 'point' | 'variable' | 'rungCases' | 'path'> & {
    readonly study: Pick<DefinedStudy<Path, Measurement>, 'id' | 'asPath' | 'asMeasurement'>;
    readonly point: (measurement: NoInfer<Measurement>) => Point;
    readonly variable: {
      readonly name: string;
      readonly of: (measurement: NoInfer<Measurement>) => number;
    };
    readonly rungCases: (measurement: NoInfer<Measurement>) => readonly string[];
    readonly path: LadderPath<NoInfer<Path>>;
  },
): ScalingClaim {
  const { study, point, variable, rungCases, path } = claim;
  return {
    ...claim,
    kind: 'scaling',
    study: study.id,
    point: (measurement) => point(study.asMeasurement(measurement)),
    variable: { ...variable, of: (measurement) => variable.of(study.asMeasurement(measurement)) },
    rungCases: (measurement) => rungCases(study.asMeasurement(measurement)),
    path: { ...path, holds: (drawn) => path.holds(study.asPath(drawn)) },
  };
}
