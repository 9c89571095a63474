/** What a machine does to a process, done on purpose (Linux). */
import { execFileSync, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** From now on the process gets no more than so many bytes of address space beyond what it has. */
export function limitAddressSpace(pid: number, bytes: number): void {
  const kilobytes = Number(/^VmSize:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]);
  execFileSync('prlimit', ['--pid', String(pid), `--as=${kilobytes * 1024 + bytes}`]);
}

/** Waits until the process has printed the text. */
export function printed({ stdout }: ChildProcess, text: string): Promise<void> {
  let seen = '';
  return new Promise((resolve) => {
    stdout!.on('data', (piece) => {
      seen += piece;
      if (seen.includes(text)) resolve();
    });
  });
}
