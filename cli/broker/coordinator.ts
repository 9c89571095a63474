/** The pool of a coordinator: trials go to the workers of a broker. Evidence, judge and verdict stay in this process. */
import type { Task } from '../../properties/trials/task.ts';
import type { Incident } from '../../properties/trials/incident.ts';
import { count } from '../../reports/text.ts';
import type { Pool } from '../pool.ts';
import type { LoadedSuite } from '../suite.ts';
import { suiteWords } from '../suite.ts';
import { addressWords } from './address.ts';
import { within, type Campaign } from './campaign.ts';
import type { Broker } from './connection.ts';
import { PREFIX, taskOf, type TrialJob, type TrialResult } from './job.ts';
import { announce, present, type Present } from './presence.ts';
import { queueName } from './queueName.ts';
import { Trials } from './trials.ts';

const LOOK_MILLISECONDS = 2000;
const LONELY_MILLISECONDS = 30_000;
const CLOSE_MILLISECONDS = 5000;

export interface CoordinatorOptions {
  readonly suite: LoadedSuite;
  readonly campaign: Campaign;
  readonly signal: AbortSignal;
  readonly onIncident: (incident: Incident) => void;
}

export async function openCoordinator(options: CoordinatorOptions): Promise<Pool> {
  const { suite, campaign, signal, onIncident } = options;
  const { broker, fingerprint, what, lost } = campaign;
  const name = queueName(fingerprint, suite);
  const { queue, events } = await queueOf(broker, name);
  const say = (text: string) => console.log(text);
  const trials = new Trials({ queue, events, redis: broker.redis, suite, signal, onIncident, say });
  lost.addEventListener('abort', () => trials.fail(lost.reason as Error));
  const own = { role: 'coordinator', queue: name, slots: 0, what: `${suite.name}: ${what}` } as const;
  const announced = announce(broker.redis, own);
  const command = `fct ${suiteWords(suite)}worker ${addressWords(broker.address)}`;
  const workers = new Workers(broker, name, command);
  return {
    execute: async (task: Task, wanted = () => true) => {
      lost.throwIfAborted();
      return trials.run(taskOf(task), wanted);
    },
    concurrency: () => Math.max(1, workers.slots),
    onRoom: (call) => (workers.onChange = call),
    note: () => workers.note(),
    close: async () => {
      workers.stop();
      await within(CLOSE_MILLISECONDS, trials.close());
      await within(CLOSE_MILLISECONDS, announced.withdraw(), events.close(), queue.close());
    },
  };
}

/** The trials of these sources, and what is told of them from now on. */
async function queueOf({ bullmq, redis, connect }: Broker, name: string) {
  const shared = { prefix: PREFIX, skipMetasUpdate: true };
  const queue = new bullmq.Queue<TrialJob, TrialResult>(name, { connection: redis, ...shared });
  const [last] = await redis.xrevrange(queue.toKey('events'), '+', '-', 'COUNT', 1);
  const events = new bullmq.QueueEvents(name, {
    connection: connect(),
    lastEventId: last?.[0] ?? '0-0',
    ...shared,
  });
  queue.on('error', () => {});
  events.on('error', () => {});
  return { queue, events };
}

/** The workers of these sources. */
class Workers {
  slots = 0;
  onChange = () => {};
  #workers: readonly Present[] = [];
  #lonelySince = performance.now();
  readonly #timer: NodeJS.Timeout;

  constructor(
    readonly broker: Broker,
    readonly queue: string,
    readonly command: string,
  ) {
    const look = () => void this.#look().catch(() => {});
    look();
    this.#timer = setInterval(look, LOOK_MILLISECONDS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  note(): string {
    return `${count(this.#workers.length, 'worker')}, ${count(this.slots, 'slot')}`;
  }

  async #look(): Promise<void> {
    const there = (await present(this.broker.redis)).filter(({ role }) => role === 'worker');
    this.#workers = there.filter(({ queue }) => queue === this.queue);
    const before = this.slots;
    this.slots = this.#workers.reduce((sum, { slots }) => sum + slots, 0);
    if (this.slots > before) this.onChange();
    const now = performance.now();
    if (this.#workers.length > 0) this.#lonelySince = now;
    if (now - this.#lonelySince < LONELY_MILLISECONDS) return;
    this.#lonelySince = now;
    const others = there.length === 0 ? '' : ` (${there.length} of other sources are there)`;
    console.log(
      `No worker of these sources has been there for ${LONELY_MILLISECONDS / 1000} s${others}; start one: ${this.command}`,
    );
  }
}
