/** Claims that a case comes up often enough. */
import type { ClaimBase } from './claimBase.ts';
import type { Json } from './json.ts';
import type { EventResult } from './probabilityClaim.ts';
import type { DefinedStudy } from './study.ts';

/** Judged by the e-processes of a failure rate, one stratum per size: a draw without the case is a failure, and 1 - share of them are allowed. */
export interface CoversClaim extends ClaimBase {
  readonly kind: 'covers';
  readonly study: string;
  /** The case, in words. */
  readonly covered: string;
  /** Least share of the draws that have it, in (0, 1). */
  readonly share: number;
  /** Holds where the draw has the case. */
  readonly event: (measurement: Json) => EventResult;
}

/**
 * At every size at least this share of the sampler's draws has the case. `occurs` says whether one has; `undefined` does not say, and
 * never counts as a draw that has it.
 *
 * Tested: two e-processes at every size, one against "rarer than the share", one against "at least as often". Its error rates are those of
 * a probability claim with delta = 1 - share.
 *
 * It cannot tell: what share the case has beyond the interval of the report; anything about draws of another sampler. A required case
 * of another claim needs to come up once only; this one asks how often.
 */
export function coversClaim<Measurement>(
  claim: Omit<CoversClaim, 'kind' | 'study' | 'event' | 'requiredCases'> & {
    readonly study: Pick<DefinedStudy<never, Measurement>, 'id' | 'asMeasurement'>;
    readonly occurs: (measurement: NoInfer<Measurement>) => boolean | undefined;
  },
): CoversClaim {
  const { study, occurs, ...words } = claim;
  return {
    ...words,
    kind: 'covers',
    study: study.id,
    requiredCases: ['drawn'],
    event: (measurement) => {
      const holds = occurs(study.asMeasurement(measurement));
      return { holds, slack: holds === true ? 1 : -1, cases: ['drawn'] };
    },
  };
}
