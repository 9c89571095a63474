import type { ClassProbe, ProbeDraw } from '../engines/engine.ts';
import { checkShapes } from '../engines/checks.ts';
import { slopeOf, type TrainingSetup, type TrainingState } from '../network.ts';
import { meanWeights, type Kernel } from './instance.ts';
import type { KernelPath } from './reluRun.ts';

/** `Engine.probe`: nothing of a batch leaves the kernel's memory. */
export function probe(
  kernel: Kernel,
  setup: TrainingSetup,
  state: TrainingState,
  draw: ProbeDraw,
): [ClassProbe, ClassProbe] {
  const { exports: wasm } = kernel;
  const { rows } = draw;
  const linear = setup.activation === 'identity';
  const slope = slopeOf(setup);
  const outputs = () => ({
    id: kernel.doubles(wasm.ID.value, rows).slice(),
    ood: kernel.doubles(wasm.OOD.value, rows).slice(),
  });
  return onEachClass(kernel, setup, state, draw, (label, d0) => {
    const ofLinear = () => {
      kernel.doubles(wasm.READOUT.value, d0).set(meanWeights(state.weights, state.signs, d0));
      wasm.probeLinear();
      return outputs();
    };
    const ofRelu = () => {
      wasm.probeRelu(label);
      return outputs();
    };
    if (linear) wasm.rates(label, false);
    const found = linear ? ofLinear() : ofRelu();
    const rates = ratesFound(kernel, setup, draw);
    if (slope === 0) return { ...found, rates };
    // A leaky network is a mixture of the two (assembly/leak.ts).
    const other = ofLinear();
    const mix = (of: 'id' | 'ood') =>
      found[of].map((value, n) => (1 - slope) * value + slope * other[of][n]!);
    return { id: mix('id'), ood: mix('ood'), rates };
  });
}

/** `Engine.rates`. */
export function rates(
  kernel: Kernel,
  path: KernelPath,
  setup: TrainingSetup,
  state: TrainingState,
  draw: ProbeDraw,
): [Float64Array, Float64Array] {
  return onEachClass(kernel, setup, state, draw, (label) => {
    kernel.exports.rates(label, path === 'dense');
    return ratesFound(kernel, setup, draw);
  });
}

/** Loads the network and draws `rows` examples of class -1, then of class +1; `read` what is to be kept of each. */
function onEachClass<T>(
  kernel: Kernel,
  setup: TrainingSetup,
  state: TrainingState,
  { stream, page, rows }: ProbeDraw,
  read: (label: 1 | -1, d0: number) => T,
): [T, T] {
  checkShapes(setup, state);
  const d0 = kernel.load({ ...setup, batchSize: rows }, stream, state);
  const of = (label: 1 | -1) => {
    kernel.exports.drawClass(2 * page + (label === 1 ? 1 : 0), label);
    return read(label, d0);
  };
  return [of(-1), of(1)];
}

function ratesFound(kernel: Kernel, { width }: TrainingSetup, { rows }: ProbeDraw): Float64Array {
  const { memory, COUNT } = kernel.exports;
  return Float64Array.from(new Int32Array(memory.buffer, COUNT.value, width), (count) => count / rows);
}
