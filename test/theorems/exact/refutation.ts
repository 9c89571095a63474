/** What every exact claim and every broken twin must show, at the runs of a fast test. */
import { describe, expect, it } from 'vitest';
import { largestSize, type Finding } from '../../../theorems/exact/check.ts';
import type { ExactOutcome, Theorem } from '../../../theorems/types.ts';

/** The outcome of one exact check; `id` is a claim's or a control's. */
export async function outcomeOf(
  theorem: Theorem,
  id: string,
  seed: number,
  runs: number,
): Promise<ExactOutcome> {
  const found = [...theorem.claims, ...theorem.controls].find((c) => c.id === id);
  if (found?.kind !== 'exact') throw new RangeError(`no exact claim ${id}`);
  return found.check({ seed, runs });
}

/** The lines of the calculation that an instance is refuted with; one without a word where it is not. */
export function linesOf({ failure }: Finding): readonly string[] {
  return (failure?.() ?? '').split('\n');
}

/** A broken twin has a counterexample that is small and whose calculation is written out. Of other seeds: test/quality. */
export async function refuted(theorem: Theorem, twin: string, seed: number): Promise<void> {
  const { counterexample } = await outcomeOf(theorem, twin, seed, 500);
  expect(counterexample).not.toBeNull();
  const { instance, explanation, path } = counterexample!;
  expect(largestSize(instance), JSON.stringify(instance)).toBeLessThanOrEqual(2);
  expect(JSON.stringify(instance).length).toBeLessThan(400);
  expect(explanation.split('\n').length).toBeGreaterThanOrEqual(4);
  expect(explanation).not.toMatch(/undefined|NaN|\[object/);
  expect(path).toMatch(/^\d+(:\d+)*$/);
}

export function everyExactClaim(theorem: Theorem, { runs }: { runs: number }): void {
  describe(theorem.id, () => {
    for (const claim of theorem.claims.filter((c) => c.kind === 'exact')) {
      it(`${claim.id} holds in all of ${runs} instances and exercises every case`, async () => {
        const outcome = await outcomeOf(theorem, claim.id, 1, runs);
        expect(outcome.counterexample?.explanation ?? null).toBeNull();
        expect(outcome.instances).toBe(runs);
        expect(claim.requiredCases.filter((c) => !(outcome.cases[c]! > 0))).toEqual([]);
      });
      it(`${claim.id} is a function of the seed`, async () => {
        const [a, b, c] = [await outcomeOf(theorem, claim.id, 2, 40), await outcomeOf(theorem, claim.id, 2, 40), await outcomeOf(theorem, claim.id, 3, 40)]; // prettier-ignore
        expect(a).toEqual(b);
        expect(c.cases).not.toEqual(a.cases);
      });
    }
    for (const control of theorem.controls.filter((c) => c.kind === 'exact')) {
      it(`${control.id} is refuted, with a counterexample to check by hand`, () =>
        refuted(theorem, control.id, 1));
    }
  });
}
