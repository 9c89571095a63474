/**
 * The record: everything a report needs, as plain JSON. `report.json` is a theorem's record; only its `timing`
 * block may differ between equal runs. Nothing in `reports/` computes a statistic.
 */
import type { Counterexample, Hypothesis, Json, Mark, Marked, NonEmpty } from '../../theorems/types.ts';
import type { Incident } from '../trials/incident.ts';

export const RECORD_SCHEMA = 'fct-report/2';
export const SUMMARY_SCHEMA = 'fct-summary/2';

export type Verdict = 'supported' | 'refuted' | 'inconclusive' | 'vacuous' | 'interrupted' | 'errored';

/** How a stratum came out: a verdict stands at the trial at which it was first crossed, so none is without a trial. */
export type StratumVerdict =
  | { readonly verdict: 'inconclusive'; readonly decidedAt: null }
  | { readonly verdict: 'supported' | 'refuted'; readonly decidedAt: number };

/** One stratum of a probability claim: its own e-processes over its own trials, in index order. */
export type StratumRecord = StratumCounts & StratumVerdict;

interface StratumCounts {
  readonly d0: number;
  /** Part of the sampler (decay or none, ratio band); empty when a size is one stratum. */
  readonly part: string;
  /** Allowed failure rate here. */
  readonly delta: number;
  readonly trials: number;
  readonly failures: number;
  /** Trials without a measurement: a failure for support, no failure for refutation. */
  readonly missing: number;
  /** Ladders too coarsely measured to say (censored values): a failure for support, no failure for refutation. */
  readonly unresolved: number;
  /** ln e-values after each trial, up to the verdict. */
  readonly logE: { readonly support: readonly number[]; readonly refute: readonly number[] };
  /** Clopper-Pearson, 95 %, as description. */
  readonly low: number;
  readonly high: number;
  /** Anytime-valid confidence sequence, at this stratum's levels. */
  readonly sequence: { readonly low: number; readonly high: number };
  /** Smallest and median slack of the event: signed distance to the nearest threshold, relative to it. */
  readonly slack: { readonly smallest: number | null; readonly median: number | null };
}

export interface TrialReference {
  readonly d0: number;
  readonly index: number;
  readonly slack: number | null;
  readonly token: string;
}

interface ClaimRecordBase {
  readonly id: string;
  readonly title: string;
  readonly mark: Mark;
  readonly words: string;
  readonly latex: string;
  readonly verdict: Verdict;
  /** The verdict in one sentence with its error rates, and what would change it. */
  readonly sentence: string;
  readonly trials: number;
  readonly failures: number;
  readonly missing: number;
  readonly cases: Readonly<Record<string, number>>;
  readonly requiredCases: readonly string[];
}

/** What the judge gives for any claim that trials decide. */
interface JudgedClaimRecord extends ClaimRecordBase {
  readonly study: string;
  readonly delta: number;
  readonly delta0: number;
  /** Level of the support test in every stratum, of the refute test over all strata, and after its split. */
  readonly alpha: { readonly support: number; readonly refute: number; readonly refutePerStratum: number };
  /** A failure rate above delta0 was shown in some stratum (a remark beside "inconclusive", never red). */
  readonly aboveTarget: boolean;
  readonly strata: NonEmpty<StratumRecord>;
  readonly worst: TrialReference | null;
}

export interface ProbabilityClaimRecord extends JudgedClaimRecord {
  readonly kind: 'withHighProbability';
  /** For a refuted claim: its worst instances again, on fresh streams. */
  readonly stability: readonly StabilityRecord[];
}

/** A scaling claim: trials are ladders, and there is one stratum, under the name of the largest size. */
export interface ScalingClaimRecord extends JudgedClaimRecord {
  readonly kind: 'scaling';
  readonly quantity: string;
  readonly variable: string;
  readonly sizes: readonly number[];
  /** The ladders that the claim speaks of. */
  readonly path: string;
  readonly exponent: ExponentRecord;
  /** For "tends to 0": geometric means over the ladders; empty otherwise. */
  readonly holdOut: readonly HoldOutRecord[];
  /** For "tends to 0": had the quantity stopped falling at this value, half of the ladders would have failed for it. */
  readonly plateau: number | null;
  /** Every ladder that was judged, in index order. */
  readonly ladders: readonly LadderRecord[];
  /** The geometric mean of all fitted ladders, size by size. */
  readonly mean: readonly ScalingPoint[];
}

/** The slope of ln(quantity) in ln(variable). */
export interface ExponentRecord {
  /** null: no exponent is claimed, only that the quantity tends to 0. */
  readonly claimed: number | null;
  /** Mean of the ladders' slopes, and its 95 % interval by Student's t, as description; null with too few ladders. */
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Powers of the logarithm that the claim leaves open. */
  readonly band: readonly [number, number];
  /** What one power of the logarithm adds to the slope on this grid. */
  readonly logSlope: number;
  /** A ladder holds when its slope lies in here; null: open on this side. */
  readonly range: { readonly low: number | null; readonly high: number | null };
  readonly tolerance: number;
  readonly toleranceWords: string;
}

export interface HoldOutRecord {
  readonly d0: number;
  readonly predictedLow: number;
  readonly predictedHigh: number;
  readonly seen: number;
}

export interface LadderRecord {
  readonly index: number;
  readonly holds: boolean | null;
  /** null where some rung has no value above 0. */
  readonly slope: number | null;
  readonly values: readonly { readonly variable: number; readonly value: number }[];
}

export interface ScalingPoint {
  readonly d0: number;
  readonly variable: number;
  readonly value: number;
  /** ln(value) minus the line through these points. */
  readonly residual: number;
  /** Slope from the size before; null at the first. */
  readonly localSlope: number | null;
}

/** One instance trained again on fresh streams: does it fail surely, or only now and then? */
export interface StabilityRecord {
  readonly d0: number;
  /** The ladder whose path it is. */
  readonly index: number;
  readonly trials: number;
  readonly failures: number;
  /** Clopper-Pearson, 95 %. */
  readonly low: number;
  readonly high: number;
}

export interface ExactClaimRecord extends ClaimRecordBase {
  readonly kind: 'exact';
  /** The 32-bit seed fast-check was given. */
  readonly fastCheckSeed: number;
  readonly counterexample: Counterexample | null;
  readonly notes: Readonly<Record<string, Json>>;
}

export type ClaimRecord = ProbabilityClaimRecord | ScalingClaimRecord | ExactClaimRecord;

/** A claim of the suite that this run's profile or regime has too little for. */
export interface NotJudgedRecord {
  readonly id: string;
  readonly title: string;
  readonly why: string;
}

/** A broken twin, judged as its claim is. */
export interface ControlRecord {
  readonly id: string;
  readonly of: string;
  readonly words: string;
  readonly expected: 'refuted';
  readonly verdict: Verdict;
  readonly trials: number;
  readonly failures: number;
  readonly sentence: string;
  readonly counterexample: Counterexample | null;
  /** Median slack of the twin's trials: its distance from the truth; null for exact twins. */
  readonly medianSlack: number | null;
}

/**
 * One trial shown in full: the worst of all claims, the one of median slack beside it (same claim and size), and a typical
 * one (median slack of the first claim at the largest size).
 */
export interface ShownTrial extends TrialReference {
  readonly role: 'worst' | 'median' | 'typical';
  readonly claim: string;
  readonly instance: Json;
  readonly measurement: Json;
  /** The limit of large networks, in the form of the measurement; absent where nothing is derived. */
  readonly limit?: Json;
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

/** How the frozen constants were obtained. */
export interface CalibrationRecord {
  readonly command: string;
  readonly seed: number;
  readonly sizes: readonly number[];
  readonly pathsPerSize: number;
  readonly engine: string;
  /** A constant is the worst calibrated value, moved away from the network by this factor. */
  readonly margin: number;
}

export interface AuditRecord {
  /** Single steps of the run's own trials repeated on another engine. */
  readonly steps: number;
  /** Audits that came to no comparison; any makes the verdict "disagree". */
  readonly failed: number;
  readonly engine: string;
  readonly against: string;
  /** Largest difference in units of the derived rounding bound; above 1 means the engines disagree. */
  readonly largestRatio: number;
  readonly largestDifference: number;
  readonly inAmbientSpace: number;
  /** `interrupted`: some are still to be made; the same command makes them. */
  readonly verdict: 'agree' | 'disagree' | 'interrupted';
}

export interface StudyRecord {
  readonly id: string;
  readonly title: string;
  readonly engine: string;
  readonly samplerWords: readonly string[];
  readonly sizes: readonly number[];
  readonly ladders: number;
  /** Ranges of what was drawn, field by field of the instances. */
  readonly drawn: Readonly<
    Record<string, { readonly smallest: Json; readonly median: Json; readonly largest: Json }>
  >;
}

export interface RunRecord {
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
  readonly studies: readonly StudyRecord[];
  readonly shownTrials: readonly ShownTrial[];
  readonly constants: readonly ConstantRecord[];
  /** Null where the constants are not those of the suite's own calibration. */
  readonly calibration: CalibrationRecord | null;
  readonly audit: AuditRecord | null;
  /** SHA-256 over this record without `seal` and `timing`: an edited record is refused. */
  readonly seal: string;
  readonly timing: Timing;
}

/** The one thing that may differ between equal runs: what the last start of the command took. */
export interface Timing {
  readonly durationSeconds: number;
  /** Trials that were there when it began, whose time is not in the seconds; absent when there were none. */
  readonly trialsBefore?: number;
  /** What the machine did to trials, since the run began; absent when it did nothing. */
  readonly incidents?: readonly Incident[];
}

/** `summary.json`. */
export interface Summary {
  readonly schema: typeof SUMMARY_SCHEMA;
  readonly seed: number;
  readonly profile: string;
  readonly engine: string;
  readonly fingerprint: string;
  readonly command: string;
  readonly ledger: Ledger;
  readonly theorems: readonly {
    readonly id: string;
    readonly title: string;
    readonly verdict: Verdict;
    readonly sentence: string;
    readonly remark: string | null;
    readonly claims: readonly SummaryClaim[];
    readonly notJudged: readonly NotJudgedRecord[];
    readonly controls: readonly Pick<ControlRecord, 'id' | 'of' | 'expected' | 'verdict' | 'trials'>[];
  }[];
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

export interface SummaryClaim {
  readonly id: string;
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
  readonly strata: readonly Pick<StratumRecord, 'd0' | 'part' | 'trials' | 'failures' | 'verdict'>[];
  /** Scaling claims only. */
  readonly exponent?: ExponentRecord;
  readonly holdOut?: readonly HoldOutRecord[];
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
