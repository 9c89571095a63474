/**
 * The worker pool. A task that kills its worker or hangs is recorded as that: it is run once more, then noted. A
 * watchdog guards against hangs only; it is far above what any trial takes.
 */
import { Piscina } from 'piscina';
import type { Evidence, Outcome } from '../properties/evidence.ts';
import { pathOf, type Task } from '../properties/task.ts';
import { STUDIES } from '../theorems/registry.ts';

const WATCHDOG_MILLISECONDS = 600_000;
const MEMORY_MEGABYTES = 1024;

export interface Pool {
  readonly execute: (task: Task) => Promise<Evidence>;
  readonly close: () => Promise<void>;
}

export interface PoolOptions {
  readonly jobs: number;
  readonly signal: AbortSignal;
  /** Another worker file, for tests of faults. */
  readonly worker?: URL;
  readonly watchdogMilliseconds?: number;
}

/** Threads that run a worker of this folder (or the file given), from the sources as from the package. */
export function openThreads(worker: 'worker' | 'figureWorker' | URL, jobs: number): Piscina {
  const source = import.meta.url.endsWith('.ts');
  const file =
    typeof worker === 'string' ? new URL(`./${worker}${source ? '.ts' : '.js'}`, import.meta.url) : worker;
  return new Piscina({
    filename: file.href,
    minThreads: Math.min(1, jobs),
    maxThreads: jobs,
    idleTimeout: 60_000,
    ...(source ? { execArgv: ['--import', import.meta.resolve('tsx')] } : {}),
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MEGABYTES },
  });
}

export function openPool(options: PoolOptions): Pool {
  const pool = openThreads(options.worker ?? 'worker', options.jobs);
  const watchdog = options.watchdogMilliseconds ?? WATCHDOG_MILLISECONDS;

  const attempt = async (task: Task): Promise<Evidence> => {
    const limit = AbortSignal.timeout(watchdog);
    try {
      return (await pool.run(task, { signal: AbortSignal.any([limit, options.signal]) })) as Evidence;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const outcome: Outcome = limit.aborted
        ? { status: 'timed-out', message: `ended by the watchdog after ${watchdog / 1000} s` }
        : { status: 'crashed', message: `the worker ended: ${message}` };
      return { key: task.key, path: pathOf(task, STUDIES), outcome };
    }
  };
  return {
    execute: async (task) => {
      const first = await attempt(task);
      if (first.outcome.status !== 'crashed' || options.signal.aborted) return first;
      return attempt(task);
    },
    close: () => pool.destroy(),
  };
}
