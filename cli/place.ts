/**
 * The places where no run may be written, whatever is there: the working folder, a home folder, a repository, and all folders around
 * them. Folders are compared as the system identifies them, so a link or another mount of such a folder is recognised.
 */
import { existsSync, lstatSync, realpathSync, statSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';

/** Why a folder is such a place; undefined when a run may be written there. `inputs` are folders that the command reads. Touches nothing. */
export function whyNoPlace(out: string, inputs: readonly string[] = []): string | undefined {
  if (isLinkToNothing(out)) return 'is a link to nothing';
  const { folder, whole } = nearestFolder(out);
  if (dirname(folder) === folder && whole) return 'is the root of all folders';
  if (whole) {
    if (encloses(folder, process.cwd())) return 'is the working folder or holds it';
    if (homes().some((home) => encloses(folder, home))) return 'is a home or holds one';
    if (lstatSync(join(folder, '.git'), { throwIfNoEntry: false })) return 'is a repository (it holds .git)';
  }
  if ([resolve(out), folder].some((path) => path.split(sep).includes('.git'))) return 'lies in a .git';
  const eaten = inputs.find((input) => (whole && encloses(folder, input)) || encloses(input, folder));
  return eaten === undefined ? undefined : `is the input ${eaten}, holds it or lies in it`;
}

/** Whether `path` is `folder` or lies in it, at any depth; neither need exist. */
function encloses(folder: string, path: string): boolean {
  const wanted = identity(folder);
  if (wanted === undefined) return false;
  for (let at = nearestFolder(path).folder; ; at = dirname(at)) {
    if (identity(at) === wanted) return true;
    if (at === dirname(at)) return false;
  }
}

/** The folder itself, without links, or the nearest one above it that exists; `whole` says which. */
function nearestFolder(path: string): { readonly folder: string; readonly whole: boolean } {
  for (let at = resolve(path); ; at = dirname(at)) {
    if (existsSync(at)) return { folder: realpathSync(at), whole: at === resolve(path) };
  }
}

function identity(folder: string): string | undefined {
  const found = statSync(folder, { bigint: true, throwIfNoEntry: false });
  return found && `${found.dev}:${found.ino}`;
}

function isLinkToNothing(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true && !existsSync(path);
}

/** The user's home by the environment and by the system's list of users, which may have none. */
function homes(): readonly string[] {
  return [homedir, () => userInfo().homedir].flatMap((home) => {
    try {
      return [home()];
    } catch {
      return [];
    }
  });
}
