/** The summary of a run: every theorem at a glance, and the two lines of the ledger. Pure. */
import { auditRecord } from '../gather/audit.ts';
import { ledgerOf } from '../power/ledger.ts';
import type { Timing } from '../trials/incident.ts';
import { runRecord } from './assemble.ts';
import type { ClaimRecord, TrialClaimRecord } from './claimRecord.ts';
import { evidenceRead, sealEvidence } from './evidenceSeal.ts';
import type { Findings } from './findings.ts';
import { seal } from './seal.ts';
import { SUMMARY_SCHEMA, type Summary, type SummaryClaim, type Trace } from './summaryRecord.ts';
import { tellingBet, thin } from './telling.ts';
import type { TheoremRecord } from './theoremRecord.ts';
import { EXACT } from '../trials/task.ts';

export function assembleSummary(f: Findings, records: readonly TheoremRecord[], timing: Timing): Summary {
  const { suite, profile, seed, engine, fingerprint, where, set, command } = runRecord(f);
  return seal({
    schema: SUMMARY_SCHEMA,
    suite,
    seed,
    profile,
    engine,
    fingerprint,
    where,
    set,
    command,
    trained: trainedNetworks(f),
    ledger: ledgerOf(f),
    theorems: records.map(({ id, title, verdict, sentence, remark, claims, notJudged, controls }) => ({
      id,
      title,
      verdict,
      sentence,
      remark,
      ...identitiesOf(f, id),
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
    ...(f.known?.length ? { known: f.known } : {}),
    audit: auditRecord(f.judged.campaigns, f.judged.evidence, f.engine),
    evidence: sealEvidence(f),
    timing,
  });
}

function identitiesOf({ suite }: Findings, id: string) {
  const { identities } = suite.find((theorem) => theorem.id === id)!;
  return identities === undefined ? {} : { identities };
}

function summaryClaim(claim: ClaimRecord): SummaryClaim {
  const { id, title, kind, verdict, trials, failures, missing } = claim;
  const shared = { id, title, kind, verdict, trials, failures, missing };
  if (claim.kind === 'exact') {
    return {
      ...shared,
      delta: null,
      delta0: null,
      alpha: null,
      low: null,
      high: null,
      logE: null,
      trace: null,
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
    trace: traceOf(claim),
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

function trainedNetworks(f: Findings): Summary['trained'] {
  const networks = [...evidenceRead(f).values()].filter(
    ({ key, outcome }) => key.study !== EXACT && key.purpose !== 'audit' && outcome.status === 'measured',
  );
  const sizes = [...new Set(networks.map(({ key }) => key.d0))].sort((a, b) => a - b);
  return { networks: networks.length, sizes };
}

/** Points of a trace: a picture some hundred pixels wide shows no more. */
const MOST_POINTS = 24;

function traceOf({ verdict, strata, alpha }: TrialClaimRecord): Trace {
  const { side, stratum } = tellingBet(verdict, strata);
  return {
    side,
    threshold: -Math.log(side === 'refute' ? alpha.refutePerStratum : alpha.support),
    logE: thin(stratum.logE[side].filter(Number.isFinite), MOST_POINTS),
  };
}
