/**
 * The kernel engine: whole training runs inside one small WebAssembly module (sim/kernel/assembly), a batch drawn,
 * a step made, many steps per call. The same weights, bit for bit, on every machine and version of Node.
 *
 * Runs share one instance and its memory: a run's weights live here between calls, and the memory is laid out anew
 * for each call. It grows to the largest shape seen and is reused.
 *
 * Identity activation: all neurons move by one common vector, so a network is collapsed to its initial weights,
 * one scalar and one vector (assembly/linear.ts). `state().collapsed` carries these, so that a run continued from a
 * state equals the uninterrupted one bit for bit.
 */
import { readFileSync } from 'node:fs';
import { momentsOf, piecesOf } from '../data/strengths.ts';
import {
  featureCount,
  updateCoefficients,
  type CollapsedState,
  type TrainingSetup,
  type TrainingState,
} from '../network.ts';
import type { StreamKey } from '../random/stream.ts';
import type { Engine, TrainingRun } from './engine.ts';

export interface KernelOptions {
  /** The module to run instead of the shipped one. */
  readonly bytes?: Uint8Array;
  /**
   * `dense` computes every activation, `skipping` only those that are not foregone, `auto` (the default) whichever
   * costs less (assembly/skipping.ts). The paths differ in the order of two sums; each is bit-exact with itself.
   */
  readonly path?: KernelPath;
}

export type KernelPath = keyof typeof PATHS;

const PATHS = { dense: 0, skipping: 1, auto: 2 } as const;

/** The kernel engine, with a WebAssembly instance of its own. */
export function loadKernel({
  bytes = readFileSync(new URL('../kernel/kernel.wasm', import.meta.url)),
  path = 'auto',
}: KernelOptions = {}): Engine {
  const kernel = new Kernel(bytes);
  return {
    name: 'kernel',
    start: (setup, batches, state) =>
      setup.activation === 'identity'
        ? new LinearRun(kernel, setup, batches, state)
        : new ReluRun(kernel, path, setup, batches, state),
    preactivations: (weights, z, shape) => kernel.preactivations(weights, z, shape),
  };
}

class ReluRun implements TrainingRun {
  readonly #kernel: Kernel;
  readonly #path: KernelPath;
  readonly #setup: TrainingSetup;
  readonly #batches: StreamKey;
  readonly #signs: Int8Array;
  #weights: Float32Array;
  #step: number;
  #skipping: boolean;

  constructor(
    kernel: Kernel,
    path: KernelPath,
    setup: TrainingSetup,
    batches: StreamKey,
    state: TrainingState,
  ) {
    checkShapes(setup, state);
    this.#kernel = kernel;
    this.#path = path;
    this.#setup = setup;
    this.#batches = batches;
    this.#signs = state.signs.slice();
    this.#skipping = state.skipping ?? false;
    this.#weights = state.weights.slice();
    this.#step = state.step;
  }

  advance(steps: number): Float64Array {
    const { exports: wasm } = this.#kernel;
    const losses = new Float64Array(checkSteps(steps));
    const { decay, rate } = updateCoefficients(this.#setup);
    const d0 = this.#kernel.load(this.#setup, this.#batches, { weights: this.#weights, signs: this.#signs });
    wasm.setSkipping(this.#skipping);
    const classAverage = this.#setup.gate === 'class-average';
    this.#kernel.inCalls(losses, (done, count) =>
      wasm.trainRelu(this.#step + done, count, decay, rate, classAverage, PATHS[this.#path]),
    );
    this.#skipping = wasm.skipping.value === 1;
    this.#kernel.readRows(wasm.V.value, this.#weights, d0);
    this.#step += steps;
    return losses;
  }

  state(): TrainingState {
    const state = { step: this.#step, weights: this.#weights.slice(), signs: this.#signs.slice() };
    return this.#skipping ? { ...state, skipping: true } : state;
  }

  dispose(): void {
    this.#weights = new Float32Array(0);
  }
}

class LinearRun implements TrainingRun {
  readonly #kernel: Kernel;
  readonly #setup: TrainingSetup;
  readonly #batches: StreamKey;
  readonly #signs: Int8Array;
  #collapsed: CollapsedState;
  #step: number;

  constructor(kernel: Kernel, setup: TrainingSetup, batches: StreamKey, state: TrainingState) {
    checkShapes(setup, state);
    this.#kernel = kernel;
    this.#setup = setup;
    this.#batches = batches;
    this.#signs = state.signs.slice();
    this.#step = state.step;
    this.#collapsed = collapse(state, featureCount(setup.data));
  }

  advance(steps: number): Float64Array {
    const { exports: wasm } = this.#kernel;
    const losses = new Float64Array(checkSteps(steps));
    const { decay, rate } = updateCoefficients(this.#setup);
    const { base, shift, scale } = this.#collapsed;
    const d0 = this.#kernel.prepare(this.#setup, this.#batches, 1);
    this.#kernel.doubles(wasm.MEAN.value, d0).set(meanWeights(base, this.#signs, d0));
    this.#kernel.doubles(wasm.SHIFT.value, d0).set(shift);
    wasm.setScale(scale);
    this.#kernel.inCalls(losses, (done, count) =>
      wasm.trainLinear(this.#step + done, count, decay, rate, this.#setup.gate === 'class-average'),
    );
    this.#collapsed = {
      base,
      scale: wasm.scale.value,
      shift: this.#kernel.doubles(wasm.SHIFT.value, d0).slice(),
    };
    this.#step += steps;
    return losses;
  }

  state(): TrainingState {
    const collapsed = {
      ...this.#collapsed,
      base: this.#collapsed.base.slice(),
      shift: this.#collapsed.shift.slice(),
    };
    return {
      step: this.#step,
      weights: expand(collapsed, this.#signs),
      signs: this.#signs.slice(),
      collapsed,
    };
  }

  dispose(): void {
    this.#collapsed = { base: new Float32Array(0), scale: 0, shift: new Float64Array(0) };
  }
}

/** v_k = scale base_k + sign_k shift, rounded to float32. */
function expand({ base, scale, shift }: CollapsedState, signs: Int8Array): Float32Array {
  const d0 = shift.length;
  return base.map((v, i) => scale * v + signs[Math.floor(i / d0)]! * shift[i % d0]!);
}

/** The state's collapsed form if it stands for the state's very weights; else these weights are the new base. */
function collapse(state: TrainingState, d0: number): CollapsedState {
  const given = state.collapsed;
  if (given?.shift.length === d0 && given.base.length === state.weights.length) {
    const weights = expand(given, state.signs);
    if (weights.every((v, i) => Object.is(v, state.weights[i]))) {
      return { base: given.base.slice(), scale: given.scale, shift: given.shift.slice() };
    }
  }
  return { base: state.weights.slice(), scale: 1, shift: new Float64Array(d0) };
}

/** (1/m) sum_k sign_k base_k in float64, neurons in ascending order. */
function meanWeights(base: Float32Array, signs: Int8Array, d0: number): Float64Array {
  const mean = new Float64Array(d0);
  signs.forEach((sign, k) => {
    for (let j = 0; j < d0; j++) mean[j]! += sign * base[k * d0 + j]!;
  });
  return mean.map((sum) => sum / signs.length);
}

function checkShapes(setup: TrainingSetup, state: TrainingState): void {
  const d0 = featureCount(setup.data);
  if (state.signs.length !== setup.width || state.weights.length !== setup.width * d0) {
    throw new RangeError(
      `a network of ${setup.width} neurons on ${d0} features needs ${setup.width} signs and ${setup.width * d0} weights, ` +
        `got ${state.signs.length} and ${state.weights.length}`,
    );
  }
}

function checkSteps(steps: number): number {
  if (!(Number.isInteger(steps) && steps >= 0)) {
    throw new RangeError(`a run advances by a whole number of steps, got ${steps}`);
  }
  return steps;
}

/** What is used of the WebAssembly interface; its own types come only with those of a browser. */
interface WebAssemblyInterface {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: unknown };
}

type Pointer = { readonly value: number };

/** The module's exports; addresses are bytes in its memory (assembly/memory.ts says what lies there). */
export interface KernelExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly V: Pointer;
  readonly Z: Pointer;
  readonly Y: Pointer;
  readonly SIGN: Pointer;
  readonly STRIDE: Pointer;
  readonly PRODUCTS: Pointer;
  readonly LOSS: Pointer;
  readonly LOSSES: Pointer;
  readonly MEAN: Pointer;
  readonly SHIFT: Pointer;
  readonly CUT: Pointer;
  readonly SLOPE_1: Pointer;
  readonly BASE_1: Pointer;
  readonly SLOPE_2: Pointer;
  readonly BASE_2: Pointer;
  readonly CORE: Pointer;
  readonly MU_P: Pointer;
  readonly MU_M: Pointer;
  readonly MINUS_MU_M: Pointer;
  readonly scale: Pointer;
  /** 1 if the next step skips. */
  readonly skipping: Pointer;
  /** Pairs computed and examples recomputed in the last skipping step. */
  readonly computedPairs: Pointer;
  readonly recomputed: Pointer;
  readonly kappa: Pointer;
  readonly SET: Pointer;
  readonly GATES: Pointer;
  readonly MARGIN_P: Pointer;
  readonly MARGIN_M: Pointer;
  readonly POSITION: Pointer;
  readonly CANDIDATES: Pointer;
  readonly FORM: Pointer;
  layout(examples: number, neurons: number, d0: number): void;
  stream(k0: number, k1: number, k2: number, k3: number, randomLabels: boolean): void;
  draw(page: number): void;
  setScale(scale: number): void;
  setSkipping(skipping: boolean): void;
  layoutProducts(examples: number, neurons: number, d0: number): void;
  products(): void;
  forward(): void;
  margin(limit: number): number;
  forwardSkipping(limit: number): number;
  trainRelu(
    step: number,
    steps: number,
    decay: number,
    rate: number,
    classAverage: boolean,
    path: number,
  ): void;
  trainLinear(step: number, steps: number, decay: number, rate: number, classAverage: boolean): void;
}

/** Rows of examples that one call of `preactivations` holds. */
const ROWS = 256;

/** The WebAssembly instance, and how numbers get in and out. */
export class Kernel {
  readonly exports: KernelExports;

  constructor(bytes: Uint8Array) {
    const { Module, Instance } = (globalThis as unknown as { WebAssembly: WebAssemblyInterface }).WebAssembly;
    this.exports = new Instance(new Module(bytes), {}).exports as KernelExports;
  }

  /** Lays out the memory for a setup (with `width` neurons instead of its own) and names the stream; returns d0. */
  prepare(setup: TrainingSetup, batches: StreamKey, width = setup.width): number {
    const wasm = this.exports;
    const { data } = setup;
    const d0 = featureCount(data);
    if (data.strengths.length !== d0) {
      throw new RangeError(`${d0} features need ${d0} strengths, got ${data.strengths.length}`);
    }
    const pieces = data.strengths.map(piecesOf);
    wasm.layout(setup.batchSize, width, d0);
    wasm.stream(...batches, data.labels === 'random');
    this.floats(wasm.CUT.value, d0).set(pieces.map((p) => p.cut));
    this.floats(wasm.SLOPE_1.value, d0).set(pieces.map((p) => p.slopeFirst));
    this.floats(wasm.BASE_1.value, d0).set(pieces.map((p) => p.baseFirst));
    this.floats(wasm.SLOPE_2.value, d0).set(pieces.map((p) => p.slopeSecond));
    this.floats(wasm.BASE_2.value, d0).set(pieces.map((p) => p.baseSecond));
    new Int32Array(wasm.memory.buffer, wasm.CORE.value, data.dCore).fill(-1);
    const mean = data.strengths.map((s) => momentsOf(s).mean);
    const core = data.labels === 'random' ? 0 : 1;
    this.floats(wasm.MU_P.value, d0).set(mean.map((u, j) => (j < data.dCore ? core * u : u)));
    this.floats(wasm.MU_M.value, d0).set(mean.map((u, j) => (j < data.dCore ? -core * u : u)));
    this.floats(wasm.MINUS_MU_M.value, d0).set(mean.map((u, j) => (j < data.dCore ? core * u : -u)));
    return d0;
  }

  /** The same, with the weights of a ReLU network. */
  load(
    setup: TrainingSetup,
    batches: StreamKey,
    { weights, signs }: Pick<TrainingState, 'weights' | 'signs'>,
  ): number {
    const d0 = this.prepare(setup, batches);
    this.writeRows(this.exports.V.value, weights, d0);
    this.floats(this.exports.SIGN.value, signs.length).set(signs);
    return d0;
  }

  /** Calls `train(done, count)` until `losses` is full, and collects the losses. */
  inCalls(losses: Float64Array, train: (done: number, count: number) => void): void {
    const most = this.exports.LOSSES.value;
    for (let done = 0; done < losses.length; done += most) {
      const count = Math.min(most, losses.length - done);
      train(done, count);
      losses.set(this.doubles(this.exports.LOSS.value, count), done);
    }
  }

  preactivations(
    weights: Float32Array,
    z: Float32Array,
    { rows, width, d0 }: { rows: number; width: number; d0: number },
  ): Float32Array {
    if (weights.length !== width * d0 || z.length !== rows * d0) {
      throw new RangeError(
        `preactivations need weights [${width}, ${d0}] and z [${rows}, ${d0}], got lengths ${weights.length} and ${z.length}`,
      );
    }
    const wasm = this.exports;
    const out = new Float32Array(rows * width);
    wasm.layoutProducts(Math.min(ROWS, rows), width, d0);
    this.writeRows(wasm.V.value, weights, d0);
    for (let row = 0; row < rows; row += ROWS) {
      const count = Math.min(ROWS, rows - row);
      this.writeRows(wasm.Z.value, z.subarray(row * d0, (row + count) * d0), d0);
      wasm.products();
      out.set(this.floats(wasm.PRODUCTS.value, count * width), row * width);
    }
    return out;
  }

  floats(at: number, length: number): Float32Array {
    return new Float32Array(this.exports.memory.buffer, at, length);
  }

  doubles(at: number, length: number): Float64Array {
    return new Float64Array(this.exports.memory.buffer, at, length);
  }

  /** Rows of d0 values to padded rows. */
  writeRows(at: number, rows: Float32Array, d0: number): void {
    this.#eachRow(at, rows, d0, (mine, theirs) => theirs.set(mine));
  }

  /** Padded rows to rows of d0 values. */
  readRows(at: number, rows: Float32Array, d0: number): void {
    this.#eachRow(at, rows, d0, (mine, theirs) => mine.set(theirs));
  }

  #eachRow(
    at: number,
    rows: Float32Array,
    d0: number,
    copy: (mine: Float32Array, theirs: Float32Array) => void,
  ): void {
    const stride = this.exports.STRIDE.value;
    if (stride === 4 * d0) return copy(rows, this.floats(at, rows.length));
    for (let i = 0; i * d0 < rows.length; i++) {
      copy(rows.subarray(i * d0, (i + 1) * d0), this.floats(at + i * stride, d0));
    }
  }
}
