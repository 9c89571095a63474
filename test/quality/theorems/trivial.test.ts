/** The networks that are worth nothing are what they are called: an engine that was another would refute claims for another reason. */
import { expect, it } from 'vitest';
import { drawBatch } from '../../../sim/data/batch.ts';
import type { StrengthDistribution } from '../../../sim/data/strengths.ts';
import type { Engine } from '../../../sim/engines/engine.ts';
import { loadKernel } from '../../../sim/engines/kernel.ts';
import { initialState, updateCoefficients, type TrainingSetup } from '../../../sim/network.ts';
import { streamKey } from '../../../sim/random/stream.ts';
import { TRIVIAL_NETWORKS } from '../../support/trivialNetworks.ts';

const uniform: StrengthDistribution = { kind: 'uniform', low: 0, high: 1 };
const [D0, M, N] = [4, 6, 32];
const setup: TrainingSetup = {
  data: {
    dCore: 2,
    dBackground: 2,
    strengths: Array<StrengthDistribution>(D0).fill(uniform),
    labels: 'true',
  },
  width: M,
  ambientDimension: 4096,
  batchSize: N,
  eta: 0.05,
  lambda: 0,
  activation: 'relu',
  gate: 'own',
};
const batches = streamKey('trivial', 'batches');
const start = initialState(setup, streamKey('trivial', 'initial'));

const engineOf = (name: string) => TRIVIAL_NETWORKS.find((n) => n.name === name)!.engine();
const after = (engine: Engine, steps: number, of = setup) => {
  const run = engine.start(of, batches, start);
  run.advance(steps);
  return run.state();
};

it('untrained: the weights of the start, at the step that was asked for', async () => {
  const state = after(await engineOf('untrained'), 7);
  expect([...state.weights]).toEqual([...start.weights]);
  expect(state.step).toBe(7);
});

it('one class: a step of the linear network is along the batch whose labels are all +1', async () => {
  const { z } = drawBatch(setup.data, batches, 0, N, 1);
  const { rate } = updateCoefficients(setup);
  const { weights, signs } = after(await engineOf('one class'), 1, { ...setup, activation: 'identity' });
  for (const [i, weight] of weights.entries()) {
    // Every example is in the margin: initial weights are of order 1/64.
    let sum = 0;
    for (let n = 0; n < N; n++) sum += z[n * D0 + (i % D0)]!;
    expect(weight).toBeCloseTo(start.weights[i]! + rate * signs[Math.floor(i / D0)]! * sum, 6);
  }
});

it('linear: the kernel with the identity', async () => {
  const linear = { ...setup, activation: 'identity' } as const;
  const engine = await engineOf('linear');
  expect([...after(engine, 5).weights]).toEqual([...after(loadKernel(), 5, linear).weights]);
  const draw = { stream: streamKey('trivial', 'probes'), page: 0, rows: 16 };
  expect(engine.probe(setup, start, draw)).toEqual(loadKernel().probe(linear, start, draw));
  expect(engine.rates(setup, start, draw)).toEqual(loadKernel().rates(linear, start, draw));
});

it('shuffled neurons: the rows of the trained network in another order, the signs in their places', async () => {
  const rows = (weights: Float32Array) =>
    Array.from({ length: M }, (_, k) => String([...weights.slice(k * D0, (k + 1) * D0)]));
  const [seen, trained] = [after(await engineOf('shuffled neurons'), 5), after(loadKernel(), 5)];
  expect(rows(seen.weights)).not.toEqual(rows(trained.weights));
  expect(rows(seen.weights).toSorted()).toEqual(rows(trained.weights).toSorted());
  expect([...seen.signs]).toEqual([...trained.signs]);
});
