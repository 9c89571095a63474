/**
 * A canary: a worker that does this can do what trials do. It loads the engine and trains a tiny network with it. Where that
 * fails, the machine is at fault, whatever the trial was.
 */
import { initialState, type TrainingSetup } from '../sim/network.ts';
import { streamKey } from '../sim/random/stream.ts';
import { loadEngine } from './engines.ts';

const SETUP: TrainingSetup = {
  data: {
    dCore: 4,
    dBackground: 4,
    strengths: Array.from({ length: 8 }, () => ({ kind: 'uniform', low: 0, high: 1 })),
    labels: 'true',
  },
  width: 8,
  ambientDimension: 64,
  batchSize: 64,
  eta: 0.1,
  lambda: 0.01,
  activation: 'relu',
  gate: 'own',
};
const STEPS = 20;

export default async function canary(engineName: string): Promise<void> {
  const engine = await loadEngine(engineName);
  const run = engine.start(
    SETUP,
    streamKey('canary', 'batches'),
    initialState(SETUP, streamKey('canary', 'initial')),
  );
  try {
    if (!run.advance(STEPS).every(Number.isFinite))
      throw new Error('it trains to numbers that are not finite');
  } finally {
    run.dispose();
  }
}
