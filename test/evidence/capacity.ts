/**
 * What one coordinator and one Redis carry, piece by piece, and from that the length of a trial at which so many workers are kept
 * busy: `npm run evidence:capacity`. Times are of the machine that ran it.
 */
import { Queue, QueueEvents, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { PREFIX, resultOf, taskOf, type TrialJob, type TrialResult } from '../../cli/broker/job.ts';
import { Trials } from '../../cli/broker/trials.ts';
import { openLog } from '../../cli/evidenceLog.ts';
import { CampaignQueue } from '../../properties/gather/campaignQueue.ts';
import { CampaignFold } from '../../properties/gather/judged.ts';
import { agendaOf } from '../../properties/gather/agenda.ts';
import { keyString, type Evidence } from '../../properties/trials/evidence.ts';
import { pathOf } from '../../properties/trials/task.ts';
import { COIN_PROFILE, coinSelection } from '../support/coins.ts';
import { newFolder } from '../support/fct.ts';
import { busyShare, shortestTrial } from '../support/machineRepair.ts';
import { startRedis } from '../support/redis.ts';
import { commit, record, table } from './record.ts';

const WORKERS = [10, 100, 1000, 10_000];
const LENGTHS = [0.1, 1, 10, 100];
const SHARE = 0.95;
const HANDED = 8000;
const LOGGED = 3000;
const FOLDED = 100_000;
/** Bytes of a line of evidence of a trained network, about. */
const LINE = 4700;

const seconds = async (work: () => Promise<void> | void) => {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
};

const selection = (ladders: number) =>
  coinSelection(() => 0.5, {
    ...COIN_PROFILE,
    // No claim is decided before the budget ends.
    alpha: 1e-300,
    studies: { coins: { sizes: [16, 32, 64, 128], ladders } },
  });

const trial = (index: number) => ({ study: 'coins', variant: 'main', purpose: 'main', index, d0: 16 });
const root = { seed: 1, fingerprint: 'capacity', regime: selection(1).regime };

/** Trials a second through BullMQ and Redis with workers that do nothing, so many under way at a time. */
async function handing(depth: number): Promise<number> {
  const redis = await startRedis();
  const connections: Redis[] = [];
  const connect = () => {
    const connection = new Redis(redis.port, { maxRetriesPerRequest: null });
    connections.push(connection);
    return connection;
  };
  const { studies } = selection(1);
  const queue = new Queue<TrialJob, TrialResult>('capacity', { connection: connect(), prefix: PREFIX });
  const events = new QueueEvents('capacity', { connection: connect(), prefix: PREFIX });
  const worker = new Worker<TrialJob, TrialResult>(
    'capacity',
    async ({ data: { task } }) => {
      const outcome = {
        status: 'measured',
        measurement: { fails: 0, path: 0, filling: 'x'.repeat(LINE) },
      } as const;
      return resultOf(task, { key: task.key, path: pathOf(task, studies), outcome }, []);
    },
    { connection: connect(), prefix: PREFIX, concurrency: depth },
  );
  await Promise.all([queue.waitUntilReady(), events.waitUntilReady(), worker.waitUntilReady()]);
  const { signal } = new AbortController();
  const quiet = { onIncident: () => {}, say: () => {} };
  const trials = new Trials({ queue, events, redis: connect(), suite: { studies }, signal, ...quiet });
  let next = 0;
  const took = await seconds(async () => {
    const lane = async () => {
      while (next < HANDED)
        await trials.run(taskOf({ root, key: trial(next++), engine: 'kernel', runs: 0 }), () => true);
    };
    await Promise.all(Array.from({ length: depth }, lane));
  });
  await trials.close();
  await Promise.all([worker.close(), events.close(), queue.close()]);
  for (const connection of connections) connection.disconnect();
  await redis.stop('SIGKILL');
  return HANDED / took;
}

/** Lines a second that the evidence log keeps, each on the disk before the next. */
function logging(): Promise<number> {
  const log = openLog(join(newFolder(), '.'), ['coins']);
  const line = (index: number): Evidence => ({
    key: trial(index),
    path: 0,
    outcome: { status: 'measured', measurement: { filling: 'x'.repeat(LINE) } },
  });
  return seconds(() => {
    for (let i = 0; i < LOGGED; i++) log.append(line(i));
  }).then((took) => LOGGED / took);
}

/** Trials a second that are taken from the queue and folded into a verdict, so many under way at a time. */
async function folding(concurrency: number): Promise<number> {
  const evidence = new Map<string, Evidence>();
  const campaign = agendaOf(selection(FOLDED / 4)).campaigns.find((c) => c.purpose === 'main')!;
  const queue = new CampaignQueue(new CampaignFold(campaign), evidence, () => concurrency);
  const underWay: Evidence['key'][] = [];
  let folded = 0;
  const took = await seconds(() => {
    for (;;) {
      while (underWay.length < concurrency) {
        if (queue.peek() === undefined) break;
        underWay.push(queue.take()!);
      }
      const key = underWay.shift();
      if (key === undefined) break;
      const fails = folded++ % 2;
      evidence.set(keyString(key), {
        key,
        path: 0,
        outcome: { status: 'measured', measurement: { fails, path: 0 } },
      });
      queue.settle();
    }
  });
  return folded / took;
}

commit();
const handed = [await handing(16), await handing(256)];
const logged = await logging();
const folds = [await folding(10), await folding(1000), await folding(10_000)];
const rate = 1 / (1 / handed[1]! + 1 / logged + 1 / folds[2]!);
const service = 1 / rate;
const percent = (share: number) => `${(100 * share).toFixed(0)} %`;
const per = (n: number) => n.toPrecision(3);

record('capacity', 'npm run evidence:capacity', `${cpus().length} cores (${cpus()[0]!.model})`, [
  'Measured, trials a second; coordinator, Redis and workers that do nothing share the machine:',
  '',
  ...table(
    ['piece', 'trials a second'],
    [
      ['handed out and back through BullMQ and Redis, 16 under way', per(handed[0]!)],
      ['the same, 256 under way', per(handed[1]!)],
      [`kept in the evidence log, ${LINE} bytes each, on the disk one by one`, per(logged)],
      ['taken from the queue and folded, 10 under way', per(folds[0]!)],
      ['the same, 1,000 under way', per(folds[1]!)],
      ['the same, 10,000 under way', per(folds[2]!)],
    ],
  ),
  '',
  `One after the other that is ${per(rate)} trials a second. At 10^7 trials the log alone takes ${per(1e7 / logged / 3600)} h and ${per((1e7 * LINE) / 1e9)} GB, and the`,
  `queue and the fold ${per(1e7 / folds[2]! / 60)} min.`,
  '',
  'Simulated with that rate (every trial equally long, the coordinator serves one at a time): the share of their time in which workers train.',
  '',
  ...table(
    ['workers', ...LENGTHS.map((length) => `trials of ${length} s`), `shortest trial for ${percent(SHARE)}`],
    WORKERS.map((workers) => [
      workers,
      ...LENGTHS.map((length) => percent(busyShare({ workers, length, service }))),
      `${per(shortestTrial(workers, service, SHARE))} s`,
    ]),
  ),
]);
process.exit();
