/**
 * Worker threads, and what is whose fault. A task that did not come back is run again, alone, in a fresh worker that has
 * just shown it can do such work. What then fails again in the same way is the task's own; all else is the machine's.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { accidentOf, type Accident } from './accident.ts';
import { Thread, workerFile } from './thread.ts';
import { Turns } from './turns.ts';
import { watch } from './watchdog.ts';

/** Far above what any task takes: it guards against hangs only. */
const WATCHDOG_MILLISECONDS = 600_000;

/** Before each try to get a fresh worker: what a machine lacks it may have a moment later. */
const PAUSES_MILLISECONDS = [0, 500, 2500];

/** Tasks in a row that the machine kept from being run; then no more are tried. */
const MOST_IN_A_ROW = 3;

export interface WorkersOptions<T, R> {
  readonly jobs: number;
  readonly signal: AbortSignal;
  readonly worker: URL;
  /** What every thread is given when it starts. */
  readonly workerData?: unknown;
  /** The engine that a fresh worker must train with before a task is blamed. */
  readonly engineOf: (task: T) => string;
  /** Why a result is believed only when a fresh worker gives it again; undefined for all others. */
  readonly doubtOf: (result: R, again: boolean) => string | undefined;
  /** Called once when nothing can be run here. */
  readonly onGiveUp: () => void;
  readonly watchdogMilliseconds?: number | undefined;
}

/**
 * How a task ended. `healed`: the machine had kept it from ending before. `own`: it ends so wherever it is run. `open`: the
 * machine kept it from being run. Undefined: the workers were stopped.
 */
export type Ended<R> =
  | { readonly result: R; readonly healed?: Accident }
  | { readonly own: Accident }
  | { readonly open: Accident }
  | undefined;

/** One try of anything on a thread; an accident has ended the thread. */
type Tried<V> =
  | { readonly value: V; readonly accident?: undefined }
  | {
      readonly accident: Accident;
      /** A result that is doubted. */
      readonly doubted?: V;
      /** Of what was not done in time: did it compute? */
      readonly busy?: boolean;
    };

export class Workers<T, R> {
  readonly #options: WorkersOptions<T, R>;
  readonly #turns: Turns;
  readonly #threads = new Set<Thread>();
  readonly #idle: Thread[] = [];
  #inARow = 0;
  #gaveUp = false;
  #closed = false;

  constructor(options: WorkersOptions<T, R>) {
    this.#options = options;
    this.#turns = new Turns(options.jobs);
  }

  async run(task: T): Promise<Ended<R>> {
    const first = await this.#turns.shared(async (): Promise<Tried<R> | undefined> => {
      if (this.#stopped) return undefined;
      const thread = this.#idle.pop() ?? this.#start();
      return this.#try(thread, task);
    });
    if (first === undefined) return undefined;
    if (first.accident !== undefined) return this.#turns.alone(() => this.#again(task, first.accident));
    this.#inARow = 0;
    return { result: first.value };
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#threads].map((thread) => this.#end(thread)));
  }

  /** The second try, which tells the task's fault from the machine's. */
  async #again(task: T, first: Accident): Promise<Ended<R>> {
    if (this.#gaveUp) return { open: first };
    // Idle threads hold memory.
    await Promise.all(this.#idle.splice(0).map((thread) => this.#end(thread)));
    const thread = await this.#proven(this.#options.engineOf(task));
    if (!(thread instanceof Thread)) return thread && this.#open(thread, MOST_IN_A_ROW);
    const second = await this.#try(thread, task, true);
    if (second.accident === undefined) {
      this.#inARow = 0;
      const tooMany = first.cause === 'no-memory' || first.cause === 'no-thread';
      if (tooMany) this.#turns.most = Math.max(1, this.#turns.most - 1);
      return { result: second.value, healed: first };
    }
    if (this.#stopped) return undefined;
    if (!isOwn(first, second)) return this.#open(second.accident, this.#inARow + 1);
    return second.doubted === undefined ? { own: second.accident } : { result: second.doubted };
  }

  #open(accident: Accident, inARow: number): Ended<R> {
    this.#inARow = inARow;
    if (inARow >= MOST_IN_A_ROW) {
      this.#gaveUp = true;
      this.#options.onGiveUp();
    }
    return { open: accident };
  }

  /** A fresh thread whose canary lives, or why there is none; undefined when stopped meanwhile. */
  async #proven(engine: string): Promise<Thread | Accident | undefined> {
    let last: Accident | undefined;
    for (const milliseconds of PAUSES_MILLISECONDS) {
      await pause(milliseconds, undefined, { signal: this.#options.signal }).catch(() => {});
      if (this.#stopped) return undefined;
      const thread = this.#start();
      const { accident } = await this.#watched(thread, engine, workerFile('canary'));
      if (accident === undefined) return thread;
      last = accident.cause === 'error' ? { ...accident, cause: 'no-engine' } : accident;
    }
    return this.#stopped ? undefined : last;
  }

  async #try(thread: Thread, task: T, again = false): Promise<Tried<R>> {
    const tried = await this.#watched<R>(thread, task);
    if (tried.accident !== undefined) return tried;
    const message = this.#options.doubtOf(tried.value, again);
    if (message === undefined) {
      this.#idle.push(thread);
      return tried;
    }
    await this.#end(thread);
    return { accident: { cause: 'error', message }, doubted: tried.value };
  }

  async #watched<V>(thread: Thread, task: unknown, file?: URL): Promise<Tried<V>> {
    const { signal, watchdogMilliseconds = WATCHDOG_MILLISECONDS } = this.#options;
    const end = () => void this.#end(thread);
    const watchdog = watch(watchdogMilliseconds, end);
    signal.addEventListener('abort', end);
    try {
      return { value: (await thread.run(task, file)) as V };
    } catch (error) {
      await this.#end(thread);
      if (!watchdog.ended) return { accident: accidentOf(error) };
      const message = `not done after ${watchdogMilliseconds / 1000} s in which the process ran`;
      return { accident: { cause: 'hung', message }, busy: watchdog.busy };
    } finally {
      watchdog.stop();
      signal.removeEventListener('abort', end);
    }
  }

  #start(): Thread {
    const thread = new Thread(this.#options.worker, this.#options.workerData);
    this.#threads.add(thread);
    return thread;
  }

  async #end(thread: Thread): Promise<void> {
    this.#threads.delete(thread);
    await thread.end();
  }

  get #stopped(): boolean {
    return this.#closed || this.#options.signal.aborted;
  }
}

/**
 * Is it the task's own? It failed twice in the same way, the second time alone, and not for want of what the machine gives.
 * One that was not done in time must have computed meanwhile: else it may have waited for the machine.
 */
function isOwn(
  first: Accident,
  { accident, busy }: { readonly accident: Accident; readonly busy?: boolean },
): boolean {
  if (first.cause !== accident.cause) return false;
  switch (accident.cause) {
    case 'error':
      return first.message === accident.message;
    case 'heap-full':
    case 'worker-ended':
      return true;
    case 'hung':
      return busy === true;
    default:
      return false;
  }
}
