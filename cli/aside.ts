/**
 * The run that `--force` replaces is kept in the folder itself, under `.fct-replaced-1`, until the new run is complete. At every
 * moment of a move one of the two runs can be found again, because run.json is moved away last and moved back first.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isLock } from './lock.ts';
import { isTorn, syncFolder } from './wholeFile.ts';

export const CONFIGURATION = 'run.json';

const REPLACED = /^\.fct-replaced-(\d+)$/;
const REMOVED = /^\.fct-removed-\d+$/;

export const isAside = (name: string): boolean => REPLACED.test(name) || REMOVED.test(name);

/** The runs that were put aside, the last one first. */
export function replacedRuns(folder: string): readonly string[] {
  const number = (name: string) => Number(REPLACED.exec(name)![1]);
  return readdirSync(folder)
    .filter((name) => REPLACED.test(name))
    .sort((a, b) => number(b) - number(a));
}

/** Puts the run aside; afterwards no file of a run is in the folder. */
export function putAside(folder: string): void {
  const last = REPLACED.exec(replacedRuns(folder)[0] ?? '')?.[1] ?? '0';
  const aside = join(folder, `.fct-replaced-${Number(last) + 1}`);
  mkdirSync(aside);
  move(reportsIn(folder), folder, aside);
  move([CONFIGURATION], folder, aside);
}

/** Cleans up after a crash or an error: removes what was being written or removed, and moves back a run that was put aside in vain. */
export function recover(folder: string): void {
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    if (isTorn(basename(file))) rmSync(join(folder, file));
  for (const name of readdirSync(folder))
    if (REMOVED.test(name)) rmSync(join(folder, name), { recursive: true });
  const [last] = replacedRuns(folder);
  if (last === undefined) return;
  const aside = join(folder, last);
  const isWhole = existsSync(join(aside, CONFIGURATION));
  if (isWhole && existsSync(join(folder, CONFIGURATION))) return;
  if (isWhole) move([CONFIGURATION], aside, folder);
  move(reportsIn(aside), aside, folder);
  rmdirSync(aside);
}

/** Removes for good our runs that were put aside. A run is renamed first, so that a half-removed run does not look like one that was put aside in part. */
export function removeReplaced(folder: string, isOurs: (aside: string) => boolean): void {
  for (const name of replacedRuns(folder).filter((name) => isOurs(join(folder, name)))) {
    const removed = join(folder, name.replace('replaced', 'removed'));
    renameSync(join(folder, name), removed);
    syncFolder(folder);
    rmSync(removed, { recursive: true });
  }
}

/** Everything that a run has in its folder, except run.json. */
function reportsIn(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => name !== CONFIGURATION && !isLock(name) && !isAside(name));
}

function move(names: readonly string[], from: string, to: string): void {
  for (const name of names) renameSync(join(from, name), join(to, name));
  syncFolder(to);
  syncFolder(from);
}
