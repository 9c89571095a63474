/**
 * The laws of the kernel are worth what they reject. Each mutant is one edit of the AssemblyScript source; it is
 * compiled (a second each: too many for `npm test`, which runs the laws) and must break the law that the table names, with the
 * seed fixed: a rejection here is not luck.
 */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compileKernel } from '../../../scripts/build-kernel.mjs';
import { laws } from '../../sim/kernel/laws.ts';
import { mutants, type Mutant } from './mutants.ts';

const source = fileURLToPath(new URL('../../../sim/kernel/assembly', import.meta.url));

describe('a kernel with one mistake breaks a law', () => {
  for (const mutant of mutants) {
    it(`${mutant.name}: ${mutant.caughtBy}`, async () => {
      const bytes = await compileMutant(mutant);
      expect(() => laws[mutant.caughtBy]!(bytes, { numRuns: 200, seed: 1 })).toThrow();
    });
  }
});

async function compileMutant({ file, replace, by }: Mutant): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'mutant-'));
  try {
    await cp(source, folder, { recursive: true });
    const text = await readFile(join(folder, file), 'utf8');
    const parts = text.split(replace);
    expect(parts.length, `${file} holds "${replace}" once`).toBe(2);
    await writeFile(join(folder, file), parts.join(by));
    return await compileKernel(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
