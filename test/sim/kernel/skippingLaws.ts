/**
 * The contract of certified skipping (sim/kernel/assembly/skipping.ts): from equal weights and batch, the margin sets and the
 * gates of the dense path; over whole runs nearly its weights; and the switch between the two is part of a run's state.
 */
import fc from 'fast-check';
import { expect } from 'vitest';
import { momentsOf, type StrengthDistribution } from '../../../sim/data/strengths.ts';
import { loadKernel } from '../../../sim/engines/kernel.ts';
import type { KernelExports } from '../../../sim/kernel/exports.ts';
import { Kernel } from '../../../sim/kernel/instance.ts';
import { featureCount, initialState, type TrainingSetup, type TrainingState } from '../../../sim/network.ts';
import { streamKey, type StreamKey } from '../../../sim/random/stream.ts';
import { END_TIME } from '../../../theorems/studies/network/checkpoints.ts';
import { instanceAt, setupOf } from '../../../theorems/studies/network/instance.ts';
import { pathSampler } from '../../../theorems/studies/network/path.ts';
import { instance, stateOf, type Instance } from './instances.ts';
import type { Law, LawOptions } from './laws.ts';

/** What a comparison of the two paths went through, for the reader. */
export interface Tally {
  instances: number;
  examples: number;
  recomputed: number;
  pairs: number;
  computed: number;
}

export interface Problem {
  readonly setup: TrainingSetup;
  readonly state: TrainingState;
}

/** From a trained network, what the two paths are compared on: as it is, or bent to where a bound could fail. */
const CASES: Readonly<Record<string, (problem: Problem) => Problem>> = {
  'as trained': (problem) => problem,
  'a zero neuron': weights((v, { i, d0 }) => (i < d0 ? 0 : v)),
  'zero weights': weights(() => 0),
  'zero input': (problem) => strengths(problem, { kind: 'uniform', low: 0, high: 0 }),
  'no neuron of a sign': signs(() => -1),
  'one neuron of a sign': signs((k) => (k === 0 ? 1 : -1)),
  'all neurons of a sign alike': alike,
  'weights -1, 0, 1': weights((v) => Math.round(Math.sin(1e4 * v))),
  'bound met with equality': equality,
  'dot products that vanish but for rounding': balanced,
  'outputs that differ from the margin by rounding': onTheMargin,
  'one neuron against all': oneAgainstAll,
  'all past the margin': weights((v) => 1e3 * v),
  'near the margin': weights((v) => 4 * v),
  'huge weights': weights((v) => 1e22 * v),
  'tiny weights': weights((v) => 1e-24 * v),
  'a NaN weight': weights((v, { i }) => (i === 1 ? NaN : v)),
  'an infinite weight': weights((v, { i }) => (i === 1 ? Infinity : v)),
};

export const skippingLaw: Law = (bytes, options) => {
  compareSkipping(bytes, options);
};

/**
 * Every margin bit is the same, and every gate of a margin example; with no example certified away (an infinite limit), every
 * gate. A quarter of the instances are as trained or near the margin, a quarter have outputs that rounding alone puts on either side
 * of it, which few draws show; the others go through CASES. All without a slope below 0, and with the one that was drawn.
 */
export function compareSkipping(bytes: Uint8Array, options: LawOptions): Tally {
  const engine = loadKernel({ bytes });
  const kernel = new Kernel(bytes);
  const tally: Tally = { instances: 0, examples: 0, recomputed: 0, pairs: 0, computed: 0 };
  const ordinary = fc.constantFrom('as trained', 'near the margin');
  const rounding = fc.constant('outputs that differ from the margin by rounding');
  const name = fc.oneof(ordinary, rounding, {
    weight: 2,
    arbitrary: fc.constantFrom(...Object.keys(CASES)),
  });
  fc.assert(
    fc.property(instance, name, (drawn, name) => {
      tally.instances++;
      for (const slope of new Set([0, drawn.setup.slope ?? 0])) {
        const setup = { ...drawn.setup, activation: 'relu', gate: 'own', slope } as const;
        const own: Instance = { ...drawn, setup };
        const problem = CASES[name]!({ setup, state: stateOf(engine, own) });
        compareStep(kernel, own.batches, problem, tally);
      }
    }),
    options,
  );
  return tally;
}

/** Throws where the two paths differ in a margin bit, a gate or the loss. */
export function compareStep(
  kernel: Kernel,
  batches: StreamKey,
  { setup, state }: Problem,
  tally: Tally,
): void {
  const { exports: wasm } = kernel;
  const { width, batchSize } = setup;
  kernel.load(setup, batches, state);
  wasm.draw(state.step);
  for (const limit of [width, Infinity]) {
    wasm.forward();
    if ((setup.slope ?? 0) > 0) wasm.leakOutputs();
    const denseLoss = wasm.margin(limit);
    const dense = denseSets(kernel, setup);
    const loss = wasm.forwardSkipping(limit);
    const skipping = skippingSets(kernel, setup);
    expect(skipping.margin).toEqual(dense.margin);
    const different = dense.gates.findIndex(
      (gate, i) => dense.margin[i % batchSize] === 1 && gate !== skipping.gates[i],
    );
    expect(different, 'the first pair with another gate').toBe(-1);
    if (limit === Infinity) continue;
    tally.examples += batchSize;
    tally.recomputed += wasm.recomputed.value;
    tally.pairs += width * batchSize;
    tally.computed += wasm.computedPairs.value;
    if (Number.isFinite(denseLoss)) {
      expect(Math.abs(loss - denseLoss)).toBeLessThanOrEqual(2 * wasm.kappa.value * batchSize);
    } else expect(loss).toBe(denseLoss);
  }
}

/**
 * Whole runs by the two paths, inside the domain and to its end s = 40, end within 1e-4 of the largest weight. No bound holds
 * for every run: the orders of summation differ, so a gate may fall the other way, and one gate moves its neuron by
 * h / (d0 N) of a feature, some 1e-5 of the largest weight here; a run decides some 1e7 gates, about one of them within rounding.
 * (Random labels in a small batch keep the weights as small as that: there the paths part by 1e-3 and more.)
 */
export const pathsLaw: Law = (bytes, { numRuns, ...options }) => {
  const dense = loadKernel({ bytes, path: 'dense' });
  const skipping = loadKernel({ bytes, path: 'skipping' });
  fc.assert(
    fc.property(pathSampler, fc.constantFrom(16, 24, 32), fc.nat(), (path, d0, seed) => {
      const setup = setupOf(instanceAt(path, d0));
      const [one, other] = [dense, skipping].map((engine) => {
        const initial = initialState(setup, streamKey('paths', seed));
        const run = engine.start(setup, streamKey('paths', 'batches', seed), initial);
        run.advance(Math.round(END_TIME / path.h));
        return run.state().weights;
      });
      expect(distance(one!, other!)).toBeLessThanOrEqual(1e-4);
    }),
    { ...options, numRuns: Math.ceil(numRuns / 20), endOnFailure: true },
  );
};

/** The largest difference of two networks' weights, in units of the largest weight. */
function distance(v: Float32Array, w: Float32Array): number {
  const largest = v.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  return v.reduce((most, x, i) => Math.max(most, Math.abs(x - w[i]!)), 0) / largest;
}

function weights(change: (v: number, at: { readonly i: number; readonly d0: number }) => number) {
  return ({ setup, state }: Problem): Problem => {
    const d0 = featureCount(setup.data);
    return { setup, state: { ...state, weights: state.weights.map((v, i) => change(v, { i, d0 })) } };
  };
}

function signs(sign: (k: number) => number) {
  return ({ setup, state }: Problem): Problem => ({
    setup,
    state: { ...state, signs: state.signs.map((_, k) => sign(k)) },
  });
}

function strengths({ setup, state }: Problem, strength: StrengthDistribution): Problem {
  const { data } = setup;
  return { setup: { ...setup, data: { ...data, strengths: data.strengths.map(() => strength) } }, state };
}

function alike(problem: Problem): Problem {
  const { signs: all, weights: v } = problem.state;
  return weights((_, { i, d0 }) => v[(i % d0) + d0 * all.indexOf(all[Math.floor(i / d0)]!)]!)(problem);
}

/**
 * One core and one background feature, strengths 0 or 1, weights -1, 0, 1: z - mu is (+-1/2, +-1/2), so parallel to a residual
 * such as (1/2, 1/2); Cauchy-Schwarz is met with equality, and many dot products are exactly 0.
 */
function equality({ setup, state }: Problem): Problem {
  const v = state.weights;
  return {
    setup: {
      ...setup,
      data: {
        dCore: 1,
        dBackground: 1,
        strengths: [0, 1].map(() => ({ kind: 'two-point', low: 0, high: 1, pLow: 0.5 })),
        labels: setup.data.labels,
      },
    },
    state: {
      ...state,
      weights: Float32Array.from({ length: 2 * setup.width }, (_, i) =>
        Math.round(1.4 * Math.sin(1e4 * v[i % v.length]!)),
      ),
    },
  };
}

/**
 * All strengths 1, all neurons of a sign nearly alike, and each one's last weight the negative sum of the others: on the
 * examples of class +, e = 0 and the dot products are nothing but rounding. Only the allowance for it keeps their gates.
 */
function balanced(problem: Problem): Problem {
  const { setup, state } = strengths(alike(problem), { kind: 'uniform', low: 1, high: 1 });
  const d0 = featureCount(setup.data);
  const v = state.weights.map((x, i) => x * (1 + Math.floor(i / d0) / 64));
  for (let k = 0; k < setup.width; k++) {
    const row = v.subarray(k * d0, (k + 1) * d0);
    row[d0 - 1] = -row.subarray(0, d0 - 1).reduce((sum, x) => sum + x, 0);
  }
  return { setup, state: { ...state, weights: v } };
}

/**
 * All strengths 1, all neurons of sign +, scaled to m h = m on class +: the two orders of summation fall on both sides of the
 * margin. Only recomputation keeps the margin sets.
 */
function onTheMargin(problem: Problem): Problem {
  const ones = strengths(signs(() => 1)(problem), { kind: 'uniform', low: 1, high: 1 });
  const { state } = ones;
  // With a large slope the ReLU part is so small a part of an output that its order of summation is rounded away.
  const setup = { ...ones.setup, slope: Math.min(ones.setup.slope ?? 0, 1 / 32) };
  const d0 = featureCount(setup.data);
  let output = 0;
  for (let k = 0; k < setup.width; k++) {
    const p = state.weights.subarray(k * d0, (k + 1) * d0).reduce((sum, x) => sum + x, 0);
    output += Math.max((setup.slope ?? 0) * p, p);
  }
  return { setup, state: { ...state, weights: state.weights.map((v) => (v * setup.width) / output) } };
}

/**
 * Neuron 0 of sign -, off by default on class + and large; all others alike, of sign +, and together at the margin on the class
 * mean. Whether an example is past the margin hangs on neuron 0 alone.
 */
function oneAgainstAll(problem: Problem): Problem {
  const { setup, state } = signs((k) => (k === 0 ? -1 : 1))(problem);
  const { data, width } = setup;
  const d0 = featureCount(data);
  const mean = data.strengths.map((s, j) =>
    data.labels === 'random' && j < data.dCore ? 0 : momentsOf(s).mean,
  );
  const square = mean.reduce((sum, u) => sum + u * u, 0);
  const random = mean.map((_, j) => Math.sin(1e4 * state.weights[j]!));
  const along = random.reduce((sum, x, j) => sum + x * mean[j]!, 0) / square + 0.01;
  return weights((_, { i }) => {
    const u = mean[i % d0]!;
    return i < d0 ? width * (random[i]! - along * u) : (1.1 * width * u) / (width * square);
  })({ setup, state });
}

/** Margin bits by example and gates by neuron and example, after a dense forward pass. */
function denseSets({ exports: wasm }: Kernel, { width, batchSize }: TrainingSetup) {
  const contains = setReader(wasm);
  const { MARGIN_P, MARGIN_M, GATES, SET } = wasm;
  return {
    margin: Array.from(
      { length: batchSize },
      (_, n) => contains(MARGIN_P.value, n) | contains(MARGIN_M.value, n),
    ),
    gates: Array.from({ length: width * batchSize }, (_, i) =>
      contains(GATES.value + Math.floor(i / batchSize) * SET.value, i % batchSize),
    ),
  };
}

/** The same after forwardSkipping: sets hold positions, and a gate is the default unless the pair is an exception. */
function skippingSets({ exports: wasm }: Kernel, { width, batchSize }: TrainingSetup) {
  const contains = setReader(wasm);
  const { MARGIN_P, MARGIN_M, CANDIDATES, FORM, SET } = wasm;
  const positions = new Uint32Array(wasm.memory.buffer, wasm.POSITION.value, batchSize);
  const y = new Float32Array(wasm.memory.buffer, wasm.Y.value, batchSize);
  const forms = new Uint32Array(wasm.memory.buffer, FORM.value, 16 * width);
  return {
    margin: Array.from(positions, (at) => contains(MARGIN_P.value, at) | contains(MARGIN_M.value, at)),
    gates: Array.from({ length: width * batchSize }, (_, i) => {
      const k = Math.floor(i / batchSize);
      const n = i % batchSize;
      return forms[16 * k + (y[n]! > 0 ? 8 : 9)]! ^ contains(CANDIDATES.value + k * SET.value, positions[n]!);
    }),
  };
}

function setReader({ memory }: KernelExports) {
  const bytes = new Uint8Array(memory.buffer);
  return (set: number, at: number) => (bytes[set + (at >> 2)]! >> (at & 3)) & 1;
}
