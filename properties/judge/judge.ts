/**
 * The judge of a probability claim: a pure fold over its trials in index order. It sees no clock, no arrival order
 * and nothing beyond the first missing index, so stopping, resuming, splitting and merging give the same record.
 *
 * Every stratum has a support and a refute e-process (statistics/eProcess.ts), valid at every look. The claim is
 * supported when every stratum is (an intersection: no split of alpha), refuted when any stratum is (a union: alpha
 * divided by the number of strata). The first crossing in a stratum is final.
 */
import { atLeastOne, mapNonEmpty, type NonEmpty } from '../../theorems/types.ts';
import type { StratumRecord } from './stratum.ts';
import { Stratum } from './stratumFold.ts';
import type { JudgedTrial, JudgeLevels } from './trial.ts';
import { tooManyMissing, trialsVerdict, type Counted, type FinishedVerdict } from './verdict.ts';

export type { JudgedTrial, JudgeLevels };

/** One ladder: a trial at every size, and the part of the sampler that the trial's path lies in. */
export interface JudgedLadder {
  readonly parts: readonly string[];
  readonly trials: readonly JudgedTrial[];
}

export interface JudgedClaim extends Counted {
  readonly verdict: FinishedVerdict;
  readonly aboveTarget: boolean;
  readonly strata: NonEmpty<StratumRecord>;
  readonly failures: number;
  readonly cases: Readonly<Record<string, number>>;
  /** Ladders read. Once the claim is decided, further ladders are not read; until then this is the number added. */
  readonly laddersRead: number;
  readonly decided: boolean;
}

/**
 * Judges one claim. Ladders are added in index order; once every stratum is supported, or any is refuted, or the claim is
 * errored whatever comes, further ladders are not read, so later evidence cannot change or lengthen the record.
 */
export class Judge {
  readonly #strata: NonEmpty<Stratum>;
  #laddersRead = 0;
  #missing = 0;

  /** One stratum for every size and every part of the sampler: at least one, because "every stratum" would be true of none. */
  constructor(
    readonly sizes: NonEmpty<number>,
    readonly parts: NonEmpty<string>,
    readonly levels: JudgeLevels,
    readonly requiredCases: readonly string[],
    /** Most trials that there can be, over all strata. */
    readonly mostTrials = Infinity,
  ) {
    const count = sizes.length * parts.length;
    const strata = parts.flatMap((part) => sizes.map((d0) => new Stratum(d0, part, levels, count)));
    this.#strata = atLeastOne(strata, 'stratum to judge');
  }

  /** No further trial can change what comes of it: it is decided, or so many trials have no measurement that it is errored in any case. */
  get decided(): boolean {
    const { enough } = this.levels;
    return (
      tooManyMissing(this.#missing, this.mostTrials) ||
      (enough !== undefined && this.#strata.every((s) => s.held >= enough)) ||
      this.#strata.some((s) => s.verdict === 'refuted') ||
      this.#strata.every((s) => s.verdict === 'supported')
    );
  }

  /** Counts a ladder off the claim's path as read, without adding a trial. */
  skip(): void {
    if (!this.decided) this.#laddersRead++;
  }

  add({ parts, trials }: JudgedLadder): void {
    if (this.decided) return;
    const { length } = this.sizes;
    if (trials.length !== length || parts.length !== length)
      throw new RangeError(
        `a ladder of ${trials.length} trials in ${parts.length} parts for ${length} sizes`,
      );
    const strata = parts.map((part, r) => this.#stratumOf(part, r));
    strata.forEach((stratum, r) => {
      if (stratum.add(trials[r]!) === 'missing') this.#missing++;
    });
    this.#laddersRead++;
  }

  #stratumOf(part: string, size: number): Stratum {
    const at = this.parts.indexOf(part);
    if (at === -1) throw new RangeError(`no stratum for part "${part}"`);
    return this.#strata[at * this.sizes.length + size]!;
  }

  result(): JudgedClaim {
    const strata = mapNonEmpty(this.#strata, (s) => s.record());
    const total = (of: (s: StratumRecord) => number) => strata.reduce((sum, s) => sum + of(s), 0);
    const [trials, failures, missing] = [
      total((s) => s.trials),
      total((s) => s.failures),
      total((s) => s.missing),
    ];
    const cases: Record<string, number> = Object.fromEntries(this.requiredCases.map((c) => [c, 0]));
    for (const s of this.#strata) for (const [c, n] of s.cases) cases[c] = (cases[c] ?? 0) + n;
    const neverExercised = this.requiredCases.filter((c) => cases[c] === 0);
    return {
      verdict: trialsVerdict({ trials, missing, neverExercised, strata }),
      neverExercised,
      aboveTarget: this.#strata.some((s) => s.aboveTarget),
      strata,
      trials,
      failures,
      missing,
      cases,
      laddersRead: this.#laddersRead,
      decided: this.decided,
    };
  }
}

/** The fold over a list of ladders. */
export function judge(
  sizes: NonEmpty<number>,
  parts: NonEmpty<string>,
  ladders: readonly JudgedLadder[],
  levels: JudgeLevels,
  requiredCases: readonly string[],
): JudgedClaim {
  const fold = new Judge(sizes, parts, levels, requiredCases);
  for (const ladder of ladders) fold.add(ladder);
  return fold.result();
}
