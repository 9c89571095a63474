/**
 * Trials that were handed to the broker and are not back. Events say early that one is done; a look at all of them every few
 * seconds finds what events did not tell, and hands in again what the broker has lost. A trial may be run twice; its result is
 * taken once.
 */
import type { QueueEvents } from 'bullmq';
import type { Evidence } from '../../properties/trials/evidence.ts';
import type { Incident } from '../../properties/trials/incident.ts';
import type { Task } from '../../properties/trials/task.ts';
import type { ReadySuite } from '../../properties/gather/suite.ts';
import { BrokerError } from './brokerError.ts';
import { idOf, incidentOf, LOCK_MILLISECONDS, readResult, trialName } from './job.ts';
import { Jobs, type JobFields, type JobsOptions } from './jobs.ts';
import { count } from '../../properties/count.ts';

const LOOK_MILLISECONDS = 3000;
const LOOK_AT_ONCE = 500;
/** How soon trials that nobody needs any more are taken back. */
const SIFT_MILLISECONDS = 200;

export interface TrialsOptions extends JobsOptions {
  readonly events: QueueEvents;
  readonly suite: Pick<ReadySuite, 'studies'>;
  readonly onIncident: (incident: Incident) => void;
}

interface Waiting {
  readonly task: Task;
  readonly wanted: () => boolean;
  readonly resolve: (evidence: Evidence | undefined) => void;
  readonly reject: (error: Error) => void;
  /** The broker has it. */
  given: boolean;
  /** A job that failed under an earlier start of this command says nothing. */
  fresh: boolean;
  looked: number;
}

export class Trials {
  readonly #options: TrialsOptions;
  readonly #waiting = new Map<string, Waiting>();
  readonly #asked = new Map<string, Promise<Evidence | undefined>>();
  readonly #heard = new Set<string>();
  readonly #timers: readonly NodeJS.Timeout[];
  readonly #jobs: Jobs;
  #last: NodeJS.Timeout | undefined;

  constructor(options: TrialsOptions) {
    this.#options = options;
    this.#jobs = new Jobs(options);
    const { events, signal } = options;
    const heard = ({ jobId }: { readonly jobId: string }) => {
      if (!this.#waiting.has(jobId)) return;
      if (this.#heard.size === 0) setImmediate(() => void this.#lookAtHeard().catch(LATER));
      this.#heard.add(jobId);
    };
    events.on('completed', heard).on('failed', heard);
    this.#timers = [
      repeat(() => this.#lookAtAll(), LOOK_MILLISECONDS),
      repeat(() => this.#sift(), SIFT_MILLISECONDS),
    ];
    signal.addEventListener('abort', () => {
      for (const one of this.#waiting.values()) one.resolve(undefined);
    });
  }

  /** Undefined: it was not wanted any more, the signal aborted, or `onIncident` was told why. */
  async run(task: Task, wanted: () => boolean): Promise<Evidence | undefined> {
    if (this.#options.signal.aborted) return undefined;
    const id = idOf(task);
    // Who asks for the same trial twice gets the same.
    const asked = this.#asked.get(id) ?? this.#ask(id, task, wanted);
    this.#asked.set(id, asked);
    try {
      return await asked;
    } finally {
      this.#waiting.delete(id);
      this.#asked.delete(id);
    }
  }

  #ask(id: string, task: Task, wanted: () => boolean): Promise<Evidence | undefined> {
    return new Promise((resolve, rejectOne) => {
      const reject = (error: Error) => {
        rejectOne(error);
        // An error ends the run. Others under way may still come back, but workers may be gone with them.
        this.#last ??= setTimeout(() => this.fail(error), LOCK_MILLISECONDS).unref();
      };
      const one: Waiting = { task, wanted, resolve, reject, given: false, fresh: false, looked: 0 };
      this.#waiting.set(id, one);
      this.#submit(id, one).catch(reject);
    });
  }

  /** Ends all that is under way with an error. */
  fail(error: Error): void {
    for (const one of this.#waiting.values()) one.reject(error);
  }

  /** Gives back what nobody runs, and waits until all that is over is removed. */
  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    clearTimeout(this.#last);
    await this.#jobs.close();
  }

  async #submit(id: string, one: Waiting): Promise<void> {
    await this.#jobs.add(id, one.task);
    one.given = true;
    // A job of that name may have been there, with its result.
    void this.#look([id]).catch(LATER);
  }

  async #lookAtAll(): Promise<void> {
    const before = performance.now() - LOOK_MILLISECONDS;
    const ids = [...this.#waiting].filter(([, one]) => one.looked < before).map(([id]) => id);
    for (let at = 0; at < ids.length; at += LOOK_AT_ONCE) await this.#look(ids.slice(at, at + LOOK_AT_ONCE));
  }

  async #lookAtHeard(): Promise<void> {
    const ids = [...this.#heard];
    this.#heard.clear();
    await this.#look(ids);
  }

  async #look(ids: readonly string[]): Promise<void> {
    const all = await this.#jobs.read(ids);
    for (const [i, id] of ids.entries()) await this.#take(id, all[i]!);
  }

  async #take(id: string, [there, finished, value, reason, stalled]: JobFields): Promise<void> {
    const one = this.#waiting.get(id);
    if (one === undefined || !one.given) return;
    one.looked = performance.now();
    const isFresh = one.fresh;
    one.fresh = true;
    const again = async () => {
      one.given = false;
      await this.#submit(id, one).catch(one.reject);
    };
    if (there === null) await again();
    else if (finished !== null && value !== null) this.#accept(id, one, value, Number(stalled ?? 0));
    else if (finished !== null && isFresh) this.#fail(id, one, reason ?? 'it says nothing');
    else if (finished !== null) {
      await this.#jobs.takeBack(id);
      await again();
    }
  }

  #accept(id: string, { task, resolve, reject }: Waiting, text: string, lost: number): void {
    const { suite, onIncident } = this.#options;
    const result = readResult(text, task, suite);
    this.#waiting.delete(id);
    if (typeof result === 'string') {
      this.#jobs.forget(id);
      reject(
        new BrokerError(
          `the result of trial ${trialName(task)} ${result}; nothing is concluded from it, and the same command runs it again`,
        ),
      );
      return;
    }
    const healed = { ...task.key, healed: true };
    for (const { cause, message } of result.incidents) onIncident({ ...healed, cause, message });
    if (lost > 0)
      onIncident({ ...healed, cause: 'worker-ended', message: `lost with ${count(lost, 'worker')}` });
    resolve(result.evidence);
    // By then whoever waited has kept it.
    setImmediate(() => this.#jobs.forget(id));
  }

  #fail(id: string, { task, resolve, reject }: Waiting, reason: string): void {
    const { onIncident } = this.#options;
    this.#waiting.delete(id);
    const incident = incidentOf(reason);
    if (incident !== undefined) {
      onIncident({ ...task.key, cause: incident.cause, message: incident.message, healed: false });
      resolve(undefined);
      return;
    }
    if (/stalled/.test(reason)) {
      onIncident({ ...task.key, cause: 'worker-ended', message: reason, healed: false });
      reject(
        new BrokerError(
          `every worker that was given trial ${trialName(task)} ended or was lost (${reason}); nothing is concluded from it, and the same command tries it again`,
        ),
      );
      return;
    }
    reject(
      new BrokerError(`trial ${trialName(task)} was not run: ${reason}; the same command tries it again`),
    );
  }

  /** Takes back what waits for a worker and is not wanted any more. */
  async #sift(): Promise<void> {
    for (const [id, one] of this.#waiting) {
      if (!one.given || one.wanted()) continue;
      if (await this.#jobs.takeBack(id)) one.resolve(undefined);
    }
  }
}

/** What the broker did not answer is asked again at the next look. */
const LATER = () => {};

/** Does the work again and again, never twice at a time. */
function repeat(work: () => Promise<void>, milliseconds: number): NodeJS.Timeout {
  let busy = false;
  return setInterval(() => {
    if (busy) return;
    busy = true;
    void work()
      .catch(LATER)
      .finally(() => (busy = false));
  }, milliseconds);
}
