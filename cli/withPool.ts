/** Gathers evidence with workers, progress, signals and a time limit; whatever happens, what came in is in the folder. */
import { StoppedError } from '../properties/hunt/confirm.ts';
import type { Incident, Timing } from '../properties/trials/incident.ts';
import type { GatherOptions } from '../properties/gather/drain.ts';
import type { OutputFolder } from './output.ts';
import type { Campaign } from './broker/campaign.ts';
import { openPool, type Pool } from './pool.ts';
import { createProgress } from './progress.ts';
import { stopOnSignal } from './signals.ts';
import type { LoadedSuite } from './suite.ts';

export interface Gathered<T> {
  readonly result: T;
  readonly timing: Timing;
  /** What the machine did to trials: earlier, as the folder knows, and now. */
  readonly incidents: readonly Incident[];
  /** The signal that stopped it, or undefined. */
  readonly stopped: NodeJS.Signals | undefined;
  /** A signal, the time limit or a machine on which nothing runs ended it. */
  readonly interrupted: boolean;
}

type GatherFolder = Pick<OutputFolder, 'known' | 'append' | 'incidents' | 'note'>;

/** For work that keeps no evidence. */
export const NO_FOLDER: GatherFolder = {
  known: new Map(),
  append: () => {},
  incidents: [],
  note: () => {},
};

/** For the catch of work that needs every single trial: undefined where one brought no evidence. */
export function unlessStopped(error: unknown): undefined {
  if (!(error instanceof StoppedError)) throw error;
}

/** Whose trials are run, on how many workers, and for how long at most. */
export interface PoolLimits {
  readonly suite: LoadedSuite;
  readonly jobs: number;
  readonly maxMilliseconds: number | undefined;
  /** Trials go to the workers of a broker. */
  readonly campaign?: Campaign | undefined;
}

export async function withPool<T>(
  folder: GatherFolder,
  { suite, jobs, maxMilliseconds, campaign }: PoolLimits,
  gather: (options: GatherOptions) => Promise<T>,
): Promise<Gathered<T>> {
  const started = performance.now();
  const trialsBefore = folder.known.size;
  const stop = new AbortController();
  const { stoppedBy, release } = stopOnSignal(stop);
  const clock = maxMilliseconds === undefined ? undefined : setTimeout(() => stop.abort(), maxMilliseconds);
  const incidents = [...folder.incidents];
  const onIncident = (incident: Incident) => {
    incidents.push(incident);
    folder.note(incident);
  };
  const { signal } = stop;
  let pool: Pool | undefined;
  let progress: ReturnType<typeof createProgress> | undefined;
  try {
    pool =
      campaign === undefined
        ? openPool({ suite, jobs, signal, onIncident, onGiveUp: () => stop.abort() })
        : await (
            await import('./broker/coordinator.ts')
          ).openCoordinator({ suite, campaign, signal, onIncident });
    progress = createProgress(process.stdout, pool.note);
    const { execute, concurrency, onRoom } = pool;
    const result = await gather({
      execute,
      concurrency,
      ...(onRoom === undefined ? {} : { onRoom }),
      known: folder.known,
      onEvidence: folder.append,
      onProgress: progress.update,
      signal,
    });
    return {
      result,
      timing: {
        durationSeconds: (performance.now() - started) / 1000,
        ...(trialsBefore > 0 ? { trialsBefore } : {}),
      },
      incidents,
      stopped: stoppedBy(),
      interrupted: signal.aborted,
    };
  } finally {
    clearTimeout(clock);
    progress?.end();
    await pool?.close();
    release();
  }
}
