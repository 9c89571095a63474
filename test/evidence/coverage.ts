/**
 * How often the descriptive intervals of slopes cover the slope of the law on its grid, on laws made by hand.
 * `npm run evidence:coverage`.
 *
 * A ladder is c n^e (ln n)^b on a grid of 5 to 9 sizes from 16 up, each rung with noise of its own size: equal, growing with the
 * size by up to ten times, or falling by as much, and either log-normal or exponential (skewed, with the mean of the
 * logarithm taken off). The interval is that of the report, 95 % over the slopes of 3 to 16 ladders.
 */
import { fitLine } from '../../properties/judge/scaling/fit.ts';
import { clopperPearson, studentInterval } from '../../properties/judge/statistics/index.ts';
import { standardNormals } from '../../sim/random/normal.ts';
import { pageOf, streamKey, wordAt } from '../../sim/random/stream.ts';
import { commit, record } from './record.ts';

const EXPONENTS = [-1.5, -1, -0.5, 0, 0.5, 1];
const LOG_POWERS = [-2, -1, 0, 1, 2];
const SIZES = [5, 6, 7, 8, 9];
const REPLICATES = [3, 4, 8, 16];
const SPREADS = { equal: 1, growing: 10, falling: 0.1 } as const;
const SHAPES = ['normal', 'exponential'] as const;
const REPEATS = 200;
/** Largest standard deviation of ln(value) at a rung. */
const NOISE = 0.3;
/** Mean of ln of a standard exponential: minus Euler's constant; its standard deviation is pi/sqrt 6. */
const [LN_MEAN, LN_DEVIATION] = [-0.5772156649015329, Math.PI / Math.sqrt(6)];

type Spread = keyof typeof SPREADS;
type Shape = (typeof SHAPES)[number];
interface Cell {
  exponent: number;
  logPower: number;
  sizes: number;
  replicates: number;
  spread: Spread;
  shape: Shape;
}

/** Noise of ln(value), mean 0 and standard deviation 1. */
function noise(shape: Shape, count: number, ...labels: readonly (string | number)[]): Float64Array {
  const key = streamKey('coverage', ...labels);
  if (shape === 'normal') return standardNormals(key, 0, count);
  const page = pageOf(key, 0);
  return Float64Array.from({ length: count }, (_, i) => {
    const uniform = (wordAt(page, i) + 0.5) / 2 ** 32;
    return (Math.log(-Math.log(uniform)) - LN_MEAN) / LN_DEVIATION;
  });
}

/** How many of REPEATS intervals cover, and their mean width. */
function covered(c: Cell): { hits: number; width: number } {
  const xs = Array.from({ length: c.sizes }, (_, i) => Math.log(16 * 2 ** i));
  const truth = xs.map((x) => c.exponent * x + c.logPower * Math.log(x));
  const target = fitLine(xs, truth).slope;
  const scale = xs.map((_, i) => SPREADS[c.spread] ** (i / (c.sizes - 1)));
  const largest = Math.max(...scale);
  let [hits, width] = [0, 0];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const z = noise(c.shape, c.replicates * c.sizes, JSON.stringify(c), repeat);
    const slopes = Array.from({ length: c.replicates }, (_, ladder) => {
      const ys = truth.map((y, i) => y + (NOISE * scale[i]! * z[ladder * c.sizes + i]!) / largest);
      return fitLine(xs, ys).slope;
    });
    const { low, high } = studentInterval(slopes, 0.05)!;
    if (low <= target && target <= high) hits++;
    width += high - low;
  }
  return { hits, width: width / REPEATS };
}

commit();
const cells = EXPONENTS.flatMap((exponent) =>
  LOG_POWERS.flatMap((logPower) =>
    SIZES.flatMap((sizes) =>
      REPLICATES.flatMap((replicates) =>
        (Object.keys(SPREADS) as Spread[]).flatMap((spread) =>
          SHAPES.map((shape): Cell => ({ exponent, logPower, sizes, replicates, spread, shape })),
        ),
      ),
    ),
  ),
);
const results = cells.map((cell) => ({ cell, ...covered(cell) }));

const percent = (x: number) => (100 * x).toFixed(1);
/** One row over all cells that agree in one field. */
function rows<K extends keyof Cell>(field: K, values: readonly Cell[K][]): string[] {
  return values.flatMap((value) => {
    const of = (shape: Shape) => {
      const own = results.filter((r) => r.cell[field] === value && r.cell.shape === shape);
      if (own.length === 0) return '–';
      const [hits, all] = [own.reduce((sum, r) => sum + r.hits, 0), own.length * REPEATS];
      const { low, high } = clopperPearson({ failures: hits, trials: all, alpha: 0.05 });
      const width = own.reduce((sum, r) => sum + r.width, 0) / own.length;
      const worst = Math.min(...own.map((r) => r.hits)) / REPEATS;
      return `${percent(hits / all)} (${percent(low)} to ${percent(high)}), ${percent(worst)}, ${width.toFixed(3)}`;
    };
    return [`| ${field} | ${value} | ${of('normal')} | ${of('exponential')} |`];
  });
}

record('coverage', 'npm run evidence:coverage', 'streams named by the cell', [
  `Coverage of the 95 % intervals for a slope, in per cent: ${cells.length} laws, ${REPEATS} times each. Every entry is the coverage with its`,
  'Clopper-Pearson interval, the smallest coverage of a single law in that row (the smallest of many, so below 95 by chance alone), and the mean width of the interval.',
  'The slope is linear in the logarithms, so neither the exponent nor the log power can matter: their rows differ by chance alone. The interval is a',
  'description; no verdict rests on it.',
  '',
  '| field | value | normal noise | exponential noise |',
  '| --- | --- | --- | --- |',
  ...rows('exponent', EXPONENTS),
  ...rows('logPower', LOG_POWERS),
  ...rows('sizes', SIZES),
  ...rows('replicates', REPLICATES),
  ...rows('spread', Object.keys(SPREADS) as Spread[]),
]);
