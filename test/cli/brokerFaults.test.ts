/** After a fault a run ends, whatever became of the trials under way; what they bring is kept where that is possible. */
import type { Queue, QueueEvents } from 'bullmq';
import type { Redis } from 'ioredis';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { idOf, LOCK_MILLISECONDS, taskOf } from '../../cli/broker/job.ts';
import { Trials } from '../../cli/broker/trials.ts';
import { drain, type GatherOptions } from '../../properties/gather/drain.ts';
import { listQueue } from '../../properties/gather/queue.ts';
import type { Evidence } from '../../properties/trials/evidence.ts';
import { coinSelection, fails } from '../support/coins.ts';

const { studies, regime } = coinSelection(fails(0));
const root = { seed: 1, fingerprint: 'f', regime };
const keyOf = (index: number) => ({ study: 'coins', variant: 'main', purpose: 'main', index, d0: 16 });
const erred = (index: number): Evidence => ({
  key: keyOf(index),
  path: null,
  outcome: { status: 'errored', message: '' },
});
const signal = new AbortController().signal;
const NEVER = new Promise<never>(() => {});

afterEach(() => void vi.useRealTimers());

describe('a run with a fault', () => {
  /** Three trials at a time; gives how it ended, or that it had not after all that was ready. */
  function runOf(execute: GatherOptions['execute'], onEvidence: GatherOptions['onEvidence']) {
    const evidence = new Map<string, Evidence>();
    const queue = listQueue('coins', [1, 2, 3].map(keyOf), evidence, () => 0);
    const options = { root, engine: 'kernel', execute, onEvidence, signal };
    const draining = drain({ ...options, concurrency: () => 3, onProgress: () => {} }, evidence, [queue]);
    const ended = draining.then(
      () => 'well',
      (error: Error) => error.message,
    );
    return Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 50, 'not at all'))]);
  }

  it('wants nothing that has not begun, and keeps what comes back', async () => {
    const kept: number[] = [];
    const tick = () => new Promise((resolve) => setImmediate(resolve));
    const ended = await runOf(
      async ({ key }, wanted) => {
        if (key.index === 1) throw new Error('the first');
        await tick();
        if (key.index === 2) while (wanted!()) await tick();
        return key.index === 2 ? undefined : erred(key.index);
      },
      ({ key }) => kept.push(key.index),
    );
    expect([ended, kept]).toEqual(['the first', [3]]);
  });

  it('waits for nothing when evidence cannot be kept', async () => {
    const ended = await runOf(
      ({ key }) => (key.index === 1 ? Promise.resolve(erred(1)) : NEVER),
      () => {
        throw new Error('no room');
      },
    );
    expect(ended).toBe('no room');
  });
});

it('after the fault of one trial, one that a lost worker has is waited for as long as a lock lasts', async () => {
  vi.useFakeTimers();
  const [bad, lost] = [1, 2].map((index) => taskOf({ root, key: keyOf(index), engine: 'kernel', runs: 0 }));
  const fields = (id: string) => (id === idOf(bad!) ? ['1', '1', 'torn', null, null] : ['1', ...Array(4)]);
  const pipeline = () => {
    const asked: string[] = [];
    return {
      hmget: (id: string) => asked.push(id),
      exec: async () => asked.map((id) => [null, fields(id).map((field) => field ?? null)]),
    };
  };
  // The broker does not take back what a worker has.
  const queue = { add: async () => {}, remove: async () => 0, toKey: (id: string) => id };
  const events = { on: () => events };
  const trials = new Trials({
    queue: queue as unknown as Queue,
    events: events as unknown as QueueEvents,
    redis: { pipeline } as unknown as Redis,
    suite: { studies },
    signal,
    onIncident: () => {},
    say: () => {},
  });
  const said: string[] = [];
  const run = (task: typeof bad) =>
    trials.run(task!, () => said.length === 0).catch(({ message }: Error) => void said.push(message));
  const both = [run(bad), run(lost)];
  await vi.advanceTimersByTimeAsync(LOCK_MILLISECONDS - 1);
  expect(said).toEqual([expect.stringContaining('is not JSON')]);
  await vi.advanceTimersByTimeAsync(LOCK_MILLISECONDS);
  expect(said).toHaveLength(2);
  await Promise.all(both);
  await trials.close();
  expect(vi.getTimerCount()).toBe(0);
});
