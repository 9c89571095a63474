/** Probes against populations small enough to be written down. */
import { describe, expect, it } from 'vitest';
import type { DataSpec } from '../../sim/data/batch.ts';
import { loadKernel } from '../../sim/engines/kernel.ts';
import type { TrainingSetup, TrainingState } from '../../sim/network.ts';
import { averageOf, probeRisks, probeWeights } from '../../sim/probes.ts';
import { streamKey } from '../../sim/random/stream.ts';

const one = { kind: 'uniform', low: 1, high: 1 } as const;
const coin = { kind: 'two-point', low: 0, high: 1, pLow: 0.25 } as const;
const engine = loadKernel();
const stream = streamKey('probes test');

/** One core and one background feature, two neurons of signs + and -. */
function network(weights: readonly number[], change: Partial<TrainingSetup & { data: DataSpec }> = {}) {
  const setup: TrainingSetup = {
    data: { dCore: 1, dBackground: 1, strengths: [one, one], labels: 'true' },
    width: 2,
    ambientDimension: 2,
    batchSize: 1,
    eta: 1,
    lambda: 0,
    activation: 'relu',
    gate: 'own',
    ...change,
  };
  const state: TrainingState = { step: 0, weights: Float32Array.from(weights), signs: Int8Array.of(1, -1) };
  return { setup, state };
}

function risks(weights: readonly number[], change?: Partial<TrainingSetup>, perClass = 64, page = 0) {
  const { setup, state } = network(weights, change);
  return probeRisks(engine, setup, state, { stream, page, rows: perClass });
}

describe('risks and rates where every example of a class is alike, z = (y, 1) and out of distribution (y, -1)', () => {
  // Neurons (1, 1) and (-1, 1): 2 h = relu(y + b) - relu(-y + b), b = 1 in and -1 out of distribution.
  it('a network that reads core and background alike', () => {
    const { idRisk, oodRisk, idError, oodError, activationRate } = risks([1, 1, -1, 1]);
    // In: 2 h = 2 y, so y h = 1. Out: h = 0, risk 1, and an undecided example is wrong.
    expect([idRisk.mean, oodRisk.mean, idError.mean, oodError.mean]).toEqual([0, 1, 0, 1]);
    expect(idRisk.standardError).toBe(0);
    // Both classes activate both neurons in distribution: y = +1 has <w_2, z> = 0, which counts as active.
    expect(activationRate.map((rates) => [...rates])).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });

  it('rates are of the class that they are named after', () => {
    // <w_1, z> = y - 1/2: active for +1 alone. <w_2, z> = -y - 1/2: for -1 alone.
    const { activationRate, idRisk, oodRisk, idError } = risks([1, -0.5, -1, -0.5]);
    expect(activationRate.map((rates) => [...rates])).toEqual([
      [0, 1],
      [1, 0],
    ]);
    // In: y h = 1/4. Out: <w, z> = 3/2 for the class's own neuron and -1/2 for the other: y h = 3/4.
    expect([idRisk.mean, oodRisk.mean, idError.mean]).toEqual([0.75, 0.25, 0]);
  });

  it('the identity sums what ReLU cuts off, and both classes count the same', () => {
    // 2 h = <w_1 - w_2, z> = y + 3: y h = 2 for +1 and -1 for -1; out: y h = (1 - 3 y) / 2 = -1 and 2.
    const { idRisk, oodRisk, idError, oodError } = risks([1, 3, 0, 0], { activation: 'identity' });
    expect([idRisk.mean, oodRisk.mean, idError.mean, oodError.mean]).toEqual([1, 1, 0.5, 0.5]);
  });

  it('NaN stays visible', () => {
    const { idRisk, oodRisk, idError } = risks([NaN, 0, 1, 1]);
    expect([idRisk.mean, oodRisk.mean, idError.mean]).toEqual([NaN, NaN, NaN]);
  });
});

describe('risks where strengths vary', () => {
  const data: DataSpec = { dCore: 1, dBackground: 1, strengths: [one, coin], labels: 'true' };
  // 2 h = relu(y + b) - relu(-y + b) with b = 0 (1/4) or 1 (3/4): in distribution y h = 1/2 or 1.
  const weights = [1, 1, -1, 1];

  it('are estimates of the population, with their standard error', () => {
    const { idRisk, oodRisk } = risks(weights, { data }, 4096);
    // Out: b = -1 with probability 3/4, h = 0. H0: the mean is that of the population; two looks at 6 standard errors: 4e-9.
    expect(Math.abs(idRisk.mean - 1 / 8)).toBeLessThan(6 * Math.sqrt(3 / 16 / 4 / 8192));
    expect(Math.abs(oodRisk.mean - 7 / 8)).toBeLessThan(6 * Math.sqrt(3 / 16 / 4 / 8192));
    expect(idRisk.standardError).toBeGreaterThan(0.9 * Math.sqrt(3 / 64 / 8192));
    expect(idRisk.standardError).toBeLessThan(1.1 * Math.sqrt(3 / 64 / 8192));
  });

  it('come from fresh examples at every page', () => {
    const means = [0, 1, 2].map((page) => risks(weights, { data }, 4096, page).idRisk.mean);
    expect(new Set(means).size).toBe(3);
  });
});

describe('weights', () => {
  it('correlations are sums of mu_j <w_k, m_j> over core and over background', () => {
    const data: DataSpec = {
      dCore: 2,
      dBackground: 2,
      strengths: [one, coin, coin, { kind: 'uniform', low: 0, high: 1 }],
      labels: 'true',
    };
    const { setup, state } = network([1, 2, 4, -8, -1, 0, 0.5, 0.25], { data });
    const { core, background, largestBackground } = probeWeights(setup, state);
    // mu = 1, 3/4, 3/4, 1/2.
    expect([...core]).toEqual([1 + 1.5, -1]);
    expect([...background]).toEqual([3 - 4, 0.375 + 0.125]);
    expect(largestBackground).toBe(8);
  });

  it('a NaN is the largest', () => {
    const { setup, state } = network([1, NaN, 1, 5]);
    expect(probeWeights(setup, state).largestBackground).toBeNaN();
  });

  it('averages have their standard errors', () => {
    expect(averageOf([1, 2, 3, 6])).toEqual({ mean: 3, standardError: Math.sqrt(3.5 / 3) });
  });
});
