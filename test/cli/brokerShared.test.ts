/** Suites, workers and their starts that share a broker, with a broker that is made up. */
import { WaitingError, type Job } from 'bullmq';
import { afterEach, expect, it, vi } from 'vitest';
import type { Broker } from '../../cli/broker/connection.ts';
import { openCoordinator } from '../../cli/broker/coordinator.ts';
import { jobOf, type TrialJob, type TrialResult } from '../../cli/broker/job.ts';
import { announce, present } from '../../cli/broker/presence.ts';
import { nameOf } from '../../cli/broker/queueName.ts';
import { runJob, work } from '../../cli/broker/worker.ts';
import { fingerprint } from '../../cli/fingerprint.ts';
import { loadSuite } from '../../cli/suite.ts';
import type { Incident } from '../../properties/trials/incident.ts';
import type { Task } from '../../properties/trials/task.ts';
import { coinSelection, fails } from '../support/coins.ts';

let broker: Broker;
vi.mock('../../cli/broker/connection.ts', () => ({ openBroker: async () => broker }));
afterEach(() => void vi.restoreAllMocks());

/** Holds who is there, and the names of the queues that were opened. */
function madeUp() {
  const members = new Set<string>();
  const queues: string[] = [];
  class Queue {
    constructor(name: string) {
      queues.push(name);
    }
    on() {
      return this;
    }
    toKey(key: string) {
      return key;
    }
    async close() {}
  }
  const redis = {
    time: async () => [0, 0],
    zadd: async (_: string, __: number, member: string) => void members.add(member),
    zrem: async (_: string, member: string) => void members.delete(member),
    zremrangebyscore: async () => {},
    zrangebyscore: async () => [...members],
    xrevrange: async () => [],
  };
  broker = {
    address: { url: 'redis://host', ca: undefined, options: {} },
    bullmq: { Queue, QueueEvents: Queue },
    redis,
    connect: () => redis,
    close: () => {},
  } as unknown as Broker;
  return { broker, queues };
}

it('the suites of this package have one fingerprint and a queue each; a worker of another suite is refused', async () => {
  const { queues } = madeUp();
  const suites = await Promise.all(['paper', 'laws', 'steps'].map((name) => loadSuite(name)));
  const own = suites.map((suite) => fingerprint('kernel', suite));
  expect(new Set(own).size).toBe(1);
  const signal = new AbortController().signal;
  for (const suite of suites) {
    const campaign = { broker, fingerprint: own[0]!, what: 'verify', lost: signal };
    const pool = await openCoordinator({ suite, campaign, signal, onIncident: () => {} });
    await vi.waitFor(async () => expect(await present(broker.redis)).toHaveLength(1));
    for (const other of suites.filter(({ name }) => name !== suite.name))
      await expect(work(other, { broker: 'redis://host', engine: 'kernel' })).rejects.toThrow(
        /is of sources [0-9a-f]{12}, and those of suite ".*" here are [0-9a-f]{12}/,
      );
    await pool.close();
  }
  // Of each, its trials and what is told of them.
  expect(queues).toHaveLength(6);
  expect(new Set(queues).size).toBe(3);
});

it('a queue is that of a fingerprint, a suite, what makes evidence, and a TensorFlow.js', () => {
  const parts = { fingerprint: 'f', suite: 's', trials: 't', tfjs: '4' };
  const names = [parts, ...Object.keys(parts).map((part) => ({ ...parts, [part]: 'other' }))].map(nameOf);
  for (const name of names) expect(name).toMatch(/^[0-9a-f]{12}$/);
  expect(new Set(names).size).toBe(5);
});

it('two workers of one host name and one process number are two', async () => {
  madeUp();
  const own = { role: 'worker', queue: 'q', slots: 4, what: 'paper' } as const;
  const both = [announce(broker.redis, own), announce(broker.redis, own)];
  await vi.waitFor(async () => expect(await present(broker.redis)).toHaveLength(2));
  await both[0]!.withdraw();
  expect(await present(broker.redis)).toMatchObject([own]);
  await both[1]!.withdraw();
});

it('a worker that is stopped gives its trial back at no cost; a machine that fails at it uses up an attempt', async () => {
  const { regime } = coinSelection(fails(0));
  const key = { study: 'coins', variant: 'main', purpose: 'main', index: 4, d0: 16 };
  const task: Task = { root: { seed: 3, fingerprint: 'f', regime }, key, engine: 'kernel', runs: 0 };
  const calls: unknown[] = [];
  const job = {
    data: jobOf(task),
    updateData: async (data: TrialJob) => void calls.push(['updateData', data.incidents]),
    moveToWait: async (token?: string) => void calls.push(['moveToWait', token]),
  } as unknown as Job<TrialJob, TrialResult>;
  const doings = new Map<Task, Incident[]>();
  const run = (execute: () => Promise<undefined>) =>
    runJob(job, 'token', { own: 'f', pool: { execute }, doings, waiting: () => new WaitingError() });
  await expect(run(async () => undefined)).rejects.toThrow(WaitingError);
  expect(calls.splice(0)).toEqual([['moveToWait', 'token']]);
  const incident = { ...key, cause: 'no-memory', message: 'none', healed: false } as const;
  await expect(run(async () => void doings.get(task)!.push(incident))).rejects.toThrow('no-memory');
  expect(calls).toEqual([['updateData', [incident]]]);
  expect(doings.size).toBe(0);
});
