/** The command line within the test's own process, for what ends before any work: a process of its own costs half a second. */
import { vi } from 'vitest';
import { run } from '../../cli/program.ts';
import type { Ended } from './fct.ts';

/** Runs `fct` in the folder `cwd`. One run at a time: the folder and what is printed are those of the process. */
export async function fctHere(args: readonly string[], cwd: string): Promise<Ended> {
  const before = process.cwd();
  let [stdout, stderr] = ['', ''];
  const spies = [
    vi.spyOn(console, 'log').mockImplementation((text) => void (stdout += `${text}\n`)),
    vi.spyOn(console, 'error').mockImplementation((text) => void (stderr += `${text}\n`)),
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((stdout += text))),
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((stderr += text))),
  ];
  try {
    process.chdir(cwd);
    const code = await run(args);
    return { code, signal: null, stdout, stderr };
  } finally {
    for (const spy of spies) spy.mockRestore();
    process.chdir(before);
  }
}
