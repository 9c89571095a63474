/** Works queues off: keeps tasks under way, and hands on what they bring. It knows no clock, no file and no worker. */
import { keyString, type Evidence } from '../trials/evidence.ts';
import type { SeedRoot, TrialKey } from '../trials/seeds.ts';
import type { Task } from '../trials/task.ts';
import type { Queue } from './queue.ts';

/** How a run obtains its evidence. */
export interface GatherOptions {
  /**
   * The result is undefined when the task brought no evidence; its trial then stays open. A task that has not begun when it is no
   * longer `wanted` may be left: it brings none.
   */
  readonly execute: (task: Task, wanted?: () => boolean) => Promise<Evidence | undefined>;
  /** Tasks to keep under way at once; workers may come and go. */
  readonly concurrency: () => number;
  /** Told whom to call when more tasks may be under way. */
  readonly onRoom?: (call: () => void) => void;
  /** Evidence from an earlier, interrupted run of the same configuration. */
  readonly known: ReadonlyMap<string, Evidence>;
  readonly onEvidence: (evidence: Evidence) => void;
  readonly onProgress: (progress: Progress) => void;
  readonly signal: AbortSignal;
}

/** Work left is counted in cost units of the studies, at most: a claim may be decided before its budget ends. Of an `estimate` it is what is likely. */
export interface Progress {
  readonly trials: number;
  readonly costDone: number;
  readonly costLeft: number;
  readonly what: string;
  readonly estimate?: boolean;
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
  let fault: { readonly error: unknown } | undefined;
  const underWay = new Set<Promise<void>>();
  let wake = () => {};
  options.onRoom?.(() => wake());
  const keep = (queue: Queue, key: TrialKey, result: Evidence) => {
    options.onEvidence(result);
    evidence.set(keyString(key), result);
    trials++;
    costDone += queue.costOf(key);
    queue.settle();
    const costLeft = queues.reduce((sum, q) => sum + q.costLeft(), 0);
    options.onProgress({ trials, costDone, costLeft, what: queue.what });
  };
  const run = async (queue: Queue, key: TrialKey) => {
    const task = { root, engine, key, runs: queue.runsOf(key) };
    const result = await options.execute(task, () => fault === undefined && queue.wants(key));
    // Once evidence could not be kept, no more is.
    if (failed || result === undefined) return;
    failed = true;
    keep(queue, key, result);
    failed = false;
  };
  for (;;) {
    if (fault !== undefined) {
      // What the others under way bring is also kept, unless that is what failed.
      while (!failed && underWay.size > 0) await new Promise<void>((resolve) => (wake = resolve));
      throw fault.error;
    }
    const queue = signal.aborted ? undefined : queues.find((q) => q.peek() !== undefined);
    if (queue === undefined && underWay.size === 0) return;
    if (queue === undefined || underWay.size >= options.concurrency()) {
      await new Promise<void>((resolve) => (wake = resolve));
      continue;
    }
    const work: Promise<void> = run(queue, queue.take()!)
      .catch((error: unknown) => void (fault ??= { error }))
      .finally(() => {
        underWay.delete(work);
        wake();
      });
    underWay.add(work);
  }
}
