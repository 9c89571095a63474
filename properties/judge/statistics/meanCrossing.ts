/**
 * The exact chance of every verdict about a paired difference that takes three values: both ends of its range, and 0 between them (one of the two
 * fails, the other, or neither or both). No simulation, no tolerance.
 *
 * Capital is a product over trials, so after n trials it depends only on how often each value came up. The probability of every
 * undecided (n, ups, downs) follows from those at n - 1, as in crossing.ts with one count more.
 */
import { checkLevel, checkProbability } from './checks.ts';
import type { VerdictChances } from './crossing.ts';
import { reaches } from './eProcess.ts';
import { lnMeanE } from './meanBets.ts';

export interface MeanPlan {
  readonly bound: number;
  readonly range: readonly [number, number];
  readonly alphaSupport: number;
  readonly alphaRefute: number;
  readonly budget: number;
  /** Chance of the upper end of the range, and of the lower. */
  readonly up: number;
  readonly down: number;
}

export function meanCrossing(plan: MeanPlan): VerdictChances {
  const { bound, range, alphaSupport, alphaRefute, budget, up, down } = plan;
  checkLevel('alphaSupport', alphaSupport);
  checkLevel('alphaRefute', alphaRefute);
  checkProbability('up + down', up + down);
  const none = Math.max(0, 1 - up - down);
  let [supported, refuted, expectedTrials] = [0, 0, 0];
  // By (ups, downs); what is not there has chance 0.
  let undecided: number[][] = [[1]];
  for (let n = 1; n <= budget; n++) {
    expectedTrials += total(undecided);
    const next = Array.from({ length: n + 1 }, (_, ups) => new Array<number>(n + 1 - ups).fill(0));
    undecided.forEach((row, ups) =>
      row.forEach((chance, downs) => {
        if (chance === 0) return;
        next[ups + 1]![downs]! += chance * up;
        next[ups]![downs + 1]! += chance * down;
        next[ups]![downs]! += chance * none;
      }),
    );
    next.forEach((row, ups) =>
      row.forEach((chance, downs) => {
        if (chance === 0) return;
        const counts = [
          [range[1], ups],
          [range[0], downs],
          [0, n - ups - downs],
        ] as const;
        const { support, refute } = lnMeanE(bound, range, counts);
        if (reaches(support, alphaSupport)) supported += chance;
        else if (reaches(refute, alphaRefute)) refuted += chance;
        else return;
        row[downs] = 0;
      }),
    );
    undecided = next;
  }
  return { supported, refuted, inconclusive: total(undecided), expectedTrials };
}

const total = (rows: readonly (readonly number[])[]) =>
  rows.reduce((sum, row) => row.reduce((a, b) => a + b, sum), 0);
