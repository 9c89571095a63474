/** Claims of the form "with high probability". */
import type { ClaimBase } from './claimBase.ts';
import type { Json } from './json.ts';
import type { DefinedStudy } from './study.ts';

/** Is the event of a claim true of one trial? */
export interface EventResult {
  /** `undefined`: the measurement does not say (NaN, missing); never counted as a pass. */
  readonly holds: boolean | undefined;
  /** Sound, but too coarse or too short to say: counts against support and not for refutation, and is no missing trial. */
  readonly unresolved?: boolean;
  /** Signed distance to the nearest threshold, relative to it; negative where the event fails. */
  readonly slack: number;
  /** Cases of the claim that this measurement exercised (each sign of y, each checkpoint past T0 …). */
  readonly cases: readonly string[];
  /** The paired difference, of a comparison. */
  readonly value?: number;
}

/** The event "value <= bound", for a bound above 0; a value that is not a number does not say. Its case is `measured`. */
export function atMost(value: number, bound: number): EventResult {
  return compared(value <= bound, (bound - value) / bound);
}

/** The event "value >= bound", for a bound above 0; a value that is not a number does not say. Its case is `measured`. */
export function atLeast(value: number, bound: number): EventResult {
  return compared(value >= bound, (value - bound) / bound);
}

function compared(holds: boolean, slack: number): EventResult {
  return { holds: Number.isNaN(slack) ? undefined : holds, slack, cases: ['measured'] };
}

/** Judged by e-processes on independent trials of a study, one stratum per size. */
export interface WithHighProbabilityClaim extends ClaimBase {
  readonly kind: 'withHighProbability';
  /** The study whose measurements the event reads. */
  readonly study: string;
  /** Is the claim true of one measurement? */
  readonly event: (measurement: Json) => EventResult;
}

/** A claim about the measurements of a study, which its event sees with their types. */
export function probabilityClaim<Measurement>(
  claim: Omit<WithHighProbabilityClaim, 'kind' | 'study' | 'event'> & {
    readonly study: Pick<DefinedStudy<never, Measurement>, 'id' | 'asMeasurement'>;
    readonly event: (measurement: NoInfer<Measurement>) => EventResult;
  },
): WithHighProbabilityClaim {
  const { study, event } = claim;
  return {
    ...claim,
    kind: 'withHighProbability',
    study: study.id,
    event: (measurement) => event(study.asMeasurement(measurement)),
  };
}
