/**
 * Measures what certified skipping saves, against m, d, the ratio of background to core features, and s:
 *
 *   node --import tsx bench/skipping.ts
 *
 * writes docs/images/skipping.json and draws docs/images/skipping.svg from it (some ten minutes on one core).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { loadKernel } from '../sim/engines/kernel.ts';
import { Kernel } from '../sim/kernel/instance.ts';
import { initialState, updateCoefficients } from '../sim/network.ts';
import { streamKey } from '../sim/random/stream.ts';
import { median, stopwatch } from './clock.ts';
import { describeMachine } from './machine.ts';
import { problemOf, setupOf, STEPS, type Shape } from './problem.ts';
import { skippingFigure, type Point, type Sweep } from './skippingFigure.ts';

const BASE: Shape = { N: 512, d0: 64, m: 256, ratio: 0.5, d: 64 ** 3 };
const TURNS = 3;
/** Steps that make one point against s. */
const WINDOW = 50;

const bytes = readFileSync(new URL('../sim/kernel/kernel.wasm', import.meta.url));

function problem(shape: Shape) {
  const setup = setupOf(problemOf(shape, { rounds: 1, seed: 0, longest: Infinity }));
  const batches = streamKey('bench', 'skipping', 'batches');
  return { setup, batches, initial: initialState(setup, streamKey('bench', 'skipping', 'initial')) };
}

/** Share of pairs computed at every step of a run that always skips: the same on every machine. */
function shares(shape: Shape): number[] {
  const { setup, batches, initial } = problem(shape);
  const kernel = new Kernel(bytes);
  const { decay, rate } = updateCoefficients(setup);
  kernel.load(setup, batches, initial);
  return Array.from({ length: STEPS }, (_, step) => {
    kernel.exports.trainRelu(step, 1, decay, rate, false, false);
    return kernel.exports.computedPairs.value / (shape.N * shape.m);
  });
}

/** Milliseconds of processor time per step, one number for each `window` steps: medians over the turns. */
function times(shape: Shape, path: 'dense' | 'skipping', window: number): number[] {
  const { setup, batches, initial } = problem(shape);
  const turns = Array.from({ length: TURNS }, () => {
    const run = loadKernel({ path }).start(setup, batches, initial);
    return Array.from({ length: STEPS / window }, () => {
      const elapsed = stopwatch();
      run.advance(window);
      return (1000 * elapsed().processor) / window;
    });
  });
  return turns[0]!.map((_, i) => median(turns.map((turn) => turn[i]!)));
}

const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
const rounded = (x: number) => Number(x.toPrecision(4));

/** Whole runs: one point per shape. */
function sweep(variable: 'm' | 'd' | 'ratio', shapes: readonly (readonly [number, Shape])[]): Sweep {
  const points = shapes.map(([at, shape]): Point => {
    process.stderr.write(`${variable} = ${at}\n`);
    const [skipping] = times(shape, 'skipping', STEPS);
    const [dense] = times(shape, 'dense', STEPS);
    return { at, share: rounded(mean(shares(shape))), skipping: rounded(skipping!), dense: rounded(dense!) };
  });
  return { variable, ratio: BASE.ratio, points };
}

/** One run by windows of time. */
function course(ratio: number): Sweep {
  process.stderr.write(`s at ratio ${ratio}\n`);
  const shape = { ...BASE, ratio };
  const all = shares(shape);
  const skipping = times(shape, 'skipping', WINDOW);
  const dense = times(shape, 'dense', WINDOW);
  const points = skipping.map((ms, i): Point => {
    const share = rounded(mean(all.slice(i * WINDOW, (i + 1) * WINDOW)));
    return {
      at: rounded(((i + 0.5) * WINDOW * 40) / STEPS),
      share,
      skipping: rounded(ms),
      dense: rounded(dense[i]!),
    };
  });
  return { variable: 's', ratio, points };
}

const { N, d0, m, ratio } = BASE;
const powers = [2.5, 2.75, 3, 3.25, 3.5, 3.75, 4];
const machine = describeMachine();
const sweeps = [
  sweep(
    'm',
    [64, 128, 256, 512, 1024, 2048, 4096].map((value) => [value, { ...BASE, m: value }]),
  ),
  sweep(
    'd',
    powers.map((p) => [p, { ...BASE, d: Math.round(d0 ** p) }]),
  ),
  sweep(
    'ratio',
    [0.125, 0.25, 0.5, 1, 2].map((value) => [value, { ...BASE, ratio: value }]),
  ),
  ...[0.25, 0.5, 1].map(course),
];
const words = `Certified skipping: pairs computed one by one, and time per step beside the dense step's. N = ${N}, d0 = ${d0}; where not varied m = ${m}, ratio ${ratio}, d = d0^3; mean over a run to s = 40.`;
const folder = new URL('../docs/images/', import.meta.url);
writeFileSync(
  new URL('skipping.json', folder),
  `${JSON.stringify({ words, machine, sweeps }, undefined, 1)}\n`,
);
writeFileSync(new URL('skipping.svg', folder), skippingFigure(words, sweeps));
