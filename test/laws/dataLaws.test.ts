/**
 * The laws of the data hold, and each of them can fail. H0 of the statistical ones: ideal streams. Level 1e-9 per law over
 * all its instances and looks together; seeds are fixed, so nothing here is a matter of luck.
 */
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Batch } from '../../sim/data/batch.ts';
import { unitDictionary } from '../../sim/data/dictionary.ts';
import { DATA_LAWS } from './dataLaws.ts';
import { dataInstances, SOURCE, type DataLaw, type DataSource } from './dataSource.ts';
import { worst } from './engineLaws.ts';

const RUNS = 8;
const SEED = 4;
const rows: string[] = [];

/** Throws with the first instance that breaks the law; it is not shrunk, which would steer to noise. */
function check(law: DataLaw, source: DataSource): number {
  let largest = 0;
  const property = fc.property(dataInstances, (instance) => {
    const { ratio, difference, bound } = worst(law.check(source, instance, RUNS));
    largest = Math.max(largest, ratio);
    expect(ratio, `${law.words}: off by ${difference}, allowed is ${bound}`).toBeLessThanOrEqual(1);
  });
  fc.assert(property, { numRuns: RUNS, seed: SEED, endOnFailure: true, includeErrorInReport: true });
  return largest;
}

describe('a law of the data', () => {
  it.each(DATA_LAWS.map((law) => [law.words, law] as const))('%s', (_words, law) => {
    rows.push(`| ${law.id} | ${check(law, SOURCE).toPrecision(2)} |`);
  });
  afterAll(() => {
    console.log(
      [
        `largest difference / derived bound, ${RUNS} instances each, seed ${SEED}`,
        '| law | |',
        '| --- | --- |',
      ]
        .concat(rows)
        .join('\n'),
    );
  });
});

/** The batch with every entry of z changed. */
const entries =
  (change: (z: number, n: number, j: number, batch: Batch) => number): DataSource['drawBatch'] =>
  (data, key, page, count, forced) => {
    const batch = SOURCE.drawBatch(data, key, page, count, forced);
    const d0 = data.dCore + data.dBackground;
    const z = batch.z.map((value, i) => change(value, Math.floor(i / d0), i % d0, batch));
    return { ...batch, z };
  };

const TWINS: readonly (readonly [string, Partial<DataSource>, readonly string[]])[] = [
  [
    'a dictionary with one column too long by 1e-12',
    {
      drawDictionary: (key, d, d0) => {
        const drawn = SOURCE.drawDictionary(key, d, d0);
        return { ...drawn, columns: drawn.columns.map((x, i) => (i % d0 === 0 ? x * (1 + 1e-12) : x)) };
      },
    },
    ['orthonormal'],
  ],
  [
    'the first unit vectors for a dictionary',
    { drawDictionary: (_, d, d0) => unitDictionary(d, d0) },
    ['no-direction'],
  ],
  [
    'strengths a little above their support',
    { strengthAt: (s, r) => SOURCE.strengthAt(s, r) * (1 + 2 ** -15) },
    ['support', 'exact-moments'],
  ],
  [
    'words at the left ends of their cells',
    { strengthAt: (s, r) => SOURCE.strengthAt(s, r) - (s.high - s.low) / 2 ** 17 },
    ['support', 'exact-moments'],
  ],
  [
    'the variance of a continuous uniform law',
    {
      momentsOf: (s) => ({
        ...SOURCE.momentsOf(s),
        ...(s.kind === 'uniform' ? { variance: (s.high - s.low) ** 2 / 12 } : {}),
      }),
    },
    ['exact-moments'],
  ],
  ['strengths drawn three per cent too small', { drawBatch: entries((z) => 0.97 * z) }, ['drawn-moments']],
  [
    'OOD that flips core instead of background',
    {
      toOod: (data, batch) =>
        SOURCE.toOod(
          { ...data, dCore: 0, dBackground: data.dCore + data.dBackground },
          SOURCE.toOod(data, batch),
        ),
    },
    ['signs'],
  ],
  [
    'background that carries the class',
    {
      drawBatch: (data, ...rest) =>
        SOURCE.drawBatch({ ...data, dCore: data.strengths.length, dBackground: 0 }, ...rest),
    },
    ['signs', 'labels'],
  ],
  [
    'every tenth example of class +1',
    {
      drawBatch: (data, ...rest) => {
        const batch = SOURCE.drawBatch(data, ...rest);
        const d0 = data.dCore + data.dBackground;
        const chosen = (n: number) => n % 10 === 0;
        return {
          rows: batch.rows,
          y: batch.y.map((y, n) => (chosen(n) ? 1 : y)),
          z: batch.z.map((z, i) => (chosen(Math.floor(i / d0)) ? Math.abs(z) : z)),
        };
      },
    },
    ['labels'],
  ],
  [
    'strengths that grow with the label',
    { drawBatch: entries((z, n, _, { y }) => (y[n]! > 0 ? z : 0.9 * z)) },
    ['independence'],
  ],
  [
    'one strength for two neighbours',
    {
      drawBatch: entries((z, n, j, batch) =>
        j === 0 ? z : Math.sign(z || 1) * Math.abs(batch.z[n * (batch.z.length / batch.rows)]!),
      ),
    },
    ['independence'],
  ],
  [
    'one batch for all steps',
    { drawBatch: (data, key, _page, ...rest) => SOURCE.drawBatch(data, key, 0, ...rest) },
    ['independence'],
  ],
  [
    'two pages with one start',
    { pageOf: (key, page) => ({ ...SOURCE.pageOf(key, page), start: SOURCE.pageOf(key, page & ~1).start }) },
    ['streams'],
  ],
  ['one page for all steps', { pageOf: (key) => SOURCE.pageOf(key, 0) }, ['streams']],
  [
    'a stream without its last label',
    { streamKey: (...labels) => SOURCE.streamKey(...labels.slice(0, -1)) },
    ['independence', 'streams', 'trials'],
  ],
  [
    'labels joined, so that 1 is "1"',
    { streamKey: (...labels) => SOURCE.streamKey(labels.join('/')) },
    ['streams'],
  ],
  [
    'words that run in steps',
    { pageOf: (key, page) => ({ ...SOURCE.pageOf(key, page), stride: 0 }) },
    ['streams'],
  ],
  [
    'a stream shared by the sizes of a ladder',
    { trialLabels: (root, key) => SOURCE.trialLabels(root, { ...key, d0: 0 }) },
    ['trials'],
  ],
  [
    'initial weights a tenth too large',
    {
      initialState: (setup, key) => {
        const state = SOURCE.initialState(setup, key);
        return { ...state, weights: state.weights.map((v) => v * 1.1) };
      },
    },
    ['initial-weights'],
  ],
  [
    'draws by fast-check’s own runner, biased towards the ends',
    { drawUnbiased: (arbitrary, key) => fc.sample(arbitrary, { numRuns: 1, seed: key[0] })[0]! },
    ['unbiased'],
  ],
];

describe('a broken source', () => {
  it.each(TWINS)('with %s', (_words, change, expected) => {
    const broken = { ...SOURCE, ...change };
    for (const law of DATA_LAWS.filter(({ id }) => expected.includes(id))) {
      expect(() => check(law, broken), law.id).toThrow(law.words);
    }
  });

  it('exists for every law', () => {
    const refuted = TWINS.flatMap(([, , laws]) => laws);
    expect(DATA_LAWS.map((law) => law.id).filter((id) => !refuted.includes(id))).toEqual([]);
  });
});
