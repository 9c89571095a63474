/**
 * Networks that no claim about training should be true of. Each is an engine, so a claim is measured and judged on it as on
 * any other; what the measurement asks of the network (probes, rates) is the kernel's.
 */
import { compileEdited } from '../../bench/editedKernel.ts';
import type { Engine, TrainingRun } from '../../sim/engines/engine.ts';
import { loadKernel } from '../../sim/engines/kernel.ts';
import type { TrainingSetup, TrainingState } from '../../sim/network.ts';
import { pageOf, streamKey, wordAt, type StreamKey } from '../../sim/random/stream.ts';

export interface TrivialNetwork {
  readonly name: string;
  readonly words: string;
  readonly engine: () => Promise<Engine>;
}

/** Losses are not told, so that R_ID is the probe's: what the batches met was another network, or none. */
const untold = new Float64Array();

/** The weights of the first step, for ever; so its rates are counted once for all looks of a run. */
export function untrainedEngine(): Engine {
  const kernel = loadKernel();
  const counted = new WeakMap<Float32Array, ReturnType<Engine['rates']>>();
  return {
    ...kernel,
    rates: (setup, state, draw) => {
      const rates = counted.get(state.weights) ?? kernel.rates(setup, state, draw);
      counted.set(state.weights, rates);
      return rates;
    },
    start: (_setup, _batches, start) => {
      let { step } = start;
      return {
        advance: (steps) => {
          step += steps;
          return untold;
        },
        state: () => ({ ...start, step }),
        dispose: () => {},
      };
    },
  };
}

/** Trained on the examples of class +1 alone: the kernel, with +1 for every label and core sign that it draws. */
async function oneClassEngine(): Promise<Engine> {
  const edit = { file: 'batch.ts', replace: 'drawLabelled(page, 0);', by: 'drawLabelled(page, 1);' };
  const oneClass = loadKernel({ bytes: await compileEdited([edit]) });
  return {
    ...loadKernel(),
    start: (setup, batches, state) => lookedAt(oneClass.start(setup, batches, state), (seen) => seen),
  };
}

/** The identity for ReLU, in training and when it is looked at. */
function linearEngine(): Engine {
  const kernel = loadKernel();
  const linear = (setup: TrainingSetup): TrainingSetup => ({ ...setup, activation: 'identity' });
  return {
    ...kernel,
    start: (setup, batches, state) => kernel.start(linear(setup), batches, state),
    probe: (setup, state, draw) => kernel.probe(linear(setup), state, draw),
    rates: (setup, state, draw) => kernel.rates(linear(setup), state, draw),
  };
}

/** Trained as it should be; but whoever looks sees every neuron with the weights of another, and its own output weight. */
function shuffledEngine(): Engine {
  const kernel = loadKernel();
  return {
    ...kernel,
    start: (setup, batches, state) => {
      const order = permutation(setup.width, batches);
      return lookedAt(kernel.start(setup, batches, state), ({ step, signs, weights }) => {
        const d0 = weights.length / signs.length;
        const from = (i: number) => order[Math.floor(i / d0)]! * d0 + (i % d0);
        return { step, signs, weights: weights.map((_, i) => weights[from(i)]!) };
      });
    },
  };
}

/** A training run of which another state is seen. */
function lookedAt(run: TrainingRun, seen: (state: TrainingState) => TrainingState): TrainingRun {
  return {
    advance: (steps) => {
      run.advance(steps);
      return untold;
    },
    state: () => seen(run.state()),
    dispose: () => run.dispose(),
  };
}

/** Fisher and Yates; the remainders of 32-bit words are uniform to one part in 2^32/m. */
function permutation(m: number, key: StreamKey): readonly number[] {
  const words = pageOf(streamKey('shuffled neurons', ...key), 0);
  const order = Array.from({ length: m }, (_, k) => k);
  for (let k = m - 1; k > 0; k--) {
    const other = wordAt(words, k) % (k + 1);
    [order[k], order[other]] = [order[other]!, order[k]!];
  }
  return order;
}

export const TRIVIAL_NETWORKS: readonly TrivialNetwork[] = [
  {
    name: 'untrained',
    words: 'the initial weights',
    engine: () => Promise.resolve(untrainedEngine()),
  },
  { name: 'one class', words: 'trained on examples of class +1 alone', engine: oneClassEngine },
  {
    name: 'linear',
    words: 'the identity for ReLU',
    engine: () => Promise.resolve(linearEngine()),
  },
  {
    name: 'shuffled neurons',
    words: 'trained, then the weights of the neurons permuted, each neuron with its own output weight',
    engine: () => Promise.resolve(shuffledEngine()),
  },
];
