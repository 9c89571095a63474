/**
 * Who holds a lock, and whether that process still exists. Process numbers are reused, so a process is identified by its number,
 * the moment it started, and the machine. A suspended process counts as existing; a zombie does not.
 */
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

export interface Holder {
  readonly pid: number;
  /** In ticks since the machine started; empty where the system does not tell. */
  readonly started: string;
  /** This start of the machine; empty where the system does not tell. */
  readonly boot: string;
  /** The space in which `pid` counts: a container has its own. */
  readonly space: string;
  readonly host: string;
}

export function thisProcess(): Holder {
  return {
    pid: process.pid,
    started: startOf(process.pid) ?? '',
    boot: told(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    space: told(() => /\d+/.exec(readlinkSync('/proc/self/ns/pid'))![0]),
    host: hostname(),
  };
}

/** A file name. */
export function holderName({ pid, started, boot, space, host }: Holder): string {
  return [pid, started, boot, space, encodeURIComponent(host)].join('@');
}

/** `unseen` means that it cannot be known here, because the name belongs to another machine or container, or to nobody. */
export function fateOf(name: string, here = thisProcess()) {
  const [pid = '', started = '', boot = '', space = '', host = ''] = name.split('@');
  const holder = { pid: Number(pid), host: safely(host) };
  const elsewhere = holder.host !== here.host || space !== here.space || !/^[1-9]\d*$/.test(pid);
  const dead = boot !== here.boot || !isAlive(holder.pid, started);
  return { ...holder, fate: elsewhere ? 'unseen' : dead ? 'dead' : 'alive' } as const;
}

function isAlive(pid: number, started: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: the process exists and belongs to another user.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const now = startOf(pid);
  return now === undefined || started === '' || now === started;
}

/** When a process started; empty for a zombie, undefined where the system does not tell. */
export function startOf(pid: number): string | undefined {
  try {
    // The second field is the name, in brackets, and may hold anything.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return ['Z', 'X'].includes(fields[0]!) ? '' : fields[19]!;
  } catch {
    return undefined;
  }
}

function told(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}

function safely(host: string): string {
  try {
    return decodeURIComponent(host);
  } catch {
    return host;
  }
}
