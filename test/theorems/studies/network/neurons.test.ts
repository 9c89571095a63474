/**
 * What is said of the neurons of a network, against counting by the definitions on random weights. Weights and strengths lie
 * on a coarse grid, so that every preactivation is exact and gates exactly at 0 come up often.
 */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawBatch, toOod, type Batch, type DataSpec } from '../../../../sim/data/batch.ts';
import type { StrengthDistribution } from '../../../../sim/data/strengths.ts';
import { streamKey } from '../../../../sim/random/stream.ts';
import { PROBE_PER_CLASS } from '../../../../theorems/studies/network/measure.ts';
import { linearStudy, reluStudy } from '../../../../theorems/studies/network/study.ts';
import { onsetStudy } from '../../../../theorems/studies/onset/study.ts';
import type { Json } from '../../../../theorems/types.ts';
import { scriptedEngine, type Shown } from '../../../support/scripted.ts';

/** Means 1/2, 5/8 and 7/8. */
const palette: readonly StrengthDistribution[] = [
  { kind: 'two-point', low: 0.25, high: 0.75, pLow: 0.5 },
  { kind: 'two-point', low: 0.5, high: 0.75, pLow: 0.5 },
  { kind: 'two-point', low: 0.5, high: 1, pLow: 0.25 },
];
const MEANS = [1 / 2, 5 / 8, 7 / 8];
const [D0, D_CORE] = [5, 3];
/** sqrt(ln 5), ln 5 = 1.6094379124341003. */
const ROOT_LOG = Math.sqrt(1.6094379124341003);
/** Dealt in turn to three core features, and again to two background features. */
const DATA: DataSpec = {
  dCore: D_CORE,
  dBackground: D0 - D_CORE,
  strengths: [...palette, ...palette.slice(0, 2)],
  labels: 'true',
};
const FEATURE_MEANS = [...MEANS, ...MEANS.slice(0, 2)];

/** d = round(5^2.5) = 56. */
const path = {
  ratio: 0.6,
  palette,
  widthFloor: 4,
  dimensionEighths: 20,
  batchFloor: 16,
  h: 1.25,
  kappa: 0,
  signs: 'even',
} as unknown as Json;
const labels = ['neurons test'];

const measured = (network: Shown, study = reluStudy, s = 1.25) =>
  study.asMeasurement(
    study.measure({
      path,
      d0: D0,
      variant: 'main',
      set: { s, m: network.signs.length },
      labels,
      engine: scriptedEngine([network]),
    }),
  );

/** Examples of one class at a checkpoint: pages of the stream of probes alternate between -1 and +1. */
const examples = (checkpoint: number, y: 1 | -1): Batch =>
  drawBatch(DATA, streamKey(...labels, 'probes'), 2 * checkpoint + (y === 1 ? 1 : 0), PROBE_PER_CLASS, y);

const preactivation = ({ weights }: Shown, k: number, batch: Batch, n: number) => {
  let sum = 0;
  for (let j = 0; j < D0; j++) sum += weights[k * D0 + j]! * batch.z[n * D0 + j]!;
  return sum;
};

/** How many of the examples activate a neuron. */
function activations(network: Shown, k: number, batch: Batch): number {
  let count = 0;
  for (let n = 0; n < batch.rows; n++) if (preactivation(network, k, batch, n) >= 0) count++;
  return count;
}

/** The smallest value of which at least so many per cent of all values are at or below. */
const atOrBelow = (values: readonly number[], percent: number) =>
  Math.min(...values.filter((v) => 100 * values.filter((w) => w <= v).length >= percent * values.length));
const atOrAbove = (values: readonly number[], percent: number) =>
  -atOrBelow(
    values.map((v) => -v),
    percent,
  );

const networks: fc.Arbitrary<Shown> = fc.integer({ min: 2, max: 21 }).chain((m) =>
  fc.record({
    weights: fc.array(
      fc.integer({ min: -8, max: 8 }).map((n) => n / 8),
      { minLength: m * D0, maxLength: m * D0 },
    ),
    signs: fc.array(fc.constantFrom(1, -1), { minLength: m, maxLength: m }),
  }),
);

describe('the neurons of a network', () => {
  it('are described as the definitions say, for any weights', () => {
    fc.assert(
      fc.property(networks, (network) => {
        const { checkpoints, eachNeuron: each } = measured(network);
        const { neurons } = checkpoints.at(-1)!;
        for (const [i, y] of ([1, -1] as const).entries()) {
          const actual = neurons[i]!;
          const members = [...network.signs.keys()].filter((k) => network.signs[k] === y);
          expect([actual.sign, actual.count]).toEqual([y, members.length]);
          if (members.length === 0) {
            expect(actual.asymmetry).toBeNaN();
            expect([...actual.core, ...actual.background, actual.wrongRate]).toEqual(Array(7).fill(NaN));
            continue;
          }
          const [ownClass, otherClass] = [examples(1, y), examples(1, y === 1 ? -1 : 1)];
          const own = members.map((k) => activations(network, k, ownClass));
          const wrong = members.map((k) => activations(network, k, otherClass));
          // c d0^(-1/2) in units of 1/2048: 1 - P_k(y) = 2 (1024 - own)/2048 and P_k(-y)/2 = wrong/2048, over sqrt(ln d0).
          const needed = members.map((_, at) => Math.max(2 * (1024 - own[at]!), wrong[at]! / ROOT_LOG));
          expect(actual.asymmetry).toBeCloseTo((Math.sqrt(D0) * atOrBelow(needed, 50)) / 2048, 12);
          const within = needed.filter((c) => c / 2048 <= 1 / Math.sqrt(D0)).length;
          expect(actual.asymmetricShare).toBeCloseTo(within / members.length, 12);
          expect(actual.wrongRate).toBe(atOrBelow(wrong, 90) / 1024);
          expect(actual.medianRates).toEqual([atOrBelow(own, 50) / 1024, atOrBelow(wrong, 50) / 1024]);
          const correlation = (k: number, from: number, to: number) => {
            let sum = 0;
            for (let j = from; j < to; j++) sum += FEATURE_MEANS[j]! * network.weights[k * D0 + j]!;
            return sum;
          };
          const band = (values: readonly number[]) => [
            atOrAbove(values, 55),
            atOrBelow(values, 50),
            atOrBelow(values, 95),
          ];
          // (-0 is 0.)
          const plain = (values: readonly number[]) => values.map((v) => v + 0);
          expect(plain(actual.core)).toEqual(plain(band(members.map((k) => y * correlation(k, 0, D_CORE)))));
          expect(plain(actual.background)).toEqual(
            plain(band(members.map((k) => correlation(k, D_CORE, D0)))),
          );
          // Each neuron in its place, to four digits.
          const short = (values: readonly number[]) => values.map((v) => Number((v + 0).toPrecision(4)) + 0);
          expect(short(each[i]!.core)).toEqual(short(members.map((k) => y * correlation(k, 0, D_CORE))));
          expect(short(each[i]!.background)).toEqual(short(members.map((k) => correlation(k, D_CORE, D0))));
          expect(each[i]!.asymmetry).toEqual(short(needed.map((c) => (Math.sqrt(D0) * c) / 2048)));
        }
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  it('of 100 neurons, 55 are 55 per cent', () => {
    // Both first features have mean 1/2: core correlations are k/16 and background correlations -k/16, k = 1 ... 100.
    const weights = Array.from({ length: 100 }, (_, k) => [(k + 1) / 8, 0, 0, -(k + 1) / 8, 0]).flat();
    const { neurons } = measured({ weights, signs: Array(100).fill(1) }).checkpoints.at(-1)!;
    // At or above the 46th are 55 neurons; at or below the 50th are 50, the 95th 95.
    expect(neurons[0].core).toEqual([46 / 16, 50 / 16, 95 / 16]);
    // At or above -55/16 are 55, at or below -51/16 are 50, and at or below -6/16 are 95.
    expect(neurons[0].background).toEqual([-55 / 16, -51 / 16, -6 / 16]);
  });
});

describe('the risks of a network', () => {
  /** Mean over both classes of a function of y h(x), and its standard error. */
  function estimate(network: Shown, linear: boolean, ood: boolean, of: (margin: number) => number) {
    const classes = ([-1, 1] as const).map((y) => {
      const drawn = examples(1, y);
      const batch = ood ? toOod(DATA, drawn) : drawn;
      return Array.from({ length: batch.rows }, (_, n) => {
        const h = network.signs.reduce((sum, sign, k) => {
          const p = preactivation(network, k, batch, n);
          return sum + sign * (linear ? p : Math.max(0, p));
        }, 0);
        return of((y * h) / network.signs.length);
      });
    });
    const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    const squaredError = (values: readonly number[]) => {
      const centre = mean(values);
      return mean(values.map((v) => (v - centre) ** 2)) / (values.length - 1);
    };
    return {
      mean: (mean(classes[0]!) + mean(classes[1]!)) / 2,
      standardError: Math.sqrt(squaredError(classes[0]!) + squaredError(classes[1]!)) / 2,
    };
  }

  it.each([reluStudy, linearStudy])('are those of the definitions, for any weights ($id)', (study) => {
    const linear = study === linearStudy;
    fc.assert(
      fc.property(networks, (network) => {
        const end = measured(network, study).checkpoints.at(-1)!;
        const hinge = (margin: number) => Math.max(0, 1 - margin);
        const wrong = (margin: number) => (margin <= 0 ? 1 : 0);
        for (const [actual, ood, of] of [
          [end.idRisk, false, hinge],
          [end.oodRisk, true, hinge],
          [end.idError, false, wrong],
          [end.oodError, true, wrong],
        ] as const) {
          const expected = estimate(network, linear, ood, of);
          // Outputs are divided by m in float64: sums of 2048 numbers of at most 40 round by less than 1e-11.
          expect(actual.mean).toBeCloseTo(expected.mean, 10);
          expect(actual.standardError).toBeCloseTo(expected.standardError, 6);
        }
        // Over background features 4 and 5, in units of 1/sqrt(d); d = 56.
        const background = network.weights.filter((_, i) => i % D0 >= D_CORE).map(Math.abs);
        expect(end.largestBackground).toBeCloseTo(Math.max(...background) * Math.sqrt(56), 10);
      }),
      { seed: 2, numRuns: 15 },
    );
  });
});

describe('the onset', () => {
  it('is that of the study of networks at the same weights, of +1 first', () => {
    fc.assert(
      fc.property(networks, (network) => {
        const set = { m: network.signs.length, s: 0.2, h: 0.1 };
        const engine = scriptedEngine([network]);
        const { checkpoints } = onsetStudy.asMeasurement(
          onsetStudy.measure({
            path,
            d0: D0,
            variant: 'main',
            set,
            labels,
            engine,
          }),
        );
        const last = checkpoints.length - 1;
        for (const [i, y] of ([1, -1] as const).entries()) {
          const members = [...network.signs.keys()].filter((k) => network.signs[k] === y);
          const needed = members.map((k) =>
            Math.max(
              2 * (1024 - activations(network, k, examples(last, y))),
              activations(network, k, examples(last, y === 1 ? -1 : 1)) / ROOT_LOG,
            ),
          );
          const actual = checkpoints[last]!.asymmetry[i];
          if (members.length === 0) expect(actual).toBeNaN();
          else expect(actual).toBeCloseTo((Math.sqrt(D0) * atOrBelow(needed, 50)) / 2048, 12);
        }
      }),
      { seed: 3, numRuns: 15 },
    );
  });
});
