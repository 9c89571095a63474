/** The error budget of a run, in two lines. Pure. */
import type { TrialClaim } from '../../theorems/types.ts';
import type { Agenda } from '../gather/agenda.ts';
import type { Campaign, Reader } from '../gather/campaign.ts';
import { judgedClaims, judgedTwins, suiteLevels } from '../gather/selection.ts';
import { crossing, meanCrossing } from '../judge/statistics/index.ts';

/** Twins are planned to fail at least this often in every stratum; calibration shows they fail nearly always. */
const TWIN_FAILURE_RATE = 0.9;

/** How often the twin of a claim is planned to fail. Of a covered case, or of what a witness shows: to come up in a tenth of the share that is claimed. */
export function assumedFailureRate(claim: TrialClaim): number {
  switch (claim.kind) {
    case 'covers':
      return Math.max(TWIN_FAILURE_RATE, 1 - claim.share / 10);
    case 'exists':
      return Math.max(TWIN_FAILURE_RATE, 1 - claim.rate / 10);
    default:
      return TWIN_FAILURE_RATE;
  }
}

/** The error budget of a run, in two lines. */
export interface Ledger {
  /** P(any false "supported" or "refuted" of a claim or a twin that trials decide) is at most this. */
  readonly alpha: number;
  /** P(the run is red only because some twin was not refuted within its budget) is at most this. */
  readonly beta: number;
  /** Each has its level for "supported" and for "refuted" alike: only one of them can be false. They sum to alpha. */
  readonly shares: readonly {
    readonly id: string;
    readonly of: 'claim' | 'twin';
    readonly level: number;
  }[];
  readonly betaShares: readonly {
    readonly control: string;
    readonly assumedFailureRate: number;
    readonly chanceNotRefuted: number;
  }[];
}

/** Both lines of the error budget. Line 1 is the whole suite's, whatever was selected: shares never move. */
export function ledgerOf(f: Pick<Agenda, 'suite' | 'profile' | 'campaigns'>): Ledger {
  const levels = suiteLevels(f.suite, f.profile);
  const betaShares = f.campaigns
    .filter((c) => c.purpose === 'control')
    .flatMap((campaign) =>
      campaign.readers.map((reader) => ({
        control: reader.id,
        assumedFailureRate: assumedFailureRate(reader.claim),
        chanceNotRefuted: chanceNotRefuted(campaign, reader),
      })),
    );
  return {
    alpha: f.profile.alpha,
    beta: Math.min(
      1,
      betaShares.reduce((sum, b) => sum + b.chanceNotRefuted, 0),
    ),
    shares: [
      ...judgedClaims(f.suite, f.profile).map(
        ({ id }) => ({ id, of: 'claim', level: levels.claim }) as const,
      ),
      ...judgedTwins(f.suite, f.profile).map(({ id }) => ({ id, of: 'twin', level: levels.twin }) as const),
    ],
    betaShares,
  };
}

/** Of no refutation at the planned rate, added up and not taken from 1. In a comparison the first then loses by the most, and otherwise wins by the most. */
function chanceMissed(
  claim: TrialClaim,
  delta: number,
  { alphaSupport, alphaRefute }: Reader['levels'],
  budget: number,
): number {
  const p = assumedFailureRate(claim);
  const levels = { alphaSupport, alphaRefute, budget };
  const { supported, inconclusive } =
    claim.kind === 'compares'
      ? meanCrossing({ ...levels, bound: delta, range: claim.range, up: p, down: 1 - p })
      : crossing({ ...levels, p, delta });
  return supported + inconclusive;
}

/** The chance that a twin which fails at the planned rate is not refuted within its ladders. */
function chanceNotRefuted({ budget: { ladders } }: Campaign, { claim, levels, sizes }: Reader): number {
  const missed = (d0: number, strata: number, budget: number) =>
    chanceMissed(claim, levels.deltaAt(d0), { ...levels, alphaRefute: levels.alphaRefute / strata }, budget);
  if (claim.kind !== 'scaling') {
    // The rungs of a ladder share a path, so strata may be dependent. Whatever the dependence, the chance of being refuted
    // in no stratum is at most the chance of not being refuted in the best single stratum.
    return Math.min(1, ...sizes.map((d0) => missed(d0, sizes.length, ladders)));
  }
  // The number of ladders on the claim's path is binomial.
  const { share } = claim.path;
  let total = 0;
  let chance = share === 1 ? 0 : (1 - share) ** ladders;
  for (let onPath = 0; onPath < ladders && share < 1; onPath++) {
    total += chance * missed(Math.max(...sizes), 1, onPath);
    chance *= ((ladders - onPath) / (onPath + 1)) * (share / (1 - share));
  }
  return Math.min(1, total + (share === 1 ? 1 : chance) * missed(Math.max(...sizes), 1, ladders));
}
