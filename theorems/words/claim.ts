/** What is claimed, and the broken twins of claims. */
import type { ExactClaim } from './exactClaim.ts';
import type { Marked } from './marked.ts';
import type { WithHighProbabilityClaim } from './probabilityClaim.ts';
import type { ScalingClaim } from './scalingClaim.ts';

/** Common to all claims. `id` is always `<theorem>/<claim>`. */
export interface ClaimBase extends Marked {
  readonly id: string;
  readonly title: string;
  /** LaTeX of the claim as tested. */
  readonly latex: string;
  /** Cases that must each be exercised at least once, or the claim is vacuous. */
  readonly requiredCases: readonly string[];
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
