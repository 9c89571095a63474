/** The band around the enumerated variance: its moments over all batches, written out, and one step by hand. */
import { describe, expect, it } from 'vitest';
import type { DataSpec } from '../../../../sim/data/batch.ts';
import { onGrid, PART, partSums, populationProjections } from '../../../../theorems/studies/gradient/sums.ts';
import { BAND, BAND_FAILURE, varianceBand } from '../../../../theorems/studies/gradient/varianceBand.ts';

/** One core feature of strength 1/2 or 1, equally likely, and one neuron. */
const data: DataSpec = {
  dCore: 1,
  dBackground: 0,
  strengths: [{ kind: 'two-point', low: 0.5, high: 1, pLow: 0.5 }],
  labels: 'true',
};
const network = { signs: [1], weights: onGrid([1]) };
const population = populationProjections(data, network);
/** Each outcome of (y, u), z = y u: the neuron is active for y = +1 only, and x = u there, else 0. */
const OUTCOMES = [0.5, 1, 0, 0];

/** Q - 1 over its bounded standard deviation, for one part. */
const standardised = (sum: number) =>
  varianceBand([{ population, parts: [Float64Array.of(sum)] }], 'variance').deviation;

describe('the band', () => {
  it('has the mean and the variance of x by hand', () => {
    // E x = (1/2 + 1)/4 = 3/8, E x^2 = (1/4 + 1)/4 = 5/16, Var x = 5/16 - 9/64 = 11/64; the largest x^2 is 1.
    expect([...population.projections]).toEqual([3 / 8]);
    expect(population).toMatchObject({ secondMoment: 5 / 16, largest: 1, inMargin: 1 });
    const { spread } = varianceBand([{ population, parts: [Float64Array.of(8)] }], 'variance');
    // The gap is 1 - 3/8 = 5/8, and Q = 8 (25/64)/(11/64).
    expect(spread).toBeCloseTo(200 / 11, 12);
    const wrong = varianceBand([{ population, parts: [Float64Array.of(8)] }], 'second-moment').spread;
    expect(wrong).toBeCloseTo((8 * 25) / 64 / (5 / 16), 12);
  });

  it('over all parts of eight examples has mean 0 and variance at most 1', () => {
    // Counts of the three values of x among eight examples: a multinomial law with chances 1/4, 1/4 and 1/2.
    const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
    let [total, mean, square] = [0, 0, 0];
    for (let a = 0; a <= PART; a++) {
      for (let b = 0; a + b <= PART; b++) {
        const rest = PART - a - b;
        const ways = factorial(PART) / (factorial(a) * factorial(b) * factorial(rest));
        const chance = ways * 0.25 ** (a + b) * 0.5 ** rest;
        const value = standardised(a * OUTCOMES[0]! + b * OUTCOMES[1]!);
        total += chance;
        mean += chance * value;
        square += chance * value * value;
      }
    }
    expect(total).toBeCloseTo(1, 14);
    expect(mean).toBeCloseTo(0, 12);
    expect(square).toBeLessThanOrEqual(1);
    // One neuron and one feature: tr S^2 = v^2, so the bound is not far above the variance.
    expect(square).toBeGreaterThan(0.5);
  });

  it('leaves BAND_FAILURE by Chebyshev', () => {
    expect(1 / BAND ** 2).toBeCloseTo(BAND_FAILURE, 14);
  });

  it('adds steps as a sum of independent parts: four equal steps double the deviation', () => {
    const look = { population, parts: [Float64Array.of(8), Float64Array.of(2)] };
    const [once, four] = [1, 4].map((n) => varianceBand(Array(n).fill(look), 'variance'));
    expect(four!.deviation).toBeCloseTo(2 * once!.deviation, 12);
    expect(four!.spread).toBeCloseTo(once!.spread, 12);
  });

  it('leaves out steps at which nothing is within the margin', () => {
    const far = { signs: [1, -1], weights: onGrid([1000, -1000]) };
    const past = populationProjections(data, far);
    expect(past.inMargin).toBe(0);
    const look = { population, parts: [Float64Array.of(8)] };
    const empty = { population: past, parts: [Float64Array.of(0, 0)] };
    expect(varianceBand([look, empty], 'variance')).toEqual(varianceBand([look], 'variance'));
  });
});

describe('parts of a batch', () => {
  it('hold eight examples each, rows repeated as often as they are used', () => {
    // Sixteen rows with y = +1, u alternating between 1/2 and 1: each part sums to 4 (1/2 + 1) = 6; used twice, too.
    const rows = 16;
    const z = Float32Array.from({ length: rows }, (_, n) => (n % 2 === 0 ? 0.5 : 1));
    const batch = { rows, z, y: new Float32Array(rows).fill(1) };
    expect(partSums(network, batch, 1).map((p) => [...p])).toEqual([[6], [6]]);
    expect(partSums(network, batch, 2).map((p) => [...p])).toEqual([[6], [6], [6], [6]]);
    // 32 times each: a part is one example.
    expect(
      partSums(network, batch, 32)
        .slice(3, 5)
        .map((p) => [...p]),
    ).toEqual([[4], [8]]);
  });
});
