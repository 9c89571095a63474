/** A stratum as a record shows it: one size, and perhaps one part of the sampler. */

/** How a stratum came out. A verdict is reached at one of its trials, so a stratum without trials has no verdict. */
export type StratumVerdict =
  | { readonly verdict: 'inconclusive'; readonly decidedAt: null }
  | { readonly verdict: 'supported' | 'refuted'; readonly decidedAt: number };

/** One stratum of a probability claim: its own e-processes over its own trials, in index order. */
export type StratumRecord = StratumCounts & StratumVerdict;

interface StratumCounts {
  readonly d0: number;
  /** Part of the sampler (decay or none, ratio band); empty when a size is one stratum. */
  readonly part: string;
  /** Allowed failure rate here; of a comparison, the margin. */
  readonly delta: number;
  readonly trials: number;
  readonly failures: number;
  /** Trials without a measurement: a failure for support, no failure for refutation. */
  readonly missing: number;
  /** Ladders too coarsely measured to say (censored values): a failure for support, no failure for refutation. */
  readonly unresolved: number;
  /** ln e-values after each trial, up to the verdict. */
  readonly logE: { readonly support: readonly number[]; readonly refute: readonly number[] };
  /**
   * Clopper-Pearson, 95 %, as description. What is missing or unresolved is no failure below, and a failure above. Of a comparison,
   * Student's interval for the mean difference, within its range.
   */
  readonly low: number;
  readonly high: number;
  /** Anytime-valid confidence sequence, at this stratum's levels. */
  readonly sequence: { readonly low: number; readonly high: number };
  /** Smallest and median slack of the event: signed distance to the nearest threshold, relative to it. */
  readonly slack: { readonly smallest: number | null; readonly median: number | null };
  /** Of a comparison: the mean difference; null without any. */
  readonly mean?: number | null;
}
