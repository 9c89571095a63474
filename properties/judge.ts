/**
 * The judge of a probability claim: a pure fold over its trials in index order. It sees no clock, no arrival order
 * and nothing beyond the first missing index, so stopping, resuming, splitting and merging give the same record.
 *
 * Every stratum has a support and a refute e-process (statistics/eProcess.ts), valid at every look. The claim is
 * supported when every stratum is (an intersection: no split of alpha), refuted when any stratum is (a union: alpha
 * divided by the number of strata). The first crossing in a stratum is final.
 */
import type { EventResult } from '../theorems/types.ts';
import type { StratumRecord, Verdict } from './record.ts';
import {
  clopperPearson,
  lnEAboveTarget,
  lnERefute,
  lnESupport,
  lowerConfidenceBound,
  reaches,
  upperConfidenceBound,
} from './statistics/index.ts';

/** One trial as the judge sees it: an event, or `null` when the trial has no measurement. */
export type JudgedTrial = EventResult | null;

/** One ladder: the part of the sampler its path lies in, and a trial at every size. */
export interface JudgedLadder {
  readonly part: string;
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

export interface JudgedClaim {
  readonly verdict: Exclude<Verdict, 'interrupted'>;
  readonly aboveTarget: boolean;
  readonly strata: readonly StratumRecord[];
  readonly trials: number;
  readonly failures: number;
  readonly missing: number;
  readonly cases: Readonly<Record<string, number>>;
  /** Ladders read: the claim needs no further ones. Equal to the number given while undecided. */
  readonly laddersRead: number;
  readonly decided: boolean;
}

/** More missing trials than this share make the verdict `errored`. */
const MISSING_LIMIT = 0.01;
/** Level of the descriptive Clopper-Pearson interval. */
const DESCRIPTION_LEVEL = 0.05;

/**
 * Judges one claim. Ladders are added in index order; once every stratum is supported, or any is refuted, further
 * ladders are not read, so later evidence cannot change or lengthen the record.
 */
export class Judge {
  readonly #strata: readonly Stratum[];
  #laddersRead = 0;

  /** One stratum for every size and every part of the sampler. */
  constructor(
    readonly sizes: readonly number[],
    readonly parts: readonly string[],
    readonly levels: JudgeLevels,
    readonly requiredCases: readonly string[],
  ) {
    const count = sizes.length * parts.length;
    this.#strata = parts.flatMap((part) => sizes.map((d0) => new Stratum(d0, part, levels, count)));
  }

  get decided(): boolean {
    return (
      this.#strata.some((s) => s.verdict === 'refuted') ||
      this.#strata.every((s) => s.verdict === 'supported')
    );
  }

  /** A ladder that is none of the claim's: read, and no trial. */
  skip(): void {
    if (!this.decided) this.#laddersRead++;
  }

  add(ladder: JudgedLadder): void {
    if (this.decided) return;
    if (!this.parts.includes(ladder.part)) throw new RangeError(`no stratum for part "${ladder.part}"`);
    const own = this.#strata.filter((s) => s.part === ladder.part);
    own.forEach((stratum, r) => stratum.add(ladder.trials[r]!));
    this.#laddersRead++;
  }

  result(): JudgedClaim {
    const strata = this.#strata.map((s) => s.record());
    const total = (of: (s: StratumRecord) => number) => strata.reduce((sum, s) => sum + of(s), 0);
    const [trials, failures, missing] = [
      total((s) => s.trials),
      total((s) => s.failures),
      total((s) => s.missing),
    ];
    const cases: Record<string, number> = Object.fromEntries(this.requiredCases.map((c) => [c, 0]));
    for (const s of this.#strata) for (const [c, n] of s.cases) cases[c] = (cases[c] ?? 0) + n;
    return {
      verdict: this.#verdict(trials, missing, cases),
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

  #verdict(trials: number, missing: number, cases: Readonly<Record<string, number>>): JudgedClaim['verdict'] {
    if (missing > MISSING_LIMIT * trials) return 'errored';
    if (this.#strata.some((s) => s.verdict === 'refuted')) return 'refuted';
    if (trials > 0 && this.requiredCases.some((c) => cases[c] === 0)) return 'vacuous';
    return this.decided ? 'supported' : 'inconclusive';
  }
}

/** The fold over a list of ladders. */
export function judge(
  sizes: readonly number[],
  parts: readonly string[],
  ladders: readonly JudgedLadder[],
  levels: JudgeLevels,
  requiredCases: readonly string[],
): JudgedClaim {
  const fold = new Judge(sizes, parts, levels, requiredCases);
  for (const ladder of ladders) fold.add(ladder);
  return fold.result();
}

class Stratum {
  verdict: StratumRecord['verdict'] = 'inconclusive';
  aboveTarget = false;
  readonly cases = new Map<string, number>();
  readonly #support: number[] = [];
  readonly #refute: number[] = [];
  readonly #slacks: number[] = [];
  #trials = 0;
  #failures = 0;
  #missing = 0;
  #unresolved = 0;
  #decidedAt: number | null = null;

  constructor(
    readonly d0: number,
    readonly part: string,
    readonly levels: JudgeLevels,
    readonly strata: number,
  ) {}

  /** One more trial; trials after the first crossing are not read. */
  add(trial: JudgedTrial): void {
    if (this.verdict !== 'inconclusive') return;
    this.#trials++;
    if (trial !== null && trial.holds === undefined && trial.unresolved === true) this.#unresolved++;
    else if (trial === null || trial.holds === undefined) this.#missing++;
    else {
      if (!trial.holds) this.#failures++;
      this.#slacks.push(trial.slack);
      for (const c of trial.cases) this.cases.set(c, (this.cases.get(c) ?? 0) + 1);
    }
    const { delta0, alphaSupport, alphaRefute } = this.levels;
    const delta = this.levels.deltaAt(this.d0);
    const trials = this.#trials;
    const support = lnESupport({ failures: this.#unfavourable, trials, delta });
    const refute = lnERefute({ failures: this.#failures, trials, delta });
    this.#support.push(support);
    this.#refute.push(refute);
    if (reaches(lnEAboveTarget({ failures: this.#failures, trials, delta0 }), alphaRefute / this.strata)) {
      this.aboveTarget = true;
    }
    if (reaches(support, alphaSupport)) this.verdict = 'supported';
    else if (reaches(refute, alphaRefute / this.strata)) this.verdict = 'refuted';
    if (this.verdict !== 'inconclusive') this.#decidedAt = trials;
  }

  /** What counts against support. */
  get #unfavourable(): number {
    return this.#failures + this.#missing + this.#unresolved;
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
      verdict: this.verdict,
      decidedAt: this.#decidedAt,
      logE: { support: this.#support, refute: this.#refute },
      ...clopperPearson({ ...sample, alpha: DESCRIPTION_LEVEL }),
      sequence: {
        low: lowerConfidenceBound({ ...sample, alpha: alphaRefute / this.strata }),
        high: upperConfidenceBound({
          failures: this.#unfavourable,
          trials: this.#trials,
          alpha: alphaSupport,
        }),
      },
      slack: { smallest: slacks[0] ?? null, median: slacks[slacks.length >> 1] ?? null },
    };
  }
}
