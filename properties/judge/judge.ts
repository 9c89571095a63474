/**
 * The judge of a probability claim: a pure fold over its trials in index order. It sees no clock, no arrival order
 * and nothing beyond the first missing index, so stopping, resuming, splitting and merging give the same record.
 *
 * Every stratum has a support and a refute e-process (statistics/eProcess.ts), valid at every look. The claim is
 * supported when every stratum is (an intersection: no split of alpha), refuted when any stratum is (a union: alpha
 * divided by the number of strata). The first crossing in a stratum is final.
 */
import { atLeastOne, mapNonEmpty, type EventResult, type NonEmpty } from '../../theorems/types.ts';
import { upperMedian } from '../../sim/upperMedian.ts';
import type { StratumRecord, StratumVerdict } from './stratum.ts';
import {
  clopperPearson,
  type Interval,
  lnEAboveTarget,
  lnERefute,
  lnESupport,
  reaches,
} from './statistics/index.ts';
import { rateBounds, unfavourable, type Counts } from './counts.ts';
import { tooManyMissing, trialsVerdict, type Counted, type FinishedVerdict } from './verdict.ts';

/** One trial as the judge sees it: an event, or `null` when the trial has no measurement. */
export type JudgedTrial = EventResult | null;

/** One ladder: a trial at every size, and the part of the sampler that the trial's path lies in. */
export interface JudgedLadder {
  readonly parts: readonly string[];
  readonly trials: readonly JudgedTrial[];
}

export interface JudgeLevels {
  /** Allowed failure rate at a size. */
  readonly deltaAt: (d0: number) => number;
  readonly delta0: number;
  readonly alphaSupport: number;
  /** Over all strata. */
  readonly alphaRefute: number;
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

/** Level of the descriptive Clopper-Pearson interval. */
const DESCRIPTION_LEVEL = 0.05;

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
    return (
      tooManyMissing(this.#missing, this.mostTrials) ||
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

class Stratum {
  #outcome: StratumVerdict = { verdict: 'inconclusive', decidedAt: null };
  aboveTarget = false;
  readonly cases = new Map<string, number>();
  readonly #support: number[] = [];
  readonly #refute: number[] = [];
  readonly #slacks: number[] = [];
  #trials = 0;
  #failures = 0;
  #missing = 0;
  #unresolved = 0;

  constructor(
    readonly d0: number,
    readonly part: string,
    readonly levels: JudgeLevels,
    readonly strata: number,
  ) {}

  get verdict(): StratumRecord['verdict'] {
    return this.#outcome.verdict;
  }

  /** One more trial; trials after the first crossing are not read. */
  add(trial: JudgedTrial): 'read' | 'missing' | 'not read' {
    if (this.verdict !== 'inconclusive') return 'not read';
    this.#trials++;
    const missing = trial === null || (trial.holds === undefined && trial.unresolved !== true);
    if (missing) this.#missing++;
    else {
      if (trial.holds === undefined) this.#unresolved++;
      else this.#slacks.push(trial.slack);
      if (trial.holds === false) this.#failures++;
      // A case was exercised even where the measurement was too coarse to decide.
      for (const c of trial.cases) this.cases.set(c, (this.cases.get(c) ?? 0) + 1);
    }
    const { delta0, alphaSupport, alphaRefute } = this.levels;
    const delta = this.levels.deltaAt(this.d0);
    const trials = this.#trials;
    const support = lnESupport({ failures: unfavourable(this.#counts), trials, delta });
    const refute = lnERefute({ failures: this.#failures, trials, delta });
    this.#support.push(support);
    this.#refute.push(refute);
    if (reaches(lnEAboveTarget({ failures: this.#failures, trials, delta0 }), alphaRefute / this.strata)) {
      this.aboveTarget = true;
    }
    if (reaches(support, alphaSupport)) this.#outcome = { verdict: 'supported', decidedAt: trials };
    else if (reaches(refute, alphaRefute / this.strata))
      this.#outcome = { verdict: 'refuted', decidedAt: trials };
    return missing ? 'missing' : 'read';
  }

  get #counts(): Counts {
    return {
      trials: this.#trials,
      failures: this.#failures,
      missing: this.#missing,
      unresolved: this.#unresolved,
    };
  }

  #description(failures: number): Interval {
    return clopperPearson({ failures, trials: this.#trials, alpha: DESCRIPTION_LEVEL });
  }

  record(): StratumRecord {
    const { alphaSupport, alphaRefute } = this.levels;
    const sample = { failures: this.#failures, trials: this.#trials };
    const slacks = [...this.#slacks].sort((a, b) => a - b);
    return {
      d0: this.d0,
      part: this.part,
      delta: this.levels.deltaAt(this.d0),
      ...sample,
      missing: this.#missing,
      unresolved: this.#unresolved,
      ...this.#outcome,
      logE: { support: this.#support, refute: this.#refute },
      low: this.#description(this.#failures).low,
      high: this.#description(this.#failures + this.#missing + this.#unresolved).high,
      sequence: rateBounds(this.#counts, { low: alphaRefute / this.strata, high: alphaSupport }),
      slack: { smallest: slacks[0] ?? null, median: upperMedian(slacks) ?? null },
    };
  }
}
