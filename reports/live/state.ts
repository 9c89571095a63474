/** A run in progress as its page shows it: what is judged so far, and how fast it goes on. */
import type { Experiment } from '../experiment.ts';
import type { Judged } from '../html/evidence.ts';

export interface LiveClaim extends Judged {
  readonly title: string;
  readonly trials: number;
  readonly failures: number;
  /** Of a twin (negative control), the claim that it breaks. */
  readonly twinOf: string | null;
}

export interface LiveState extends Experiment {
  readonly suite: string;
  readonly profile: string;
  readonly seed: number;
  /** Trials that are there, and exact checks of how many. */
  readonly trials: number;
  readonly exact: { readonly done: number; readonly of: number };
  readonly claims: readonly LiveClaim[];
  /** Since this page began to look; null before there is a speed. */
  readonly perMinute: number | null;
  /** If every claim needs its whole budget; null before there is a speed. */
  readonly secondsLeft: number | null;
  readonly ended: boolean;
  /** Where the reports are, or will be. */
  readonly folder: string;
}
