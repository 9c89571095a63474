/** Every hypothesis of the statements at its edge: one instance just inside, one just outside; and what unmet ones do. */
import { describe, expect, it } from 'vitest';
import type { StrengthDistribution } from '../../sim/data/strengths.ts';
import { THEOREMS } from '../../theorems/registry.ts';
import { gradientStudy } from '../../theorems/studies/gradient/study.ts';
import { hypothesesOf } from '../../theorems/studies/network/hypotheses.ts';
import { instanceAt, type Instance } from '../../theorems/studies/network/instance.ts';
import type { Path } from '../../theorems/studies/network/path.ts';

/** Mean 1/2, variance 1/16 (two values, a quarter to either side). */
const HALF: StrengthDistribution = { kind: 'two-point', low: 0.25, high: 0.75, pLow: 0.5 };

/** Mean 3/4, variance 1/16. */
const STRONG: StrengthDistribution = { kind: 'two-point', low: 0.5, high: 1, pLow: 0.5 };
/** As many core as background features. */
const EQUAL = { dCore: 8, dBackground: 8 };

const path: Path = {
  ratio: 0.5,
  palette: [HALF],
  widthFloor: 64,
  dimensionEighths: 20,
  batchFloor: 256,
  h: 0.05,
  kappa: 0,
  signs: 'even',
};

/** An instance at d0 = 16, or as given, that meets every hypothesis; features of equal strengths. */
function instance(change: Partial<Instance> = {}, d0 = change.d0 ?? 16): Instance {
  return { ...instanceAt(path, d0), ...change };
}

const strengths = (...groups: readonly (readonly [count: number, s: StrengthDistribution])[]) =>
  groups.flatMap(([count, s]) => Array.from({ length: count }, () => s));

const uniform = (low: number, high: number): StrengthDistribution => ({
  kind: 'uniform',
  low: low / 64,
  high: high / 64,
});

/** Of every hypothesis its edges: an instance on it or just inside, and one just outside. */
const EDGES: Readonly<
  Record<string, readonly (readonly [edge: string, inside: Partial<Instance>, outside: Partial<Instance>])[]>
> = {
  'feature-counts': [
    // 20/4 - 1 = 4; 21/4 - 1 = 4.25 > 3.
    ['few background features', { d0: 24, dCore: 20, dBackground: 4 }, { d0: 24, dCore: 21, dBackground: 3 }],
    [
      'many background features',
      { d0: 25, dCore: 12, dBackground: 13 },
      { d0: 25, dCore: 11, dBackground: 14 },
    ],
  ],
  'ambient-dimension': [
    // 16^2.5 = 1024, 16^3 = 4096; 24^2.5 = 2821.8, 24^3 = 13824.
    ['d0^2.5', { d: 1024 }, { d: 1023 }],
    ['d0^3', { d: 4096 }, { d: 4097 }],
    ['d0^2.5 rounded down', { d0: 24, d: 2821 }, { d0: 24, d: 2820 }],
    ['d0^3 at d0 = 24', { d0: 24, d: 13824 }, { d0: 24, d: 13825 }],
  ],
  'strength-moments': [
    // Means (10 + 42)/2/64 = 0.406 and (9 + 42)/2/64 = 0.398; variances (1/2)^2/12 = 0.0208 and (31/64)^2/12 = 0.0196.
    [
      'the mean of one core feature',
      { strengths: strengths([1, uniform(10, 42)], [15, HALF]) },
      { strengths: strengths([1, uniform(9, 42)], [15, HALF]) },
    ],
    [
      'the mean of one background feature',
      { strengths: strengths([15, HALF], [1, uniform(10, 42)]) },
      { strengths: strengths([15, HALF], [1, uniform(9, 42)]) },
    ],
    [
      'the variance of one core feature',
      { strengths: strengths([1, uniform(16, 48)], [15, HALF]) },
      { strengths: strengths([1, uniform(16, 47)], [15, HALF]) },
    ],
    [
      'the variance of one background feature',
      { strengths: strengths([15, HALF], [1, uniform(16, 48)]) },
      { strengths: strengths([15, HALF], [1, uniform(16, 47)]) },
    ],
  ],
  width: [
    ['d0/2', { m: 8 }, { m: 7 }],
    ['d', { m: 1024 }, { m: 1025 }],
  ],
  'batch-size': [
    ['256', { N: 256 }, { N: 255 }],
    // 4 d0 = 512 at d0 = 128, where h s/(3N) = 2/1536 is far below d0^2/(4d) = 2^14/2^19.5.
    ['4 d0', { d0: 128, N: 512 }, { d0: 128, N: 511 }],
    // h s/(3N) against d0^2/(4d): 0.05 * 240/768 = 1/64 = 256/(4 * 4096).
    ['noise of the batches, by time', { d: 4096, N: 256, s: 240 }, { d: 4096, N: 256, s: 240.1 }],
    ['noise of the batches, by size', { d: 4096, N: 512, s: 480 }, { d: 4096, N: 511, s: 480 }],
    ['noise of the batches, by dimension', { d: 4096, s: 240 }, { d: 4097, s: 240 }],
    ['noise of the batches, by step', { d: 4096, s: 240 }, { d: 4096, s: 240, h: 0.0501 }],
  ],
  'step-size': [['0.05', { h: 0.05 }, { h: 0.0501 }]],
  'weight-decay': [
    // kappa* = 16 * (1/4) / (4 * 16) = 1/16; a fifth of it is 0.0125.
    ['equal strengths', { kappa: 0.0125 }, { kappa: 0.01251 }],
    // Strong background, R = 9/4: kappa* = S_core S_bg/(d0 S) = (2 * 4.5)/(16 * 6.5), a fifth of it 0.0173.
    [
      'strong background features',
      { ...EQUAL, kappa: 0.0173, strengths: strengths([8, HALF], [8, STRONG]) },
      { ...EQUAL, kappa: 0.01731, strengths: strengths([8, HALF], [8, STRONG]) },
    ],
    // Strong core, R = 4/9: kappa* = (2 + 4.5)/(4 * 16), a fifth of it 0.0203125.
    [
      'strong core features',
      { ...EQUAL, kappa: 0.0203125, strengths: strengths([8, STRONG], [8, HALF]) },
      { ...EQUAL, kappa: 0.02032, strengths: strengths([8, STRONG], [8, HALF]) },
    ],
  ],
};

const names = Object.keys(EDGES);

describe('the hypotheses of Theorems 4.1 to 4.4', () => {
  it('are those that the theorems list', () => {
    for (const theorem of THEOREMS.filter((t) => /^thm-4\..$/.test(t.id)))
      expect(theorem.hypotheses.map((h) => h.id)).toEqual(names);
    expect(Object.keys(hypothesesOf(instance()))).toEqual(names);
  });

  it('are met by a plain instance', () => {
    expect(Object.values(hypothesesOf(instance()))).toEqual(names.map(() => true));
  });

  it.each(names.flatMap((name) => EDGES[name]!.map((edge) => [name, ...edge] as const)))(
    '%s ends at %s',
    (name, _, inside, outside) => {
      expect(hypothesesOf(instance(inside))[name]).toBe(true);
      expect(hypothesesOf(instance(outside))[name]).toBe(false);
    },
  );
});

describe('the hypotheses of Lemma 1.2', () => {
  const twoPoint = (low: number, high: number, pLow: number) => ({
    kind: 'two-point',
    low: low / 16,
    high: high / 16,
    pLow,
  });
  /** Mean 3/4, variance 1/16. */
  const plain = twoPoint(8, 16, 0.5);
  const met = (d0: number, ratio = 1, palette = [plain], set: Record<string, number> = {}) =>
    gradientStudy.hypotheses({
      path: { ratio, palette, m: 16, dimensionEighths: 20, batchFactor: 1 },
      d0,
      variant: 'main',
      set,
    });
  type Args = Parameters<typeof met>;

  const edges: readonly (readonly [string, inside: Args, outside: Args])[] = [
    // One background feature: 8/4 - 1 = 1, and 9/4 - 1 = 1.25.
    ['feature-counts', [9, 1 / 16, [plain], { N: 1024 }], [10, 1 / 16, [plain], { N: 1024 }]],
    // Five of nine, 5 <= 4 + 1; five of eight, 5 > 3 + 1.
    ['feature-counts', [9, 1, [plain], { N: 1024 }], [8, 5 / 3, [plain], { N: 1024 }]],
    // (3 + 3 * 12)/4/16 = 0.609 and (2 + 3 * 12)/4/16 = 0.594, of any strength of several.
    ['strength-moments', [4, 1, [plain, twoPoint(3, 12, 1 / 4)]], [4, 1, [plain, twoPoint(2, 12, 1 / 4)]]],
    // (9 + 3 * 16)/4/16 = 0.891 and (10 + 3 * 16)/4/16 = 0.906.
    ['strength-moments', [4, 1, [plain, twoPoint(9, 16, 1 / 4)]], [4, 1, [plain, twoPoint(10, 16, 1 / 4)]]],
    // Variances (5/32)^2 = 0.0244 and (4/32)^2 = 0.0156.
    ['strength-moments', [4, 1, [plain, twoPoint(10, 15, 1 / 2)]], [4, 1, [plain, twoPoint(10, 14, 1 / 2)]]],
    // max(256, 8 d0^2): 256 at d0 = 4 and 512 at d0 = 8; batches are multiples of 32.
    ['batch-size', [4, 1, [plain], { N: 256 }], [4, 1, [plain], { N: 224 }]],
    ['batch-size', [8, 1, [plain], { N: 512 }], [8, 1, [plain], { N: 480 }]],
  ];

  it('are those that the lemma lists', () => {
    const lemma = THEOREMS.find((t) => t.id === 'lemma-1.2')!;
    expect(Object.keys(met(6))).toEqual(lemma.hypotheses.map((h) => h.id));
    expect(Object.values(met(6))).toEqual([true, true, true]);
  });

  it.each(edges.map((edge, i) => [edge[0], i, edge[1], edge[2]] as const))(
    '%s, edge %i',
    (name, _, inside, outside) => {
      expect(met(...inside)[name]).toBe(true);
      expect(met(...outside)[name]).toBe(false);
    },
  );
});
