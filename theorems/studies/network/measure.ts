/** A network is trained on an instance and probed at geometric checkpoints. */
import type { Engine, ProbeDraw } from '../../../sim/engines/engine.ts';
import { featureCount, updateCoefficients, type TrainingState } from '../../../sim/network.ts';
import { averageOf, probeRisks, probeWeights } from '../../../sim/probes.ts';
import { streamKey, type Label } from '../../../sim/random/stream.ts';
import type { Training, TrialInput } from '../../types.ts';
import { signedStart } from '../signs.ts';
import { leftFinite, lookAlong, trainingOf } from '../training.ts';
import { BETWEEN_PER_CLASS, looksAtEveryStep, stepsBetween, together } from './between.ts';
import { checkpointTimes } from './checkpoints.ts';
import { setupOf, type Instance } from './instance.ts';
import type { Between, Checkpoint, Measurement } from './measurement.ts';
import { asymmetryOf, eachNeuronOf, neuronsOf } from './neurons.ts';
import { rearranged } from './rearranged.ts';

/** Fresh examples of each class in a probe. */
export const PROBE_PER_CLASS = 1024;
/** Fresh batches averaged by progressive validation at a checkpoint. */
const PROGRESSIVE_BATCHES = 20;

/** What a trial of the instance trains. */
export const networkTraining = (labels: readonly Label[], instance: Instance): Training =>
  trainingOf(
    labels,
    setupOf(instance),
    Math.round(instance.s / instance.h),
    signedStart(instance.imbalance ?? instance.signs),
  );

/** `between`: it is looked at between checkpoints as well. */
export function measure(
  { engine, labels }: Pick<TrialInput, 'engine' | 'labels'>,
  instance: Instance,
  { between: looksBetween }: { readonly between: boolean },
): Measurement {
  const training = networkTraining(labels, instance);
  const [probes, ratesBetween] = [streamKey(...labels, 'probes'), streamKey(...labels, 'between')];
  const { d0, dBackground, m, d, h } = instance;
  const times = [0, ...checkpointTimes(instance.s)];
  const steps = times.map((s) => Math.round(s / h));
  const everyStep = looksBetween && looksAtEveryStep(labels);
  const others = looksBetween ? stepsBetween(instance, everyStep) : [];
  // (Of a coarse step two checkpoints may be the same one; each is looked at.)
  const stops = [...steps, ...others.filter((step) => !steps.includes(step))].sort((a, b) => a - b);
  let [losses, between, page]: [readonly number[], Between | null, number] = [[], null, 0];
  const looks = lookAlong(engine, training, stops, (state, since, stop) => {
    losses = [...losses, ...since].slice(-PROGRESSIVE_BATCHES);
    if (!losses.every(Number.isFinite)) throw leftFinite(state.step);
    const seen = rearranged(instance, training.start, state);
    if (stops[stop] !== steps[page]) {
      const draw = { stream: ratesBetween, page: stop, rows: BETWEEN_PER_CLASS };
      const rates = engine.rates(training.setup, seen, draw);
      const needed = Math.max(asymmetryOf(seen, rates, d0, 1), asymmetryOf(seen, rates, d0, -1));
      between = together(between, needed, state.step * h);
      return [];
    }
    const progressiveRisk = losses.length < 2 ? null : averageOf(losses);
    const draw = { stream: probes, page, rows: PROBE_PER_CLASS };
    const known = { s: times[page]!, progressiveRisk, between };
    [losses, between, page] = [[], null, page + 1];
    return [look(engine, instance, training, seen, draw, known)];
  }).flat();
  const checkpoints = looks.map(({ checkpoint }) => checkpoint);
  return { d0, dBackground, m, d, checkpoints, everyStep, eachNeuron: looks.at(-1)!.eachNeuron() };
}

/** What is seen of a network: a checkpoint, and its single neurons for whoever asks. */
function look(
  engine: Engine,
  { d0, d }: Instance,
  { setup, start }: Training,
  state: TrainingState,
  draw: ProbeDraw,
  known: Pick<Checkpoint, 's' | 'progressiveRisk' | 'between'>,
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
