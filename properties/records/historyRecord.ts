/** A line of `fct-history.jsonl`: what is kept of a run to be compared and drawn beside others. */
import type { ScalingClaimRecord } from './claimRecord.ts';
import { comparableOf, type Comparable, type RunRecords } from './compare.ts';
import type { Summary, SummaryClaim } from './summaryRecord.ts';
import { VERSION } from './version.ts';

export const HISTORY_SCHEMA = 'fct-history/1';

export interface HistoryClaim extends Pick<
  SummaryClaim,
  'id' | 'title' | 'kind' | 'verdict' | 'trials' | 'failures' | 'low' | 'high'
> {
  /** Of a scaling claim: its mean slope, with its interval and the range that the claim allows. */
  readonly slope?: Pick<ScalingClaimRecord['exponent'], 'estimate' | 'low' | 'high' | 'range'>;
}

export interface HistoryLine extends Comparable, Pick<Summary, 'suite' | 'where' | 'set'> {
  readonly schema: typeof HISTORY_SCHEMA;
  /** When the run began, in ISO 8601. */
  readonly at: string;
  /** Of this package. */
  readonly version: string;
  /** Of the run; of its last part where it was continued. */
  readonly seconds: number;
  /** Training runs that the verdicts rest on. */
  readonly networks: number;
  readonly claims: readonly HistoryClaim[];
}

export function historyLine(run: RunRecords, at: string): HistoryLine {
  const { suite, where, set, timing, trained, theorems } = run.summary;
  return {
    schema: HISTORY_SCHEMA,
    at,
    version: VERSION,
    seconds: timing.durationSeconds,
    networks: trained.networks,
    suite,
    where,
    set,
    ...comparableOf(run),
    claims: theorems
      .flatMap((t) => t.claims)
      .map(({ id, title, kind, verdict, trials, failures, low, high, exponent }) => ({
        ...{ id, title, kind, verdict, trials, failures, low, high },
        ...(exponent === undefined
          ? {}
          : {
              slope: {
                estimate: exponent.estimate,
                low: exponent.low,
                high: exponent.high,
                range: exponent.range,
              },
            }),
      })),
  };
}
