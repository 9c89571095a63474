/** The kernel compiled from a copy of its source with some edits: mutants, variants, and parts made visible. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileKernel } from '../scripts/build-kernel.mjs';

export interface Edit {
  /** In sim/kernel/assembly. */
  readonly file: string;
  /** Occurs once in the file; anything else is an Error. */
  readonly replace: string;
  readonly by: string;
}

export async function compileEdited(edits: readonly Edit[]): Promise<Uint8Array> {
  const source = fileURLToPath(new URL('../sim/kernel/assembly', import.meta.url));
  const folder = await mkdtemp(join(tmpdir(), 'kernel-'));
  try {
    await cp(source, folder, { recursive: true });
    for (const { file, replace, by } of edits) {
      const parts = (await readFile(join(folder, file), 'utf8')).split(replace);
      if (parts.length !== 2) {
        throw new Error(`${file} holds "${replace}" ${parts.length - 1} times, an edit needs it once`);
      }
      await writeFile(join(folder, file), parts.join(by));
    }
    return await compileKernel(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
