/**
 * Where the time of a training step goes, and how near the dense kernel comes to what its instructions allow.
 *
 * A copy of the kernel's source whose parts are exported is compiled and makes whole runs part by part; processor time per
 * part, over all steps of a run. `whole` is the shipped module's time for the same steps: what the parts have beyond it, calls
 * and clocks took.
 */
import { loadKernel } from '../sim/engines/kernel.ts';
import type { KernelExports } from '../sim/kernel/exports.ts';
import { Kernel } from '../sim/kernel/instance.ts';
import { initialState, updateCoefficients } from '../sim/network.ts';
import { streamKey } from '../sim/random/stream.ts';
import { stopwatch } from './clock.ts';
import { compileEdited } from './editedKernel.ts';
import { simdLimit } from './limit.mjs';
import { problemOf, setupOf, type Shape } from './problem.ts';

/** Steps of one kind, part by part, in order. */
const PARTS = {
  dense: {
    batch: ['draw'],
    activations: ['forward'],
    margin: ['margin'],
    update: ['classSums', 'updateOwn'],
  },
  skipping: {
    batch: ['draw'],
    'centres and forms': ['arrange', 'centres', 'forms', 'examples', 'groups'],
    bound: ['settle', 'certify'],
    'open pairs': ['computeOpenPairs', 'margins'],
    update: ['updateSkipping'],
  },
} as const;

export interface PartsRow {
  readonly n: number;
  readonly d0: number;
  readonly m: number;
  readonly ratio: number;
  readonly path: 'dense' | 'skipping';
  /** Milliseconds per step, mean over the run. */
  readonly parts: Readonly<Record<string, number>>;
  readonly whole: number;
  /** Share of pairs computed, mean over the run; 1 for the dense path. */
  readonly computed: number;
  /** Share of examples recomputed in the dense order. */
  readonly recomputed: number;
  /** Dense: floating-point operations per second of the activations, as a share of the limit. */
  readonly ofLimit: number | null;
}

type Instrumented = KernelExports & Record<string, (...args: readonly number[]) => number>;

/** Both paths on every shape; `limit` in operations per second. */
export async function timeParts(shapes: readonly Shape[]): Promise<{ limit: number; rows: PartsRow[] }> {
  const anchor = `export { kappa } from './forms';`;
  const bytes = await compileEdited([{ file: 'index.ts', replace: anchor, by: `${anchor}\n${VISIBLE}` }]);
  const limit = await simdLimit();
  const rows = shapes.flatMap((shape) =>
    (['dense', 'skipping'] as const).map((path) => timeRun(bytes, shape, path, limit)),
  );
  return { limit, rows };
}

/** Exports the parts. */
const VISIBLE = [
  `export { arrange } from './positions';`,
  `export { centres, forms } from './forms';`,
  `export { certify, examples, groups, settle } from './settle';`,
  `export { computeOpenPairs, margins } from './exceptions';`,
  `export { classSums, updateOwn } from './gradient';`,
  `export { updateSkipping } from './skipping';`,
].join('\n');

function timeRun(bytes: Uint8Array, shape: Shape, path: 'dense' | 'skipping', limit: number): PartsRow {
  const problem = problemOf(shape, { rounds: 1, seed: 0, longest: Infinity });
  const setup = setupOf(problem);
  const { decay, rate } = updateCoefficients(setup);
  const batches = streamKey('bench', 'parts', 'batches');
  const initial = initialState(setup, streamKey('bench', 'parts', 'initial'));
  const kernel = new Kernel(bytes);
  const wasm = kernel.exports as Instrumented;
  kernel.load(setup, batches, initial);
  const args: Readonly<Record<string, readonly number[]>> = {
    margin: [setup.width],
    certify: [setup.width],
    margins: [setup.width],
    updateOwn: [decay, rate],
    updateSkipping: [decay, rate],
  };
  const seconds: Record<string, number> = Object.fromEntries(
    Object.keys(PARTS[path]).map((name) => [name, 0]),
  );
  let computed = 0;
  let recomputed = 0;
  for (let step = 0; step < problem.steps; step++) {
    for (const [name, functions] of Object.entries(PARTS[path])) {
      const elapsed = stopwatch();
      for (const f of functions) wasm[f]!(...(f === 'draw' ? [step] : (args[f] ?? [])));
      seconds[name]! += elapsed().processor;
    }
    computed += wasm.computedPairs.value;
    recomputed += wasm.recomputed.value;
  }
  const run = loadKernel({ path }).start(setup, batches, initial);
  const elapsed = stopwatch();
  run.advance(problem.steps);
  const whole = elapsed().processor;
  const perStep = (total: number) => (1000 * total) / problem.steps;
  const { N, d0, m, ratio } = shape;
  const operations = 2 * N * d0 * m * problem.steps;
  return {
    ...{ n: N, d0, m, ratio, path },
    parts: Object.fromEntries(Object.entries(seconds).map(([name, total]) => [name, perStep(total)])),
    whole: perStep(whole),
    computed: path === 'dense' ? 1 : computed / (N * m * problem.steps),
    recomputed: path === 'dense' ? 0 : recomputed / (N * problem.steps),
    ofLimit: path === 'dense' ? operations / seconds['activations']! / limit : null,
  };
}
