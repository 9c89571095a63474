/** A network is trained on an instance and probed at geometric checkpoints. */
import type { Engine } from '../../../sim/engines/engine.ts';
import { featureCount, updateCoefficients, type TrainingState } from '../../../sim/network.ts';
import { averageOf, probeRisks, probeWeights, type Estimate } from '../../../sim/probes.ts';
import { streamKey, type Label, type StreamKey } from '../../../sim/random/stream.ts';
import type { Training, TrialInput } from '../../types.ts';
import { bothSignsStart } from '../bothSigns.ts';
import { leftFinite, lookAlong, trainingOf } from '../training.ts';
import { checkpointTimes } from './checkpoints.ts';
import { setupOf, type Instance } from './instance.ts';
import type { Checkpoint, Measurement } from './measurement.ts';
import { neuronsOf } from './neurons.ts';

/** Fresh examples of each class in a probe. */
export const PROBE_PER_CLASS = 1024;
/** Fresh batches averaged by progressive validation at a checkpoint. */
const PROGRESSIVE_BATCHES = 20;

/** What a trial of the instance trains. */
export const networkTraining = (labels: readonly Label[], instance: Instance): Training =>
  trainingOf(labels, setupOf(instance), Math.round(instance.s / instance.h), bothSignsStart);

export function measure(
  { engine, labels }: Pick<TrialInput, 'engine' | 'labels'>,
  instance: Instance,
): Measurement {
  const training = networkTraining(labels, instance);
  const probes = streamKey(...labels, 'probes');
  const times = [0, ...checkpointTimes(instance.s)];
  const steps = times.map((s) => Math.round(s / instance.h));
  const checkpoints = lookAlong(engine, training, steps, (state, losses, page) => {
    const last = losses.slice(-PROGRESSIVE_BATCHES);
    if (!last.every(Number.isFinite)) throw leftFinite(state.step);
    const progressive = last.length < 2 ? null : averageOf(last);
    return probe(engine, instance, training, state, probes, page, times[page]!, progressive);
  });
  const { d0, dBackground, m, d } = instance;
  return { d0, dBackground, m, d, checkpoints };
}

function probe(
  engine: Engine,
  instance: Instance,
  { setup, start }: Training,
  state: TrainingState,
  stream: StreamKey,
  page: number,
  s: number,
  progressiveRisk: Estimate | null,
): Checkpoint {
  const risks = probeRisks(engine, setup, state, { stream, page, rows: PROBE_PER_CLASS });
  const weights = probeWeights(setup, state);
  const of = (sign: 1 | -1) => neuronsOf(state, risks, weights, instance.d0, sign);
  return {
    s,
    step: state.step,
    idRisk: risks.idRisk,
    oodRisk: risks.oodRisk,
    idError: risks.idError,
    oodError: risks.oodError,
    progressiveRisk,
    largestBackground: weights.largestBackground * Math.sqrt(instance.d),
    learnedBackground: learnedBackground(setup, start, state) * Math.sqrt(instance.d),
    neurons: [of(1), of(-1)],
  };
}

/** `Checkpoint.learnedBackground`, in units of a weight. */
function learnedBackground(setup: Training['setup'], start: TrainingState, state: TrainingState): number {
  const [d0, { dCore }] = [featureCount(setup.data), setup.data];
  const left = updateCoefficients(setup).decay ** state.step;
  let [squares, count] = [0, 0];
  for (const [i, weight] of state.weights.entries()) {
    if (i % d0 < dCore) continue;
    squares += (weight - left * start.weights[i]!) ** 2;
    count++;
  }
  return Math.sqrt(squares / count);
}
