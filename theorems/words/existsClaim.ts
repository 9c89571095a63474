/** Claims that something exists. */
import type { ClaimBase } from './claimBase.ts';
import type { Json } from './json.ts';
import type { EventResult } from './probabilityClaim.ts';
import type { DefinedStudy } from './study.ts';

/** Judged by a search among the sampler's draws, and by an e-process on fresh streams of what the search found; one stratum per size. */
export interface ExistsClaim extends ClaimBase {
  readonly kind: 'exists';
  readonly study: string;
  /** What a witness has, in words. */
  readonly witness: string;
  /** A witness shows it in more than this share of its trials, in (0, 1). */
  readonly rate: number;
  /** Holds where the trial shows it. */
  readonly event: (measurement: Json) => EventResult;
}

/**
 * At every size the sampler can draw a witness: an instance that shows something in more than the share `rate` of its trials on fresh
 * random numbers. `shows` says whether one trial does; `undefined` does not say, and never counts as a trial that does.
 *
 * Tested: the sampler's draws are looked through for candidates. Each is tried on fresh streams, by an e-process against "shows it in at most
 * the share `rate`". The n-th question at a size is asked at level alpha/(n (n + 1)); these sum to alpha, so a false witness is at most
 * as likely as alpha. A confirmed witness is shrunk by the sampler's own shrinking, and every step is confirmed in the same way. It
 * is kept in the record, with the tokens that run its trials again.
 *
 * It cannot tell that there is none. A search that finds nothing is inconclusive, and says how many draws it looked through: the claim is never
 * refuted. Nor does it tell how rare witnesses are; `coversClaim` asks that. Its broken twin is judged as a claim that draws show it in
 * the share `rate`, which can be refuted: what was broken is then what witnesses rest on.
 */
export function existsClaim<Measurement>(
  claim: Omit<ExistsClaim, 'kind' | 'study' | 'event' | 'requiredCases'> & {
    readonly study: Pick<DefinedStudy<never, Measurement>, 'id' | 'asMeasurement'>;
    readonly shows: (measurement: NoInfer<Measurement>) => boolean | undefined;
  },
): ExistsClaim {
  const { study, shows, ...words } = claim;
  return {
    ...words,
    kind: 'exists',
    study: study.id,
    requiredCases: ['tried'],
    event: (measurement) => {
      const holds = shows(study.asMeasurement(measurement));
      return { holds, slack: holds === true ? 1 : -1, cases: ['tried'] };
    },
  };
}
