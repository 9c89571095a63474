/** What the judge reads, and the levels at which it decides. */
import type { EventResult } from '../../theorems/types.ts';

/** One trial as the judge sees it: an event, or `null` when the trial has no measurement. */
export type JudgedTrial = EventResult | null;

export interface JudgeLevels {
  /** Allowed failure rate at a size. */
  readonly deltaAt: (d0: number) => number;
  /** Failure rate above which there is a remark; null where a claim has no such target. */
  readonly delta0: number | null;
  readonly alphaSupport: number;
  /** Over all strata. */
  readonly alphaRefute: number;
  /** Of a comparison, whose delta is the margin: the ends of the difference that is bet on. */
  readonly range?: readonly [number, number];
  /** Of a search: it ends with so many trials that hold, in every stratum, and decides nothing. */
  readonly enough?: number;
}
