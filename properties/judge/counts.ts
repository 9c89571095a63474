/** How trials count: the one rule by which a failure rate is judged, described and compared. */
import { lowerConfidenceBound, upperConfidenceBound } from './statistics/index.ts';

export interface Counts {
  readonly trials: number;
  readonly failures: number;
  /** Trials without a measurement. */
  readonly missing: number;
  /** Trials measured too coarsely to decide. */
  readonly unresolved: number;
}

/** Trials that count against support: all that were not seen to hold. Only failures count towards a refutation. */
export const unfavourable = ({ failures, missing, unresolved }: Counts): number =>
  failures + missing + unresolved;

/** The failure rate's confidence sequence, each end at its own level. */
export function rateBounds(
  counts: Counts,
  level: { readonly low: number; readonly high: number },
): { readonly low: number; readonly high: number } {
  const { failures, trials } = counts;
  return {
    low: lowerConfidenceBound({ failures, trials, alpha: level.low }),
    high: upperConfidenceBound({ failures: unfavourable(counts), trials, alpha: level.high }),
  };
}
