/**
 * Questions about instances that a search chose: is it what was looked for, on fresh streams? The n-th is asked at level
 * alpha/(n (n + 1)). These sum to alpha, so the chance that any answer "yes" is false is at most alpha, however many are asked.
 */

/** Candidates that a search among draws looks for, in every stratum. */
export const CANDIDATES = 16;
/** Most trials of one question. */
export const MOST_TRIALS = 160;
/** Trials asked for at once; more would be wasted where the answer comes early. */
export const BATCH = 4;
/** A question is given up once it is shown, at 1 in 20, that there is nothing worth asking for. */
export const GIVE_UP_LEVEL = 0.05;

/** The level of the n-th question, counted from 1. */
export const levelOf = (alpha: number, n: number): number => alpha / (n * (n + 1));

export interface Shrinking<P> {
  /** Simpler points, the most promising first. */
  readonly simpler: (point: P) => Iterable<P>;
  /** Points of one name are the same. */
  readonly nameOf: (point: P) => string;
  /** No further question may be asked. */
  readonly spent: () => boolean;
}

export interface Shrunk<P> {
  readonly point: P;
  /** Accepted steps, and questions asked. */
  readonly steps: number;
  readonly asked: number;
  /** The budget ended before all simpler points were tried. */
  readonly cutShort: boolean;
}

/** Leads from a confirmed point to a simple one: yields the points to ask about, is told each answer, and goes on from every "yes". */
export function* shrinking<P>(start: P, on: Shrinking<P>): Generator<P, Shrunk<P>, boolean> {
  let point = start;
  const tried = new Set<string>();
  let [steps, asked] = [0, 0];
  for (let moved = true; moved;) {
    moved = false;
    for (const candidate of on.simpler(point)) {
      if (tried.has(on.nameOf(candidate))) continue;
      if (on.spent()) return { point, steps, asked, cutShort: true };
      tried.add(on.nameOf(candidate));
      asked++;
      if (!(yield candidate)) continue;
      point = candidate;
      steps++;
      moved = true;
      break;
    }
  }
  return { point, steps, asked, cutShort: false };
}
