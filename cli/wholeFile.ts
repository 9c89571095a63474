/** Files that appear whole or not at all, also when the disk is full or the power fails. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { writeAll } from './writeAll.ts';

/** What a process that died left beside the file that it was writing. */
export const isTorn = (name: string): boolean => /^\..+\.\d+\.fct-torn$/.test(name);

/**
 * Writes the text beside the file and puts it in its place. After an error, which is the system's, the file is what it was.
 * Libraries that do this leave the folder unsynced, or leave files behind whose names say nothing.
 */
export function writeWhole(file: string, text: string): void {
  const beside = join(dirname(file), `.${basename(file)}.${process.pid}.fct-torn`);
  try {
    const descriptor = openSync(beside, 'w');
    try {
      writeAll(descriptor, Buffer.from(text));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
  syncFolder(dirname(file));
}

/** Makes the names in a folder survive a power failure, where the system can and lets us. */
export function syncFolder(folder: string): void {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(folder, 'r');
    fsyncSync(descriptor);
  } catch (error) {
    // Some file systems sync no folders, and some folders may be written and not read; what was written is there all the same.
    const { code } = error as NodeJS.ErrnoException;
    if (!['EINVAL', 'ENOTSUP', 'EPERM', 'EACCES'].includes(code ?? '')) throw error;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
