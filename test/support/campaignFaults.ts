/**
 * Runs of `fct verify --broker` with a real Redis and three workers, each hit once at a random moment, and the same command again
 * until it ends well (Linux). What is asked of it: the record of a run on a single machine.
 */
import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyString, type Evidence } from '../../properties/trials/evidence.ts';
import { pageOf, streamKey, wordAt } from '../../sim/random/stream.ts';
import { copyOfSources, newFolder, startFct, type Ended } from './fct.ts';
import { printed } from './process.ts';
import { evidenceLines, recordsOf } from './records.ts';
import { startRedis, wireTo, type RedisServer, type Wire } from './redis.ts';

/** Exact claims, trained networks, twins and audits, in a few seconds. */
const selection = (seed: number) => [
  'verify',
  'thm-4.4',
  'lemma-1.1',
  '--where',
  'd0=16',
  '--profile',
  'smoke',
  '--seed',
  String(seed),
];
const SEED = 5;
const OTHER_SEED = 6;
const WORKERS = 3;

/** Instead of 30 s, so that a lost worker is noticed within the time of a test. */
const LOCK_SECONDS = 4;
const PAST_THE_LOCK_MILLISECONDS = 9000;

/** A run that has not ended by then hangs, which fails the campaign. */
const PATIENCE_MILLISECONDS = 240_000;
const MOST_STARTS = 4;

export interface CampaignRow {
  readonly fault: string;
  readonly hit: string;
  /** After the first trial was kept. */
  readonly milliseconds: number;
  /** How each start of the command ended. */
  readonly codes: readonly string[];
  readonly incidents: number;
  /** Trials of the single machine's record that are not in the log. */
  readonly lost: number;
  /** Lines of the log beyond one for each trial. */
  readonly twice: number;
  readonly same: boolean;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

interface Scene {
  readonly redis: RedisServer;
  readonly wire: Wire;
  readonly coordinator: ChildProcess;
  /** A worker that has a trial at this moment. */
  readonly worker: () => Promise<ChildProcess>;
  readonly join: () => Promise<void>;
  /** Milliseconds that the broker is away. */
  readonly absence: number;
}

interface Fault {
  readonly name: string;
  /** Says what was hit. */
  readonly strike: (scene: Scene) => Promise<string> | string;
  /** Workers that are there when the run begins. */
  readonly workers?: number;
  /** Before the command is started, and not at the moment. */
  readonly idle?: boolean;
  /** A run with another seed beside it, so that more trials wait than there are workers. */
  readonly crowded?: boolean;
}

const away = async ({ redis, absence }: Scene) => {
  await redis.stop();
  await pause(absence);
  await redis.start();
  return `Redis, for ${absence / 1000} s`;
};

export const CAMPAIGN_FAULTS: readonly Fault[] = [
  {
    name: 'SIGKILL of a worker',
    strike: async ({ worker }) => {
      (await worker()).kill('SIGKILL');
      return 'one of three, with its trial';
    },
  },
  {
    name: 'SIGKILL of the coordinator',
    strike: ({ coordinator }) => {
      coordinator.kill('SIGKILL');
      return 'the process of the command';
    },
  },
  {
    name: 'SIGKILL of Redis',
    strike: async ({ redis }) => {
      await redis.stop('SIGKILL');
      await redis.start();
      return 'Redis, started again at once';
    },
  },
  {
    name: 'FLUSHALL',
    strike: ({ redis }) => {
      redis.cli('FLUSHALL');
      return 'all that Redis held';
    },
  },
  {
    name: 'SIGSTOP past the lock, then SIGCONT',
    strike: async ({ worker }) => {
      const one = await worker();
      one.kill('SIGSTOP');
      await pause(PAST_THE_LOCK_MILLISECONDS);
      one.kill('SIGCONT');
      return `a worker, for ${PAST_THE_LOCK_MILLISECONDS / 1000} s; its lock lasts ${LOCK_SECONDS} s`;
    },
  },
  { name: 'Redis away, busy', strike: away },
  {
    name: 'network cut',
    strike: async ({ wire, absence }) => {
      wire.cut();
      await pause(absence);
      wire.mend();
      return `the coordinator's, for ${absence / 1000} s`;
    },
  },
  {
    name: 'a decision with trials waiting',
    crowded: true,
    strike: () => 'a run with another seed shares the workers',
  },
  {
    name: 'SIGTERM of a worker',
    strike: async ({ worker }) => {
      (await worker()).kill('SIGTERM');
      return 'one of three, which ends its trial';
    },
  },
  {
    name: 'a worker joins late',
    workers: 1,
    strike: async ({ join }) => {
      await join();
      return 'a second worker';
    },
  },
  {
    name: 'Redis full',
    strike: async ({ redis, absence }) => {
      redis.cli('CONFIG', 'SET', 'maxmemory', '1');
      await pause(absence);
      redis.cli('CONFIG', 'SET', 'maxmemory', '0');
      return `no memory left, for ${absence / 1000} s`;
    },
  },
  { name: 'Redis away, idle', idle: true, strike: away },
];

/** By what the broker keeps of the trials under way. Any worker, where none is seen in a while: the run may be over. */
async function busyWorker(redis: RedisServer, workers: readonly ChildProcess[]): Promise<ChildProcess> {
  for (let looks = 0; looks < 500; looks++) {
    const [active] = redis.cli('KEYS', 'fct:*:active').split('\n');
    const id = active === '' ? '' : redis.cli('LINDEX', active!, '0');
    if (id !== '') {
      const name = redis.cli('HGET', active!.replace(/active$/, id), 'pb');
      const busy = workers.find(({ pid }) => name.endsWith(` ${pid}`));
      if (busy !== undefined) return busy;
    }
    await pause(10);
  }
  return workers[0]!;
}

/** The sources with a lock that lasts seconds. */
function impatientSources(): string {
  const root = copyOfSources();
  const file = join(root, 'cli/broker/job.ts');
  const text = readFileSync(file, 'utf8');
  const shortened = text.replace('LOCK_MILLISECONDS = 30_000', `LOCK_MILLISECONDS = ${LOCK_SECONDS}_000`);
  if (shortened === text) throw new Error('cli/broker/job.ts has no lock to shorten');
  writeFileSync(file, shortened);
  return root;
}

/** The trials of a run's log, in its order. */
const keysOf = (out: string) =>
  evidenceLines(out).map((line) => keyString((JSON.parse(line) as Evidence).key));

/** Waits until a run has kept a trial, or has ended. */
async function firstKept(out: string, ended: Promise<unknown>): Promise<void> {
  let over = false;
  void ended.then(() => (over = true));
  while (!over && evidenceLines(out).length === 0) await pause(50);
}

/** Strikes so many runs, each fault in its turn. */
export async function campaignFaults(
  { seed, count, absence }: { readonly seed: number; readonly count: number; readonly absence: number },
  onRow: (row: CampaignRow) => void = () => {},
): Promise<readonly CampaignRow[]> {
  const root = impatientSources();
  const page = pageOf(streamKey('campaign-faults', seed), 0);
  let words = 0;
  const word = () => wordAt(page, words++);
  const share = () => word() / 2 ** 32;

  const redis = await startRedis();
  const wire = await wireTo(redis.port);
  const workers = new Map<ChildProcess, Promise<unknown>>();
  const startWorker = async () => {
    const { child, ended } = startFct(['worker', '--broker', redis.url, '--concurrency', '1'], { root });
    workers.set(
      child,
      ended.then(() => workers.delete(child)),
    );
    await Promise.race([printed(child, 'at a time.'), ended]);
  };
  const haveWorkers = async (count: number) => {
    while (workers.size < count) await startWorker();
    for (const [one, ended] of [...workers].slice(count)) {
      one.kill('SIGTERM');
      await ended;
    }
  };
  // One trial at a time: none beyond a decision.
  const single = async (chosen: number) => {
    const out = newFolder();
    const { code } = await startFct([...selection(chosen), '--jobs', '1', '--out', out], { root }).ended;
    if (code !== 0) throw new Error('the run on a single machine does not end well');
    return { records: JSON.stringify(recordsOf(out)), keys: keysOf(out) };
  };
  const url = `redis://127.0.0.1:${wire.port}`;
  const start = (chosen: number, out: string) => {
    const { child, ended } = startFct([...selection(chosen), '--broker', url, '--out', out], { root });
    const patience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MILLISECONDS);
    return { child, ended: ended.finally(() => clearTimeout(patience)) };
  };

  const [expected, other] = [await single(SEED), await single(OTHER_SEED)];
  await haveWorkers(WORKERS);
  // How long trials come in, undisturbed.
  const calm = newFolder();
  const undisturbed = start(SEED, calm);
  await firstKept(calm, undisturbed.ended);
  const began = performance.now();
  if ((await undisturbed.ended).code !== 0) throw new Error('the undisturbed run does not end well');
  const duration = performance.now() - began;
  if (JSON.stringify(recordsOf(calm)) !== expected.records)
    throw new Error('the undisturbed run has another record');

  /** Undefined: the run had ended before its moment. */
  const hit = async (fault: Fault): Promise<CampaignRow | undefined> => {
    const out = newFolder();
    const beside = newFolder();
    const milliseconds = Math.round(share() * duration);
    await haveWorkers(fault.workers ?? WORKERS);
    const scene = (coordinator: ChildProcess): Scene => ({
      ...{ redis, wire, coordinator, absence, join: startWorker },
      worker: () => busyWorker(redis, [...workers.keys()]),
    });
    let what = '';
    const crowd = fault.crowded ? start(OTHER_SEED, beside) : undefined;
    if (fault.idle) what = await fault.strike(scene(process as unknown as ChildProcess));
    const { child, ended } = start(SEED, out);
    const ends: Ended[] = [];
    if (!fault.idle) {
      await firstKept(out, ended);
      const over = await Promise.race([pause(milliseconds), ended]);
      if (over !== undefined) {
        await crowd?.ended;
        return undefined;
      }
      what = await fault.strike(scene(child));
    }
    ends.push(await ended);
    while (ends.at(-1)!.code !== 0 && ends.length < MOST_STARTS) ends.push(await start(SEED, out).ended);
    const end = await crowd?.ended;
    const besideSame =
      crowd === undefined || (end!.code === 0 && JSON.stringify(recordsOf(beside)) === other.records);
    const keys = keysOf(out);
    const incidents = join(out, 'incidents.jsonl');
    const isWell = ends.at(-1)!.code === 0;
    const row = {
      fault: fault.name,
      hit: what,
      milliseconds,
      codes: ends.map(({ code, signal }) => signal ?? String(code)),
      incidents: existsSync(incidents) ? readFileSync(incidents, 'utf8').trimEnd().split('\n').length : 0,
      lost: isWell ? expected.keys.filter((key) => !keys.includes(key)).length : -1,
      twice: keys.length - new Set(keys).size,
      same: isWell && besideSame && JSON.stringify(recordsOf(out)) === expected.records,
    };
    if (!row.same)
      console.error(JSON.stringify(row), ...ends.map((e) => `${e.stdout}${e.stderr}`), end?.stderr ?? '');
    return row;
  };

  const rows: CampaignRow[] = [];
  try {
    while (rows.length < count) {
      const row = await hit(CAMPAIGN_FAULTS[rows.length % CAMPAIGN_FAULTS.length]!);
      if (row === undefined) continue;
      rows.push(row);
      onRow(row);
    }
  } finally {
    for (const one of workers.keys()) one.kill('SIGKILL');
    wire.close();
    await redis.stop('SIGKILL');
  }
  return rows;
}
