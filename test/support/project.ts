/** Somebody's own project outside the checkout, and the tarball that it installs. */
import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from './fct.ts';

/** The tarball that `npm pack` makes of a checkout, in a folder of its own. */
export function packedFrom(checkout: string): string {
  const folder = newFolder('fct-pack-');
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: checkout, stdio: 'pipe' });
  return join(folder, readdirSync(folder)[0]!);
}

export interface Project {
  readonly folder: string;
  /** Runs a command there; gives its exit code and all it printed. */
  readonly run: (command: string, ...args: readonly string[]) => { code: number; text: string };
}

/** A new project of ES modules that holds nothing. */
export function newProject(): Project {
  const folder = newFolder('fct-project-');
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'theirs', private: true, type: 'module' }),
  );
  const env = {
    ...process.env,
    CI: 'true',
    NO_COLOR: '1',
    FORCE_COLOR: undefined,
    VITEST: undefined,
    NODE_OPTIONS: undefined,
  };
  const run: Project['run'] = (command, ...args) => {
    try {
      const text = execFileSync(command, args, { cwd: folder, encoding: 'utf8', env, stdio: 'pipe' });
      return { code: 0, text };
    } catch (error) {
      const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
      return { code: status, text: `${stdout}${stderr}` };
    }
  };
  return { folder, run };
}
