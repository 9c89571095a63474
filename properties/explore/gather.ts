/** Runs the trials a map asks for, round by round. Timing affects only how many trials run beyond a decision, and these are never read. */
import type { Judge } from '../judge/judge.ts';
import { keyString, type Evidence } from '../trials/evidence.ts';
import { TrialQueue } from '../gather/queue.ts';
import { drain, type GatherOptions } from '../gather/drain.ts';
import type { TrialKey } from '../trials/seeds.ts';
import { costLeft, type CellProgress } from './forecast.ts';
import { judgeOfCell, mapOf, readTrial } from './map.ts';
import { cellKey, cellRoot, shapeOf, type Cell, type MapPlan } from './plan.ts';

/** Gathers evidence until the map is complete, the signal aborts or nothing more comes in. */
export async function gatherMap(
  plan: MapPlan,
  options: GatherOptions,
): Promise<ReadonlyMap<string, Evidence>> {
  const evidence = new Map(options.known);
  const { root, engine } = plan;
  // Of the rounds before: what is said of the progress runs on over all of them.
  let [trials, costDone] = [0, 0];
  while (!options.signal.aborted) {
    const state = mapOf(plan, evidence);
    const { open } = state;
    if (open.length === 0) break;
    const cells = new Map(open.map((cell) => [cellKey(plan, cell, 0).purpose, cell]));
    const execute: GatherOptions['execute'] = (task, wanted) =>
      options.execute({ ...task, root: cellRoot(plan, cells.get(task.key.purpose)!) }, wanted);
    const queue = new CellsQueue(plan, open, evidence, options.concurrency);
    const ended = state.cells
      .filter((c) => c.finished)
      .map(({ cell, judged }) => ({ d0: cell.d0, read: judged.trials, finished: true }));
    const [trialsBefore, costBefore] = [trials, costDone];
    const onProgress: GatherOptions['onProgress'] = (progress) => {
      trials = trialsBefore + progress.trials;
      costDone = costBefore + progress.costDone;
      options.onProgress({
        ...progress,
        trials,
        costDone,
        costLeft: costLeft(plan, state, ended, queue.cells()),
        estimate: true,
      });
    };
    const before = evidence.size;
    await drain({ ...options, root, engine, execute, onProgress }, evidence, [queue]);
    // Trials that were handed out and brought no evidence stay open.
    if (evidence.size === before) break;
  }
  return evidence;
}

/** Trials of the open cells in turn, each up to its decision. */
class CellsQueue extends TrialQueue {
  readonly what = 'map';
  readonly #cells: readonly { cell: Cell; judge: Judge; read: number }[];
  readonly #most: number;

  constructor(
    readonly plan: MapPlan,
    open: readonly Cell[],
    evidence: ReadonlyMap<string, Evidence>,
    readonly lookahead: () => number,
  ) {
    super(evidence);
    this.#most = shapeOf(plan).mostTrials;
    this.#cells = open.map((cell) => ({ cell, judge: judgeOfCell(plan, cell), read: 0 }));
    this.settle();
  }

  /** One trial under way per cell first; more of the same cell only where nothing else is left to do. */
  peek(): TrialKey | undefined {
    for (let ahead = 0; ahead < this.lookahead(); ahead++) {
      for (const { cell, judge, read } of this.#cells) {
        if (judge.decided || read + ahead >= this.#most) continue;
        const key = cellKey(this.plan, cell, read + ahead);
        if (this.isFree(key)) return key;
      }
    }
    return undefined;
  }

  settle(): void {
    for (const own of this.#cells) {
      for (; own.read < this.#most && !own.judge.decided; own.read++) {
        const trial = this.evidence.get(keyString(cellKey(this.plan, own.cell, own.read)));
        if (trial === undefined) break;
        readTrial(this.plan, own.judge, trial);
      }
    }
  }

  wants({ purpose }: TrialKey): boolean {
    return this.#cells.some(
      ({ cell, judge }) => !judge.decided && cellKey(this.plan, cell, 0).purpose === purpose,
    );
  }

  cells(): readonly CellProgress[] {
    return this.#cells.map(({ cell, judge, read }) => ({
      d0: cell.d0,
      read,
      finished: judge.decided || read === this.#most,
    }));
  }

  costLeft(): number {
    return this.#cells.reduce(
      (sum, { cell, judge, read }) => sum + (judge.decided ? 0 : (this.#most - read) * cell.d0),
      0,
    );
  }
}
