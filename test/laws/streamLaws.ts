/** Laws of the streams and of what is drawn from them beside batches: names, initial weights, paths. */
import * as fc from 'fast-check';
import { SAMPLER_REGIME } from '../../properties/trials/regime.ts';
import { streamKey, wordAt, type Label } from '../../sim/random/stream.ts';
import { pathSampler, type Path } from '../../theorems/studies/network/path.ts';
import { count, ROWS, same, type DataLaw } from './dataSource.ts';
import { distribution, every, normals, product, sampleMeans, squared, UNIFORM } from './levels.ts';

export const STREAM_LAWS: readonly DataLaw[] = [
  {
    id: 'streams',
    words: 'words of one page, of neighbouring pages and of neighbouring labels are uniform and uncorrelated',
    check: (source, { seed }, runs) => {
      const word = (name: readonly Label[], page: number, i: number) =>
        (wordAt(source.pageOf(source.streamKey(...name), page), i) + 0.5) / 2 ** 32 - 0.5;
      const draw = (name: readonly Label[], page: number) => {
        const words = source.pageOf(source.streamKey(...name), page);
        return { terms: count(ROWS, (i) => (wordAt(words, i) + 0.5) / 2 ** 32 - 0.5), ...UNIFORM };
      };
      // The first words of many pages, and of many streams.
      const firsts = [
        { terms: count(ROWS / 4, (page) => word(['data law', seed], page, 0)), ...UNIFORM },
        { terms: count(ROWS / 4, (i) => word(['data law', seed, i], 0, 0)), ...UNIFORM },
      ];
      const one = draw(['data law', seed, 1], 0);
      const others = [
        draw(['data law', seed, 1], 1),
        draw(['data law', seed, 2], 0),
        draw(['data law', seed + 1, 1], 0),
        draw(['data law', seed, 1, 'batches'], 0),
        draw(['data law', seed, '1'], 0),
      ];
      const within = [1, 2, 4].map((lag) => product(every(one, 0, 2 * lag), every(one, lag, 2 * lag)));
      const across = firsts.flatMap((first) => [first, product(every(first, 0), every(first, 1))]);
      const alike = others.map((other) => product(one, other));
      const samples = [one, squared(one), ...alike, ...within, ...across];
      return [sampleMeans(samples, 2 * runs), distribution(one.terms, (x) => x + 0.5, 2 * runs)];
    },
  },
  {
    id: 'trials',
    words: 'every seed, study, variant, purpose, index and size has a stream of its own',
    check: (source, { seed }) => {
      const names = [seed, seed + 1].flatMap((root) =>
        ['relu', 'linear'].flatMap((study) =>
          ['main', 'twin'].flatMap((variant) =>
            ['main', 'control', 'calibration', 'again:0'].flatMap((purpose) =>
              [0, 1, 11].flatMap((index) =>
                [16, 32].map((d0) =>
                  source.trialLabels(
                    { seed: root, fingerprint: 'data law', regime: SAMPLER_REGIME },
                    { study, variant, purpose, index, d0 },
                  ),
                ),
              ),
            ),
          ),
        ),
      );
      const keys = names.flatMap((labels) =>
        ['initial', 'batches', 'probes'].map((part) => String(source.streamKey(...labels, part))),
      );
      // 128 bits: ideal streams coincide with probability 10^-33.
      return [same([new Set(keys).size], [keys.length])];
    },
  },
  {
    id: 'initial-weights',
    words: 'initial weights are normal with variance 1/d, output signs fair',
    check: (source, { data, seed }, runs) => {
      const setup = {
        data,
        width: 1000,
        ambientDimension: 16 + (seed % 1000),
        batchSize: 1,
        eta: 1,
        lambda: 0,
        activation: 'relu',
        gate: 'own',
      } as const;
      const { weights, signs } = source.initialState(setup, streamKey('data law', seed));
      const standard = [...weights].map((v) => v * Math.sqrt(setup.ambientDimension));
      return [
        normals(standard, 2 * runs),
        sampleMeans([{ terms: [...signs], mean: 0, variance: 1, range: 1 }], 2 * runs),
      ];
    },
  },
  {
    id: 'unbiased',
    words: 'draws of integers and of the sampler have their nominal probabilities',
    check: (source, { seed }, runs) => {
      const keys = count(3000, (i) => streamKey('data law', seed, i));
      const integers = keys.map((key) => source.drawUnbiased(fc.integer({ min: 0, max: 999 }), key));
      const paths = keys.map((key) => source.drawUnbiased(pathSampler, key));
      const shares = PATH_PROBABILITIES.flatMap(({ field, values }) =>
        Object.entries(values).map(([value, p]) => ({
          terms: paths.map((path) => (field(path) === value ? 1 : 0)),
          mean: p,
          variance: p * (1 - p),
          range: 1,
        })),
      );
      return [distribution(integers, (v) => (v + 1) / 1000, 2 * runs), sampleMeans(shares, 2 * runs)];
    },
  },
];

/** What `samplerWords` (theorems/studies/network/path.ts) says, as probabilities. */
const PATH_PROBABILITIES: readonly {
  readonly field: (path: Path) => string;
  readonly values: Readonly<Record<string, number>>;
}[] = [
  { field: (p) => String(Math.round(8 * Math.log2(p.ratio))), values: evenly(count(17, (i) => -i)) },
  { field: (p) => String(p.palette.length), values: evenly([1, 2, 3, 4]) },
  {
    field: (p) => p.palette[0]!.kind,
    values: { uniform: 1 / 3, 'two-point': 1 / 3, skewed: 1 / 3 },
  },
  { field: (p) => String(p.widthFloor), values: evenly([64, 128]) },
  { field: (p) => String(p.dimensionEighths), values: evenly([20, 21, 22, 23, 24]) },
  { field: (p) => String(p.batchFloor), values: evenly([256, 512]) },
  { field: (p) => String(p.h), values: evenly([0.04, 0.05]) },
  {
    field: (p) => (p.kappa === 0 ? 'none' : String(Math.round(8 * Math.log10(p.kappa / 1e-4)))),
    values: { none: 1 / 2, ...Object.fromEntries(count(9, (i) => [i, 1 / 18])) },
  },
];

function evenly(values: readonly number[]): Record<string, number> {
  return Object.fromEntries(values.map((value) => [String(value), 1 / values.length]));
}
