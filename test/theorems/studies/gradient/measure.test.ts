/** The study of Lemma 1.2: its float64 sums are exact, held against decimals digit for digit; its radius is Hoeffding's. */
import { describe, expect, it } from 'vitest';
import { SAMPLER_REGIME } from '../../../../properties/trials/regime.ts';
import { drawPath, trialLabels } from '../../../../properties/trials/seeds.ts';
import { drawBatch, type DataSpec } from '../../../../sim/data/batch.ts';
import { loadKernel } from '../../../../sim/engines/kernel.ts';
import { Arithmetic, decimal, decimalOfFloat } from '../../../../sim/exact/arithmetic.ts';
import { gradient, type ExactNetwork, type Label } from '../../../../sim/exact/network.ts';
import { enumerate, populationGradient, type Population } from '../../../../sim/exact/population.ts';
import { standardNormals } from '../../../../sim/random/normal.ts';
import { streamKey } from '../../../../sim/random/stream.ts';
import { hoeffdingRadius } from '../../../../theorems/studies/gradient/measure.ts';
import { gradientStudy } from '../../../../theorems/studies/gradient/study.ts';
import {
  meanOf,
  onGrid,
  partSums,
  populationProjections,
} from '../../../../theorems/studies/gradient/sums.ts';

const A = new Arithmetic(400);
const data: DataSpec = {
  dCore: 2,
  dBackground: 2,
  strengths: [
    { kind: 'two-point', low: 0.25, high: 1, pLow: 0.25 },
    { kind: 'two-point', low: 0.5, high: 0.9375, pLow: 0.5 },
    { kind: 'two-point', low: 0.0625, high: 1, pLow: 0.25 },
    { kind: 'two-point', low: 0.6875, high: 1, pLow: 0.75 },
  ],
  labels: 'true',
};
const m = 3;
/** Small weights, and weights with which some examples are past the margin. */
const networks = [0.01, 2].map((scale) => ({
  signs: [1, -1, 1],
  weights: onGrid(standardNormals(streamKey('gradient', String(scale)), 0, m * 4).map((g) => g * scale)),
}));

const exactNetwork = ({ signs, weights }: (typeof networks)[0]): ExactNetwork => ({
  activation: 'relu',
  a: signs.map((s) => decimal(s)),
  v: signs.map((_, k) => [...weights.slice(4 * k, 4 * k + 4)].map(decimalOfFloat)),
  target: decimal(m),
});

describe('the enumerated population gradient', () => {
  it.each(networks)('is that of the decimals, digit for digit', (network) => {
    const population: Population = {
      dCore: data.dCore,
      strengths: data.strengths.map((s) => {
        if (s.kind !== 'two-point') throw new Error('two values');
        return {
          values: [decimalOfFloat(s.low), decimalOfFloat(s.high)],
          probabilities: [decimalOfFloat(s.pLow), decimalOfFloat(1 - s.pLow)],
        };
      }),
    };
    const expected = populationGradient(A, exactNetwork(network), enumerate(A, population)).flat();
    const { projections, inMargin } = populationProjections(data, network);
    expect([...projections].map((x) => decimalOfFloat(x).toFixed())).toEqual(
      expected.map((x) => A.add(x.neg(), decimal(0)).toFixed()),
    );
    expect(inMargin < 1).toBe(network === networks[1]);
  });

  it('refuses strengths it cannot write out', () => {
    const uniform = {
      ...data,
      strengths: data.strengths.map(() => ({ kind: 'uniform', low: 0, high: 1 }) as const),
    };
    expect(() => populationProjections(uniform, networks[0]!)).toThrow('must take two values');
  });
});

describe('the gradient of a batch', () => {
  it.each(networks)('sums are those of the decimals, digit for digit', (network) => {
    const batch = drawBatch(data, streamKey('gradient', 'batch'), 0, 64);
    const net = exactNetwork(network);
    const sums = Array.from({ length: m * 4 }, () => decimal(0));
    for (let n = 0; n < batch.rows; n++) {
      const z = [...batch.z.slice(4 * n, 4 * n + 4)].map(decimalOfFloat);
      const g = gradient(A, net, { z, y: batch.y[n] as Label }).flat();
      g.forEach((x, i) => (sums[i] = A.sub(sums[i]!, x)));
    }
    // 64 rows: dividing is exact too.
    const mean = meanOf(partSums(network, batch, 1), 64);
    expect([...mean].map((x) => decimalOfFloat(64 * x).toFixed())).toEqual(
      sums.map((x) => A.add(x, decimal(0)).toFixed()),
    );
  });
});

describe('the radius', () => {
  it('leaves 0.05 by Hoeffding: 2 K exp(-N r^2 / 2), summands in [-1, 1]', () => {
    for (const [N, K] of [
      [256, 1],
      [256, 1280],
      [1600, 6400],
    ] as const) {
      expect(2 * K * Math.exp((-N * hoeffdingRadius(N, K) ** 2) / 2)).toBeCloseTo(0.05, 12);
    }
  });
});

describe('a trial', () => {
  const root = { seed: 5, fingerprint: 'test', regime: SAMPLER_REGIME };
  const engine = loadKernel();
  const trial = (variant: string, index: number, set = {}) => {
    const key = { study: 'gradient', variant: 'main', purpose: 'main', index, d0: 4 };
    const path = drawPath(gradientStudy, root, key);
    const labels = trialLabels(root, key);
    return gradientStudy.asMeasurement(
      gradientStudy.measure({
        path,
        d0: 4,
        variant,
        set,
        labels,
        engine,
      }),
    );
  };

  it('differs between the claim and its twins only in what they break', () => {
    const [main, quarter, reused] = ['main', 'quarter-radius', 'reused-batch'].map((v) => trial(v, 0));
    expect(quarter).toEqual({ ...main, radius: main!.radius / 4 });
    expect(reused!.moments.map((at) => at.inMargin)).toEqual(main!.moments.map((at) => at.inMargin));
    const second = trial('second-moment', 0);
    expect(second).toEqual({ ...main, deviation: second.deviation, spread: second.spread });
    expect(second.spread).toBeLessThan(main!.spread);
    expect(reused!.gap).toBeGreaterThan(main!.gap);
    expect(trial('main', 0, { N: 1024 }).radius).toBeLessThan(main!.radius);
  });

  it('refuses fields it cannot have', () => {
    expect(() => trial('main', 0, { N: 100 })).toThrow('N must be a multiple of 32, got 100');
    expect(() => trial('main', 0, { m: 0 })).toThrow('m must be a whole number from 1 to 1048576, got 0');
    expect(() => trial('main', 0, { radius: 'half' })).toThrow(
      'radius must be one of union, quarter, got half',
    );
    expect(() => trial('main', 0, { batch: 'old' })).toThrow(
      'batch must be one of fresh, paired, reused, got old',
    );
    expect(() => trial('main', 0, { spread: 'none' })).toThrow(
      'spread must be one of variance, second-moment',
    );
  });
});
