/**
 * How the time of a step grows with d0, m, N and d: one ladder for each, everything else fixed, and the slope of ln(time) in ln(size)
 * by the suite's own fit. A replicate is a whole run to s = 40 at every size, on streams of its own; the sizes of all
 * ladders take turns, so what slows the machine for a while slows no size alone.
 */
import { fitLine, localSlopes } from '../properties/judge/scaling/fit.ts';
import { studentInterval } from '../properties/judge/statistics/index.ts';
import { loadKernel } from '../sim/engines/kernel.ts';
import type { Engine } from '../sim/engines/engine.ts';
import { initialState } from '../sim/network.ts';
import { streamKey } from '../sim/random/stream.ts';
import { stopwatch } from './clock.ts';
import { problemOf, setupOf, type Shape, type Variable } from './problem.ts';

/** The kernel as `fct` runs it, and without skipping. */
const ENGINES = ['kernel', 'kernel-dense'] as const;

export interface TimedLadder {
  readonly variable: Variable;
  readonly sizes: readonly number[];
  readonly engine: (typeof ENGINES)[number];
  /** Milliseconds of processor time per step, [replicate][size]. */
  readonly times: readonly (readonly number[])[];
}

/** At d0 = 256 the smallest d of the domain is 256^2.5. */
const FIXED: Shape = { N: 512, d0: 64, m: 128, ratio: 1, d: 2 ** 20 };
const LADDERS: Readonly<Record<Variable, readonly number[]>> = {
  d0: [16, 32, 64, 128, 256],
  m: [64, 128, 256, 512, 1024],
  N: [256, 512, 1024, 2048, 4096],
  d: [2 ** 15, 2 ** 18, 2 ** 21, 2 ** 24, 2 ** 27],
};

export function timeLadders(replicates: number): readonly TimedLadder[] {
  const ladders = (Object.keys(LADDERS) as Variable[]).flatMap((variable) =>
    ENGINES.map((engine) => ({
      variable,
      sizes: LADDERS[variable],
      engine,
      times: Array.from({ length: replicates }, (): number[] => []),
    })),
  );
  const kernels = { kernel: loadKernel(), 'kernel-dense': loadKernel({ path: 'dense' }) };
  // Once beforehand: V8 compiles what is called often a second time.
  for (const kernel of Object.values(kernels)) timeRun(FIXED, kernel, -1);
  for (let replicate = 0; replicate < replicates; replicate++) {
    for (const { variable, sizes, engine, times } of ladders) {
      for (const size of sizes)
        times[replicate]!.push(timeRun({ ...FIXED, [variable]: size }, kernels[engine], replicate));
    }
  }
  return ladders;
}

/** Milliseconds per step of one run. */
function timeRun(shape: Shape, kernel: Engine, replicate: number): number {
  const problem = problemOf(shape, { rounds: 1, seed: replicate, longest: Infinity });
  const setup = setupOf(problem);
  const labels = ['bench', 'slopes', replicate] as const;
  const start = initialState(setup, streamKey(...labels, 'initial'));
  const run = kernel.start(setup, streamKey(...labels, 'batches'), start);
  const elapsed = stopwatch();
  run.advance(problem.steps);
  const { processor } = elapsed();
  run.dispose();
  return (1000 * processor) / problem.steps;
}

export interface TimeSlope {
  /** Mean over the replicates, with Student's 95 % interval as a description. */
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** Between the largest two sizes, mean over the replicates. */
  readonly last: number;
}

/** Throws a RangeError for fewer than two replicates. */
export function timeSlope({ sizes, times }: Omit<TimedLadder, 'variable' | 'engine'>): TimeSlope {
  const xs = sizes.map(Math.log);
  const curves = times.map((replicate) => replicate.map(Math.log));
  const interval = studentInterval(
    curves.map((ys) => fitLine(xs, ys).slope),
    0.05,
  );
  if (interval === undefined) throw new RangeError(`an interval needs two replicates, got ${times.length}`);
  const last = curves.reduce((sum, ys) => sum + localSlopes(xs, ys).at(-1)!, 0) / curves.length;
  return { ...interval, last };
}

export const FIXED_WORDS = `Where not varied, N = ${FIXED.N}, d0 = ${FIXED.d0}, m = ${FIXED.m}, d = ${FIXED.d}, d_background = d_core.`;
