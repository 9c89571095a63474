/**
 * A campaign is the evidence that one study (or one broken variant of it) gathers in a run, and the claims that
 * read it. Several theorems read one campaign; a campaign ends when all its claims are decided.
 */
import { atLeastOne, type NonEmpty, type Study, type TrialClaim } from '../../theorems/types.ts';
import type { JudgeLevels } from '../judge/judge.ts';
import { CANDIDATES } from '../judge/questions.ts';
import { deltaAt, type Profile, type StudyBudget } from '../judge/profile.ts';
import { LEAST_SIZES } from '../judge/scaling/event.ts';
import { sizesIn } from '../trials/regime.ts';
import { purposeText } from '../trials/purpose.ts';
import type { TrialKey } from '../trials/seeds.ts';
import { selectedOf, suiteLevels, type Selection } from './selection.ts';

/** A claim, or a control judged in its claim's place, as a campaign reads it. */
export interface Reader {
  /** The claim's or the control's id. */
  readonly id: string;
  readonly claim: TrialClaim;
  readonly levels: JudgeLevels;
  /** The rungs it reads, of the campaign's. */
  readonly sizes: NonEmpty<number>;
}

export interface Campaign {
  readonly study: Study;
  readonly variant: string;
  readonly purpose: 'main' | 'control';
  /** Every size that some reader reads. */
  readonly budget: StudyBudget;
  /** Strata within a size; [''] when a size is one stratum. */
  readonly parts: NonEmpty<string>;
  readonly readers: NonEmpty<Reader>;
}

/** The campaigns that the selected claims need, broken twins first: they are cheap and say whether the rest means anything. */
export function campaignsOf({ suite, selected, studies, profile, regime }: Selection): readonly Campaign[] {
  const { claim: claimLevel, twin: twinLevel } = suiteLevels(suite, profile);
  const campaigns = new Map<string, Campaign>();
  const add = (claim: TrialClaim, id: string, variant: string) => {
    const purpose = variant === 'main' ? 'main' : 'control';
    const key = `${purpose}/${claim.study}~${variant}`;
    const study = studies[claim.study];
    const whole = profile.studies[claim.study];
    if (study === undefined)
      throw new RangeError(`claim ${claim.id} reads study ${claim.study}, which is unknown`);
    if (whole === undefined)
      throw new RangeError(`profile ${profile.name} has no budget for study ${claim.study}`);
    if (variant !== 'main' && !(variant in study.variants)) {
      throw new RangeError(`control ${id} needs variant ${variant}, which study ${study.id} does not have`);
    }
    const own = atLeastOne(
      sizesIn(regime, whole.sizes),
      `size of study ${study.id} in the regime: profile ${profile.name} has ${whole.sizes.join(', ')}`,
    );
    const sizes = purpose === 'main' ? own : controlSizes(claim, profile, own);
    const level = purpose === 'main' ? claimLevel : twinLevel;
    const levels: JudgeLevels = {
      ...askedOf(claim, profile, purpose),
      alphaSupport: level,
      alphaRefute: level,
    };
    const reader = { id, claim, levels, sizes };
    const before = campaigns.get(key);
    const readers: NonEmpty<Reader> = before === undefined ? [reader] : [...before.readers, reader];
    campaigns.set(key, {
      study,
      variant,
      purpose,
      budget: {
        sizes: whole.sizes.filter((d0) => readers.some((r) => r.sizes.includes(d0))),
        ladders: purpose === 'main' ? whole.ladders : profile.controls.ladders,
      },
      parts:
        purpose === 'main' && profile.strata === 'size-and-part'
          ? atLeastOne(study.parts, `part of study ${study.id}`)
          : [''],
      readers,
    });
  };
  for (const { claim, control } of selectedOf({ suite, selected, profile, regime })) {
    add(claim, control?.id ?? claim.id, control?.variant ?? 'main');
  }
  return [...campaigns.values()].sort((a, b) => Number(a.purpose === 'main') - Number(b.purpose === 'main'));
}

/** What a claim allows: as the profile says, unless it says so itself. */
function askedOf(
  claim: TrialClaim,
  profile: Profile,
  purpose: Campaign['purpose'],
): Pick<JudgeLevels, 'deltaAt' | 'delta0' | 'range' | 'enough'> {
  switch (claim.kind) {
    case 'withHighProbability':
      return { deltaAt: (d0) => deltaAt(profile, d0), delta0: profile.delta0 };
    case 'scaling':
      return { deltaAt: () => profile.scaling!.delta, delta0: profile.delta0 };
    case 'covers':
      return { deltaAt: () => 1 - claim.share, delta0: null };
    case 'compares':
      return { deltaAt: () => claim.margin, delta0: null, range: claim.range };
    case 'exists':
      return {
        deltaAt: () => 1 - claim.rate,
        delta0: null,
        ...(purpose === 'main' ? { enough: CANDIDATES } : {}),
      };
  }
}

/**
 * Twins run at the profile's control sizes, as far as the claim reads them, and where it reads none at the smallest that it
 * does: a twin is about the regime of its claim. Twins of a slope run at the smallest sizes that give one.
 */
function controlSizes(claim: TrialClaim, profile: Profile, own: NonEmpty<number>): NonEmpty<number> {
  if (claim.kind === 'scaling') return [own[0], ...own.slice(1, LEAST_SIZES)];
  const [first, ...others] = profile.controls.sizes.filter((d0) => own.includes(d0));
  return first === undefined ? [own[0]] : [first, ...others];
}

export function trialKey(campaign: Campaign, index: number, d0: number): TrialKey {
  const { study, variant, purpose } = campaign;
  return { study: study.id, variant, purpose: purposeText({ kind: purpose }), index, d0 };
}
