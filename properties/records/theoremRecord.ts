/**
 * The record: everything a report needs, as plain JSON. `report.json` is a theorem's record; only its `timing`
 * block may differ between equal runs. Nothing in `reports/` computes a statistic.
 */
import type { Calibration, Curves, Hypothesis, Json, Marked } from '../../theorems/types.ts';
import type { AuditRecord } from '../gather/audit.ts';
import type { Verdict } from '../judge/verdict.ts';
import type { Timing } from '../trials/incident.ts';
import type { KnownCounterexample } from './knownRecord.ts';
import type { ClaimRecord, ControlRecord, NotJudgedRecord, TrialReference } from './claimRecord.ts';

export const RECORD_SCHEMA = 'fct-report/3';

/**
 * One trial shown in full: the worst of all claims, the one of median slack beside it (same claim and size), and a typical
 * one (median slack of the first claim at the largest size).
 */
export interface ShownTrial extends TrialReference {
  readonly role: 'worst' | 'median' | 'typical';
  readonly claim: string;
  readonly instance: Json;
  readonly measurement: Json;
  /** What the study draws of the measurement; absent where it draws nothing. */
  readonly curves?: Curves;
}

export interface ConstantRecord {
  readonly id: string;
  readonly words: string;
  readonly side: 'upper' | 'lower';
  readonly value: number;
  readonly q01: number;
  readonly q50: number;
  readonly q99: number;
  readonly worst: number;
  readonly untrainedBest: number;
  /** Worst value in this run, and its distance to the constant in between-trial standard deviations. */
  readonly worstInRun: number | null;
  readonly distance: number | null;
}

export interface StudyRecord {
  readonly id: string;
  readonly title: string;
  readonly engine: string;
  readonly samplerWords: readonly string[];
  /** What the study calls the size. */
  readonly size: string;
  readonly sizes: readonly number[];
  readonly ladders: number;
  /** Ranges of what was drawn, field by field of the instances. */
  readonly drawn: Readonly<
    Record<string, { readonly smallest: Json; readonly median: Json; readonly largest: Json }>
  >;
  /** What those fields are; absent of one that goes by its name alone. */
  readonly fieldWords?: Readonly<Record<string, string>>;
}

export interface RunRecord {
  /** Name of the suite. */
  readonly suite: string;
  /** Of this package. */
  readonly version: string;
  readonly profile: string;
  readonly seed: number;
  readonly engine: string;
  readonly fingerprint: string;
  readonly alpha: number;
  readonly delta: number;
  readonly delta0: number;
  /** The user's own regime, as given: empty for the sampler's. */
  readonly where: readonly string[];
  readonly set: readonly string[];
  /** The command that makes this run again. */
  readonly command: string;
}

/** How many of the instances that were read meet a hypothesis. Any outside makes the theorem's claims vacuous. */
export interface HypothesisRecord extends Hypothesis {
  readonly held: number;
  readonly of: number;
}

/** `report.json`: a theorem, its verdict, and all that a report shows of it. */
export interface TheoremRecord {
  readonly schema: typeof RECORD_SCHEMA;
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly statement: Marked & { readonly latex: string };
  readonly reading: readonly Marked[];
  readonly notCovered: readonly string[];
  readonly hypotheses: readonly HypothesisRecord[];
  readonly run: RunRecord;
  readonly verdict: Verdict;
  readonly sentence: string;
  /** Beside the hinge risk of Theorem 4.3, in words; null for other theorems. */
  readonly remark: string | null;
  readonly claims: readonly ClaimRecord[];
  /** Selected, and not judged here: no part of the verdict. */
  readonly notJudged: readonly NotJudgedRecord[];
  readonly controls: readonly ControlRecord[];
  /** Saved counterexamples of the theorem or its claims; absent where there is none. No part of the verdict. */
  readonly known?: readonly KnownCounterexample[];
  readonly studies: readonly StudyRecord[];
  readonly shownTrials: readonly ShownTrial[];
  readonly constants: readonly ConstantRecord[];
  /** How all its constants were obtained; null where there are none, or not all in one way. */
  readonly calibration: Calibration | null;
  readonly audit: AuditRecord | null;
  /** SHA-256 over this record without `seal` and `timing`: an edited record is refused. */
  readonly seal: string;
  readonly timing: Timing;
}
