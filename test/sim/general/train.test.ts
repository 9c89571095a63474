import { beforeAll, describe, expect, test } from 'vitest';
import { drawBatch, type DataSpec } from '../../../sim/data/batch.ts';
import { drawDictionary, lift, project, unitDictionary } from '../../../sim/data/dictionary.ts';
import { loadDevice } from '../../../sim/engines/tfjsBackend.ts';
import type { ActivationName } from '../../../sim/general/activations.ts';
import { ACTIVATIONS } from '../../../sim/general/activations.ts';
import { LOSSES, type LossName } from '../../../sim/general/losses.ts';
import {
  fixedExamples,
  freshExamples,
  torchInitial,
  trainedParameters,
  type GeneralSetup,
  type GeneralState,
  type ParameterName,
} from '../../../sim/general/network.ts';
import { ADAMW } from '../../../sim/general/optimizers.ts';
import { loadGeneral, type GeneralCore } from '../../../sim/general/train.ts';
import { streamKey } from '../../../sim/random/stream.ts';

const data: DataSpec = {
  dCore: 2,
  dBackground: 3,
  strengths: Array.from({ length: 5 }, () => ({ kind: 'uniform', low: 0, high: 1 }) as const),
  labels: 'true',
};
const key = streamKey('general test');

function setupOf(change: Partial<GeneralSetup> = {}): GeneralSetup {
  return {
    inputs: 5,
    width: 4,
    activation: 'relu',
    loss: 'hinge',
    optimizer: { kind: 'sgd', eta: 0.5, lambda: 0.01 },
    outputLayer: 'trained',
    biases: true,
    gradient: 'manual',
    examples: fixedExamples(drawBatch(data, key, 0, 11)),
    ...change,
  };
}

const activations = Object.keys(ACTIVATIONS) as ActivationName[];
const losses = Object.keys(LOSSES) as LossName[];
let wasm: GeneralCore;
let cpu: GeneralCore;
beforeAll(async () => {
  wasm = await loadGeneral('wasm');
  cpu = await loadGeneral('cpu');
});

describe.each(activations)('%s', (activation) => {
  test.each(losses)('with %s loss: by hand = autodiff, on both backends, for every parameter', (loss) => {
    const base = setupOf({ activation, loss, optimizer: { kind: 'sgd', eta: 1, lambda: 0 } });
    const start = torchInitial(base, key);
    const results = [wasm, cpu].flatMap((core) =>
      (['manual', 'autodiff'] as const).map((gradient) => advance(core, { ...base, gradient }, start, 1)),
    );
    for (const name of trainedParameters(base)) {
      const [first, ...others] = results.map((r) => r.state.parameters[name]);
      expect(first, name).not.toEqual(start.parameters[name]);
      for (const other of others) expectNear(other, first!, 3e-7);
    }
    for (const r of results) expect(Math.abs(r.losses[0]! - results[0]!.losses[0]!)).toBeLessThan(1e-6);
  });

  test('the derivative is the slope of the value', () => {
    const base = setupOf({ activation, loss: 'logistic', optimizer: { kind: 'sgd', eta: 1, lambda: 0 } });
    const start = torchInitial(base, key);
    const moved = advance(wasm, base, start, 1).state;
    const h = 2 ** -7;
    for (const name of trainedParameters(base)) {
      const at = (shift: number) => {
        const values = start.parameters[name].slice();
        values[0]! += shift;
        return lossOf(base, { ...start, parameters: { ...start.parameters, [name]: values } });
      };
      const slope = (at(h) - at(-h)) / (2 * h);
      const gradient = start.parameters[name][0]! - moved.parameters[name][0]!;
      // Third derivatives of these losses are below 1 here (and kinks weigh their share of 11 examples times h).
      expect(Math.abs(slope - gradient), name).toBeLessThan(2e-3);
    }
  });
});

test('momentum and AdamW follow their formulas in float64', () => {
  const sgd = setupOf({
    activation: 'tanh',
    loss: 'logistic',
    optimizer: { kind: 'sgd', eta: 1, lambda: 0 },
  });
  const start = torchInitial(sgd, key);
  const gradientAt = (state: GeneralState) => {
    const { parameters } = advance(wasm, sgd, { ...state, slots: {} }, 1).state;
    return state.parameters.hidden.map((p, i) => p - parameters.hidden[i]!);
  };
  const momentum = { kind: 'momentum', eta: 0.3, lambda: 0.1, momentum: 0.9 } as const;
  const adamw = { ...ADAMW, eta: 0.05, lambda: 0.2 } as const;
  let state = advance(wasm, { ...sgd, optimizer: momentum }, start, 1).state;
  const g1 = gradientAt(start);
  const b1 = g1.map((g, i) => g + 0.1 * start.parameters.hidden[i]!);
  expectNear(
    state.parameters.hidden,
    b1.map((b, i) => start.parameters.hidden[i]! - 0.3 * b),
    1e-6,
  );
  const g2 = gradientAt(state);
  const second = advance(wasm, { ...sgd, optimizer: momentum }, state, 1).state;
  expectNear(
    second.parameters.hidden,
    state.parameters.hidden.map((p, i) => p - 0.3 * (0.9 * b1[i]! + g2[i]! + 0.1 * p)),
    1e-6,
  );
  // The first step of AdamW is eta times the sign of the gradient, whatever its size.
  state = advance(wasm, { ...sgd, optimizer: adamw }, start, 1).state;
  expectNear(
    state.parameters.hidden,
    start.parameters.hidden.map((p, i) => 0.99 * p - (0.05 * g1[i]!) / (Math.abs(g1[i]!) + 1e-8)),
    1e-5,
  );
  const h2 = gradientAt(state);
  const third = advance(wasm, { ...sgd, optimizer: adamw }, state, 1).state;
  const expected = state.parameters.hidden.map((p, i) => {
    const first = (0.9 * 0.1 * g1[i]! + 0.1 * h2[i]!) / (1 - 0.9 ** 2);
    const square = (0.999 * 0.001 * g1[i]! ** 2 + 0.001 * h2[i]! ** 2) / (1 - 0.999 ** 2);
    return 0.99 * p - (0.05 * first) / (Math.sqrt(square) + 1e-8);
  });
  expectNear(third.parameters.hidden, expected, 1e-4);
});

test('only what is trained moves', () => {
  const moved = (change: Partial<GeneralSetup>) => {
    const setup = setupOf(change);
    const start = torchInitial(setup, key);
    const { state } = advance(wasm, setup, start, 2);
    return (Object.keys(start.parameters) as ParameterName[]).filter(
      (name) => !state.parameters[name].every((p, i) => p === start.parameters[name][i]),
    );
  };
  expect(moved({})).toEqual(['hidden', 'hiddenBias', 'output', 'outputBias']);
  expect(moved({ biases: false })).toEqual(['hidden', 'output']);
  expect(moved({ outputLayer: 'frozen' })).toEqual(['hidden', 'hiddenBias']);
  expect(moved({ outputLayer: 'frozen', biases: false })).toEqual(['hidden']);
});

test.each(['sgd', 'momentum', 'adamw'] as const)('two half-runs are one run, with %s', (kind) => {
  const optimizer = {
    sgd: { kind: 'sgd', eta: 0.1, lambda: 0.1 },
    momentum: { kind: 'momentum', eta: 0.1, lambda: 0.1, momentum: 0.9 },
    adamw: { ...ADAMW, eta: 0.1, lambda: 0.1 },
  }[kind] as GeneralSetup['optimizer'];
  const setup = setupOf({ optimizer, examples: freshExamples(data, key, 11) });
  const start = torchInitial(setup, key);
  const whole = advance(wasm, setup, start, 7);
  const first = advance(wasm, setup, start, 3);
  const rest = advance(wasm, setup, first.state, 4);
  expect(rest.state).toEqual(whole.state);
  expect([...first.losses, ...rest.losses]).toEqual([...whole.losses]);
});

test('a fixed sample is the same at every step, fresh batches are not', () => {
  const still = { kind: 'sgd', eta: 0, lambda: 0 } as const;
  const lossesOf = (examples: GeneralSetup['examples']) => {
    const setup = setupOf({ optimizer: still, examples });
    return new Set(advance(wasm, setup, torchInitial(setup, key), 3).losses).size;
  };
  expect(lossesOf(setupOf().examples)).toBe(1);
  expect(lossesOf(freshExamples(data, key, 11))).toBe(3);
});

test('outputs and preactivations are those of the network', () => {
  const setup = setupOf({ activation: 'tanh' });
  const { parameters } = torchInitial(setup, key);
  const { z, rows } = drawBatch(data, key, 5, 3);
  const pre = wasm.preactivations(setup, parameters, z);
  const outputs = wasm.outputs(setup, parameters, z);
  for (let n = 0; n < rows; n++) {
    let h = parameters.outputBias[0]!;
    for (let k = 0; k < setup.width; k++) {
      let p = parameters.hiddenBias[k]!;
      for (let j = 0; j < 5; j++) p += parameters.hidden[k * 5 + j]! * z[n * 5 + j]!;
      expect(Math.abs(pre[n * setup.width + k]! - p)).toBeLessThan(1e-6);
      h += parameters.output[k]! * Math.tanh(p);
    }
    expect(Math.abs(outputs[n]! - h)).toBeLessThan(1e-6);
  }
});

test('the initialisation is uniform within 1/sqrt(fan-in), or +-1/m where frozen', () => {
  const setup = setupOf({ inputs: 16, width: 500, outputLayer: 'frozen' });
  const { hidden, output, hiddenBias } = torchInitial(setup, key).parameters;
  const largest = Math.max(...hidden.map(Math.abs));
  expect(largest).toBeLessThanOrEqual(0.25);
  expect(largest).toBeGreaterThan(0.249);
  expect(new Set(output)).toEqual(new Set([Math.fround(1 / 500), Math.fround(-1 / 500)]));
  expect(new Set([...hiddenBias].map((b) => b === hidden[0])).has(true)).toBe(false);
});

test('leaves no tensor behind', async () => {
  const { tf } = await loadDevice('wasm');
  const before = tf.memory().numTensors;
  for (const gradient of ['manual', 'autodiff'] as const) {
    const setup = setupOf({ gradient, optimizer: { ...ADAMW, eta: 0.1, lambda: 0.1 } });
    const run = wasm.start(setup, torchInitial(setup, key));
    run.advance(1);
    const during = tf.memory().numTensors;
    run.advance(3);
    run.state();
    expect(tf.memory().numTensors).toBe(during);
    run.dispose();
    expect(tf.memory().numTensors).toBe(before);
  }
});

describe('with a dictionary', () => {
  const dictionary = drawDictionary(key, 7, 5);
  const batch = drawBatch(data, key, 0, 11);
  /** The network on features, and the one that sees ambient vectors. */
  const factored = (change: Partial<GeneralSetup>) =>
    setupOf({ inputs: 7, activation: 'gelu', dictionary, examples: fixedExamples(batch), ...change });
  const lifted = (change: Partial<GeneralSetup>) =>
    setupOf({ inputs: 7, activation: 'gelu', examples: fixedExamples(batch, dictionary), ...change });
  const optimizer = { ...ADAMW, eta: 0.05, lambda: 0.2 };

  test.each(['manual', 'autodiff'] as const)('training is that on ambient vectors (%s)', (gradient) => {
    // AdamW does not see the size of a gradient; SGD does.
    const sgd = { kind: 'sgd', eta: 0.5, lambda: 0 } as const;
    for (const [core, rule] of [wasm, cpu].flatMap((c) => [[c, optimizer] as const, [c, sgd] as const])) {
      const start = torchInitial(factored({}), key);
      const one = advance(core, factored({ gradient, optimizer: rule }), start, 5);
      const other = advance(core, lifted({ gradient, optimizer: rule }), start, 5);
      for (const name of Object.keys(start.parameters) as ParameterName[])
        expectNear(one.state.parameters[name], other.state.parameters[name], 1e-5);
      expectNear(one.losses, other.losses, 1e-6);
    }
  });

  test('outputs and preactivations are those of the ambient vectors', () => {
    const { parameters } = torchInitial(factored({}), key);
    const x = lift(dictionary, batch.z);
    expectNear(
      wasm.outputs(factored({}), parameters, batch.z),
      wasm.outputs(lifted({}), parameters, x),
      1e-6,
    );
    expectNear(
      wasm.preactivations(factored({}), parameters, batch.z),
      wasm.preactivations(lifted({}), parameters, x),
      1e-6,
    );
  });

  test('AdamW feels a rotation of the ambient space, momentum does not', () => {
    const other = unitDictionary(7, 5);
    const start = torchInitial(factored({}), key);
    const rotated = (optimizer: GeneralSetup['optimizer']) => {
      // The same weights along the features under either dictionary, and none beside them.
      const along = project(dictionary, start.parameters.hidden);
      const hidden = (of: typeof dictionary) => ({
        ...start,
        parameters: { ...start.parameters, hidden: lift(of, along) },
      });
      const run = (of: typeof dictionary) =>
        project(
          of,
          advance(wasm, factored({ optimizer, dictionary: of }), hidden(of), 5).state.parameters.hidden,
        );
      const [one, two] = [run(dictionary), run(other)];
      return Math.max(...one.map((w, i) => Math.abs(w - two[i]!)));
    };
    expect(rotated({ kind: 'momentum', eta: 0.3, lambda: 0.1, momentum: 0.9 })).toBeLessThan(1e-5);
    expect(rotated(optimizer)).toBeGreaterThan(1e-2);
  });

  test('leaves no tensor behind, and refuses another dimension', async () => {
    const { tf } = await loadDevice('wasm');
    const before = tf.memory().numTensors;
    advance(wasm, factored({ optimizer }), torchInitial(factored({}), key), 2);
    wasm.outputs(factored({}), torchInitial(factored({}), key).parameters, batch.z);
    expect(tf.memory().numTensors).toBe(before);
    expect(() => wasm.start(factored({ inputs: 5 }), torchInitial(setupOf(), key))).toThrow(
      'a dictionary of dimension 7 does not fit 5 inputs',
    );
  });
});

test('refuses parameters of a wrong shape', () => {
  const setup = setupOf();
  const start = torchInitial(setupOf({ width: 3 }), key);
  expect(() => wasm.start(setup, start)).toThrow('hidden needs 20 numbers, got 15');
});

function advance(core: GeneralCore, setup: GeneralSetup, start: GeneralState, steps: number) {
  const run = core.start(setup, start);
  const all = run.advance(steps);
  const state = run.state();
  run.dispose();
  return { losses: all, state };
}

function lossOf(setup: GeneralSetup, state: GeneralState): number {
  return advance(wasm, { ...setup, optimizer: { kind: 'sgd', eta: 0, lambda: 0 } }, state, 1).losses[0]!;
}

function expectNear(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  Array.from(expected).forEach((value, i) => {
    expect(Math.abs(actual[i]! - value), `entry ${i}`).toBeLessThan(tolerance);
  });
}
