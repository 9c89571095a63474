/** The command line within the test's own process, for what ends before any work: a process of its own costs half a second. */
import { vi } from 'vitest';
import type { Ended } from './fct.ts';

let runs = 0;

/** Runs `fct` in the folder `cwd`. One run at a time: arguments, folder and exit code are those of the process. */
export async function fctHere(args: readonly string[], cwd: string): Promise<Ended> {
  const before = { argv: process.argv, cwd: process.cwd(), exitCode: process.exitCode };
  let [stdout, stderr] = ['', ''];
  const spies = [
    vi.spyOn(console, 'log').mockImplementation((text) => void (stdout += `${text}\n`)),
    vi.spyOn(console, 'error').mockImplementation((text) => void (stderr += `${text}\n`)),
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((stdout += text))),
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((stderr += text))),
  ];
  try {
    process.argv = [process.execPath, 'fct', ...args];
    process.chdir(cwd);
    // Another address is another copy of the module, which runs when it is imported.
    const main = `../../cli/main.ts?run=${runs++}`;
    await import(/* @vite-ignore */ main);
    return { code: Number(process.exitCode), signal: null, stdout, stderr };
  } finally {
    for (const spy of spies) spy.mockRestore();
    process.chdir(before.cwd);
    process.argv = before.argv;
    process.exitCode = before.exitCode;
  }
}
