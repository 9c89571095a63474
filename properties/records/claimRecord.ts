/** The record of a claim and of a broken twin, as plain JSON. */
import type { Counterexample, Json, Mark, NonEmpty } from '../../theorems/types.ts';
import type { StratumRecord } from '../judge/stratum.ts';
import type { Verdict } from '../judge/verdict.ts';

export interface TrialReference {
  readonly d0: number;
  /** What its study calls the size. */
  readonly size: string;
  readonly index: number;
  readonly slack: number | null;
  readonly token: string;
  /** The command that runs it again, without `npx`. */
  readonly replay: string;
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
  /** What the study calls the size. */
  readonly size: string;
  /** Allowed failure rate; of a comparison, the margin. */
  readonly delta: number;
  /** null where the claim has no target below it. */
  readonly delta0: number | null;
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

/** A claim that a case has at least a share of the draws: a draw without it is a failure. */
export interface CoversClaimRecord extends JudgedClaimRecord {
  readonly kind: 'covers';
  readonly covered: string;
  readonly share: number;
}

/** A comparison: a failure is a trial whose difference is above the margin. */
export interface ComparesClaimRecord extends JudgedClaimRecord {
  readonly kind: 'compares';
  readonly first: string;
  readonly second: string;
  readonly margin: number;
  /** Ends of the difference first - second. */
  readonly range: readonly [number, number];
}

/**
 * A claim that a witness exists. Its strata are the questions about what the search found, on fresh streams: a failure is a trial that does
 * not show it. The bet for the n-th question of a size is divided by n (n + 1). Of a twin they are the draws.
 */
export interface ExistsClaimRecord extends JudgedClaimRecord {
  readonly kind: 'exists';
  /** What a witness has, and in more than which share of its trials. */
  readonly witness: string;
  readonly rate: number;
  /** One for each stratum, in their order; none of a twin, and none before the draws were looked through. */
  readonly searches: readonly SearchRecord[];
}

/** What was looked through for a witness, and what came of it. */
export interface SearchRecord {
  readonly d0: number;
  readonly part: string;
  readonly draws: number;
  readonly candidates: number;
  /** Asked on fresh streams, those of shrinking included, and the trials that they took. */
  readonly questions: number;
  readonly trials: number;
  readonly found: WitnessRecord | null;
}

/** A confirmed witness, shrunk. */
export interface WitnessRecord {
  /** The ladder whose path was shrunk. */
  readonly ladder: number;
  readonly path: Json;
  readonly instance: Readonly<Record<string, Json>>;
  /** The question that confirmed it: fresh trials, those that showed it, and the level that it was asked at. */
  readonly trials: number;
  readonly shown: number;
  readonly level: number;
  readonly shrinking: { readonly steps: number; readonly asked: number; readonly cutShort: boolean };
  /** Of its first fresh trial. */
  readonly token: string;
  readonly replay: string;
}

/** Claims about single trials. */
export type EventClaimRecord =
  ProbabilityClaimRecord | CoversClaimRecord | ComparesClaimRecord | ExistsClaimRecord;

/** Claims that trials decide. */
export type TrialClaimRecord = EventClaimRecord | ScalingClaimRecord;

/** A scaling claim: trials are ladders, and there is one stratum, under the name of the largest size. */
export interface ScalingClaimRecord extends JudgedClaimRecord {
  readonly kind: 'scaling';
  /** What is fitted: the quantity, or its distance to the limit that is claimed. */
  readonly quantity: string;
  /** The quantity itself is fitted in ln(variable), and not its logarithm. */
  readonly linear: boolean;
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
  /** The mean of all fitted ladders, size by size: geometric, unless the quantity itself is fitted. */
  readonly mean: readonly ScalingPoint[];
}

/** The slope of ln(quantity), or of the quantity itself, in ln(variable). */
export interface ExponentRecord {
  /** null: no exponent is claimed. */
  readonly claimed: number | null;
  /** Mean of the ladders' slopes, and its 95 % interval by Student's t, as description; null with too few ladders. */
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Powers of the logarithm that the claim leaves open. */
  readonly band: readonly [number, number];
  /** What one power of the logarithm adds to the slope on this grid, towards the limit; null where the variable passes 1. */
  readonly logSlope: number | null;
  /** A ladder holds when its slope lies in here; null: open on this side. */
  readonly range: { readonly low: number | null; readonly high: number | null };
  /** What else is asked of a ladder, in words; absent where its slope is all. */
  readonly also?: string;
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
  /** ln(value), or the value itself, minus the line through these points. */
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

/** How a claim came out, by its kind. */
export type ClaimRecord = TrialClaimRecord | ExactClaimRecord;

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
