/** What is claimed, and the broken twins of claims. */
import type { ComparesClaim } from './comparesClaim.ts';
import type { CoversClaim } from './coversClaim.ts';
import type { ExactClaim } from './exactClaim.ts';
import type { ExistsClaim } from './existsClaim.ts';
import type { WithHighProbabilityClaim } from './probabilityClaim.ts';
import type { ScalingClaim } from './scalingClaim.ts';

/** Claims about single trials, in a stratum for each size. */
export type EventClaim = WithHighProbabilityClaim | CoversClaim | ComparesClaim | ExistsClaim;

/** Claims that trials of a study decide. */
export type TrialClaim = EventClaim | ScalingClaim;

/** What a theorem claims: decided by trials, or checked exactly. */
export type Claim = TrialClaim | ExactClaim;

/** The same claim with one thing broken in the experiment; must come out refuted. id `<theorem>/<claim>~<twin>`. */
export type Control =
  | {
      readonly kind: TrialClaim['kind'];
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
