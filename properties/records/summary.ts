/** The summary of a run: every theorem at a glance, and the two lines of the ledger. Pure. */
import { auditRecord } from '../gather/audit.ts';
import { ledgerOf } from '../power/ledger.ts';
import type { Timing } from '../trials/incident.ts';
import { runRecord } from './assemble.ts';
import type { ClaimRecord } from './claimRecord.ts';
import { sealEvidence } from './evidenceSeal.ts';
import type { Findings } from './findings.ts';
import { seal } from './seal.ts';
import { SUMMARY_SCHEMA, type Summary, type SummaryClaim } from './summaryRecord.ts';
import type { TheoremRecord } from './theoremRecord.ts';

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
