/** Stamps for tables that were made without one: by the code of the commit that their first line names, as the history has it. */
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT } from '../../cli/exitCode.ts';
import { newFolder } from '../support/fct.ts';
import { causesOf, filesOf, git, stamp, type Shelf } from './stamps.ts';

const PRINTED =
  "import { fingerprint } from './cli/fingerprint.ts'; console.log(fingerprint('kernel', { sources: '' }));";

/** Says of every name what came of it. */
export async function adopt(shelf: Shelf, names: readonly string[]): Promise<number> {
  let refused = 0;
  for (const name of names) {
    const why = await adoptOne(shelf, name);
    if (why !== undefined) refused++;
    console.log(`${name}: ${why ?? 'stamped'}`);
  }
  return refused === 0 ? EXIT.ok : EXIT.refuted;
}

/** Why it cannot be stamped; undefined where it was. */
async function adoptOne(shelf: Shelf, name: string): Promise<string | undefined> {
  const item = shelf.items[name]!;
  const [table] = filesOf(shelf.root, item).filter((file) => file.endsWith('.md'));
  const commit =
    table === undefined
      ? undefined
      : /^Made by .* at commit (\w+)/.exec(readFileSync(join(shelf.root, table), 'utf8'))?.[1];
  if (item.run === null || commit === undefined) return 'it names no commit';
  if (git(shelf.root, 'merge-base', '--is-ancestor', commit, 'HEAD') === undefined)
    return `this history does not have commit ${commit}`;
  const root = newFolder();
  try {
    const tree = execFileSync('git', ['archive', commit], { cwd: shelf.root, maxBuffer: 1e9 });
    execFileSync('tar', ['-x', '-C', root], { input: tree });
    symlinkSync(join(shelf.root, 'node_modules'), join(root, 'node_modules'));
    const then = { ...shelf, root, fingerprint: () => fingerprintIn(root) };
    stamp(shelf, name, await causesOf(then, item), commit);
    return undefined;
  } catch (error) {
    return `its code cannot be put together as it was at ${commit}: ${(error as Error).message.split('\n').slice(0, 2).join(' ')}`;
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** By the code of that commit itself. */
function fingerprintIn(root: string): string {
  const args = ['--import', import.meta.resolve('tsx'), '--input-type=module', '-e', PRINTED];
  return execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' }).trim();
}
