import { Worker } from 'node:worker_threads';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../../sim/engines/engine.ts';
import { loadTfjs, tfjsBackends, type TfjsBackend } from '../../../sim/engines/tfjs.ts';
import { loadDevice } from '../../../sim/engines/tfjsBackend.ts';
import { initialState, type TrainingSetup, type TrainingState } from '../../../sim/network.ts';
import { streamKey } from '../../../sim/random/stream.ts';
import { drawBatch, type DataSpec } from '../../../sim/data/batch.ts';

const uniform = { kind: 'uniform', low: 0, high: 1 } as const;
const one = { kind: 'uniform', low: 1, high: 1 } as const;

function setupOf(change: Partial<TrainingSetup> = {}): TrainingSetup {
  return {
    data: { dCore: 3, dBackground: 4, strengths: Array.from({ length: 7 }, () => uniform), labels: 'true' },
    width: 6,
    ambientDimension: 129,
    batchSize: 21,
    eta: 0.5,
    lambda: 0.01,
    activation: 'relu',
    gate: 'own',
    ...change,
  };
}

/** Every example is z = (y, 1): the kinks can be hit exactly. */
const fixed: DataSpec = { dCore: 1, dBackground: 1, strengths: [one, one], labels: 'true' };
const batches = streamKey('engine test', 'batches');

describe.each(['wasm', 'cpu'] as const)('tfjs on %s', (backend: TfjsBackend) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await loadTfjs(backend);
  });

  /** One step from the given weights: the loss before it and the weights after it. */
  const step = (setup: TrainingSetup, weights: readonly number[], signs: readonly number[]) => {
    const run = engine.start(setup, batches, {
      step: 0,
      weights: Float32Array.from(weights),
      signs: Int8Array.from(signs),
    });
    const [loss] = run.advance(1);
    const after = [...run.state().weights];
    run.dispose();
    return { loss, after };
  };

  test('names its backend', () => expect(engine.name).toBe(`tfjs-${backend}`));

  test('a neuron at <v, z> = 0 is active, so a network of zeros learns', () => {
    const setup = setupOf({ data: fixed, width: 2, lambda: 0 });
    const { y } = drawBatch(fixed, batches, 0, setup.batchSize);
    const imbalance = y.reduce((sum, label) => sum + label, 0);
    const rate = Math.fround(setup.eta / (2 * setup.batchSize));
    const { loss, after } = step(setup, [0, 0, 0, 0], [1, -1]);
    expect(loss).toBe(1);
    // sum of y z = (rows, imbalance); imbalance != 0, or the second entry would check nothing.
    expect(imbalance).not.toBe(0);
    const expected = [setup.batchSize, imbalance].map((g) => Math.fround(rate * g));
    expect(after).toEqual([...expected, ...expected.map((g) => -g)]);
  });

  test('a neuron just below 0 is not active', () => {
    const setup = setupOf({ data: fixed, width: 2, lambda: 0 });
    // <v, z> = -1e-20 for both labels.
    expect(step(setup, [0, -1e-20, 0, -1e-20], [1, -1]).after.map(Math.fround)).toEqual(
      [0, -1e-20, 0, -1e-20].map(Math.fround),
    );
  });

  test('y h = 1 is in the margin, anything above is not', () => {
    const setup = setupOf({ data: fixed, width: 2, lambda: 0 });
    const at = step(setup, [2, 0, -2, 0], [1, -1]);
    expect(at.loss).toBe(0);
    expect(at.after[0]).toBeGreaterThan(2);
    const above = 2 + 2 ** -20;
    expect(step(setup, [above, 0, -above, 0], [1, -1]).after).toEqual([above, 0, -above, 0]);
  });

  test('weight decay alone, when every example is beyond the margin', () => {
    const setup = setupOf({ data: fixed, width: 2, eta: 0.5, lambda: 0.5 });
    expect(step(setup, [8, 0, -8, 0], [1, -1]).after).toEqual([6, 0, -6, 0]);
  });

  test('class-average gates: neuron active on one class only moves along both, by half', () => {
    const setup = setupOf({ data: fixed, width: 2, lambda: 0, gate: 'class-average' });
    const { y } = drawBatch(fixed, batches, 0, setup.batchSize);
    const imbalance = y.reduce((sum, label) => sum + label, 0);
    const rate = Math.fround(setup.eta / (2 * setup.batchSize));
    const half = [setup.batchSize / 2, imbalance / 2].map((g) => rate * g);
    const { after } = step(setup, [0.25, 0, -0.25, 0], [1, -1]);
    after.forEach((v, i) => {
      const [start, sign] = [[0.25, 0, -0.25, 0][i]!, i < 2 ? 1 : -1];
      expect(v).toBe(Math.fround(start + Math.fround(sign * half[i % 2]!)));
    });
  });

  test('the identity has no gate: both signs of <v, z> move', () => {
    const setup = setupOf({ data: fixed, width: 2, lambda: 0, activation: 'identity' });
    const { after } = step(setup, [0, -1e-20, 0, -1e-20], [1, -1]);
    expect(after[0]).toBeGreaterThan(0);
    expect(after[2]).toBe(-after[0]!);
  });

  test('NaN is visible in the loss and stays in the weights', () => {
    const { loss, after } = step(setupOf({ data: fixed, width: 2 }), [NaN, 0, 1, 1], [1, -1]);
    expect(loss).toBeNaN();
    expect(after[0]).toBeNaN();
    expect(after[2]).not.toBeNaN();
  });

  test('leaves no tensor behind, and none grows during a run', async () => {
    const { tf } = await loadDevice(backend);
    const before = tf.memory().numTensors;
    const run = engine.start(setupOf(), batches, initialState(setupOf(), streamKey('leak')));
    run.advance(1);
    const during = tf.memory().numTensors;
    run.advance(5);
    run.state();
    expect(tf.memory().numTensors).toBe(during);
    run.dispose();
    engine.probe(setupOf(), initialState(setupOf(), streamKey('leak')), {
      stream: batches,
      page: 0,
      rows: 3,
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  test('keeps no hold of the arrays it is given, and gives none of its own away', () => {
    const start = initialState(setupOf(), streamKey('alias'));
    const run = engine.start(setupOf(), batches, start);
    const copy = run.state();
    start.weights.fill(7);
    expect(run.state().weights).toEqual(copy.weights);
    copy.weights.fill(9);
    expect(run.state().weights[0]).not.toBe(9);
    run.dispose();
  });

  test('says what is wrong with a shape or a number of steps', () => {
    const start = initialState(setupOf(), streamKey('shape'));
    expect(() => engine.start(setupOf({ width: 7 }), batches, start)).toThrow(
      '7 neurons on 7 features needs 7 signs and 49 weights, got 6 and 42',
    );
    const run = engine.start(setupOf(), batches, start);
    expect(() => run.advance(0.5)).toThrow('whole number of steps, got 0.5');
    run.dispose();
  });
});

test('two engines on different backends take turns without disturbing each other', async () => {
  const engines = [await loadTfjs('wasm'), await loadTfjs('cpu')];
  const setup = setupOf();
  const start = initialState(setup, streamKey('turns'));
  const alone = engines.map((engine) => finish(engine, setup, start, 4));
  const runs = engines.map((engine) => engine.start(setup, batches, start));
  for (let i = 0; i < 4; i++) for (const run of runs) run.advance(1);
  runs.forEach((run, i) => {
    expect(run.state().weights).toEqual(alone[i]);
    run.dispose();
  });
});

test('WASM and CPU agree on one step to a few units in the last place', async () => {
  const setup = setupOf();
  const start = initialState(setup, streamKey('agree'));
  const wasm = finish(await loadTfjs('wasm'), setup, start, 1);
  const cpu = finish(await loadTfjs('cpu'), setup, start, 1);
  wasm.forEach((v, i) => expect(Math.abs(v - cpu[i]!)).toBeLessThan(1e-6 * Math.abs(v) + 1e-8));
});

test('a computation runs on the backend of its device, whatever is current', async () => {
  const [wasm, cpu] = [await loadDevice('wasm'), await loadDevice('cpu')];
  const current = () => wasm.tf.getBackend();
  wasm.compute(() => {
    expect(current()).toBe('wasm');
    return [];
  });
  cpu.compute(() => {
    expect(current()).toBe('cpu');
    return [];
  });
});

test('says of every backend whether it is there and why not', async () => {
  const reports = await tfjsBackends();
  expect(reports.map((r) => r.backend)).toEqual(['node', 'wasm', 'cpu']);
  for (const r of reports) {
    expect(r.available ? r.version : r.reason, r.backend).not.toBe('');
    expect(r.available ? r.reason : r.version, r.backend).toBe('');
    expect(r.reason).not.toContain('\n');
  }
  const first = reports.find((r) => r.available)!;
  expect((await loadTfjs()).name).toBe(`tfjs-${first.backend}`);
  const missing = reports.find((r) => !r.available);
  if (missing) await expect(loadTfjs(missing.backend)).rejects.toThrow(missing.reason);
});

test('gives the same bits inside a worker thread', async () => {
  const setup = setupOf();
  const start = initialState(setup, streamKey('worker'));
  const here = finish(await loadTfjs('wasm'), setup, start, 3);
  const code = `
    const { workerData, parentPort } = require('node:worker_threads');
    require('tsx/cjs');
    const { loadTfjs } = require(workerData.module);
    loadTfjs('wasm').then((engine) => {
      const run = engine.start(workerData.setup, workerData.batches, workerData.start);
      run.advance(3);
      parentPort.postMessage(run.state().weights);
    });`;
  const module = createRequire(import.meta.url).resolve('../../../sim/engines/tfjs.ts');
  const worker = new Worker(code, { eval: true, workerData: { module, setup, batches, start } });
  const there = await new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  await worker.terminate();
  expect(there).toEqual(here);
}, 30_000);

function finish(engine: Engine, setup: TrainingSetup, start: TrainingState, steps: number): Float32Array {
  const run = engine.start(setup, batches, start);
  run.advance(steps);
  const { weights } = run.state();
  run.dispose();
  return weights;
}
