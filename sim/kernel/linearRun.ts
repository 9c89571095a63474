import type { TrainingRun } from '../engines/engine.ts';
import { checkShapes, checkSteps } from '../engines/checks.ts';
import {
  featureCount,
  updateCoefficients,
  type CollapsedState,
  type TrainingSetup,
  type TrainingState,
} from '../network.ts';
import type { StreamKey } from '../random/stream.ts';
import { meanWeights, type Kernel } from './instance.ts';

/**
 * A run of the network with the identity. All neurons move by one common vector, so it is collapsed to its initial weights,
 * one scalar and one vector (assembly/linear.ts). `state().collapsed` carries these, so that a run continued from a
 * state equals the uninterrupted one bit for bit.
 */
export class LinearRun implements TrainingRun {
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
