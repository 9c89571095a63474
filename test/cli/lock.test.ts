/** One writer a folder: who is there, suspended or not, keeps the lock; who is dead does not. */
import { spawn, type ChildProcess } from 'node:child_process';
import fs, { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { fateOf, holderName, startOf, thisProcess, type Holder } from '../../cli/holder.ts';
import { lock, refuseHeld } from '../../cli/lock.ts';
import { patched } from '../support/faultyDisk.ts';
import { newFolder } from '../support/fct.ts';

const here = thisProcess();
const fate = (change: Partial<Holder>) => fateOf(holderName({ ...here, ...change })).fate;

const children: ChildProcess[] = [];
afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));

function sleeper(): Pick<Holder, 'pid' | 'started'> & { readonly child: ChildProcess } {
  const child = spawn('sleep', ['100'], { stdio: 'ignore' });
  children.push(child);
  return { child, pid: child.pid!, started: startOf(child.pid!)! };
}

const stateOf = (pid: number) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]![0];

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('a holder', () => {
  it('that runs or is suspended is alive', async () => {
    const { child, ...holder } = sleeper();
    expect(fate(holder)).toBe('alive');
    child.kill('SIGSTOP');
    await until(() => stateOf(holder.pid) === 'T');
    expect(fate(holder)).toBe('alive');
  });

  it('that ended is dead', async () => {
    const { child, ...holder } = sleeper();
    child.kill('SIGKILL');
    await new Promise((resolve) => child.on('exit', resolve));
    expect(fate(holder)).toBe('dead');
  });

  it('that ended and was not buried by its parent is dead', async () => {
    // The shell starts a child and becomes a sleeper, which waits for nobody.
    const shell = spawn('sh', ['-c', 'sleep 0.1 & echo $!; exec sleep 100'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    children.push(shell);
    const pid = await new Promise<number>((resolve) =>
      shell.stdout.on('data', (text) => resolve(Number(text))),
    );
    const started = startOf(pid)!;
    expect(fate({ pid, started })).toBe('alive');
    await until(() => stateOf(pid) === 'Z');
    expect(fate({ pid, started })).toBe('dead');
  });

  it('whose number went to another process is dead', () => {
    expect(fate({ started: '1' })).toBe('dead');
  });

  it('from before the machine started anew is dead', () => {
    expect(fate({ boot: 'before' })).toBe('dead');
  });

  it.each<[string, Partial<Holder>]>([
    ['on another machine', { host: 'else@where' }],
    ['in another container', { space: '1' }],
  ])('%s cannot be seen, dead or alive', (_, change) => {
    expect(fate(change)).toBe('unseen');
    expect(fate({ ...change, boot: 'before', started: '1' })).toBe('unseen');
    if (change.host) expect(fateOf(holderName({ ...here, ...change })).host).toBe('else@where');
  });

  it('of a system that tells nothing but numbers is alive as long as its number is', () => {
    const bare = { ...here, boot: '', space: '', started: '' };
    expect(fateOf(holderName(bare), bare).fate).toBe('alive');
    expect(fateOf(holderName({ ...bare, pid: 2 ** 22 + 1 }), bare).fate).toBe('dead');
  });
});

describe('a lock', () => {
  const hold = (folder: string, holder: Partial<Holder>) => {
    mkdirSync(join(folder, '.fct-lock'), { recursive: true });
    writeFileSync(join(folder, '.fct-lock', holderName({ ...here, ...holder })), '');
  };

  it('keeps a second one out in one sentence with the process, until it is released', () => {
    const folder = newFolder();
    const release = lock(folder);
    expect(() => lock(folder)).toThrow(
      new RegExp(`^${folder} is being written to by process ${process.pid}; wait until it has ended$`),
    );
    release();
    expect(readdirSync(folder)).toEqual([]);
    lock(folder)();
  });

  it('of a dead process is passed over, however far that one got', () => {
    for (const leave of [
      (folder: string) => hold(folder, { started: '1' }),
      (folder: string) => mkdirSync(join(folder, '.fct-lock')),
      (folder: string) => mkdirSync(join(folder, `.fct-lock.${holderName({ ...here, started: '1' })}`)),
      (folder: string) => mkdirSync(join(folder, `.fct-lock.${holderName(here)}`)),
    ]) {
      const folder = newFolder();
      leave(folder);
      refuseHeld(folder);
      lock(folder)();
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  it('of another machine, or whose name says nothing, is respected and can be removed by hand', () => {
    const folder = newFolder();
    hold(folder, { host: 'elsewhere' });
    expect(() => lock(folder)).toThrow(
      /on elsewhere, which cannot be seen from here; if it has ended, remove .*\.fct-lock$/,
    );
    const other = newFolder();
    mkdirSync(join(other, '.fct-lock'));
    writeFileSync(join(other, '.fct-lock', 'notes.txt'), 'mine');
    expect(() => lock(other)).toThrow(/by an unknown process \(notes.txt\), which cannot be seen from here/);
    expect(readFileSync(join(other, '.fct-lock', 'notes.txt'), 'utf8')).toBe('mine');
  });

  it('that a third one takes while two pass over the dead is the third one’s', async () => {
    const folder = newFolder();
    hold(folder, { started: '1' });
    const { readdirSync: read } = fs;
    const overtaken = (path: string) => {
      const names = read(path);
      rmSync(join(folder, '.fct-lock'), { recursive: true });
      hold(folder, { pid: process.ppid, started: '' });
      return names;
    };
    await expect(patched({ readdirSync: overtaken }, () => lock(folder))).rejects.toThrow(
      `by process ${process.ppid};`,
    );
    expect(readdirSync(folder)).toEqual(['.fct-lock']);
  });

  it('that another one took meanwhile is not released with one’s own', () => {
    const folder = newFolder();
    const release = lock(folder);
    hold(folder, { host: 'elsewhere' });
    release();
    expect(() => lock(folder)).toThrow(/on elsewhere/);
  });
});
