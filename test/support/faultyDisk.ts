/** A disk that fails, or a process that dies, at the n-th change: `node:fs` of this process is patched for as long as some work lasts. */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';

const CHANGES = [
  'openSync',
  'writeSync',
  'renameSync',
  'mkdirSync',
  'rmSync',
  'rmdirSync',
  'unlinkSync',
  'writeFileSync',
] as const;
type Change = (typeof CHANGES)[number];
type Patch = Partial<Record<Change | 'ftruncateSync' | 'readdirSync', (...args: never[]) => unknown>>;

/** Runs the work with these functions in place of those of `node:fs`. */
export async function patched<T>(patch: Patch, work: () => T | Promise<T>): Promise<T> {
  const names = Object.keys(patch) as (keyof Patch)[];
  const before = Object.fromEntries(names.map((name) => [name, fs[name]]));
  Object.assign(fs, patch);
  syncBuiltinESMExports();
  try {
    return await work();
  } finally {
    Object.assign(fs, before);
    syncBuiltinESMExports();
  }
}

export function systemError(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: on purpose, write`), { code, syscall: 'write', errno: -1 });
}

/** The process dies before its n-th change, counted from 0: nothing that it does afterwards happens. Says whether it came to that. */
export async function dyingAt(n: number, work: () => unknown): Promise<boolean> {
  let changes = 0;
  const real = { ...fs };
  const dies = (name: Change) =>
    ((...args: unknown[]) => {
      // Reading is no change.
      if (name === 'openSync' && (args[1] ?? 'r') === 'r') return real.openSync(args[0] as string, 'r');
      const [path, options] = args as [string, { recursive?: boolean } | undefined];
      // The worst half of a removal: what is left has lost its name.
      if (changes === n && name === 'rmSync' && options?.recursive)
        real.rmSync(join(path, 'run.json'), { force: true });
      if (changes++ >= n) throw new Error('dead');
      return (real[name] as (...args: unknown[]) => unknown)(...args);
    }) as never;
  await patched(Object.fromEntries(CHANGES.map((name) => [name, dies(name)])), async () => {
    try {
      await work();
    } catch (error) {
      // It may be in a sentence by now.
      if (changes <= n) throw error;
    }
  });
  return changes > n;
}

/** The n-th write, counted from 0, and all later ones find so many bytes of room, and then none. */
export function fullAt(n: number, room: number, work: () => unknown): Promise<unknown> {
  let writes = 0;
  const write = fs.writeSync as (fd: number, bytes: Uint8Array, at: number, length: number) => number;
  const writeSync = (fd: number, bytes: Uint8Array, at: number, length: number) => {
    if (writes++ < n) return write(fd, bytes, at, length);
    const taken = Math.min(room, length);
    room -= taken;
    if (taken === 0) throw systemError('ENOSPC');
    return write(fd, bytes, at, taken);
  };
  return patched({ writeSync: writeSync }, work);
}
