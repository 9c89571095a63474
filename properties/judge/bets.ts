/** The two bets of a stratum: that its failure rate, or the mean of its paired differences, is below what the claim allows, and that it is above. */
import { rateBounds, unfavourable, type Counts } from './counts.ts';
import { lnERefute, lnESupport, MeanBets, type Interval, type Value } from './statistics/index.ts';

export interface Bets {
  /** ln e of both after one more trial: the counts with it, and its value. */
  readonly after: (counts: Counts, value: Value) => { readonly support: number; readonly refute: number };
  /** The confidence sequence that both bets make, each end at its own level. */
  readonly bounds: (counts: Counts, level: { readonly low: number; readonly high: number }) => Interval;
}

/** Bets on a failure rate. */
export function rateBets(delta: number): Bets {
  return {
    after: (counts) => ({
      support: lnESupport({ failures: unfavourable(counts), trials: counts.trials, delta }),
      refute: lnERefute({ failures: counts.failures, trials: counts.trials, delta }),
    }),
    bounds: rateBounds,
  };
}

/** Bets on the mean of a bounded difference. */
export function meanBets(margin: number, range: readonly [number, number]): Bets {
  const bets = new MeanBets(margin, range);
  return { after: (_, value) => bets.add(value), bounds: (_, level) => bets.bounds(level) };
}
