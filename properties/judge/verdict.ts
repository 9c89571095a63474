/**
 * What a verdict is, decided in one place, from the most urgent reason not to conclude anything down to the conclusion.
 * The first line that applies:
 *
 * 1. interrupted: the run stopped before the claim was decided or its budget spent. A claim tested in part has no verdict.
 * 2. errored: more than one trial in a hundred has no measurement. The others are no fair sample then.
 * 3. vacuous: an instance that was read lies outside a hypothesis, or a required case never came up. Neither the
 *    successes nor the failures are then about the claim.
 * 4. refuted: some stratum is.
 * 5. supported: every stratum is, and there is at least one.
 * 6. inconclusive.
 *
 * An exact claim has the same order with one exception: a counterexample is a proof, whatever else came up, so
 * "refuted" comes before the required cases.
 */
import type { ExactOutcome, NonEmpty } from '../../theorems/types.ts';
import type { StratumRecord } from './stratum.ts';

/** What is said of a claim or a theorem, once. `supported` and `refuted` have error rates; the others conclude nothing. */
export type Verdict = 'supported' | 'refuted' | 'inconclusive' | 'vacuous' | 'interrupted' | 'errored';

/** Of a claim whose trials were read to the end. */
export type FinishedVerdict = Exclude<Verdict, 'interrupted'>;

/** What the trials of a claim came to. */
export interface Counted {
  readonly trials: number;
  readonly missing: number;
  /** Required cases that never came up. */
  readonly neverExercised: readonly string[];
  readonly strata: NonEmpty<Pick<StratumRecord, 'verdict'>>;
}

/** More missing trials than this share make the verdict `errored`. */
const MISSING_LIMIT = 0.01;

/** Of so many trials, have so many no measurement that the others are no fair sample? */
export function tooManyMissing(missing: number, trials: number): boolean {
  return missing > MISSING_LIMIT * trials;
}

/** The verdict of the trials alone. Whether the run was stopped, and whether the hypotheses held, is for the caller to add. */
export function trialsVerdict({ trials, missing, neverExercised, strata }: Counted): FinishedVerdict {
  if (tooManyMissing(missing, trials)) return 'errored';
  if (neverExercised.length > 0) return 'vacuous';
  if (strata.some((s) => s.verdict === 'refuted')) return 'refuted';
  return strata.every((s) => s.verdict === 'supported') ? 'supported' : 'inconclusive';
}

/** The verdict of a claim that trials decide. */
export function claimVerdict(
  trials: FinishedVerdict,
  { stopped, outside }: { readonly stopped: boolean; readonly outside: boolean },
): Verdict {
  if (stopped) return 'interrupted';
  if (trials === 'errored') return 'errored';
  return outside ? 'vacuous' : trials;
}

/** How the check of an exact claim ended. `failed` means that the check itself failed, which says nothing about the claim. */
export type ExactEnding =
  | { readonly kind: 'unchecked' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'checked'; readonly outcome: ExactOutcome };

export function exactVerdict(ending: ExactEnding, neverExercised: readonly string[]): Verdict {
  if (ending.kind === 'unchecked') return 'interrupted';
  if (ending.kind === 'failed') return 'errored';
  const { instances, counterexample } = ending.outcome;
  if (instances === 0) return 'vacuous';
  if (counterexample !== null) return 'refuted';
  return neverExercised.length > 0 ? 'vacuous' : 'supported';
}

/** Every verdict, from worst to best. `open`: another seed, or a longer run, may well replace it. */
const TABLE: readonly { readonly verdict: Verdict; readonly open: boolean }[] = [
  { verdict: 'errored', open: false },
  { verdict: 'refuted', open: false },
  { verdict: 'interrupted', open: true },
  { verdict: 'vacuous', open: true },
  { verdict: 'inconclusive', open: true },
  { verdict: 'supported', open: false },
];

export const BADNESS: readonly Verdict[] = TABLE.map(({ verdict }) => verdict);

export const isOpen = (verdict: Verdict): boolean => TABLE.some((row) => row.open && row.verdict === verdict);

/** The order for sorting, with what went wrong first. */
export const byBadness = (a: Verdict, b: Verdict): number => BADNESS.indexOf(a) - BADNESS.indexOf(b);

/** The verdict of a theorem is that of its worst claim. A theorem without a judged claim was not put to the test. */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  const [first, ...others] = verdicts;
  if (first === undefined) return 'vacuous';
  return others.reduce((worst, v) => (byBadness(v, worst) < 0 ? v : worst), first);
}
