/** Synthetic hunts: a grid of eight coordinates, a planted violation of a named kind, and trials that are one uniform number. */
import { ALPHA, type HuntOutcome, type RunTrials } from '../../properties/hunt/confirm.ts';
import { search, type SearchResult } from '../../properties/hunt/search.ts';
import { shrink, type Minimal } from '../../properties/hunt/shrink.ts';
import type { Point, Space } from '../../properties/hunt/space.ts';
import { pageOf, streamKey, wordAt } from '../../sim/random/stream.ts';

const SIZE = 24;
const SPACE: Space = {
  coordinates: Array.from({ length: 8 }, (_, i) => ({
    name: `c${i}`,
    values: Array.from({ length: SIZE }, (_, v) => v),
    simplest: 0,
  })),
  allows: () => true,
};

/** Slack of a point without noise, and the chance that a trial fails where that is negative. */
interface Planted {
  readonly slack: (point: Point) => number;
  readonly chance: number;
}

export const KINDS = ['corner', 'ratio', 'band', 'sometimes', 'odd', 'nothing'] as const;
export type Kind = (typeof KINDS)[number];

/** Standard deviation of the noise in a slack; a violation is ten of these deep or more. */
const NOISE = 0.02;

/** A violation of a kind at a place that `seed` chooses. */
export function plant(kind: Kind, seed: number): Planted {
  const page = pageOf(streamKey('planted', kind, seed), 0);
  const pick = (i: number, n: number) => wordAt(page, i) % n;
  const order = Array.from({ length: 8 }, (_, i) => i).sort(
    (a, b) => wordAt(page, 90 + a) - wordAt(page, 90 + b),
  );
  const [a, b, c] = order as [number, number, number];
  const depth = (distance: number) => (distance <= 0 ? -0.2 : 0.2 + distance / SIZE);
  switch (kind) {
    case 'corner': {
      // Two of 24 values at one end of three coordinates: one point in 1728.
      const ends = [pick(0, 2), pick(1, 2), pick(2, 2)];
      const off = (p: Point, i: number, end: number) => Math.max(0, end === 0 ? p[i]! - 1 : SIZE - 2 - p[i]!);
      return {
        chance: 1,
        slack: (p) => depth(off(p, a, ends[0]!) + off(p, b, ends[1]!) + off(p, c, ends[2]!)),
      };
    }
    case 'ratio': {
      const threshold = 12 + pick(0, 8);
      return { chance: 1, slack: (p) => depth(threshold - (p[a]! + 1) / (p[b]! + 1)) };
    }
    case 'band': {
      // |a - b - shift| = 0 and c in one of 24 places.
      const [shift, place] = [pick(0, 12) - 6, pick(1, SIZE)];
      return { chance: 1, slack: (p) => depth(Math.abs(p[a]! - p[b]! - shift) + Math.abs(p[c]! - place)) };
    }
    case 'sometimes': {
      const [x, y] = [pick(0, SIZE), pick(1, SIZE)];
      const off = (v: number, place: number) => Math.max(0, Math.abs(v - place) - 1);
      return { chance: 0.3, slack: (p) => depth(off(p[a]!, x) + off(p[b]!, y)) };
    }
    case 'odd': {
      // Odd sizes only, and two coordinates near their places. Nothing in the slack tells odd from even.
      const [x, y] = [pick(0, SIZE), pick(1, SIZE)];
      const off = (v: number, place: number) => Math.max(0, Math.abs(v - place) - 1);
      return {
        chance: 1,
        slack: (p) => {
          const distance = off(p[b]!, x) + off(p[c]!, y);
          return distance > 0 || p[a]! % 2 === 0 ? 0.2 + distance / SIZE : -0.2;
        },
      };
    }
    case 'nothing':
      // Every point fails one time in fifty.
      return { chance: 0.02, slack: (p) => -0.2 - p[a]! / 100 };
  }
}

/** Trials whose luck depends on the stream alone: points on one stream share it. */
export function trialsOf({ slack, chance }: Planted, seed: number): RunTrials {
  return (trials) =>
    Promise.resolve(
      trials.map(({ point, stream, index }): HuntOutcome => {
        const page = pageOf(streamKey('planted trial', seed, stream, index), 0);
        const uniform = (i: number) => wordAt(page, i) / 2 ** 32;
        const noise = NOISE * Math.sqrt(12) * (uniform(0) - 0.5);
        const clean = slack(point);
        const fails = clean < 0 && uniform(1) < chance;
        const shown = (clean < 0 && !fails ? 0.05 : clean) + noise;
        return { holds: !fails, slack: fails ? Math.min(-1e-9, shown) : Math.max(1e-9, shown) };
      }),
    );
}

export interface Hunted {
  readonly result: SearchResult;
  readonly minimal: Minimal | null;
  /** Is the minimal instance one of those planted? */
  readonly real: boolean;
  /** Is any simpler neighbour (one coordinate one step simpler) planted too? */
  readonly couldBeSimpler: boolean;
}

export async function huntPlanted(
  kind: Kind,
  seed: number,
  strategy: 'guided' | 'random',
  budget: number,
): Promise<Hunted> {
  const planted = plant(kind, seed);
  const run = trialsOf(planted, seed);
  const labels = ['planted', kind, seed];
  const result = await search({ space: SPACE, run, labels, budget, alpha: ALPHA, strategy });
  if (result.found === null) return { result, minimal: null, real: false, couldBeSimpler: false };
  const minimal = await shrink(SPACE, result.found, result.confirmer, 2 * budget);
  const simplerToo = minimal.point.some(
    (v, i) => v > 0 && planted.slack(minimal.point.map((w, j) => (j === i ? w - 1 : w))) < 0,
  );
  return {
    result,
    minimal,
    real: planted.slack(minimal.point) < 0 && planted.chance > 0.1,
    couldBeSimpler: simplerToo,
  };
}
