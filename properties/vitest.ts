/** A theorem as ordinary vitest tests: one for every claim and one for every broken twin. */
import { beforeAll, describe, test } from 'vitest';
import type { Theorem } from '../theorems/types.ts';
import { openCheck, type CheckOptions } from './checkTheorem.ts';
import type { TheoremRecord } from './records/theoremRecord.ts';
import { whyFailed } from './records/whyFailed.ts';

/**
 * Registers the tests. A claim's test passes when the claim is supported, a twin's when the twin is refuted; any
 * other verdict fails, "can't tell" included, with its sentence, its worst trials or ladders and what was thrown first. Each claim
 * gathers its own evidence in its own test, and says its verdict on a line. `timeout` of one test in milliseconds (default ten minutes).
 */
export function testTheorem(
  theorem: Theorem,
  options: CheckOptions & { readonly timeout?: number } = {},
): void {
  const { timeout = 600_000, ...check } = options;
  describe(`${theorem.id}: ${theorem.title}`, () => {
    let recordOf: (claims: readonly string[]) => Promise<TheoremRecord>;
    // Options that could lead to no verdict fail every test.
    beforeAll(() => {
      recordOf = openCheck(theorem, check);
    });
    for (const { id } of theorem.claims) {
      const judge = async () => {
        const record = await recordOf([id]);
        const claim = record.claims.find((c) => c.id === id)!;
        console.log(`${id}: ${claim.verdict}. ${claim.sentence}`);
        if (claim.verdict !== 'supported') throw new Error(whyFailed(record, claim));
      };
      test(id, judge, timeout);
    }
    for (const { id, of } of theorem.controls) {
      const judge = async () => {
        const { controls } = await recordOf([of]);
        const { verdict, sentence } = controls.find((control) => control.id === id)!;
        if (verdict !== 'refuted') throw new Error(`the twin ${id} is ${verdict}, not refuted. ${sentence}`);
      };
      test(`twin ${id} is refuted`, judge, timeout);
    }
  });
}
