/**
 * Runs of `fct verify` that are hit once each at a random moment, and the same command again without the fault (Linux). What
 * is asked of it: the record of a run that nothing hit.
 */
import type { ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pageOf, streamKey, wordAt } from '../../sim/random/stream.ts';
import { copyOfSources, newFolder, startFct, type FctOptions } from './fct.ts';
import { limitAddressSpace } from './process.ts';
import { recordsOf } from './records.ts';

/** Exact claims, trained networks, twins and audits, in a few seconds. */
const SELECTION = [
  'verify',
  'thm-4.4/ood-risk-bound',
  'lemma-1.1',
  '--where',
  'd0=16',
  '--profile',
  'smoke',
  '--seed',
  '5',
];

/** Longer than a trial takes on a busy machine; a suspended run is suspended for longer than this. */
const WATCHDOG_SECONDS = 5;
const SUSPENDED_MILLISECONDS = 7000;

/** A run that has not ended by then hangs: it is killed, which fails the campaign if the same command does not mend it. */
const PATIENCE_MILLISECONDS = 180_000;

const NOBODY = 65534;

/** What a process says when it does the fault to itself. */
const STRUCK = 'struck\n';

export interface FaultRow {
  readonly fault: string;
  readonly hit: string;
  readonly milliseconds: number;
  readonly code: string;
  readonly again: number | null;
  readonly incidents: number;
  readonly same: boolean;
}

/** A run that is under way. */
interface Victim {
  readonly child: ChildProcess;
  readonly out: string;
  /** Does it still run? */
  readonly lives: () => boolean;
  /** Another word of the campaign's stream. */
  readonly word: () => number;
}

interface Fault {
  readonly name: string;
  readonly options?: (moment: number, word: number) => FctOptions;
  /** What is done to the run from outside at the moment; says what was hit. */
  readonly strike?: (victim: Victim) => Promise<string | undefined> | string;
  /** What is said of a fault that the process does to itself. */
  readonly hit?: string;
  /** Of the folder, before the first run and before the second. */
  readonly prepare?: (out: string) => void;
  /** What the second run is given too: not the fault. */
  readonly always?: FctOptions;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** No signal reaches one thread alone, so the process ends it as a machine would: at any moment, and without a word. */
const endsWorker = (moment: number, word: number) => `
  import threads from 'node:worker_threads';
  import { syncBuiltinESMExports } from 'node:module';
  const alive = new Set();
  const Original = threads.Worker;
  let due = false;
  const strike = () => {
    const worker = [...alive][${word} % alive.size];
    if (worker === undefined) return;
    due = false;
    setTimeout(() => { process.stderr.write(${JSON.stringify(STRUCK)}); void worker.terminate(); }, ${word % 50});
  };
  if (threads.isMainThread) {
    threads.Worker = class extends Original {
      constructor(...args) {
        super(...args);
        if (!String(args[0]).includes('piscina')) return;
        alive.add(this);
        this.on('exit', () => alive.delete(this));
        if (due) strike();
      }
    };
    syncBuiltinESMExports();
    setTimeout(() => { due = true; strike(); }, ${moment}).unref();
  }`;

/** From the moment on the disk takes some bytes more, and then none. */
const fillsDisk = (moment: number, word: number) => `
  import fs from 'node:fs';
  import { syncBuiltinESMExports } from 'node:module';
  const write = fs.writeSync;
  let room = ${word % 2000};
  fs.writeSync = (fd, bytes, at, length) => {
    if (performance.now() < ${moment}) return write(fd, bytes, at, length);
    const taken = Math.min(room, length);
    room -= taken;
    process.stderr.write(${JSON.stringify(STRUCK)});
    if (taken === 0) throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write', errno: -28 });
    return write(fd, bytes, at, taken);
  };
  syncBuiltinESMExports();`;

/** As root, permissions bind nobody. */
const BECOMES_NOBODY = `if (process.getuid() === 0) { process.setgroups([]); process.setgid(${NOBODY}); process.setuid(${NOBODY}); }`;

/** Threads of the process that run workers, by the numbers that the system gives them. */
const threadsOf = (pid: number) => readdirSync(`/proc/${pid}/task`).filter((id) => id !== String(pid));

const childrenOf = (pid: number) =>
  readdirSync(`/proc/${pid}/task`).flatMap((id) => {
    const file = `/proc/${pid}/task/${id}/children`;
    return existsSync(file) ? readFileSync(file, 'utf8').split(' ').filter(Boolean).map(Number) : [];
  });

function allFolders(out: string, mode: number): void {
  chmodSync(out, mode);
  for (const entry of readdirSync(out, { withFileTypes: true, recursive: true }))
    if (entry.isDirectory()) chmodSync(join(entry.parentPath, entry.name), mode);
}

export const FAULTS: readonly Fault[] = [
  {
    name: 'a worker is ended',
    options: (moment, word) => ({ before: endsWorker(moment, word) }),
    hit: 'the thread of a worker',
  },
  {
    name: 'SIGKILL of a worker',
    strike: ({ child, word }) => {
      const threads = threadsOf(child.pid!);
      const thread = threads[word() % threads.length]!;
      process.kill(Number(thread), 'SIGKILL');
      return 'a thread by its number: Linux ends the process with it';
    },
  },
  {
    name: 'SIGKILL of a worker’s helper',
    // Nothing is compiled yet, so that every worker has a process that compiles for it.
    options: () => ({ env: { TMPDIR: newFolder() } }),
    strike: async ({ child, lives, word }) => {
      for (; lives(); await pause(10)) {
        const [, ...ofWorkers] = childrenOf(child.pid!);
        if (ofWorkers.length === 0) continue;
        process.kill(ofWorkers[word() % ofWorkers.length]!, 'SIGKILL');
        return 'the process that compiles for a worker';
      }
      return undefined;
    },
  },
  {
    name: 'SIGKILL',
    strike: ({ child }) => {
      child.kill('SIGKILL');
      return 'the main process';
    },
  },
  {
    name: 'SIGSTOP, then SIGCONT',
    strike: async ({ child }) => {
      child.kill('SIGSTOP');
      await pause(SUSPENDED_MILLISECONDS);
      child.kill('SIGCONT');
      return `the main process, for ${SUSPENDED_MILLISECONDS / 1000} s; the watchdog has ${WATCHDOG_SECONDS} s`;
    },
  },
  {
    name: 'ENOSPC',
    options: (moment, word) => ({ before: fillsDisk(moment, word) }),
    hit: 'the next write and all after it',
  },
  {
    name: 'address space limited',
    strike: ({ child, word }) => {
      const megabytes = 2 ** (word() % 14);
      limitAddressSpace(child.pid!, megabytes * 2 ** 20);
      return `the process with its workers: ${megabytes} MiB more than it has`;
    },
  },
  {
    name: 'stdout closed',
    strike: ({ child }) => {
      child.stdout!.destroy();
      return 'the reader';
    },
  },
  {
    name: 'folder not to be written',
    always: { before: BECOMES_NOBODY },
    prepare: (out) => {
      allFolders(out, 0o755);
      if (process.getuid!() === 0) chownSync(out, NOBODY, NOBODY);
    },
    strike: ({ out }) => {
      allFolders(out, 0o555);
      return 'the output folder of a user without privileges';
    },
  },
];

/** Strikes so many runs, each fault in its turn. */
export async function faultCampaign(
  seed: number,
  count: number,
  onRow: (row: FaultRow) => void = () => {},
): Promise<readonly FaultRow[]> {
  const root = copyOfSources();
  chmodSync(root, 0o755);
  // The folders of a run of tests (test/support/temporary.ts) are its user's alone: another user needs them as well.
  for (let at = dirname(root); basename(at).startsWith('fct-tests-'); at = dirname(at)) chmodSync(at, 0o1777);
  const workers = join(root, 'cli/workers.ts');
  const text = readFileSync(workers, 'utf8');
  const shortened = text.replace(
    'WATCHDOG_MILLISECONDS = 600_000',
    `WATCHDOG_MILLISECONDS = ${WATCHDOG_SECONDS}_000`,
  );
  if (shortened === text) throw new Error('cli/workers.ts has no watchdog to shorten');
  writeFileSync(workers, shortened);

  const page = pageOf(streamKey('fault-campaign', seed), 0);
  let words = 0;
  const word = () => wordAt(page, words++);

  const run = (out: string, options?: FctOptions) =>
    startFct([...SELECTION, '--out', out], { root, ...options });
  const undisturbed = newFolder();
  // The first compiles; the second says how long a run takes.
  await run(newFolder()).ended;
  const began = performance.now();
  if ((await run(undisturbed).ended).code !== 0) throw new Error('the undisturbed run does not end well');
  const duration = performance.now() - began;
  const expected = JSON.stringify(recordsOf(undisturbed));

  /** Undefined: the run had ended before its moment, or before there was anything to hit. */
  const hitOnce = async ({
    name,
    options,
    strike,
    hit,
    prepare,
    always,
  }: Fault): Promise<FaultRow | undefined> => {
    const moment = Math.round((word() / 2 ** 32) * duration);
    const out = newFolder();
    prepare?.(out);
    const { child, ended } = run(out, { ...always, ...options?.(moment, word()) });
    const patience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MILLISECONDS);
    let over = false;
    void ended.then(() => (over = true));
    let what: string | undefined;
    if (strike !== undefined) {
      await Promise.race([pause(moment), ended]);
      if (!over) what = await strike({ child, out, lives: () => !over, word });
    }
    const { code, signal, stderr } = await ended;
    clearTimeout(patience);
    if (stderr.includes(STRUCK)) what = hit;
    if (what === undefined) return undefined;
    prepare?.(out);
    const again = await run(out, always).ended;
    const incidents = join(out, 'incidents.jsonl');
    const row = {
      fault: name,
      hit: what,
      milliseconds: moment,
      code: signal ?? String(code),
      again: again.code,
      incidents: existsSync(incidents) ? readFileSync(incidents, 'utf8').trimEnd().split('\n').length : 0,
      same: again.code === 0 && JSON.stringify(recordsOf(out)) === expected,
    };
    if (!row.same) console.error(`${JSON.stringify(row)}\n${again.stdout}${again.stderr}`);
    return row;
  };

  const rows: FaultRow[] = [];
  while (rows.length < count) {
    const row = await hitOnce(FAULTS[rows.length % FAULTS.length]!);
    if (row === undefined) continue;
    rows.push(row);
    onRow(row);
  }
  return rows;
}
