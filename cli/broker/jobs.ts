/** The jobs of a coordinator at the broker. A broker that has no room for the moment is asked again for a while. */
import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { setTimeout as pause } from 'node:timers/promises';
import type { Task } from '../../properties/trials/task.ts';
import { BrokerError } from './brokerError.ts';
import { jobOf, priorityOf, type TrialJob, type TrialResult } from './job.ts';

/** A result that nobody fetched goes after that. */
const KEPT_SECONDS = 7 * 24 * 3600;
/** Machines that may fail at a trial before it stays open. */
const ATTEMPTS = 3;
const AGAIN_MILLISECONDS = 1000;
/** A broker without room is asked so often, a second apart. */
const ROOM_TRIES = 60;

/** Full, or unable to write; what it says while it starts, or as a replica. */
const NO_ROOM = /\bOOM\b|MISCONF|LOADING|READONLY|Connection is closed/;

export interface JobsOptions {
  readonly queue: Queue<TrialJob, TrialResult>;
  readonly redis: Redis;
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
}

/** What BullMQ keeps of a job, in the order of `JobFields`. */
const FIELDS = ['timestamp', 'finishedOn', 'returnvalue', 'failedReason', 'stc'] as const;
/** Null where there is none; all are null where there is no such job. */
export type JobFields = readonly [
  there: string | null,
  finished: string | null,
  value: string | null,
  reason: string | null,
  stalled: string | null,
];

export class Jobs {
  #said = false;
  /** Those that the broker may still hold. */
  readonly #there = new Set<string>();
  readonly #removals = new Set<Promise<unknown>>();

  constructor(readonly options: JobsOptions) {}

  async read(ids: readonly string[]): Promise<readonly JobFields[]> {
    const { redis, queue } = this.options;
    const pipeline = redis.pipeline();
    for (const id of ids) pipeline.hmget(queue.toKey(id), ...FIELDS);
    const replies = (await pipeline.exec()) ?? [];
    return replies.map(([error, fields]) => {
      if (error !== null) throw error;
      return fields as JobFields;
    });
  }

  /** Removes a job unless a worker has it; says whether it is gone. */
  async takeBack(id: string): Promise<boolean> {
    const isGone = (await this.options.queue.remove(id)) === 1;
    if (isGone) this.#there.delete(id);
    return isGone;
  }

  /** Removes a job some time before the end of `close`. */
  forget(id: string): void {
    this.#there.delete(id);
    const removal: Promise<unknown> = this.options.queue
      .remove(id)
      .catch(() => {})
      .finally(() => this.#removals.delete(removal));
    this.#removals.add(removal);
  }

  /** Gives back what nobody runs. */
  async close(): Promise<void> {
    for (const id of this.#there) this.forget(id);
    await Promise.allSettled(this.#removals);
  }

  /** Does nothing where a job of that id is there. Throws a BrokerError where the broker stays without room. */
  async add(id: string, task: Task): Promise<void> {
    const { queue, signal, say } = this.options;
    this.#there.add(id);
    for (let tries = 1; !signal.aborted; tries++) {
      try {
        await queue.add('trial', jobOf(task), {
          jobId: id,
          priority: priorityOf(task),
          attempts: ATTEMPTS,
          backoff: { type: 'fixed', delay: AGAIN_MILLISECONDS },
          removeOnComplete: { age: KEPT_SECONDS },
          removeOnFail: { age: KEPT_SECONDS },
        });
        return;
      } catch (error) {
        const { message } = error as Error;
        if (signal.aborted) return;
        if (!NO_ROOM.test(message)) throw error;
        if (tries >= ROOM_TRIES)
          throw new BrokerError(
            `the broker takes no more trials (${message}); mend that and run the same command again`,
          );
        if (!this.#said) say(`The broker takes no more trials (${message}); trying again.`);
        this.#said = true;
        await pause(1000);
      }
    }
  }
}
