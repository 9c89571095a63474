/** Works queues off: keeps tasks under way, and hands on what they bring. It knows no clock, no file and no worker. */
import { keyString, type Evidence } from '../trials/evidence.ts';
import type { SeedRoot, TrialKey } from '../trials/seeds.ts';
import type { Task } from '../trials/task.ts';
import type { Queue } from './queue.ts';

/** How a run obtains its evidence. */
export interface GatherOptions {
  /** The result is undefined when the task brought no evidence; its trial then stays open. */
  readonly execute: (task: Task) => Promise<Evidence | undefined>;
  /** Tasks to keep under way at once. */
  readonly concurrency: number;
  /** Evidence from an earlier, interrupted run of the same configuration. */
  readonly known: ReadonlyMap<string, Evidence>;
  readonly onEvidence: (evidence: Evidence) => void;
  readonly onProgress: (progress: Progress) => void;
  readonly signal: AbortSignal;
}

/** Work left is counted in cost units of the studies, at most: a claim may be decided before its budget ends. */
export interface Progress {
  readonly trials: number;
  readonly costDone: number;
  readonly costLeft: number;
  readonly what: string;
}

/** Works the queues off, the first with work first. */
export async function drain(
  options: Omit<GatherOptions, 'known'> & { readonly root: SeedRoot; readonly engine: string },
  evidence: Map<string, Evidence>,
  queues: readonly Queue[],
): Promise<void> {
  const { root, engine, signal } = options;
  let trials = 0;
  let costDone = 0;
  let failed = false;
  const underWay = new Set<Promise<void>>();
  const keep = (queue: Queue, key: TrialKey, result: Evidence) => {
    options.onEvidence(result);
    evidence.set(keyString(key), result);
    trials++;
    costDone += queue.costOf(key);
    queue.settle();
    const costLeft = queues.reduce((sum, q) => sum + q.costLeft(), 0);
    options.onProgress({ trials, costDone, costLeft, what: queue.what });
  };
  for (;;) {
    const queue = signal.aborted ? undefined : queues.find((q) => q.peek() !== undefined);
    if (queue === undefined && underWay.size === 0) return;
    if (queue === undefined || underWay.size >= options.concurrency) {
      try {
        await Promise.race(underWay);
      } catch (error) {
        // The other tasks under way are also kept, where that is possible.
        await Promise.allSettled(underWay);
        throw error;
      }
      continue;
    }
    const key = queue.take()!;
    const work = options.execute({ root, engine, key, runs: queue.runsOf(key) }).then((result) => {
      // Evidence that could not be kept has ended the run: its promise stays, for the race to find.
      if (failed || result === undefined) return void underWay.delete(work);
      failed = true;
      keep(queue, key, result);
      failed = false;
      underWay.delete(work);
    });
    underWay.add(work);
  }
}
