/** `fct worker`: runs trials that a broker hands out, until it is told to stop. Any number of them, anywhere, at any time. */
import type { Job, Worker } from 'bullmq';
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { digestOf } from '../../properties/trials/evidence.ts';
import type { Incident } from '../../properties/trials/incident.ts';
import type { Task } from '../../properties/trials/task.ts';
import { count } from '../../reports/text.ts';
import { engineName, integer, timeOf } from '../arguments.ts';
import { availableCores } from '../cores.ts';
import { EXIT, SIGNAL_EXIT } from '../exitCode.ts';
import { fingerprint } from '../fingerprint.ts';
import { openPool, type Pool } from '../pool.ts';
import { onSignals } from '../signals.ts';
import type { LoadedSuite } from '../suite.ts';
import { UsageError } from '../usage.ts';
import { addressOf, type BrokerArguments } from './address.ts';
import { leave, within } from './campaign.ts';
import { openBroker, type Broker } from './connection.ts';
import {
  incidentWords,
  LOCK_MILLISECONDS,
  MOST_STALLED,
  PREFIX,
  resultOf,
  type TrialJob,
  type TrialResult,
} from './job.ts';
import { announce, present } from './presence.ts';
import { queueName } from './queueName.ts';

export interface WorkerArguments extends BrokerArguments {
  readonly concurrency?: string;
  readonly maxIdle?: string;
  readonly engine: string;
}

const LOOK_MILLISECONDS = 1000;
const LEAVE_MILLISECONDS = 5000;

export async function work(suite: LoadedSuite, args: WorkerArguments): Promise<number> {
  const address = addressOf(args);
  if (address === undefined) throw new UsageError('name the broker: --broker redis://host:6379');
  const slots =
    args.concurrency === undefined ? availableCores() : integer('--concurrency', args.concurrency, 1, 1024);
  const maxIdle = timeOf(args.maxIdle, '--max-idle') ?? Infinity;
  const engine = await engineName(args.engine);
  const own = fingerprint(engine, suite);
  const queue = queueName(own, suite);
  const broker = await openBroker(address, (text) => console.log(text));
  try {
    await refuseOthers(broker, suite, queue);
    return await serve(broker, suite, { slots, maxIdle, own, queue });
  } finally {
    leave(broker);
  }
}

/** Runs of other queues would never give it a trial. */
async function refuseOthers({ redis, address }: Broker, suite: LoadedSuite, own: string): Promise<void> {
  const runs = (await present(redis)).filter(({ role }) => role === 'coordinator');
  if (runs.length === 0 || runs.some((run) => run.queue === own)) return;
  const { queue: other, what } = runs[0]!;
  throw new UsageError(
    `the run at ${address.url} (${what}) is of sources ${other}, and those of suite "${suite.name}" here are ${own}; check out the version that runs there, or name its suite with --suite`,
  );
}

interface Service {
  readonly slots: number;
  readonly maxIdle: number;
  readonly own: string;
  readonly queue: string;
}

async function serve(broker: Broker, suite: LoadedSuite, service: Service): Promise<number> {
  const { slots, maxIdle, own, queue } = service;
  const stop = new AbortController();
  let code: number = EXIT.ok;
  let end = () => {};
  const over = new Promise<void>((resolve) => (end = resolve));
  const doings = new Map<Task, Incident[]>();
  const pool = openPool({
    suite,
    jobs: slots,
    signal: stop.signal,
    onIncident: (incident, task) => doings.get(task)?.push(incident),
    onGiveUp: () => {
      console.log('No trial can be run on this machine; `fct doctor` says what is missing.');
      code = EXIT.inconclusive;
      end();
    },
  });
  let [under, done, last] = [0, 0, performance.now()];
  const worker = new broker.bullmq.Worker<TrialJob, TrialResult>(
    queue,
    async (job, token) => {
      under++;
      try {
        const result = await runJob(job, token, {
          own,
          pool,
          doings,
          waiting: () => new broker.bullmq.WaitingError(),
        });
        done++;
        return result;
      } finally {
        under--;
        last = performance.now();
      }
    },
    {
      // Kept with every trial that it takes.
      name: `${hostname()} ${process.pid}`,
      connection: broker.connect(),
      prefix: PREFIX,
      concurrency: slots,
      lockDuration: LOCK_MILLISECONDS,
      stalledInterval: LOCK_MILLISECONDS / 2,
      maxStalledCount: MOST_STALLED,
      runRetryDelay: LOOK_MILLISECONDS,
    },
  );
  sayErrors(worker);
  let asked = false;
  const release = onSignals((signal) => {
    // Asked twice, it leaves its trials to others.
    if (asked) stop.abort();
    else if (under > 0)
      console.log(`${signal}: no further trials; ${count(under, 'trial')} under way will be ended.`);
    asked = true;
    code = SIGNAL_EXIT[signal]!;
    end();
  });
  const idle = setInterval(() => {
    if (under === 0 && performance.now() - last > maxIdle) end();
  }, LOOK_MILLISECONDS);
  const announced = announce(broker.redis, {
    role: 'worker',
    queue,
    slots,
    what: suite.name,
  });
  console.log(
    `Worker ${process.pid} on ${hostname()}, sources ${queue}: ${count(slots, 'trial')} at a time.`,
  );
  try {
    await over;
    if (code === EXIT.inconclusive) stop.abort();
    const closing = worker.close();
    await within(LEAVE_MILLISECONDS, announced.withdraw());
    while (under > 0 && !stop.signal.aborted) await pause(LOOK_MILLISECONDS / 10);
    // Trials are given back meanwhile. The broker may be away, and hear nothing of it.
    await within(LEAVE_MILLISECONDS, closing);
    console.log(`${count(done, 'trial')} run.`);
    return code;
  } finally {
    clearInterval(idle);
    release();
    await pool.close();
  }
}

interface Running {
  readonly own: string;
  readonly pool: Pick<Pool, 'execute'>;
  readonly doings: Map<Task, Incident[]>;
  /** What tells BullMQ that the job waits again. */
  readonly waiting: () => Error;
}

/** Throws where it brings no evidence. A worker that is stopped gives its trial back, which costs the trial no attempt. */
export async function runJob(
  job: Pick<Job<TrialJob, TrialResult>, 'data' | 'updateData' | 'moveToWait'>,
  token: string | undefined,
  { own, pool, doings, waiting }: Running,
): Promise<TrialResult> {
  const { task, digest, incidents } = job.data;
  if (digest !== digestOf(task) || task.root.fingerprint !== own)
    throw new Error('a worker refused it: the task does not match its digest or is of other sources');
  const now: Incident[] = [];
  doings.set(task, now);
  try {
    const evidence = await pool.execute(task);
    const all = [...incidents, ...now];
    if (evidence !== undefined) return resultOf(task, evidence, all);
    const open = now.at(-1);
    if (open === undefined) {
      await job.moveToWait(token);
      throw waiting();
    }
    await job.updateData({ ...job.data, incidents: all });
    throw new Error(incidentWords(open));
  } finally {
    doings.delete(task);
  }
}

/** Every kind of error once: a broker that is away says the same again and again. */
function sayErrors(worker: Worker): void {
  const said = new Set<string>();
  worker.on('error', ({ message }) => {
    const kind = message.replace(/\bt[0-9a-f]{32}\b/g, 'a trial');
    if (said.has(kind) || /ECONN|Connection is closed|ETIMEDOUT|EPIPE/.test(kind)) return;
    said.add(kind);
    console.error(`fct worker: ${kind}`);
  });
}
