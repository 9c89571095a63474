/**
 * A campaign is the evidence that one study (or one broken variant of it) gathers in a run, and the claims that
 * read it. Several theorems read one campaign; a campaign ends when all its claims are decided.
 */
import type { Control, Json, Study, Theorem, WithHighProbabilityClaim } from '../theorems/types.ts';
import { keyString, type Evidence } from './evidence.ts';
import { Judge, type JudgedClaim, type JudgedTrial, type JudgeLevels } from './judge.ts';
import { deltaAt, levelsOf, type Profile, type StudyBudget } from './profile.ts';
import { sizesIn, type Regime } from './regime.ts';
import type { TrialKey } from './seeds.ts';

/** A claim, or a control judged in its claim's place, as a campaign reads it. */
export interface Reader {
  /** The claim's or the control's id. */
  readonly id: string;
  readonly claim: WithHighProbabilityClaim;
  readonly levels: JudgeLevels;
}

export interface Campaign {
  readonly study: Study;
  readonly variant: string;
  readonly purpose: 'main' | 'control';
  readonly budget: StudyBudget;
  /** Strata within a size; [''] when a size is one stratum. */
  readonly parts: readonly string[];
  readonly readers: readonly Reader[];
}

/** All probability claims of the suite share alpha, whichever of them are selected: a verdict does not depend on the selection. */
export function probabilityClaims(theorems: readonly Theorem[]): readonly WithHighProbabilityClaim[] {
  return theorems.flatMap((t) => t.claims).filter((c) => c.kind === 'withHighProbability');
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
  const level = levelsOf(profile, probabilityClaims(suite).length);
  const levels: JudgeLevels = {
    deltaAt: (d0) => deltaAt(profile, d0),
    delta0: profile.delta0,
    alphaSupport: level.support,
    alphaRefute: level.refute,
  };
  const campaigns = new Map<string, Campaign & { readers: Reader[] }>();
  const add = (claim: WithHighProbabilityClaim, id: string, variant: string) => {
    const purpose = variant === 'main' ? 'main' : 'control';
    const key = `${purpose}/${claim.study}~${variant}`;
    const study = studies[claim.study];
    const whole = purpose === 'main' ? profile.studies[claim.study] : controlBudget(profile, claim.study);
    if (study === undefined)
      throw new RangeError(`claim ${claim.id} reads study ${claim.study}, which is unknown`);
    if (whole === undefined)
      throw new RangeError(`profile ${profile.name} has no budget for study ${claim.study}`);
    if (variant !== 'main' && !(variant in study.variants)) {
      throw new RangeError(`control ${id} needs variant ${variant}, which study ${study.id} does not have`);
    }
    const budget = { ...whole, sizes: sizesIn(regime, whole.sizes) };
    const parts = purpose === 'main' && profile.strata === 'size-and-part' ? study.parts : [''];
    if (!campaigns.has(key)) campaigns.set(key, { study, variant, purpose, budget, parts, readers: [] });
    campaigns.get(key)!.readers.push({ id, claim, levels });
  };
  for (const { claim, control } of selectedOf(suite, selected)) {
    add(claim, control?.id ?? claim.id, control?.variant ?? 'main');
  }
  return [...campaigns.values()].sort((a, b) => Number(a.purpose === 'main') - Number(b.purpose === 'main'));
}

function* selectedOf(suite: readonly Theorem[], selected: ReadonlySet<string>) {
  for (const theorem of suite) {
    for (const claim of theorem.claims) {
      if (claim.kind !== 'withHighProbability' || !selected.has(claim.id)) continue;
      yield { claim, control: undefined };
      for (const control of theorem.controls) {
        if (control.of === claim.id) yield { claim, control: control as Control & { variant: string } };
      }
    }
  }
}

/** Twins of a study run at the profile's control sizes, as far as the study has them. */
function controlBudget(profile: Profile, study: string): StudyBudget {
  const own = profile.studies[study]?.sizes ?? [];
  const sizes = profile.controls.sizes.filter((d0) => own.includes(d0));
  return { sizes: sizes.length > 0 ? sizes : own.slice(0, 1), ladders: profile.controls.ladders };
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

/** A reader's judge, before any evidence. */
export function judgeOf(campaign: Campaign, reader: Reader): Judge {
  return new Judge(campaign.budget.sizes, campaign.parts, reader.levels, reader.claim.requiredCases);
}

/** Hands one ladder to a reader's judge. */
export function readLadder(
  campaign: Campaign,
  reader: Reader,
  judge: Judge,
  ladder: readonly Evidence[],
): void {
  const part = campaign.parts.length === 1 ? campaign.parts[0]! : campaign.study.partOf(ladder[0]!.path);
  const trials = ladder.map((e): JudgedTrial =>
    e.outcome.status === 'measured' ? reader.claim.event(e.outcome.measurement as Json) : null,
  );
  judge.add({ part, trials });
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
