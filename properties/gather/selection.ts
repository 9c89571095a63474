/** What is to be checked, and its place in the whole suite: who shares alpha, and what a profile does not judge. */
import type { Claim, Control, ScalingClaim, Study, Theorem, TrialClaim } from '../../theorems/types.ts';
import { levelsOf, type Levels, type Profile, type Sharers, type SuiteFacts } from '../judge/profile.ts';
import { LEAST_SIZES } from '../judge/scaling/event.ts';
import { pathConditions, sizesIn, type Regime } from '../trials/regime.ts';

/** What is to be checked: a selection from a suite, on a profile, in a regime. */
export interface Selection {
  readonly suite: readonly Theorem[];
  readonly studies: Readonly<Record<string, Study>>;
  /** Ids of the claims to check; their twins come with them. */
  readonly selected: ReadonlySet<string>;
  readonly profile: Profile;
  readonly regime: Regime;
}

/** Claims that trials decide, as far as the profile judges them: they and their twins share alpha, whichever of them are selected. */
export function judgedClaims(theorems: readonly Theorem[], profile: Profile): readonly TrialClaim[] {
  return theorems
    .flatMap((t) => t.claims)
    .filter((c) => c.kind !== 'exact')
    .filter((c) => c.kind !== 'scaling' || whyNotJudged(c, profile) === null);
}

/** The broken twins of those claims. */
export function judgedTwins(theorems: readonly Theorem[], profile: Profile): readonly Control[] {
  const claims = new Set(judgedClaims(theorems, profile).map((c) => c.id));
  return theorems.flatMap((t) => t.controls).filter((c) => claims.has(c.of));
}

/** Levels of the suite's claims and twins in a profile. */
export function suiteLevels(theorems: readonly Theorem[], profile: Profile): Levels {
  const sharers: Sharers = {
    claims: judgedClaims(theorems, profile).length,
    twins: judgedTwins(theorems, profile).length,
  };
  return levelsOf(profile, sharers);
}

/** What a profile is defined for. */
export function suiteFacts(theorems: readonly Theorem[], studies: readonly Study[]): SuiteFacts {
  const claims = theorems.flatMap((t) => t.claims);
  const controls = theorems.flatMap((t) => t.controls);
  const ofEvents = ({ kind }: Pick<Claim, 'kind'>) => kind !== 'exact' && kind !== 'scaling';
  return {
    probability: {
      claims: claims.filter(ofEvents).length,
      twins: controls.filter(ofEvents).length,
    },
    ownClaims: claims.filter((c) => c.kind === 'covers' || c.kind === 'compares' || c.kind === 'exists'),
    scalingClaims: claims.filter((c) => c.kind === 'scaling'),
    scalingTwins: controls.filter((c) => c.kind === 'scaling').length,
    parts: Object.fromEntries(studies.map((study) => [study.id, study.parts.length])),
  };
}

/** Why a profile, in a regime, does not judge a scaling claim; null when it does. */
export function whyNotJudged(
  claim: Pick<ScalingClaim, 'study'>,
  profile: Profile,
  regime?: Regime,
): string | null {
  if (profile.scaling === null)
    return `profile ${profile.name} judges no scaling claim: a slope needs ${LEAST_SIZES} sizes`;
  if (regime === undefined) return null;
  if (pathConditions(regime).length > 0)
    return 'conditions on the instance give every size a path of its own, and then there is no ladder';
  const left = sizesIn(regime, profile.studies[claim.study]!.sizes);
  if (left.length < LEAST_SIZES)
    return `a slope needs ${LEAST_SIZES} sizes and the conditions leave ${left.length}`;
  return null;
}

/** The selected claims that trials decide, each followed by its twins. */
export function* selectedOf({ suite, selected, profile, regime }: Omit<Selection, 'studies'>) {
  for (const theorem of suite) {
    for (const claim of theorem.claims) {
      if (claim.kind === 'exact' || !selected.has(claim.id)) continue;
      if (claim.kind === 'scaling' && whyNotJudged(claim, profile, regime) !== null) continue;
      yield { claim, control: undefined };
      for (const control of theorem.controls) {
        if (control.of === claim.id) yield { claim, control: control as Control & { variant: string } };
      }
    }
  }
}

/** Ids of the studies that the selected claims read, as far as the profile judges them in the regime. */
export function studiesRead(selection: Omit<Selection, 'studies'>): ReadonlySet<string> {
  return new Set([...selectedOf(selection)].map(({ claim }) => claim.study));
}
