/**
 * A campaign is the evidence that one study (or one broken variant of it) gathers in a run, and the claims that
 * read it. Several theorems read one campaign; a campaign ends when all its claims are decided.
 */
import {
  atLeastOne,
  type Claim,
  type Control,
  type NonEmpty,
  type ScalingClaim,
  type Study,
  type Theorem,
  type TrialClaim,
} from '../../theorems/types.ts';
import { keyString, type Evidence } from '../trials/evidence.ts';
import { Judge, type JudgedClaim, type JudgedTrial, type JudgeLevels } from '../judge/judge.ts';
import {
  deltaAt,
  levelsOf,
  type Levels,
  type Profile,
  type Sharers,
  type StudyBudget,
  type SuiteFacts,
} from '../judge/profile.ts';
import { pathConditions, sizesIn, type Regime } from '../trials/regime.ts';
import { ladderEvent, LEAST_SIZES, type LadderEvent } from '../judge/scaling/event.ts';
import type { TrialKey } from '../trials/seeds.ts';

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
  const twins = (kind: Claim['kind']) =>
    theorems.flatMap((t) => t.controls).filter((c) => c.kind === kind).length;
  return {
    probability: {
      claims: claims.filter((c) => c.kind === 'withHighProbability').length,
      twins: twins('withHighProbability'),
    },
    scalingClaims: claims.filter((c) => c.kind === 'scaling'),
    scalingTwins: twins('scaling'),
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

/** What is to be checked: a selection from a suite, on a profile, in a regime. */
export interface Selection {
  readonly suite: readonly Theorem[];
  readonly studies: Readonly<Record<string, Study>>;
  /** Ids of the claims to check; their twins come with them. */
  readonly selected: ReadonlySet<string>;
  readonly profile: Profile;
  readonly regime: Regime;
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
      deltaAt: (d0) => (claim.kind === 'scaling' ? profile.scaling!.delta : deltaAt(profile, d0)),
      delta0: profile.delta0,
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

function* selectedOf({ suite, selected, profile, regime }: Omit<Selection, 'studies'>) {
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

/**
 * Twins run at the profile's control sizes, as far as the claim reads them, and where it reads none at the smallest that it
 * does: a twin is about the regime of its claim. Twins of a slope run at the smallest sizes that give one.
 */
function controlSizes(claim: TrialClaim, profile: Profile, own: NonEmpty<number>): NonEmpty<number> {
  const ascending = [...own].sort((a, b) => a - b) as [number, ...number[]];
  if (claim.kind === 'scaling') return [ascending[0], ...ascending.slice(1, LEAST_SIZES)];
  const [first, ...others] = profile.controls.sizes.filter((d0) => own.includes(d0));
  return first === undefined ? [ascending[0]] : [first, ...others];
}

export function trialKey(campaign: Campaign, index: number, d0: number): TrialKey {
  return { study: campaign.study.id, variant: campaign.variant, purpose: campaign.purpose, index, d0 };
}

/** The evidence of a campaign up to the first incomplete ladder, in index order. */
export function completeLadders(
  campaign: Campaign,
  evidence: ReadonlyMap<string, Evidence>,
): readonly (readonly Evidence[])[] {
  const ladders: Evidence[][] = [];
  for (let index = 0; index < campaign.budget.ladders; index++) {
    const ladder = campaign.budget.sizes.map((d0) => evidence.get(keyString(trialKey(campaign, index, d0))));
    if (ladder.some((e) => e === undefined)) break;
    ladders.push(ladder as Evidence[]);
  }
  return ladders;
}

/** A reader's judge, before any evidence. A scaling claim has one stratum, under the name of its largest size. */
export function judgeOf(campaign: Campaign, reader: Reader): Judge {
  const { claim, levels, sizes } = reader;
  return claim.kind === 'scaling'
    ? new Judge([Math.max(...sizes)], [''], levels, claim.requiredCases)
    : new Judge(sizes, campaign.parts, levels, claim.requiredCases);
}

/** The rungs of a ladder that a reader reads. */
export function rungsOf(reader: Reader, ladder: readonly Evidence[]): readonly Evidence[] {
  return ladder.filter((e) => reader.sizes.includes(e.key.d0));
}

/** Hands one ladder to a reader's judge. */
export function readLadder(
  campaign: Campaign,
  reader: Reader,
  judge: Judge,
  ladder: readonly Evidence[],
): void {
  const { claim } = reader;
  const rungs = rungsOf(reader, ladder);
  if (claim.kind === 'scaling') {
    if (claim.path.holds(rungs[0]!.path)) judge.add({ part: '', trials: [eventOfLadder(claim, rungs)] });
    else judge.skip();
    return;
  }
  const part = campaign.parts.length === 1 ? campaign.parts[0]! : campaign.study.partOf(ladder[0]!.path);
  const trials = rungs.map((e): JudgedTrial =>
    e.outcome.status === 'measured' ? claim.event(e.outcome.measurement) : null,
  );
  judge.add({ part, trials });
}

/** A ladder as one trial; null when some rung has no measurement. */
export function eventOfLadder(claim: ScalingClaim, rungs: readonly Evidence[]): LadderEvent | null {
  const measurements = rungs.flatMap((e) => (e.outcome.status === 'measured' ? [e.outcome.measurement] : []));
  if (measurements.length < rungs.length) return null;
  const event = ladderEvent(
    claim.law,
    measurements.map((m) => ({ variable: claim.variable.of(m), point: claim.point(m) })),
  );
  const [first = [], ...others] = measurements.map(claim.rungCases);
  const shared = first.filter((c) => others.every((cases) => cases.includes(c)));
  return { ...event, cases: [...shared, ...event.cases] };
}

/** One reader's verdict on complete ladders. */
export function judgeReader(
  campaign: Campaign,
  reader: Reader,
  ladders: readonly (readonly Evidence[])[],
): JudgedClaim {
  const judge = judgeOf(campaign, reader);
  for (const ladder of ladders) readLadder(campaign, reader, judge, ladder);
  return judge.result();
}
