/**
 * Looks for a point that violates a claim. The search starts again and again from random points. From a point, every coordinate
 * is moved a little and a lot, and the move with the smallest slack is taken. All points after one start share a stream (common
 * random numbers), so that they are compared on the same luck. At the end the best point is looked at on fresh streams, and if it
 * fails there, it is confirmed on further ones.
 */
import type { Label } from '../../sim/random/stream.ts';
import { Confirmer, type Confirmation, type HuntOutcome, type RunTrials } from './confirm.ts';
import { randomPoint, shuffled, type Point, type Space } from './space.ts';

export interface SearchOptions {
  readonly space: Space;
  readonly run: RunTrials;
  /** Names the hunt's streams. */
  readonly labels: readonly Label[];
  /** Most trials, confirmations included. */
  readonly budget: number;
  /** Chance of any false confirmation, in the search and in the shrinking after it. */
  readonly alpha: number;
  /** `guided` by slack; `random`: uniform points without any guidance, for comparison. */
  readonly strategy: 'guided' | 'random';
}

export interface Found {
  readonly point: Point;
  readonly confirmation: Confirmation;
}

export interface SearchResult {
  /** The first confirmed violation; null when there was none within the budget. */
  readonly found: Found | null;
  readonly trials: number;
  readonly restarts: number;
  readonly confirmer: Confirmer;
  /** The smallest slack seen, and where. */
  readonly closest: { readonly point: Point; readonly slack: number } | null;
  /** The points that were tried, in order. */
  readonly looks: readonly Look[];
}

export interface Look {
  readonly restart: number;
  readonly point: Point;
  readonly outcome: HuntOutcome;
}

/** Fresh looks at the end of a restart, and before a candidate is confirmed. */
const FRESH_LOOKS = 4;

export async function search(options: SearchOptions): Promise<SearchResult> {
  const hunt = new Hunt(options);
  let found: Found | null = null;
  while (found === null && hunt.left > 0) {
    const draws = options.strategy === 'guided' ? 'half-biased' : 'uniform';
    const start = randomPoint(options.space, [...options.labels, 'start', hunt.restarts], draws);
    if (start === undefined) break;
    found = await (options.strategy === 'guided' ? hunt.descend(start) : hunt.look(start));
    hunt.restarts++;
  }
  const { trials, restarts, confirmer, closest, looks } = hunt;
  return { found, trials, restarts, confirmer, closest, looks };
}

class Hunt {
  trials = 0;
  restarts = 0;
  closest: SearchResult['closest'] = null;
  readonly looks: Look[] = [];
  readonly confirmer: Confirmer;

  constructor(readonly options: SearchOptions) {
    this.confirmer = new Confirmer((trials) => {
      this.trials += trials.length;
      return options.run(trials);
    }, options.alpha);
  }

  get left(): number {
    return this.options.budget - this.trials;
  }

  /** One trial of a random point. */
  async look(point: Point): Promise<Found | null> {
    const [outcome] = await this.#evaluate([point]);
    return outcome!.holds === false ? this.#confirm(point) : null;
  }

  /** Moves on until no move is better, or until a point violates the claim. */
  async descend(start: Point): Promise<Found | null> {
    let here = start;
    let [value] = await this.#evaluate([here]);
    if (value!.holds === false) return this.#confirm(here);
    const seen = new Set([key(here)]);
    for (let improved = true, round = 0; improved && this.left > 0; round++) {
      improved = false;
      const order = shuffled(here.length, [...this.options.labels, 'order', this.restarts, round]);
      for (const i of order) {
        for (let step = 1; this.left > 0; step *= 2) {
          const moves = this.#moves(here, i, step).filter((p) => !seen.has(key(p)));
          if (moves.length === 0) break;
          for (const move of moves) seen.add(key(move));
          const values = await this.#evaluate(moves);
          const best = values.reduce((b, v, j) => (rank(v) < rank(values[b]!) ? j : b), 0);
          if (!(rank(values[best]!) < rank(value!))) break;
          here = moves[best]!;
          value = values[best]!;
          improved = true;
          if (value.holds === false) return this.#confirm(here);
        }
      }
    }
    return this.left > 0 ? this.#confirm(here) : null;
  }

  /** A coordinate moved by `step` and by a quarter of its range, both ways. */
  #moves(point: Point, i: number, step: number): readonly Point[] {
    const { space } = this.options;
    const { values, simplest } = space.coordinates[i]!;
    const far = Math.max(1, Math.round(values.length / 4));
    const steps = [...new Set([step, -step, ...(step === 1 ? [far, -far] : [])])];
    return steps
      .map((by) => point.map((offset, j) => (j === i ? offset + by : offset)))
      .filter((p) => -simplest <= p[i]! && p[i]! < values.length - simplest && space.allows(p));
  }

  /** Points on the restart's stream. */
  async #evaluate(points: readonly Point[]): Promise<readonly HuntOutcome[]> {
    this.trials += points.length;
    const stream = `restart:${this.restarts}`;
    const outcomes = await this.options.run(points.map((point) => ({ point, stream, index: 0 })));
    outcomes.forEach((outcome, i) => {
      const { slack } = outcome;
      this.looks.push({ restart: this.restarts, point: points[i]!, outcome });
      if (slack < (this.closest?.slack ?? Infinity)) this.closest = { point: points[i]!, slack };
    });
    return outcomes;
  }

  /** A few fresh looks come first. Only a point that fails again is worth a question, which takes a share of the error rate. */
  async #confirm(point: Point): Promise<Found | null> {
    this.trials += FRESH_LOOKS;
    const looks = Array.from({ length: FRESH_LOOKS }, (_, index) => ({
      point,
      stream: `look:${this.restarts}`,
      index,
    }));
    const outcomes = await this.options.run(looks);
    if (!outcomes.some((o) => o.holds === false)) return null;
    const confirmation = await this.confirmer.ask(point);
    return confirmation.ending === 'confirmed' ? { point, confirmation } : null;
  }
}

/** The slack, negative for violations. A point without a measurement comes last. */
function rank({ holds, slack }: HuntOutcome): number {
  return holds === undefined || Number.isNaN(slack) ? Infinity : slack;
}

const key = (point: Point) => point.join();
