import { momentsOf, piecesOf, type StrengthDistribution } from '../data/strengths.ts';
import { featureCount, slopeOf, type TrainingSetup, type TrainingState } from '../network.ts';
import type { StreamKey } from '../random/stream.ts';
import type { KernelExports } from './exports.ts';

/** What is used of the WebAssembly interface; its own types come only with those of a browser. */
interface WebAssemblyInterface {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: unknown };
}

/**
 * The WebAssembly instance, and how numbers get in and out. Runs and probes share it and its memory, which is laid out anew
 * for each call, grows to the largest shape seen and is reused.
 */
export class Kernel {
  readonly exports: KernelExports;

  constructor(bytes: Uint8Array) {
    const { WebAssembly } = globalThis as unknown as { WebAssembly?: WebAssemblyInterface };
    if (WebAssembly === undefined) throw new Error('there is no WebAssembly here, as under `node --jitless`');
    const { Module, Instance } = WebAssembly;
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
    this.#layout(setup.batchSize, width, d0);
    wasm.stream(...batches, data.dCore, data.labels === 'random');
    wasm.setSlope(slopeOf(setup));
    const pieces = data.strengths.map(foldedPieces);
    for (const name of ['SLOPE', 'BASE', 'CUT', 'RAMP', 'JUMP'] as const)
      this.floats(wasm[name].value, d0).set(pieces.map((p) => p[name]));
    const mean = data.strengths.map((s) => momentsOf(s).mean);
    const core = data.labels === 'random' ? 0 : 1;
    this.floats(wasm.MU_P.value, d0).set(mean.map((u, j) => (j < data.dCore ? core * u : u)));
    this.floats(wasm.MU_M.value, d0).set(mean.map((u, j) => (j < data.dCore ? -core * u : u)));
    this.floats(wasm.MINUS_MU_M.value, d0).set(mean.map((u, j) => (j < data.dCore ? core * u : -u)));
    return d0;
  }

  /** A layout to which the memory cannot grow traps. */
  #layout(examples: number, neurons: number, d0: number): void {
    try {
      this.exports.layout(examples, neurons, d0);
    } catch (cause) {
      throw new RangeError('the memory of the kernel cannot grow: out of memory, or beyond 4 GiB', { cause });
    }
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

/** (1/m) sum_k sign_k v_k in float64, neurons in ascending order. */
export function meanWeights(weights: Float32Array, signs: Int8Array, d0: number): Float64Array {
  const mean = new Float64Array(d0);
  signs.forEach((sign, k) => {
    for (let j = 0; j < d0; j++) mean[j]! += sign * weights[k * d0 + j]!;
  });
  return mean.map((sum) => sum / signs.length);
}

/** The pieces as assembly/batch.ts evaluates them, with half a point folded in. */
function foldedPieces(strength: StrengthDistribution) {
  const { cut, slopeFirst, baseFirst, slopeSecond, baseSecond } = piecesOf(strength);
  const first = { SLOPE: slopeFirst, BASE: baseFirst + slopeFirst / 2, CUT: cut - 0.5 };
  switch (strength.kind) {
    case 'uniform':
      return { ...first, RAMP: 0, JUMP: 0 };
    case 'two-point':
      return { ...first, RAMP: 2 * (baseSecond - baseFirst), JUMP: baseSecond - baseFirst };
    case 'skewed':
      return { ...first, RAMP: slopeSecond - slopeFirst, JUMP: Infinity };
  }
}
