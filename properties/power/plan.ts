/** What is known of a profile before anything is run: the trials that it needs, and the chance of a verdict. Pure, by dynamic programming. */
import { sizeSymbol } from '../../theorems/types.ts';
import type { Agenda } from '../gather/agenda.ts';
import type { Campaign, Reader } from '../gather/campaign.ts';
import { judgedClaims, judgedTwins } from '../gather/selection.ts';
import { fewestTrials } from '../judge/profile.ts';
import { assumedFailureRate } from './ledger.ts';
import { barriers, crossBarriers, meanTrialsNeeded, trialsNeeded } from '../judge/statistics/index.ts';

export interface StratumPlan {
  readonly d0: number;
  readonly part: string;
  readonly delta: number;
  /** Trials for "supported" with no, one and two failures. */
  readonly trialsNeeded: readonly [number, number, number];
  /** The trials that this stratum can get. A part gets its share of the ladders. */
  readonly budget: number;
  /** Chance of any verdict within the budget at failure rate 0, delta0, delta/2 and far off. */
  readonly chance: {
    readonly none: number;
    readonly delta0: number;
    readonly half: number;
    readonly far: number;
  };
  /** Ladders until the verdict, on average, at failure rate 0 (a twin: at its planned rate). */
  readonly expected: number;
}

/** A comparison: the trials that support it, at every size. */
export interface ComparisonPlan {
  readonly id: string;
  readonly sizes: readonly number[];
  readonly margin: number;
  /** If the first wins by the most in every trial, and if both are always alike; null: never. */
  readonly atBest: number;
  readonly alike: number | null;
  readonly budget: number;
}

/** A search for a witness at every size: the draws that it may look through, and the fresh trials that confirm a candidate which shows it in every one. */
export interface SearchPlan {
  readonly id: string;
  readonly sizes: readonly number[];
  readonly rate: number;
  readonly draws: number;
  readonly atBest: number;
}

/** A claim with a delta of its own: a scaling claim, whose trials are ladders on its path, one that a case is covered, or the twin of one that something exists. */
export interface LadderPlan extends Omit<StratumPlan, 'd0' | 'part'> {
  readonly id: string;
  readonly sizes: readonly number[];
  readonly share: number;
}

export interface CampaignPlan {
  readonly study: string;
  readonly variant: string;
  readonly purpose: Campaign['purpose'];
  /** What the study calls the size. */
  readonly size: string;
  readonly sizes: readonly number[];
  readonly ladders: number;
  readonly expectedLadders: number;
  readonly readers: readonly string[];
  /** Strata of all claims whose trials are of one size; they have the same. */
  readonly strata: readonly StratumPlan[];
  readonly scaling: readonly LadderPlan[];
  readonly covers: readonly LadderPlan[];
  readonly comparisons: readonly ComparisonPlan[];
  readonly searches: readonly SearchPlan[];
}

export interface Plan {
  readonly profile: string;
  readonly alpha: number;
  readonly delta0: number;
  /** Claims of the suite that trials decide, and their twins: they share alpha. */
  readonly claims: number;
  readonly twins: number;
  readonly campaigns: readonly CampaignPlan[];
  readonly expectedTrials: number;
  readonly mostTrials: number;
}

export function planOf(agenda: Agenda): Plan {
  const { profile, suite } = agenda;
  const campaigns = agenda.campaigns.map(campaignPlan);
  const trials = (of: (c: CampaignPlan) => number) =>
    campaigns.reduce((sum, c) => sum + of(c) * c.sizes.length, 0);
  return {
    profile: profile.name,
    alpha: profile.alpha,
    delta0: profile.delta0,
    claims: judgedClaims(suite, profile).length,
    twins: judgedTwins(suite, profile).length,
    campaigns,
    expectedTrials: trials((c) => c.expectedLadders),
    mostTrials: trials((c) => c.ladders),
  };
}

function campaignPlan(campaign: Campaign): CampaignPlan {
  const { budget, parts, readers, study, variant, purpose } = campaign;
  const probability = readers.find((r) => r.claim.kind === 'withHighProbability');
  const strata =
    probability === undefined
      ? []
      : parts.flatMap((part) =>
          probability.sizes.map((d0): StratumPlan => {
            const own = Math.floor(budget.ladders / parts.length);
            const count = parts.length * probability.sizes.length;
            return { d0, part, ...chances(probability, d0, own, count, purpose) };
          }),
        );
  const scaling = readers.flatMap((reader): LadderPlan[] => {
    const { id, claim, sizes } = reader;
    if (claim.kind !== 'scaling') return [];
    const { share } = claim.path;
    const own = Math.floor(budget.ladders * share);
    return [{ id, sizes, share, ...chances(reader, Math.max(...sizes), own, 1, purpose) }];
  });
  const ownBudget = Math.floor(budget.ladders / parts.length);
  const covers = readers.flatMap((reader): LadderPlan[] => {
    const { id, claim, sizes } = reader;
    if (claim.kind !== 'covers' && !(claim.kind === 'exists' && purpose === 'control')) return [];
    return [
      { id, sizes, share: 1, ...chances(reader, sizes[0], ownBudget, parts.length * sizes.length, purpose) },
    ];
  });
  const comparisons = readers.flatMap(({ id, claim, levels, sizes }): ComparisonPlan[] => {
    if (claim.kind !== 'compares') return [];
    const { margin, range } = claim;
    const needed = (value: number) =>
      meanTrialsNeeded({ bound: margin, range, alpha: levels.alphaSupport, value });
    const alike = needed(0);
    return [
      {
        id,
        sizes,
        margin,
        atBest: needed(range[0]),
        alike: alike < Infinity ? alike : null,
        budget: ownBudget,
      },
    ];
  });
  const searches = readers.flatMap(({ id, claim, levels, sizes }): SearchPlan[] => {
    if (claim.kind !== 'exists' || purpose === 'control') return [];
    const { rate } = claim;
    return [{ id, sizes, rate, draws: budget.ladders, atBest: fewestTrials(claim, levels.alphaSupport) }];
  });
  const expected = [
    ...[...strata, ...covers].map((s) => s.expected * parts.length),
    ...scaling.map((s) => s.expected / s.share),
    ...comparisons.map((c) => (purpose === 'main' ? (c.alike ?? c.budget) * parts.length : c.atBest)),
    ...searches.map((c) => c.draws),
  ];
  return {
    study: study.id,
    variant,
    purpose,
    size: sizeSymbol(study),
    sizes: budget.sizes,
    ladders: budget.ladders,
    expectedLadders: Math.min(budget.ladders, Math.max(...expected)),
    readers: readers.map((r) => r.id),
    strata,
    scaling,
    covers,
    comparisons,
    searches,
  };
}

/** What `own` trials in one of `count` strata can show. */
function chances(
  { claim, levels }: Reader,
  d0: number,
  own: number,
  count: number,
  purpose: Campaign['purpose'],
): Omit<StratumPlan, 'd0' | 'part'> {
  const delta = levels.deltaAt(d0);
  const walls = barriers({
    delta,
    alphaSupport: levels.alphaSupport,
    alphaRefute: levels.alphaRefute / count,
    budget: own,
  });
  const at = (p: number) => crossBarriers(walls, p);
  const verdict = (p: number) => 1 - at(p).inconclusive;
  const needed = (failures: number) => trialsNeeded({ delta, alpha: levels.alphaSupport, failures });
  const far = purpose === 'main' ? Math.min(1, 2 * delta) : assumedFailureRate(claim);
  return {
    delta,
    trialsNeeded: [needed(0), needed(1), needed(2)],
    budget: own,
    chance: {
      none: verdict(0),
      delta0: verdict(levels.delta0 ?? delta / 2),
      half: verdict(delta / 2),
      far: verdict(far),
    },
    expected: at(purpose === 'main' ? 0 : far).expectedTrials,
  };
}
