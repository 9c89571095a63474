/**
 * The suite can be loaded at all: every theorem passes the checks of its own definition. It is loaded within a test, so that a
 * theorem that does not is a failed test, and not a file of tests that never ran.
 */
import { expect, it } from 'vitest';

it('loads every theorem and every study', async () => {
  const { STUDIES, THEOREMS } = await import('../../theorems/registry.ts');
  expect(Math.min(THEOREMS.length, Object.keys(STUDIES).length)).toBeGreaterThan(0);
});
