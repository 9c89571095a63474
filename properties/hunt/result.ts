/** What a hunt under one relaxation came to, as data. */
import type { Curves, Json } from '../../theorems/types.ts';
import type { Confirmation } from './confirm.ts';
import type { FailureEntry } from './failure.ts';

/** The value of every coordinate of a point. */
type Values = Readonly<Record<string, number>>;

/** A trial of the search. */
export interface LookRecord {
  /** The start that it belongs to; all points after one start share a stream. */
  readonly restart: number;
  readonly values: Values;
  /** Null without a measurement. */
  readonly holds: boolean | null;
  readonly slack: number | null;
}

/** A question of the shrinking: is this simpler point a violation as well? */
export interface ShrinkRecord {
  readonly values: Values;
  readonly ending: Confirmation['ending'];
  readonly trials: number;
  readonly failures: number;
}

/** The minimal instance, and one trial of it. */
export interface DrawnInstance {
  readonly instance: Json;
  readonly slack: number | null;
  /** What the study draws of the measurement; absent where it draws nothing. */
  readonly curves?: Curves;
}

/** The result of one relaxation; null stands for none, with every hypothesis met. */
export type HuntResult = {
  readonly relaxed: string | null;
  readonly trials: number;
  readonly restarts: number;
  readonly looks: readonly LookRecord[];
} & (
  | {
      readonly ending: 'found';
      readonly failure: FailureEntry;
      readonly shrinking: readonly ShrinkRecord[];
      readonly drawn: DrawnInstance;
    }
  | { readonly ending: 'nothing-found'; readonly smallestSlack: number }
  /** No point of the space is allowed. */
  | { readonly ending: 'nowhere' }
  /** Trials ran, and not one of them could be judged. */
  | { readonly ending: 'not-judged' }
);
