/** Runs trials on worker threads. Evidence comes back; what the machine did to a trial is reported separately. */
import type { GatherOptions } from '../properties/gather/drain.ts';
import type { Evidence } from '../properties/trials/evidence.ts';
import type { Incident } from '../properties/trials/incident.ts';
import { pathOf, type Task } from '../properties/trials/task.ts';
import type { LoadedSuite } from './suite.ts';
import { workerFile } from './thread.ts';
import { Workers } from './workers.ts';

export interface Pool {
  /** The result is undefined if there is no evidence: the pool was stopped, or `onIncident` was told why. */
  readonly execute: GatherOptions['execute'];
  /** Tasks that it runs at once. */
  readonly concurrency: GatherOptions['concurrency'];
  readonly onRoom?: GatherOptions['onRoom'];
  /** What a line of progress adds of its workers. */
  readonly note?: () => string;
  readonly close: () => Promise<void>;
}

export interface PoolOptions {
  /** Workers load the same module. */
  readonly suite: Pick<LoadedSuite, 'module' | 'studies'>;
  readonly jobs: number;
  readonly signal: AbortSignal;
  readonly onIncident?: (incident: Incident, task: Task) => void;
  /** Nothing can be run here: no more tasks should be handed in. */
  readonly onGiveUp?: () => void;
  /** Another worker file, for tests of faults. */
  readonly worker?: URL;
  readonly watchdogMilliseconds?: number;
}

export function openPool({
  suite,
  jobs,
  signal,
  onIncident = () => {},
  onGiveUp = () => {},
  worker = workerFile('worker'),
  watchdogMilliseconds,
}: PoolOptions): Pool {
  // Errors that a fresh worker repeated. A trial with the same error need not be run twice.
  const believed = new Set<string>();
  const workers = new Workers<Task, Evidence>({
    jobs,
    signal,
    worker,
    workerData: { suite: suite.module },
    engineOf: (task) => task.engine,
    // An error may be the machine's in words that nobody has seen yet.
    doubtOf: ({ outcome }, again) =>
      outcome.status === 'errored' && (again || !believed.has(outcome.message)) ? outcome.message : undefined,
    onGiveUp,
    watchdogMilliseconds,
  });
  return {
    execute: async (task) => {
      const ended = await workers.run(task);
      if (ended === undefined) return undefined;
      const { key } = task;
      if ('own' in ended) {
        const { cause, message } = ended.own;
        const status = cause === 'hung' ? 'timed-out' : 'crashed';
        const outcome = { status, message: `twice, then alone in a fresh worker: ${message}` } as const;
        return { key, path: pathOf(task, suite.studies), outcome };
      }
      if ('open' in ended) {
        onIncident({ ...key, ...ended.open, healed: false }, task);
        return undefined;
      }
      if (ended.healed !== undefined) onIncident({ ...key, ...ended.healed, healed: true }, task);
      const { outcome } = ended.result;
      if (outcome.status === 'errored') believed.add(outcome.message);
      return ended.result;
    },
    concurrency: () => jobs,
    close: () => workers.close(),
  };
}
