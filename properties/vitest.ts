/** A theorem as ordinary vitest tests: one for every claim and one for every broken twin. */
import { beforeAll, describe, test } from 'vitest';
import type { Theorem } from '../theorems/types.ts';
import { checkTheorem, type CheckOptions } from './checkTheorem.ts';
import type { TheoremRecord } from './records/theoremRecord.ts';

/**
 * Registers the tests. A claim's test passes when the claim is supported, a twin's when the twin is refuted; any
 * other verdict fails with its sentence, "can't tell" included. `timeout` in milliseconds (default ten minutes).
 */
export function testTheorem(
  theorem: Theorem,
  options: CheckOptions & { readonly timeout?: number } = {},
): void {
  const { timeout = 600_000, ...check } = options;
  describe(`${theorem.id}: ${theorem.title}`, () => {
    let record: TheoremRecord;
    beforeAll(async () => {
      record = await checkTheorem(theorem, check);
    }, timeout);
    for (const { id } of theorem.claims) {
      test(id, () => {
        const { verdict, sentence } = record.claims.find((claim) => claim.id === id)!;
        if (verdict !== 'supported') throw new Error(`${id} is ${verdict}. ${sentence}`);
      });
    }
    for (const { id } of theorem.controls) {
      test(`twin ${id} is refuted`, () => {
        const { verdict, sentence } = record.controls.find((control) => control.id === id)!;
        if (verdict !== 'refuted') throw new Error(`the twin ${id} is ${verdict}, not refuted. ${sentence}`);
      });
    }
  });
}
