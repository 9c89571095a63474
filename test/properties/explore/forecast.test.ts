/** What is said of a map's progress while it is made: it runs forwards, and what is left is true within a factor of two. */
import { describe, expect, it } from 'vitest';
import { gatherDraws } from '../../../properties/explore/decides.ts';
import { gatherMap } from '../../../properties/explore/gather.ts';
import type { Progress } from '../../../properties/gather/drain.ts';
import { dialPlan, dials, type FailureRate } from '../../support/dials.ts';

const quiet = (seen: Progress[]) => ({
  concurrency: () => 2,
  known: new Map(),
  onEvidence: () => {},
  onProgress: (p: Progress) => void seen.push(p),
  signal: new AbortController().signal,
});

async function progressOf(rate: FailureRate, b?: [number, number]): Promise<readonly Progress[]> {
  const world = dials(rate);
  const seen: Progress[] = [];
  await gatherMap(dialPlan(world, [0.125, 8], b), { ...quiet(seen), execute: world.execute });
  return seen;
}

describe.each<[string, FailureRate, [number, number] | undefined]>([
  ['a line with one sharp edge', (a) => (a > 3 ? 1 : 0), undefined],
  ['a line beyond whose edge half of the trials fail', (a) => (a > 3 ? 0.5 : 0), undefined],
  ['a plane with an edge from side to side', (a) => (a > 3 ? 1 : 0), [1, 2]],
])('%s', (_, rate, b) => {
  it('tells what is left within a factor of two, over all rounds', async () => {
    const seen = await progressOf(rate, b);
    const whole = seen.at(-1)!.costDone;
    expect(seen.map((p) => p.trials)).toEqual(seen.map((_, i) => i + 1));
    // At first nothing is known of the edge; the end is a matter of single cells.
    const judged = seen.filter((p) => p.costDone > 0.25 * whole && p.costDone < 0.7 * whole);
    const ratios = judged.map((p) => p.costLeft / (whole - p.costDone));
    expect(Math.min(...ratios)).toBeGreaterThan(1 / 2);
    expect(Math.max(...ratios)).toBeLessThan(2);
    expect(seen.every((p) => p.estimate === true)).toBe(true);
  });
});

it('a ranking counts its draws down', async () => {
  const world = dials(() => 0);
  const seen: Progress[] = [];
  const plan = { target: world.target, root: world.root, d0: 16, engine: 'kernel', draws: 30 };
  await gatherDraws(plan, { ...quiet(seen), execute: world.execute });
  expect(seen.at(-1)).toMatchObject({ trials: 60, costDone: 60, costLeft: 0 });
});
