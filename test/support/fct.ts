/** Runs the command line as a user does: a process of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface FctOptions {
  /** A copy of the sources to run instead of what this checkout holds. */
  readonly root?: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Code that runs in the process before `fct` does. */
  readonly before?: string;
  /** Where stdout goes instead of into `Ended`: a file descriptor. */
  readonly stdout?: number;
}

/** The arguments of Node that run the command line of a copy of the sources, or of this checkout, which the quality tests compile. */
export function mainOf(root?: string): readonly string[] {
  const compiled = process.env['FCT_TEST_MAIN'];
  if (root === undefined && compiled !== undefined) return [compiled];
  return ['--import', import.meta.resolve('tsx'), join(root ?? ROOT, 'cli/main.ts')];
}

/** Starts `fct` and hands out the process, for tests that stop it, and its end. */
export function startFct(args: readonly string[], { root, cwd, env, before = '', stdout }: FctOptions = {}) {
  const preloaded = ['--import', `data:text/javascript,${encodeURIComponent(before)}`];
  const child = spawn(process.execPath, [...preloaded, ...mainOf(root), ...args], {
    cwd: cwd ?? root ?? ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', stdout ?? 'pipe', 'pipe'],
  });
  return { child, ended: endOf(child) };
}

export function fct(args: readonly string[], options?: FctOptions): Promise<Ended> {
  return startFct(args, options).ended;
}

function endOf(child: ChildProcess): Promise<Ended> {
  let [stdout, stderr] = ['', ''];
  child.stdout?.on('data', (text) => (stdout += text));
  child.stderr?.on('data', (text) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

/** A new empty folder outside the checkout. */
export function newFolder(name = 'fct-test-'): string {
  return mkdtempSync(join(tmpdir(), name));
}

/** A copy of everything that runs, to be broken by a test; packages are shared. */
export function copyOfSources(): string {
  const copy = newFolder('fct-copy-');
  for (const name of ['cli', 'properties', 'reports', 'sim', 'theorems', 'package.json', 'tsconfig.json']) {
    cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}
