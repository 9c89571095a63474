/** One stratum as its trials are read: its bets, its counts, and its verdict at the first crossing. */
import { upperMedian } from '../../sim/upperMedian.ts';
import { meanBets, rateBets, type Bets } from './bets.ts';
import { unfavourable, type Counts } from './counts.ts';
import {
  clopperPearson,
  lnEAboveTarget,
  reaches,
  studentInterval,
  type Interval,
} from './statistics/index.ts';
import type { StratumRecord, StratumVerdict } from './stratum.ts';
import type { JudgedTrial, JudgeLevels } from './trial.ts';

/** Level of the descriptive interval. */
const DESCRIPTION_LEVEL = 0.05;

export class Stratum {
  #outcome: StratumVerdict = { verdict: 'inconclusive', decidedAt: null };
  aboveTarget = false;
  readonly cases = new Map<string, number>();
  readonly #support: number[] = [];
  readonly #refute: number[] = [];
  readonly #slacks: number[] = [];
  readonly #values: number[] = [];
  readonly #bets: Bets;
  #trials = 0;
  #failures = 0;
  #missing = 0;
  #unresolved = 0;

  constructor(
    readonly d0: number,
    readonly part: string,
    readonly levels: JudgeLevels,
    readonly strata: number,
  ) {
    const { deltaAt, range } = levels;
    this.#bets = range === undefined ? rateBets(deltaAt(d0)) : meanBets(deltaAt(d0), range);
  }

  get verdict(): StratumRecord['verdict'] {
    return this.#outcome.verdict;
  }

  /** Trials that held. */
  get held(): number {
    return this.#trials - unfavourable(this.#counts);
  }

  /** One more trial; trials after the first crossing are not read. */
  add(trial: JudgedTrial): 'read' | 'missing' | 'not read' {
    if (this.verdict !== 'inconclusive') return 'not read';
    this.#trials++;
    const missing = trial === null || (trial.holds === undefined && trial.unresolved !== true);
    if (missing) this.#missing++;
    else {
      if (trial.holds === undefined) this.#unresolved++;
      else {
        this.#slacks.push(trial.slack);
        if (trial.value !== undefined) this.#values.push(trial.value);
      }
      if (trial.holds === false) this.#failures++;
      // A case was exercised even where the measurement was too coarse to decide.
      for (const c of trial.cases) this.cases.set(c, (this.cases.get(c) ?? 0) + 1);
    }
    const { delta0, alphaSupport, alphaRefute } = this.levels;
    const trials = this.#trials;
    const { support, refute } = this.#bets.after(this.#counts, missing ? undefined : trial.value);
    this.#support.push(support);
    this.#refute.push(refute);
    if (delta0 !== null && this.#isAbove(delta0, alphaRefute / this.strata)) this.aboveTarget = true;
    if (this.levels.enough !== undefined) return missing ? 'missing' : 'read';
    if (reaches(support, alphaSupport)) this.#outcome = { verdict: 'supported', decidedAt: trials };
    else if (reaches(refute, alphaRefute / this.strata))
      this.#outcome = { verdict: 'refuted', decidedAt: trials };
    return missing ? 'missing' : 'read';
  }

  #isAbove(delta0: number, alpha: number): boolean {
    return reaches(lnEAboveTarget({ failures: this.#failures, trials: this.#trials, delta0 }), alpha);
  }

  get #counts(): Counts {
    return {
      trials: this.#trials,
      failures: this.#failures,
      missing: this.#missing,
      unresolved: this.#unresolved,
    };
  }

  /** What is missing or unresolved is no failure below, and a failure above; a mean has Student's interval, within its range. */
  #description(): Interval {
    const { range } = this.levels;
    if (range !== undefined) {
      const interval = studentInterval(this.#values, DESCRIPTION_LEVEL) ?? { low: range[0], high: range[1] };
      return { low: Math.max(range[0], interval.low), high: Math.min(range[1], interval.high) };
    }
    const end = (failures: number) =>
      clopperPearson({ failures, trials: this.#trials, alpha: DESCRIPTION_LEVEL });
    return { low: end(this.#failures).low, high: end(unfavourable(this.#counts)).high };
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
      ...this.#description(),
      sequence: this.#bets.bounds(this.#counts, { low: alphaRefute / this.strata, high: alphaSupport }),
      slack: { smallest: slacks[0] ?? null, median: upperMedian(slacks) ?? null },
      ...(this.levels.range === undefined ? {} : { mean: meanOf(this.#values) }),
    };
  }
}

const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length;
