/** Gathers evidence with workers, progress, signals and a time limit; whatever happens, what came in is in the folder. */
import type { Timing } from '../properties/record.ts';
import type { RunOptions } from '../properties/run.ts';
import type { OutputFolder } from './output.ts';
import { openPool } from './pool.ts';
import { createProgress } from './progress.ts';

export type GatherOptions = Pick<
  RunOptions,
  'execute' | 'concurrency' | 'known' | 'onEvidence' | 'onProgress' | 'signal'
>;

export interface Gathered<T> {
  readonly result: T;
  readonly timing: Timing;
  /** The signal that stopped it, or undefined. */
  readonly stopped: NodeJS.Signals | undefined;
  /** A signal or the time limit ended it. */
  readonly interrupted: boolean;
}

/** For work that keeps no evidence. */
export const NO_FOLDER: Pick<OutputFolder, 'known' | 'append'> = {
  known: new Map(),
  append: () => {},
};

export async function withPool<T>(
  folder: Pick<OutputFolder, 'known' | 'append'>,
  { jobs, maxMilliseconds }: { readonly jobs: number; readonly maxMilliseconds: number | undefined },
  gather: (options: GatherOptions) => Promise<T>,
): Promise<Gathered<T>> {
  const started = performance.now();
  const trialsBefore = folder.known.size;
  const stop = new AbortController();
  let stopped: NodeJS.Signals | undefined;
  const onSignal = (signal: NodeJS.Signals) => {
    stopped = signal;
    stop.abort();
  };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const clock = maxMilliseconds === undefined ? undefined : setTimeout(() => stop.abort(), maxMilliseconds);
  const progress = createProgress(process.stdout);
  const pool = openPool({ jobs, signal: stop.signal });
  try {
    const result = await gather({
      execute: pool.execute,
      concurrency: jobs,
      known: folder.known,
      onEvidence: folder.append,
      onProgress: progress.update,
      signal: stop.signal,
    });
    return {
      result,
      timing: {
        durationSeconds: (performance.now() - started) / 1000,
        ...(trialsBefore > 0 ? { trialsBefore } : {}),
      },
      stopped,
      interrupted: stop.signal.aborted,
    };
  } finally {
    clearTimeout(clock);
    progress.end();
    await pool.close();
    process.removeListener('SIGINT', onSignal).removeListener('SIGTERM', onSignal);
  }
}
