/** Questions on fresh streams: the exact chance of any false witness, of a true one, and what shrinking asks. */
import { describe, expect, it } from 'vitest';
import {
  CANDIDATES,
  GIVE_UP_LEVEL,
  levelOf,
  MOST_TRIALS,
  shrinking,
} from '../../../properties/judge/questions.ts';
import { crossing } from '../../../properties/judge/statistics/index.ts';

const ALPHA = 0.04;

/** Chance that the n-th question says yes of an instance that shows it in a share `p` of its trials, by dynamic programming. */
const says = (n: number, p: number, rate: number) =>
  crossing({
    p: 1 - p,
    delta: 1 - rate,
    alphaSupport: levelOf(ALPHA, n),
    alphaRefute: GIVE_UP_LEVEL,
    budget: MOST_TRIALS,
  }).supported;

describe('questions about candidates', () => {
  it.each([0.1, 0.5, 0.9])(
    'at the rate itself, %d, each keeps its level, and all of them together the claim’s',
    (rate) => {
      let none = 1;
      for (let n = 1; n <= CANDIDATES; n++) {
        const chance = says(n, rate, rate);
        expect(chance).toBeLessThanOrEqual(levelOf(ALPHA, n));
        none *= 1 - chance;
      }
      // Candidates are independent of the fresh streams that they are tried on.
      expect(1 - none).toBeLessThanOrEqual(ALPHA);
      expect(1 - none).toBeGreaterThan(0);
    },
  );

  it('never spend more than alpha, however many are asked', () => {
    let sum = 0;
    for (let n = 1; n <= 10_000; n++) sum += levelOf(ALPHA, n);
    // The sum of 1/(n (n + 1)) up to N is 1 - 1/(N + 1).
    expect(sum).toBeCloseTo(ALPHA * (1 - 1 / 10_001), 12);
  });

  it.each([
    [0.5, 0.9],
    [0.9, 0.999],
  ])('a planted witness is confirmed, as the first or the last of them: rate %d, shown in %d', (rate, p) => {
    for (const n of [1, CANDIDATES]) expect(says(n, p, rate)).toBeGreaterThan(0.98);
  });

  it.each([
    [0.5, 0.3],
    [0.9, 0.7],
  ])('a planted falsehood is not: rate %d, shown in %d', (rate, p) => {
    expect(says(1, p, rate)).toBeLessThan(0.001);
  });
});

describe('shrinking', () => {
  /** Numbers that are "yes" above a bound; simpler ones are a half, and one less. */
  const shrunk = (start: number, bound: number, budget = Infinity) => {
    const asked: number[] = [];
    const walk = shrinking(start, {
      simpler: (n) => [Math.floor(n / 2), n - 1],
      nameOf: String,
      spent: () => asked.length >= budget,
    });
    let next = walk.next();
    while (next.done !== true) {
      asked.push(next.value);
      next = walk.next(next.value > bound);
    }
    return { ...next.value, questions: asked };
  };

  it('goes on from every yes, and asks about no point twice', () => {
    // 20 -> 10 (yes) -> 5 no, 9 (yes) -> 4 no, 8 (yes) -> 4 was asked, 7 no.
    expect(shrunk(20, 7)).toEqual({
      point: 8,
      steps: 3,
      asked: 6,
      cutShort: false,
      questions: [10, 5, 9, 4, 8, 7],
    });
  });

  it('stops where its budget ends', () => {
    expect(shrunk(20, 7, 3)).toMatchObject({ point: 9, steps: 2, asked: 3, cutShort: true });
  });
});
