/** Mistakes planted in the sources, each with the test of `npm test` that must reject it. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ROOT } from '../fct.ts';

/** One edit of one file. `replace` occurs once in it. */
export interface Edit {
  readonly file: string;
  readonly replace: string;
  readonly by: string;
}

/** One mistake. */
export interface Mutant extends Edit {
  readonly name: string;
  /** The test that names the thing: its file, and its full name, groups and test joined by " > ". */
  readonly caughtBy: readonly [file: string, name: string];
}

/** Some tests of one file, on the sources with an edit or without. */
export interface Run {
  readonly name: string;
  readonly edit: Edit | null;
  readonly file: string;
  readonly tests: readonly string[];
}

export interface Outcome {
  /** Of the run. */
  readonly name: string;
  /** The text to be replaced was read, and occurs once. */
  readonly edited: boolean;
  readonly tests: readonly { readonly name: string; readonly state: string; readonly errors: string }[];
  /** What kept the file of the tests from running at all. */
  readonly problems: string;
}

/** Carries out all runs, in a process of its own: a test cannot start the program that runs it. */
export async function outcomesOf(runs: readonly Run[]): Promise<readonly Outcome[]> {
  const child = fork(join(import.meta.dirname, 'run.ts'), {
    cwd: ROOT,
    execArgv: ['--import', import.meta.resolve('tsx')],
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST'))),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.send(runs);
  const [outcomes] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as unknown[];
  if (!Array.isArray(outcomes)) throw new Error(`the mutants' process ended with ${String(outcomes)}`);
  child.disconnect();
  return outcomes as Outcome[];
}
