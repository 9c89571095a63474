/**
 * What the data must satisfy (Definition 3.1 and the draws around it), as data: a law takes a source and an instance and
 * gives back numbers that should be equal, with a bound: rounding where the law is exact, a derived level (levels.ts) where
 * it speaks of random draws.
 */
import type { Batch, DataSpec } from '../../sim/data/batch.ts';
import { momentsOf, type StrengthDistribution } from '../../sim/data/strengths.ts';
import { streamKey } from '../../sim/random/stream.ts';
import { count, ROWS, same, type DataLaw, type DataSource } from './dataSource.ts';
import { every, product, sampleMeans, squared, type Sample } from './levels.ts';
import { STREAM_LAWS } from './streamLaws.ts';

export const DATA_LAWS: readonly DataLaw[] = [
  {
    id: 'orthonormal',
    words: 'the columns of the dictionary are orthonormal',
    check: (source, { data, seed }) => {
      const d0 = size(data);
      const d = d0 + (seed % 60);
      const { columns } = source.drawDictionary(streamKey('data law', seed), d, d0);
      const products = grid(d0, d0, (a, b) => total(d, (i) => columns[i * d0 + a]! * columns[i * d0 + b]!));
      // d products and d sums of float64 numbers whose squares sum to 1, after columns rounded likewise.
      const bound = products.map(() => (d + 8) * 2 ** -52);
      return [{ actual: products, expected: grid(d0, d0, (a, b) => (a === b ? 1 : 0)), bound }];
    },
  },
  {
    id: 'no-direction',
    words: 'a dictionary prefers no direction: its entries have mean 0 and variance 1/d',
    check: (source, { seed }, runs) => {
      const [d, d0] = [6, 2];
      const drawn = count(1500, (i) => source.drawDictionary(streamKey('data law', seed, i), d, d0).columns);
      // The square of an entry of a random unit vector is Beta(1/2, (d-1)/2).
      const variance = (2 * (d - 1)) / (d * d * (d + 2));
      const entries = grid(d, d0, (i, j) => drawn.map((columns) => columns[i * d0 + j]!));
      return [
        sampleMeans(
          entries.flatMap((terms) => [
            { terms, mean: 0, variance: 1 / d, range: 1 },
            { terms: terms.map((x) => x * x), mean: 1 / d, variance, range: 1 },
          ]),
          runs,
        ),
      ];
    },
  },
  {
    id: 'support',
    words: 'strengths lie in [low, high], for each of the 65536 words and in batches',
    check: (source, { data, seed }) => {
      const batch = source.drawBatch(data, streamKey('data law', seed), seed % 1000, 200);
      const outside = (s: StrengthDistribution, u: number) => Math.max(0, s.low - u, u - s.high);
      const points = data.strengths.map((s) =>
        Math.max(...count(65536, (r) => outside(s, source.strengthAt(s, r)))),
      );
      const drawn = data.strengths.map((s, j) =>
        Math.max(...feature(batch, data, j).map((z) => outside(s, Math.abs(z)))),
      );
      return [
        same(
          points,
          points.map(() => 0),
        ),
        same(
          drawn,
          drawn.map(() => 0),
        ),
      ];
    },
  },
  {
    id: 'exact-moments',
    words: 'mean and variance of a strength are those of its 65536 equally likely points, summed exactly',
    check: (source, { data }) =>
      data.strengths.map((s) => {
        const { mean, variance } = source.momentsOf(s);
        const exact = enumerated(s, source);
        // Two pieces, less than 16 operations each, on numbers of at most 1.
        return { actual: [mean, variance], expected: exact, bound: [2 ** -48, 2 ** -48] };
      }),
  },
  {
    id: 'signs',
    words:
      'core features carry the sign of the class, background features none; OOD negates background alone',
    check: (source, { data, seed }) => {
      const key = streamKey('data law', seed);
      const batches = [undefined, 1, -1].map((forced) =>
        source.drawBatch(data, key, seed % 1000, 200, forced as 1 | -1 | undefined),
      );
      const core = (j: number) => j < data.dCore;
      const examples = batches.flatMap((batch, b) => {
        const ood = source.toOod(data, batch);
        return count(batch.rows, (n) => ({
          forced: [undefined, 1, -1][b],
          y: batch.y[n]!,
          z: row(batch, data, n),
          ood: row(ood, data, n),
          oodLabel: ood.y[n]!,
        }));
      });
      const wrong = (is: (e: (typeof examples)[number], j: number) => boolean) =>
        total(examples.length, (i) => total(size(data), (j) => (is(examples[i]!, j) ? 1 : 0)));
      return [
        same(
          [
            wrong((e, j) => !core(j) && !(e.z[j]! >= 0)),
            wrong(
              (e, j) =>
                core(j) && (data.labels === 'true' || e.forced !== undefined) && !(e.y * e.z[j]! >= 0),
            ),
            // Random labels: all core features of an example still carry one common sign.
            wrong((e, j) => core(j) && !(e.z[0]! * e.z[j]! >= 0)),
            wrong((e) => e.y !== (e.forced ?? e.y) || Math.abs(e.y) !== 1),
            wrong((e, j) => e.ood[j] !== (core(j) ? e.z[j]! : -e.z[j]!)),
            wrong((e) => e.oodLabel !== e.y),
          ],
          [0, 0, 0, 0, 0, 0],
        ),
      ];
    },
  },
  {
    id: 'drawn-moments',
    words: 'strengths in batches have the exact means and variances',
    check: (source, { data, seed }, runs) => {
      const batch = source.drawBatch(data, streamKey('data law', seed), seed % 1000, ROWS);
      return [
        sampleMeans(
          centred(batch, data).flatMap((s) => [s, squared(s)]),
          runs,
        ),
      ];
    },
  },
  {
    id: 'labels',
    words: 'classes are equally likely; y z_j has mean mu_j for core features and 0 for background features',
    check: (source, { data, seed }, runs) => {
      const batch = source.drawBatch(data, streamKey('data law', seed), seed % 1000, ROWS);
      const y = [...batch.y];
      const products = data.strengths.map((s, j) => {
        const { mean, variance } = momentsOf(s);
        const correlated = j < data.dCore && data.labels === 'true' ? mean : 0;
        return {
          terms: feature(batch, data, j).map((z, n) => y[n]! * z),
          mean: correlated,
          variance: variance + mean ** 2 - correlated ** 2,
          range: s.high + correlated,
        };
      });
      return [sampleMeans([{ terms: y, mean: 0, variance: 1, range: 1 }, ...products], runs)];
    },
  },
  {
    id: 'independence',
    words:
      'features, examples, batches and streams are uncorrelated, and strengths do not depend on the label',
    check: (source, { data, seed }, runs) => {
      const key = streamKey('data law', seed);
      const page = seed % 1000;
      const batch = source.drawBatch(data, key, page, ROWS);
      const [here, next, other] = [
        batch,
        source.drawBatch(data, key, page + 1, ROWS),
        source.drawBatch(data, source.streamKey('data law', seed, 'other'), page, ROWS),
      ].map((b) => centred(b, data));
      const label = { terms: [...batch.y], mean: 0, variance: 1, range: 1 };
      const pairs = here!.flatMap((a, j) => [
        ...here!.slice(0, j).map((b) => [a, b] as const),
        [a, label] as const,
        [a, next![j]!] as const,
        [a, other![j]!] as const,
        [every(a, 0), every(a, 1)] as const,
      ]);
      return [
        sampleMeans(
          pairs.map(([a, b]) => product(a, b)),
          runs,
        ),
      ];
    },
  },
  ...STREAM_LAWS,
];

/** Per feature |z_j| - mu_j, with exact moments. */
function centred(batch: Batch, data: DataSpec): Sample[] {
  return data.strengths.map((s, j) => {
    const { mean, variance } = momentsOf(s);
    const terms = feature(batch, data, j).map((z) => Math.abs(z) - mean);
    return { terms, mean: 0, variance, range: s.high - s.low };
  });
}

/** Mean and variance over all 65536 words: strengths are multiples of 2^-24, so integers do it exactly (NaN if one is not). */
function enumerated(s: StrengthDistribution, source: DataSource): [number, number] {
  let [sum, squares] = [0n, 0n];
  for (let r = 0; r < 65536; r++) {
    const units = source.strengthAt(s, r) * 2 ** 24;
    if (!Number.isInteger(units)) return [NaN, NaN];
    sum += BigInt(units);
    squares += BigInt(units) * BigInt(units);
  }
  // n = 2^16: the mean is sum / 2^40, the variance (n squares - sum^2) / 2^80.
  return [Number(sum) / 2 ** 40, Number(65536n * squares - sum * sum) / 2 ** 80];
}

function size(data: DataSpec): number {
  return data.dCore + data.dBackground;
}

function feature(batch: Batch, data: DataSpec, j: number): number[] {
  return count(batch.rows, (n) => batch.z[n * size(data) + j]!);
}

function row(batch: Batch, data: DataSpec, n: number): Float32Array {
  return batch.z.subarray(n * size(data), (n + 1) * size(data));
}

function grid<T>(rows: number, columns: number, of: (a: number, b: number) => T): T[] {
  return count(rows * columns, (i) => of(Math.floor(i / columns), i % columns));
}

function total(n: number, of: (i: number) => number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += of(i);
  return sum;
}
