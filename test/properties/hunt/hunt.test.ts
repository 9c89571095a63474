/** Planted violations, two placements of every kind; ten of each are in test/quality/hunt. */
import { describe, expect, it } from 'vitest';
import { ALPHA, Confirmer, DELTA } from '../../../properties/hunt/confirm.ts';
import { arbitraryOf, randomPoint, simpler, type Point, type Space } from '../../../properties/hunt/space.ts';
import { huntPlanted, KINDS } from '../../support/planted.ts';

const BUDGET = 1500;

describe('a hunt', () => {
  it.each(KINDS.filter((k) => k !== 'nothing'))('finds a planted %s and shrinks it', async (kind) => {
    for (const seed of [0, 1]) {
      const { minimal, real } = await huntPlanted(kind, seed, 'guided', BUDGET);
      expect(minimal, `placement ${seed}`).not.toBeNull();
      expect(real, `placement ${seed}`).toBe(true);
      expect(minimal!.confirmation.ending).toBe('confirmed');
    }
  });

  it('reports nothing where every point fails one time in fifty', async () => {
    // H0 true. Two hunts, each wrong with probability at most ALPHA = 0.05 (in truth far less: 0.02 is below DELTA = 0.1).
    for (const seed of [0, 1])
      expect((await huntPlanted('nothing', seed, 'guided', BUDGET)).result.found).toBeNull();
  });

  it('gives the same result twice', async () => {
    const [a, b] = [await huntPlanted('band', 3, 'guided', 400), await huntPlanted('band', 3, 'guided', 400)];
    expect(JSON.stringify(a)).toBe(JSON.stringify(b));
  });
});

describe('a confirmation', () => {
  const coin = (rate: number) => {
    let n = 0;
    return new Confirmer(
      (trials) => Promise.resolve(trials.map(() => ({ holds: (n++ * 0.6180339887) % 1 >= rate, slack: 0 }))),
      ALPHA,
    );
  };

  it('is asked at levels that sum to alpha', async () => {
    const confirmer = coin(1);
    const levels = [];
    for (let i = 0; i < 5; i++) levels.push((await confirmer.ask([0])).level);
    expect(levels.reduce((a, b) => a + b)).toBeCloseTo(ALPHA * (1 - 1 / 6), 12);
  });

  it.each([
    [1, 'confirmed'],
    [0.3, 'confirmed'],
    [DELTA / 2, 'given-up'],
    [0, 'given-up'],
  ])('of a failure rate %d is %s', async (rate, ending) => {
    expect((await coin(rate).ask([0])).ending).toBe(ending);
  });

  it('never counts a missing measurement, as a failure or as a success', async () => {
    const missing = new Confirmer(
      (trials) => Promise.resolve(trials.map(() => ({ holds: undefined, slack: NaN }))),
      ALPHA,
    );
    expect(await missing.ask([0])).toMatchObject({ ending: 'undecided', failures: 0 });
  });
});

describe('a space', () => {
  const space: Space = {
    coordinates: [
      { name: 'a', values: [1, 2, 3, 4, 5], simplest: 2 },
      { name: 'b', values: [1, 2, 3], simplest: 0 },
    ],
    allows: ([a, b]) => (a! + b!) % 2 === 0,
  };

  it('draws allowed points only, at every value', () => {
    const seen = new Set<string>();
    for (let i = 0; i < 200; i++) {
      const point = randomPoint(space, ['test', i])!;
      expect(space.allows(point)).toBe(true);
      seen.add(point.join());
    }
    expect(seen.size).toBe(8);
  });

  it('walks to what whole draws hardly meet', () => {
    const narrow: Space = {
      coordinates: Array.from({ length: 9 }, (_, i) => ({
        name: `c${i}`,
        values: Array.from({ length: 10 }, (_, v) => v),
        simplest: 0,
      })),
      allows: (p) => p.every((v, i) => v <= 1 || (i === 4 && v === 9)),
    };
    expect(narrow.allows(randomPoint(narrow, ['narrow'])!)).toBe(true);
  });

  it('shrinks to preferred points first', () => {
    const preferred = ([, b]: Point) => b === 0;
    const points = simpler({ ...space, preferred }, [2, 2]);
    const first = points.filter(preferred);
    expect(first.length).toBeGreaterThan(0);
    expect(first.length).toBeLessThan(points.length);
    expect(points.slice(0, first.length)).toEqual(first);
    expect(simpler(space, [2, 2]).slice(0, first.length)).not.toEqual(first);
  });

  it('shrinks towards the simplest values, and ends there', () => {
    expect([...simpler(space, [0, 0])]).toEqual([]);
    for (const point of simpler(space, [2, 2])) {
      expect(space.allows(point)).toBe(true);
      expect(Math.abs(point[0]!) + Math.abs(point[1]!)).toBeLessThan(4);
    }
    expect(arbitraryOf(space).canShrinkWithoutContext([2, 2])).toBe(true);
  });
});
