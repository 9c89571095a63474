/** A network is trained on an instance and probed at geometric checkpoints. */
import type { Engine, ProbeDraw } from '../../../sim/engines/engine.ts';
import { featureCount, updateCoefficients, type TrainingState } from '../../../sim/network.ts';
import { averageOf, probeRisks, probeWeights } from '../../../sim/probes.ts';
import { streamKey, type Label } from '../../../sim/random/stream.ts';
import type { Training, TrialInput } from '../../types.ts';
import { bothSignsStart } from '../bothSigns.ts';
import { leftFinite, lookAlong, trainingOf } from '../training.ts';
import { checkpointTimes } from './checkpoints.ts';
import { setupOf, type Instance } from './instance.ts';
import type { Checkpoint, Measurement } from './measurement.ts';
import { eachNeuronOf, neuronsOf } from './neurons.ts';
import { rearranged } from './rearranged.ts';

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
  const looks = lookAlong(engine, training, steps, (state, losses, page) => {
    const last = losses.slice(-PROGRESSIVE_BATCHES);
    if (!last.every(Number.isFinite)) throw leftFinite(state.step);
    const progressiveRisk = last.length < 2 ? null : averageOf(last);
    const seen = rearranged(instance, training.start, state);
    const draw = { stream: probes, page, rows: PROBE_PER_CLASS };
    return look(engine, instance, training, seen, draw, { s: times[page]!, progressiveRisk });
  });
  const { d0, dBackground, m, d } = instance;
  const checkpoints = looks.map(({ checkpoint }) => checkpoint);
  return { d0, dBackground, m, d, checkpoints, eachNeuron: looks.at(-1)!.eachNeuron() };
}

/** What is seen of a network: a checkpoint, and its single neurons for whoever asks. */
function look(
  engine: Engine,
  { d0, d }: Instance,
  { setup, start }: Training,
  state: TrainingState,
  draw: ProbeDraw,
  known: Pick<Checkpoint, 's' | 'progressiveRisk'>,
): { readonly checkpoint: Checkpoint; readonly eachNeuron: () => Measurement['eachNeuron'] } {
  const risks = probeRisks(engine, setup, state, draw);
  const weights = probeWeights(setup, state);
  const ofBoth = <T>(of: (sign: 1 | -1) => T): readonly [T, T] => [of(1), of(-1)];
  return {
    checkpoint: {
      ...known,
      step: state.step,
      idRisk: risks.idRisk,
      oodRisk: risks.oodRisk,
      idError: risks.idError,
      oodError: risks.oodError,
      largestBackground: weights.largestBackground * Math.sqrt(d),
      learnedBackground: learnedBackground(setup, start, state) * Math.sqrt(d),
      neurons: ofBoth((sign) => neuronsOf(state, risks, weights, d0, sign)),
    },
    eachNeuron: () => ofBoth((sign) => eachNeuronOf(state, risks, weights, d0, sign)),
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
