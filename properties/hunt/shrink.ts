/**
 * Leads from a confirmed violation to a simple one. It tries fast-check's shrinks (smaller sizes, defaults, round numbers) and
 * accepts one only if the violation is confirmed again on fresh streams, so a single unlucky run cannot mislead it. If a
 * hypothesis was relaxed, points that meet it are tried first: if one of them still fails, the relaxation is not the reason.
 */
import { shrinking, type Shrunk } from '../judge/questions.ts';
import { clopperPearson } from '../judge/statistics/index.ts';
import type { Confirmation, Confirmer, RunTrials } from './confirm.ts';
import { simpler, type Point, type Space } from './space.ts';

export interface Minimal extends Shrunk<Point> {
  /** The question that confirmed this very point. */
  readonly confirmation: Confirmation;
  /** Every question, the one about the start first. */
  readonly questions: readonly { readonly point: Point; readonly confirmation: Confirmation }[];
}

/** Shrinks until no simpler point is confirmed or `budget` trials are spent. */
export async function shrink(
  space: Space,
  start: { readonly point: Point; readonly confirmation: Confirmation },
  confirmer: Confirmer,
  budget: number,
): Promise<Minimal> {
  let { confirmation } = start;
  const questions: { point: Point; confirmation: Confirmation }[] = [start];
  const before = confirmer.trials;
  const walk = shrinking(start.point, {
    simpler: (point) => simpler(space, point),
    nameOf: (point) => point.join(),
    spent: () => confirmer.trials - before >= budget,
  });
  let next = walk.next();
  while (next.done !== true) {
    const answer = await confirmer.ask(next.value);
    questions.push({ point: next.value, confirmation: answer });
    const confirmed = answer.ending === 'confirmed';
    if (confirmed) confirmation = answer;
    next = walk.next(confirmed);
  }
  return { ...next.value, confirmation, questions };
}

/** The failure rate on streams that no choice depended on, with its Clopper-Pearson interval (95 %). */
export interface Rate {
  readonly trials: number;
  readonly failures: number;
  readonly low: number;
  readonly high: number;
}

/** Trials of the final rate: fixed in advance. */
export const RATE_TRIALS = 40;

export async function rateOf(run: RunTrials, point: Point): Promise<Rate> {
  const outcomes = await run(
    Array.from({ length: RATE_TRIALS }, (_, index) => ({ point, stream: 'rate', index })),
  );
  const failures = outcomes.filter((o) => o.holds === false).length;
  return { trials: RATE_TRIALS, failures, ...clopperPearson({ failures, trials: RATE_TRIALS, alpha: 0.05 }) };
}
