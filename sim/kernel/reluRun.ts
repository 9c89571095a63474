import type { TrainingRun } from '../engines/engine.ts';
import { checkShapes, checkSteps } from '../engines/checks.ts';
import { updateCoefficients, type TrainingSetup, type TrainingState } from '../network.ts';
import type { StreamKey } from '../random/stream.ts';
import type { Kernel } from './instance.ts';

export type KernelPath = 'dense' | 'skipping';

/** A run of the ReLU network; its weights live here between calls. */
export class ReluRun implements TrainingRun {
  readonly #kernel: Kernel;
  readonly #path: KernelPath;
  readonly #setup: TrainingSetup;
  readonly #batches: StreamKey;
  readonly #signs: Int8Array;
  #weights: Float32Array;
  #step: number;

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
    this.#weights = state.weights.slice();
    this.#step = state.step;
  }

  advance(steps: number): Float64Array {
    const { exports: wasm } = this.#kernel;
    const losses = new Float64Array(checkSteps(steps));
    const { decay, rate } = updateCoefficients(this.#setup);
    const d0 = this.#kernel.load(this.#setup, this.#batches, { weights: this.#weights, signs: this.#signs });
    const classAverage = this.#setup.gate === 'class-average';
    this.#kernel.inCalls(losses, (done, count) =>
      wasm.trainRelu(this.#step + done, count, decay, rate, classAverage, this.#path === 'dense'),
    );
    this.#kernel.readRows(wasm.V.value, this.#weights, d0);
    this.#step += steps;
    return losses;
  }

  state(): TrainingState {
    return { step: this.#step, weights: this.#weights.slice(), signs: this.#signs.slice() };
  }

  dispose(): void {
    this.#weights = new Float32Array(0);
  }
}
