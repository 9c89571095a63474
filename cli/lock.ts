/**
 * One writer for each folder. The lock is a folder with one empty file, whose name is the holder. It is created by a single rename, which
 * fails while another holder's file is there. So the lock is never incomplete, and taking it over from a dead holder removes
 * that holder's name and no other.
 */
import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SIGNAL_EXIT } from './exitCode.ts';
import { fateOf, holderName, thisProcess } from './holder.ts';
import { UsageError } from './usage.ts';

const LOCK = '.fct-lock';

/** While a lock is being made, its name is that of the process that makes it. */
const PREPARED = /^\.fct-lock\.(.+)$/;

export const isLock = (name: string): boolean => name === LOCK || PREPARED.test(name);

/** Releases of the locks that this process holds, by folder. */
const held = new Map<string, () => void>();

/** Does a process write to the folder, as far as can be seen from here? */
export const isHeld = (folder: string): boolean =>
  holders(join(folder, LOCK)).some((name) => fateOf(name).fate !== 'dead');

/** Refuses a folder that another process writes to, with a message that names the process. Otherwise returns the dead holders of the lock. */
export function refuseHeld(folder: string): readonly string[] {
  const names = holders(join(folder, LOCK));
  for (const name of names) {
    const { fate, pid, host } = fateOf(name);
    if (fate === 'alive') {
      throw new UsageError(`${folder} is being written to by process ${pid}; wait until it has ended`);
    }
    if (fate === 'unseen') {
      const who = Number.isNaN(pid) ? `an unknown process (${name})` : `process ${pid} on ${host}`;
      throw new UsageError(
        `${folder} is being written to by ${who}, which cannot be seen from here; if it has ended, remove ${join(folder, LOCK)}`,
      );
    }
  }
  return names;
}

/**
 * Takes the lock of an existing folder and gives the function that releases it; the end of the process releases it as well.
 * A UsageError when another process holds it; a system's error when the folder cannot be written.
 */
export function lock(folder: string): () => void {
  const [path, own] = [join(folder, LOCK), holderName(thisProcess())];
  const prepared = `${path}.${own}`;
  for (;;) {
    for (const dead of refuseHeld(folder)) strike(path, dead);
    rmSync(prepared, { recursive: true, force: true });
    mkdirSync(prepared);
    writeFileSync(join(prepared, own), '');
    try {
      renameSync(prepared, path);
      break;
    } catch (error) {
      rmSync(prepared, { recursive: true, force: true });
      // Another process was faster. The next attempt refuses this folder, or finds that process gone.
      if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? ''))
        throw error;
    }
  }
  const release = () => {
    held.delete(folder);
    if (held.size === 0) stopListening();
    strike(path, own);
  };
  if (held.size === 0) listen();
  held.set(folder, release);
  sweep(folder);
  return release;
}

/** Removes what a process that died while it prepared its lock left behind. */
function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    const maker = PREPARED.exec(name)?.[1];
    if (maker !== undefined && fateOf(maker).fate === 'dead')
      rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function holders(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

/** Removes the name of one holder, and the lock with it unless another process holds it by now. */
function strike(path: string, holder: string): void {
  try {
    unlinkSync(join(path, holder));
    rmdirSync(path);
  } catch {
    // It is gone already, or the disk fails; the name of a dead process blocks nobody.
  }
}

function releaseAll(): void {
  for (const release of [...held.values()]) release();
}

/** A signal ends the process at once only where no one else waits for it: a run that gathers evidence ends by itself. */
function onSignal(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) === 1) process.exit(SIGNAL_EXIT[signal]);
}

function listen(): void {
  process.on('exit', releaseAll);
  for (const signal of Object.keys(SIGNAL_EXIT)) process.on(signal, onSignal);
}

function stopListening(): void {
  process.removeListener('exit', releaseAll);
  for (const signal of Object.keys(SIGNAL_EXIT)) process.removeListener(signal, onSignal);
}
