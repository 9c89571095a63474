/** What the trials of the studies train, and the one loop that looks at a network on its way. */
import type { Engine } from '../../sim/engines/engine.ts';
import type { TrainingSetup, TrainingState } from '../../sim/network.ts';
import { streamKey, type Label, type StreamKey } from '../../sim/random/stream.ts';
import { DivergedError, type Training } from '../types.ts';

/** A training run whose streams go by the trial's labels. */
export function trainingOf(
  labels: readonly Label[],
  setup: TrainingSetup,
  steps: number,
  startOf: (setup: TrainingSetup, key: StreamKey) => TrainingState,
): Training {
  return {
    setup,
    batches: streamKey(...labels, 'batches'),
    start: startOf(setup, streamKey(...labels, 'initial')),
    steps,
  };
}

/**
 * Trains, and looks at the network before each of the steps given, ascending; `losses` are those of the batches since the look
 * before. Throws a DivergedError where the training left the finite numbers.
 */
export function lookAlong<Look>(
  engine: Engine,
  { setup, batches, start }: Training,
  steps: readonly number[],
  look: (state: TrainingState, losses: Float64Array, page: number) => Look,
): readonly Look[] {
  const run = engine.start(setup, batches, start);
  try {
    return steps.map((step, page) => {
      const losses = run.advance(step - run.state().step);
      const state = run.state();
      if (!state.weights.every(Number.isFinite)) throw leftFinite(step);
      return look(state, losses, page);
    });
  } finally {
    run.dispose();
  }
}

/** Not caught and not judged: the trial is recorded as diverged. */
export const leftFinite = (step: number) =>
  new DivergedError(`training left the finite numbers before step ${step}`);
