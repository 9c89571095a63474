/** What is observed of a network, by hand: an engine that says what is written here, each number different. */
import { expect, it } from 'vitest';
import type { ClassProbe, Engine } from '../../../sim/engines/engine.ts';
import type { TrainingSetup, TrainingState } from '../../../sim/network.ts';
import { streamKey } from '../../../sim/random/stream.ts';
import { observe, predictedBy } from '../../../theorems/limit/observed.ts';
import type { LimitPoint } from '../../../theorems/limit/path.ts';

const UNIT = { kind: 'two-point', low: 0, high: 1, pLow: 0.5 } as const;
const SETUP: TrainingSetup = {
  data: { dCore: 1, dBackground: 1, strengths: [UNIT, UNIT], labels: 'true' },
  width: 3,
  ambientDimension: 4,
  batchSize: 1,
  eta: 1,
  lambda: 0,
  activation: 'relu',
  gate: 'own',
};
/** Core and background weights of two neurons of +1 and one of -1; the means of the strengths are 1/2. */
const STATE: TrainingState = {
  step: 0,
  weights: Float32Array.from([8, 2, 0.5, -4, -4, 4]),
  signs: Int8Array.from([1, 1, -1]),
};
const classOf = (id: number[], ood: number[], rates: number[]): ClassProbe => ({
  id: Float64Array.from(id),
  ood: Float64Array.from(ood),
  rates: Float64Array.from(rates),
});
const minus = classOf([0, 2], [-1, 0.5], [0.1, 0.3, 0.9]);
const plus = classOf([0.5, 1.5], [0, 0.25], [0.8, 0.4, 0.2]);
const engine = { probe: () => [minus, plus] } as unknown as Engine;

const seen = observe(engine, SETUP, STATE, { stream: streamKey('x'), page: 0, rows: 2 });
const means = Object.fromEntries(Object.entries(seen).map(([name, { mean }]) => [name, mean]));

it('reads every number off its own class and neurons', () => {
  // Live are the first neuron (0.8 of +1) and the third (0.9 of -1).
  expect(means).toEqual({
    // (1 + 0 + 0.5 + 0)/4 and (2 + 0.5 + 1 + 0.75)/4.
    idRisk: 0.375,
    oodRisk: 1.0625,
    idMean: 1,
    oodMean: -0.0625,
    liveShare: expect.closeTo(2 / 3, 12),
    // 0.1 of the first on -1, 0.2 of the third on +1.
    wrongRate: expect.closeTo(0.15, 12),
    // Background (1 + 2)/2 over core (4 + 2)/2.
    contamination: 0.5,
    // Around the class means 1 and 1: squares 1, 1, 0.25, 0.25.
    deviation: Math.sqrt(0.625),
    // (1 + 2 + 2)/3.
    size: expect.closeTo(5 / 3, 12),
  });
});

it('gives a rate over neurons at least the error of the examples that they share', () => {
  // sqrt(0.15 * 0.85/4) of four examples, and between 0.1 and 0.2 a standard error of 0.05.
  expect(seen.wrongRate.standardError).toBeCloseTo(Math.hypot(0.05, Math.sqrt((0.15 * 0.85) / 4)), 12);
});

it('is predicted by the like of it', () => {
  const point = {
    idRisk: 1,
    oodRisk: 2,
    live: { wrongRate: 3, core: 4, background: 10 },
    output: { mean: 5, deviation: 6 },
    means: { background: 7 },
  } as unknown as LimitPoint;
  expect(predictedBy(point)).toEqual({
    ...{ idRisk: 1, oodRisk: 2, wrongRate: 3, contamination: 2.5, deviation: 6, size: 7 },
  });
});
