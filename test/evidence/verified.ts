/** A run of `fct verify` for an evidence table, in a folder that is read and removed. */
import { rmSync } from 'node:fs';
import { fct, newFolder } from '../support/fct.ts';

/** Throws where the run did not come to its end. */
export async function verified<T>(
  args: readonly string[],
  seed: number,
  read: (out: string) => T,
): Promise<{ readonly code: number; readonly found: T }> {
  const out = newFolder();
  const { code, stderr } = await fct(['verify', ...args, '--seed', String(seed), '--out', out]);
  if (code !== 0 && code !== 1 && code !== 4) throw new Error(`seed ${seed} ended with ${code}: ${stderr}`);
  const found = read(out);
  rmSync(out, { recursive: true });
  console.log(`seed ${seed}: exit code ${code}`);
  return { code, found };
}
