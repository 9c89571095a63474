/**
 * What `--force` replaces lies in the folder itself, under `.fct-replaced-1`, until the run that replaces it stands. At every moment
 * of a move one of the two runs can be found again, for run.json leaves last and comes back first.
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

/** Puts the run aside; no file of a run is in the folder then. */
export function putAside(folder: string): void {
  const last = REPLACED.exec(replacedRuns(folder)[0] ?? '')?.[1] ?? '0';
  const aside = join(folder, `.fct-replaced-${Number(last) + 1}`);
  mkdirSync(aside);
  move(reportsIn(folder), folder, aside);
  move([CONFIGURATION], folder, aside);
}

/** After a crash or an error: what was being written or removed goes, and a run that was put aside for nothing comes back. */
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

/** Removes for good what was put aside and is ours. The new name first: half a removed run must not look like half a run put aside. */
export function removeReplaced(folder: string, isOurs: (aside: string) => boolean): void {
  for (const name of replacedRuns(folder).filter((name) => isOurs(join(folder, name)))) {
    const removed = join(folder, name.replace('replaced', 'removed'));
    renameSync(join(folder, name), removed);
    syncFolder(folder);
    rmSync(removed, { recursive: true });
  }
}

/** What a run has in its folder but its run.json. */
function reportsIn(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => name !== CONFIGURATION && !isLock(name) && !isAside(name));
}

function move(names: readonly string[], from: string, to: string): void {
  for (const name of names) renameSync(join(from, name), join(to, name));
  syncFolder(to);
  syncFolder(from);
}
