/** The summary of a run: every theorem at a glance, and the two lines of the ledger. Pure. */
import { auditRecord } from '../gather/audit.ts';
import type { Agenda } from '../gather/agenda.ts';
import type { Campaign, Reader } from '../gather/campaign.ts';
import { judgedClaims, judgedTwins, suiteLevels } from '../gather/selection.ts';
import { runRecord } from '../records/assemble.ts';
import type { Findings } from '../records/findings.ts';
import { sealEvidence } from '../records/evidenceSeal.ts';
import {
  SUMMARY_SCHEMA,
  type ClaimRecord,
  type Ledger,
  type Summary,
  type SummaryClaim,
  type TheoremRecord,
  type Timing,
} from '../records/record.ts';
import { seal } from '../records/seal.ts';
import { crossing } from '../judge/statistics/index.ts';

/** Twins are planned to fail at least this often in every stratum; calibration shows they fail nearly always. */
export const TWIN_FAILURE_RATE = 0.9;

export function assembleSummary(f: Findings, records: readonly TheoremRecord[], timing: Timing): Summary {
  const { profile, seed, engine, fingerprint, command } = runRecord(f);
  return seal({
    schema: SUMMARY_SCHEMA,
    seed,
    profile,
    engine,
    fingerprint,
    command,
    ledger: ledgerOf(f),
    theorems: records.map(({ id, title, verdict, sentence, remark, claims, notJudged, controls }) => ({
      id,
      title,
      verdict,
      sentence,
      remark,
      claims: claims.map(summaryClaim),
      notJudged,
      controls: controls.map((c) => ({
        id: c.id,
        of: c.of,
        expected: c.expected,
        verdict: c.verdict,
        trials: c.trials,
      })),
    })),
    audit: auditRecord(f.judged.campaigns, f.judged.evidence, f.engine),
    evidence: sealEvidence(f),
    timing,
  });
}

function summaryClaim(claim: ClaimRecord): SummaryClaim {
  const { id, kind, verdict, trials, failures, missing } = claim;
  const shared = { id, kind, verdict, trials, failures, missing };
  if (claim.kind === 'exact') {
    return {
      ...shared,
      delta: null,
      delta0: null,
      alpha: null,
      low: null,
      high: null,
      logE: null,
      strata: [],
    };
  }
  const { delta, delta0, alpha, strata } = claim;
  return {
    ...shared,
    delta,
    delta0,
    alpha: { support: alpha.support, refute: alpha.refute },
    low: Math.min(...strata.map((s) => s.low)),
    high: Math.max(...strata.map((s) => s.high)),
    // Support needs every stratum, refutation any.
    logE: {
      support: Math.min(...strata.map((s) => s.logE.support.at(-1) ?? 0)),
      refute: Math.max(...strata.map((s) => s.logE.refute.at(-1) ?? 0)),
    },
    strata: strata.map(({ d0, part, trials, failures, verdict }) => ({
      d0,
      part,
      trials,
      failures,
      verdict,
    })),
    ...(claim.kind === 'scaling' ? { exponent: claim.exponent, holdOut: claim.holdOut } : {}),
  };
}

/** Both lines of the error budget. Line 1 is the whole suite's, whatever was selected: shares never move. */
export function ledgerOf(f: Pick<Agenda, 'suite' | 'profile' | 'campaigns'>): Ledger {
  const levels = suiteLevels(f.suite, f.profile);
  const betaShares = f.campaigns
    .filter((c) => c.purpose === 'control')
    .flatMap((campaign) =>
      campaign.readers.map((reader) => ({
        control: reader.id,
        assumedFailureRate: TWIN_FAILURE_RATE,
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

/** The chance that a twin which fails at the planned rate is not refuted within its ladders. */
function chanceNotRefuted({ budget: { ladders } }: Campaign, { claim, levels, sizes }: Reader): number {
  const missed = (d0: number, strata: number, budget: number) =>
    1 -
    crossing({
      p: TWIN_FAILURE_RATE,
      delta: levels.deltaAt(d0),
      alphaSupport: levels.alphaSupport,
      alphaRefute: levels.alphaRefute / strata,
      budget,
    }).refuted;
  if (claim.kind !== 'scaling') {
    // Sizes of one ladder share its path, so strata may be dependent: not refuted at all is at most as
    // likely as not refuted in the best single stratum, whatever the dependence.
    return Math.min(1, ...sizes.map((d0) => missed(d0, sizes.length, ladders)));
  }
  // So many of the ladders are on the claim's path: a binomial number.
  const { share } = claim.path;
  let total = 0;
  let chance = share === 1 ? 0 : (1 - share) ** ladders;
  for (let onPath = 0; onPath < ladders && share < 1; onPath++) {
    total += chance * missed(Math.max(...sizes), 1, onPath);
    chance *= ((ladders - onPath) / (onPath + 1)) * (share / (1 - share));
  }
  return Math.min(1, total + (share === 1 ? 1 : chance) * missed(Math.max(...sizes), 1, ladders));
}
