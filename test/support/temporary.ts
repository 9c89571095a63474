/**
 * One folder for whatever a run of tests puts in the temporary folder, by itself or in its processes, removed at its end.
 * The run fails where that cannot be done.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Vitest's global set-up: workers, and what they start, inherit the environment. */
export default function setup(): () => void {
  const before = process.env['TMPDIR'];
  const folder = mkdtempSync(join(tmpdir(), 'fct-tests-'));
  process.env['TMPDIR'] = folder;
  return () => {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
    // Each part of a run has a folder in that of the part before, and may find its own gone with that one.
    rmSync(folder, { recursive: true, force: true });
  };
}
