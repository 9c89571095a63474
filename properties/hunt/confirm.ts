/**
 * Is a violation real? Fresh streams, and an e-process against "this instance fails with probability at most DELTA".
 *
 * ALPHA is shared equally by the relaxations of a hunt. The n-th question under one of them, a candidate's or a shrinking
 * step's, is asked at level share / (n (n + 1)). These sum to the share, so the chance that the hunt ever confirms an
 * instance whose failure rate is at most DELTA is at most ALPHA, however many it looks at.
 */
import { BATCH, GIVE_UP_LEVEL, levelOf, MOST_TRIALS } from '../judge/questions.ts';
import { lnERefute, lnESupport, reaches } from '../judge/statistics/index.ts';
import type { Point } from './space.ts';

/** The failure rate that a claim allows; an instance that fails more often is a counterexample. */
export const DELTA = 0.1;
/** Chance of any false confirmation in a hunt, all its relaxations together. */
export const ALPHA = 0.05;

/** Given up once a failure rate below this is shown: the violations sought fail more often. */
const WORTHWHILE = 0.25;

/** One trial of a point on a named stream. */
export interface HuntTrial {
  readonly point: Point;
  /** Points on the same stream share their random numbers. */
  readonly stream: string;
  readonly index: number;
}

export interface HuntOutcome {
  /** Undefined: no measurement; never counted as a failure. */
  readonly holds: boolean | undefined;
  readonly slack: number;
}

/** The hunt was stopped, or a trial brought no evidence. Without that trial the search would be another one, so it reports nothing. */
export class StoppedError extends Error {
  override readonly name = 'StoppedError';
}

export type RunTrials = (trials: readonly HuntTrial[]) => Promise<readonly HuntOutcome[]>;

export interface Confirmation {
  /** `given-up`: a failure rate below WORTHWHILE was shown. `undecided`: its trials were spent. */
  readonly ending: 'confirmed' | 'given-up' | 'undecided';
  readonly trials: number;
  readonly failures: number;
  /** The level it was asked at. */
  readonly level: number;
}

/** Asks questions, whose levels sum to `alpha`. */
export class Confirmer {
  asked = 0;
  trials = 0;

  constructor(
    readonly run: RunTrials,
    readonly alpha: number,
  ) {}

  async ask(point: Point): Promise<Confirmation> {
    this.asked++;
    const level = levelOf(this.alpha, this.asked);
    const stream = `confirm:${this.asked}`;
    let [trials, failures, unmeasured] = [0, 0, 0];
    while (trials < MOST_TRIALS) {
      const batch = Array.from({ length: BATCH }, (_, i) => ({ point, stream, index: trials + i }));
      for (const { holds } of await this.run(batch)) {
        trials++;
        this.trials++;
        if (holds === false) failures++;
        if (holds === undefined) unmeasured++;
        // The first crossing is final, within a batch too: the e-process allows every look.
        if (reaches(lnERefute({ failures, trials, delta: DELTA }), level))
          return { ending: 'confirmed', trials, failures, level };
      }
      // A trial without a measurement speaks for neither side.
      if (reaches(lnESupport({ failures: failures + unmeasured, trials, delta: WORTHWHILE }), GIVE_UP_LEVEL))
        return { ending: 'given-up', trials, failures, level };
    }
    return { ending: 'undecided', trials, failures, level };
  }
}
