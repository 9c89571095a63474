/** The summary of a run, as plain JSON. */
import type { Identity } from '../../theorems/types.ts';
import type { AuditRecord } from '../gather/audit.ts';
import type { StratumRecord } from '../judge/stratum.ts';
import type { Verdict } from '../judge/verdict.ts';
import type { Ledger } from '../power/ledger.ts';
import type { Timing } from '../trials/incident.ts';
import type {
  ClaimRecord,
  ControlRecord,
  ExponentRecord,
  HoldOutRecord,
  NotJudgedRecord,
} from './claimRecord.ts';
import type { KnownCounterexample } from './knownRecord.ts';

export const SUMMARY_SCHEMA = 'fct-summary/3';

/** `summary.json`. */
export interface Summary {
  readonly schema: typeof SUMMARY_SCHEMA;
  /** Name of the suite. */
  readonly suite: string;
  readonly seed: number;
  readonly profile: string;
  readonly engine: string;
  readonly fingerprint: string;
  /** The user's own regime, as given: empty for the sampler's. */
  readonly where: readonly string[];
  readonly set: readonly string[];
  readonly command: string;
  /** Training runs that the verdicts rest on, and their sizes, ascending; the audit's are not among them. */
  readonly trained: { readonly networks: number; readonly sizes: readonly number[] };
  readonly ledger: Ledger;
  readonly theorems: readonly {
    readonly id: string;
    readonly title: string;
    readonly verdict: Verdict;
    readonly sentence: string;
    readonly remark: string | null;
    /** Exponents that need no measurement; absent when there is none. */
    readonly identities?: readonly Identity[];
    readonly claims: readonly SummaryClaim[];
    readonly notJudged: readonly NotJudgedRecord[];
    readonly controls: readonly Pick<ControlRecord, 'id' | 'of' | 'expected' | 'verdict' | 'trials'>[];
  }[];
  /** Saved counterexamples of the selected claims; absent where there is none. No part of any verdict. */
  readonly known?: readonly KnownCounterexample[];
  readonly audit: AuditRecord | null;
  readonly evidence: EvidenceSeal;
  readonly seal: string;
  readonly timing: Timing;
}

/** What the verdicts rest on: how many trials, and a digest over all of them. */
export interface EvidenceSeal {
  readonly trials: number;
  readonly digest: string;
}

/**
 * The course of the bet that tells most (telling.ts), as a small picture needs it: ln e at some of its trials, the last among them.
 */
export interface Trace {
  readonly side: 'support' | 'refute';
  readonly threshold: number;
  readonly logE: readonly number[];
}

export interface SummaryClaim {
  readonly id: string;
  readonly title: string;
  readonly kind: ClaimRecord['kind'];
  readonly verdict: Verdict;
  readonly delta: number | null;
  readonly delta0: number | null;
  readonly alpha: { readonly support: number; readonly refute: number } | null;
  readonly trials: number;
  readonly failures: number;
  readonly missing: number;
  /** The widest description over the strata; null for exact claims. */
  readonly low: number | null;
  readonly high: number | null;
  readonly logE: { readonly support: number; readonly refute: number } | null;
  /** The bet that decided, or is the furthest from deciding; null for exact claims. */
  readonly trace: Trace | null;
  readonly strata: readonly Pick<StratumRecord, 'd0' | 'part' | 'trials' | 'failures' | 'verdict'>[];
  /** Scaling claims only. */
  readonly exponent?: ExponentRecord;
  readonly holdOut?: readonly HoldOutRecord[];
}
