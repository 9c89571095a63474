/** Claims that one thing is no worse than another, both measured in the same trial. */
import type { ClaimBase } from './claimBase.ts';
import type { Json } from './json.ts';
import type { EventResult } from './probabilityClaim.ts';
import type { DefinedStudy } from './study.ts';

/** Judged by bets on the mean of the paired difference, one stratum per size. */
export interface ComparesClaim extends ClaimBase {
  readonly kind: 'compares';
  readonly study: string;
  /** What is compared, in words: the first loses no more than the second. */
  readonly first: string;
  readonly second: string;
  /** Largest mean of first - second that is allowed. Declared before the data are seen; below 0 asks that the first is better. */
  readonly margin: number;
  /** Ends of first - second. */
  readonly range: readonly [number, number];
  /** The `value` of the event is first - second. */
  readonly event: (measurement: Json) => EventResult;
}

/**
 * At every size the mean of first - second is at most `margin`. `losses` reads both off one measurement: numbers within `lossRange`
 * ([0, 1] when left out), or true where the thing fails, and then the mean is the difference of two failure rates. Both are of one
 * trial, on the same data and the same noise, so what they share cancels. Of two studies, `sideBySide` makes one: then each has draws and
 * noise of its own, and nothing cancels.
 *
 * Tested: two e-processes at every size, bets on the mean of a bounded variable (Waudby-Smith and Ramdas 2024), one against "the mean is
 * at least the margin", one against "at most". They hold for any distribution of the difference within its range. A trial without
 * a measurement counts as the worst difference for support, and as the best for a refutation.
 *
 * It cannot tell: a mean from a few large differences (only the range is assumed); that the first is better in single trials; anything
 * about two studies that do not stand side by side. A difference outside of the range makes the trial one without a measurement.
 */
export function comparesClaim<Measurement>(
  claim: Omit<ComparesClaim, 'kind' | 'study' | 'event' | 'requiredCases' | 'range'> & {
    readonly study: Pick<DefinedStudy<never, Measurement>, 'id' | 'asMeasurement'>;
    readonly losses: (measurement: NoInfer<Measurement>) => readonly [number | boolean, number | boolean];
    readonly lossRange?: readonly [number, number];
  },
): ComparesClaim {
  const { study, losses, lossRange = [0, 1], ...words } = claim;
  const [low, high] = lossRange;
  const inside = (loss: number) => low <= loss && loss <= high;
  return {
    ...words,
    kind: 'compares',
    study: study.id,
    range: [low - high, high - low],
    requiredCases: ['compared'],
    event: (measurement) => {
      const [first, second] = losses(study.asMeasurement(measurement)).map(Number) as [number, number];
      if (!inside(first) || !inside(second)) return { holds: undefined, slack: NaN, cases: [] };
      const value = first - second;
      return { holds: value <= claim.margin, slack: claim.margin - value, cases: ['compared'], value };
    },
  };
}
