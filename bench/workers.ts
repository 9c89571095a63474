/** Trials per minute on one worker and on two, and what part of a trial's time the kernel does not take. */
import { fingerprint } from '../cli/fingerprint.ts';
import { openPool } from '../cli/pool.ts';
import { loadSuite } from '../cli/suite.ts';
import { SAMPLER_REGIME } from '../properties/trials/regime.ts';
import { runTask, type Task } from '../properties/trials/task.ts';
import type { Engine, TrainingRun } from '../sim/engines/engine.ts';
import { loadKernel } from '../sim/engines/kernel.ts';
import { median, spreadOf, stopwatch } from './clock.ts';

const suite = await loadSuite();

export interface WorkersRow {
  readonly workers: number;
  readonly trialsPerMinute: number;
  readonly spread: number;
}

export interface OutsideRow {
  readonly d0: number;
  /** Shares of processor time: training steps, probes, and everything else. */
  readonly training: number;
  readonly probes: number;
  readonly outside: number;
}

/** A trial of the study `relu`, as `fct verify` would run it. */
function task(index: number, d0: number): Task {
  const root = { seed: 1, fingerprint: fingerprint('kernel', suite), regime: SAMPLER_REGIME };
  return {
    root,
    key: { study: 'relu', variant: 'main', purpose: 'main', index, d0 },
    engine: 'kernel',
    runs: 0,
  };
}

/** One worker and two by turns, on the same trials; the pool is warm before the clock starts. Wall clock: two cores are the point. */
export async function timeWorkers(trials: number, d0: number, turns: number): Promise<WorkersRow[]> {
  const rates = new Map<number, number[]>([
    [1, []],
    [2, []],
  ]);
  for (let turn = 0; turn < turns; turn++) {
    for (const [workers, found] of rates) {
      const pool = openPool({ suite, jobs: workers, signal: new AbortController().signal });
      const all = async (count: number, size: number) => {
        const done = await Promise.all(Array.from({ length: count }, (_, i) => pool.execute(task(i, size))));
        const failed = done.find((e) => e?.outcome.status !== 'measured');
        if (done.includes(failed)) throw new Error(`a trial ended as ${JSON.stringify(failed?.outcome)}`);
      };
      try {
        await all(4 * workers, 16);
        const elapsed = stopwatch();
        await all(trials, d0);
        found.push((60 * trials) / elapsed().wall);
      } finally {
        await pool.close();
      }
    }
  }
  return [...rates].map(([workers, found]) => ({
    workers,
    trialsPerMinute: median(found),
    spread: spreadOf(found),
  }));
}

/** Trials in this process, on an engine that keeps the time of its own calls. */
export async function timeOutside(sizes: readonly number[], trials: number): Promise<OutsideRow[]> {
  const kernel = loadKernel();
  const rows: OutsideRow[] = [];
  for (const d0 of sizes) {
    const seconds = { training: 0, probes: 0 };
    const timed = <T>(part: keyof typeof seconds, work: () => T): T => {
      const elapsed = stopwatch();
      const result = work();
      seconds[part] += elapsed().processor;
      return result;
    };
    const engine: Engine = {
      name: kernel.name,
      start: (...args): TrainingRun => {
        const run = kernel.start(...args);
        return {
          advance: (steps) => timed('training', () => run.advance(steps)),
          state: () => run.state(),
          dispose: () => run.dispose(),
        };
      },
      probe: (...args) => timed('probes', () => kernel.probe(...args)),
      rates: (...args) => timed('probes', () => kernel.rates(...args)),
    };
    const elapsed = stopwatch();
    for (let index = 0; index < trials; index++)
      await runTask(task(index, d0), suite.studies, suite.theorems, engine);
    const total = elapsed().processor;
    const [training, probes] = [seconds.training / total, seconds.probes / total];
    rows.push({ d0, training, probes, outside: 1 - training - probes });
  }
  return rows;
}
