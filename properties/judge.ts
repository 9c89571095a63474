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
  confidenceSequence,
  lnEAboveTarget,
  lnERefute,
  lnESupport,
  reaches,
} from './statistics/index.ts';

/** One trial as the judge sees it: an event, or `null` when the trial has no measurement. */
export type JudgedTrial = EventResult | null;

export interface JudgeLevels {
  readonly delta: number;
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
 * Judges ladders: `ladders[i][r]` is the trial of ladder i at size `sizes[r]`. The fold stops at the ladder after
 * which every stratum is decided, so later evidence cannot change or lengthen the record.
 */
export function judge(
  sizes: readonly number[],
  ladders: readonly (readonly JudgedTrial[])[],
  levels: JudgeLevels,
  requiredCases: readonly string[],
): JudgedClaim {
  const strata = sizes.map((d0) => new Stratum(d0, levels, sizes.length));
  let laddersRead = 0;
  for (const ladder of ladders) {
    if (strata.every((s) => s.verdict !== 'inconclusive') || strata.some((s) => s.verdict === 'refuted'))
      break;
    strata.forEach((stratum, r) => stratum.add(ladder[r]!));
    laddersRead++;
  }
  const records = strata.map((s) => s.record());
  const total = (of: (s: StratumRecord) => number) => records.reduce((sum, s) => sum + of(s), 0);
  const [trials, failures, missing] = [
    total((s) => s.trials),
    total((s) => s.failures),
    total((s) => s.missing),
  ];
  const cases: Record<string, number> = Object.fromEntries(requiredCases.map((c) => [c, 0]));
  for (const s of strata) for (const [c, n] of s.cases) cases[c] = (cases[c] ?? 0) + n;
  const refuted = records.some((s) => s.verdict === 'refuted');
  const supported = records.every((s) => s.verdict === 'supported');
  const verdict =
    missing > MISSING_LIMIT * trials
      ? 'errored'
      : refuted
        ? 'refuted'
        : trials > 0 && requiredCases.some((c) => cases[c] === 0)
          ? 'vacuous'
          : supported
            ? 'supported'
            : 'inconclusive';
  return {
    verdict,
    aboveTarget: strata.some((s) => s.aboveTarget),
    strata: records,
    trials,
    failures,
    missing,
    cases,
    laddersRead,
    decided: refuted || supported,
  };
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
  #decidedAt: number | null = null;

  constructor(
    readonly d0: number,
    readonly levels: JudgeLevels,
    readonly strata: number,
  ) {}

  /** One more trial; trials after the first crossing are not read. */
  add(trial: JudgedTrial): void {
    if (this.verdict !== 'inconclusive') return;
    this.#trials++;
    if (trial === null || trial.holds === undefined) this.#missing++;
    else {
      if (!trial.holds) this.#failures++;
      this.#slacks.push(trial.slack);
      for (const c of trial.cases) this.cases.set(c, (this.cases.get(c) ?? 0) + 1);
    }
    const { delta, delta0, alphaSupport, alphaRefute } = this.levels;
    const trials = this.#trials;
    const support = lnESupport({ failures: this.#failures + this.#missing, trials, delta });
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

  record(): StratumRecord {
    const { alphaSupport, alphaRefute } = this.levels;
    const sample = { failures: this.#failures, trials: this.#trials };
    const slacks = [...this.#slacks].sort((a, b) => a - b);
    const empty = this.#trials === 0;
    return {
      d0: this.d0,
      ...sample,
      missing: this.#missing,
      verdict: this.verdict,
      decidedAt: this.#decidedAt,
      logE: { support: this.#support, refute: this.#refute },
      ...(empty ? { low: 0, high: 1 } : clopperPearson({ ...sample, alpha: DESCRIPTION_LEVEL })),
      sequence: empty
        ? { low: 0, high: 1 }
        : confidenceSequence({ ...sample, alphaSupport, alphaRefute: alphaRefute / this.strata }),
      slack: { smallest: slacks[0] ?? null, median: slacks[slacks.length >> 1] ?? null },
    };
  }
}
