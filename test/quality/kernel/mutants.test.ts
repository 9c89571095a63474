/**
 * The laws of the kernel are worth what they reject. Each mutant is one edit of the AssemblyScript source; it is
 * compiled (a second each: too many for `npm test`, which runs the laws) and must break the law that the table names, with the
 * seed fixed: a rejection here is not luck.
 */
import { describe, expect, it } from 'vitest';
import { compileEdited } from '../../../bench/editedKernel.ts';
import { laws } from '../../sim/kernel/laws.ts';
import { mutants } from './mutants.ts';

describe('a kernel with one mistake breaks a law', () => {
  for (const mutant of mutants) {
    it(`${mutant.name}: ${mutant.caughtBy}`, async () => {
      const bytes = await compileEdited([mutant]);
      expect(() => laws[mutant.caughtBy]!(bytes, { numRuns: 100, seed: 1 })).toThrow();
    });
  }
});
