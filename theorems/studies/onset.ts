/**
 * The experiment of Theorem 4.1's T0: the first steps of a training run, small enough to see when neurons turn
 * asymmetric.
 *
 * Unit of time [ours]: a neuron starts with <v_k, z> of order sqrt(d0/d), and what the classes add to it grows like s,
 * both up to constants. So they meet at s of order sqrt(d0/d), long before the first checkpoint of the study `relu`, and
 * time is counted as r = s sqrt(d/d0), s = t eta d0/m. A step is STEP long in r, whatever the path's own step is.
 */
import { streamKey } from '../../sim/random/stream.ts';
import {
  defineStudy,
  DivergedError,
  type InstanceInput,
  type Training,
  type TrialInput,
  type Variant,
} from '../types.ts';
import { bothSignsStart } from './bothSigns.ts';
import { asymmetryOf, PROBE_PER_CLASS, VARIANTS } from './network.ts';
import {
  FIELDS,
  hypothesesOf,
  instanceAt,
  PARTS,
  partOf,
  pathSampler,
  samplerWords,
  SETTABLE,
  setupOf,
  type Instance,
  type Path,
} from './path.ts';

export interface OnsetMeasurement {
  readonly d0: number;
  readonly d: number;
  /** Untrained first, then one per checkpoint. */
  readonly checkpoints: readonly {
    /** s sqrt(d/d0) */
    readonly r: number;
    /** Of either sign, +1 first: see Neurons.asymmetry of the study `relu`. */
    readonly asymmetry: readonly [number, number];
  }[];
}

/** Length of a step in r. */
const STEP = 0.1;
/** Checkpoints r: from 0.5, two to every doubling. */
const TIMES = Array.from({ length: 15 }, (_, i) => 0.5 * 2 ** (i / 2));
export const LAST_TIME = TIMES.at(-1)!;

const unitOf = ({ d0, d }: Pick<Instance, 'd0' | 'd'>) => Math.sqrt(d0 / d);

const variants: Readonly<Record<string, Variant>> = { 'no-core': VARIANTS['no-core']! };

function instance({ path, d0, variant, set }: InstanceInput<Path>): Instance {
  const broken = variant === 'main' ? {} : { [variants[variant]!.field]: variants[variant]!.value };
  const change: Partial<Instance> = { ...set, ...broken };
  const unit = unitOf(instanceAt(path, d0, change.d === undefined ? {} : { d: change.d }));
  return instanceAt(path, d0, { h: STEP * unit, s: LAST_TIME * unit, ...change });
}

export const onsetStudy = defineStudy<Path, OnsetMeasurement>({
  id: 'onset',
  title: 'The first steps of the ReLU network, at a small step',
  sampler: pathSampler,
  samplerWords: [
    ...samplerWords.filter((words) => !words.startsWith('step h')),
    `step h = ${STEP} sqrt(d0/d), trained to s = ${LAST_TIME} sqrt(d0/d)`,
  ],
  parts: PARTS,
  partOf,
  fields: FIELDS,
  settable: SETTABLE,
  instance: (at) => {
    const { strengths: _, ...shown } = instance(at);
    return shown;
  },
  hypotheses: (at) => hypothesesOf(instance(at)),
  variants,
  measure,
  training: (trial) => trainingOf(trial, instance(trial)),
  cost: (path, d0) => {
    const i = instanceAt(path, d0);
    return (i.N * i.d0 * i.m * LAST_TIME) / STEP;
  },
});

function trainingOf({ labels }: Pick<TrialInput, 'labels'>, i: Instance): Training {
  const setup = setupOf(i);
  return {
    setup,
    batches: streamKey(...labels, 'batches'),
    start: bothSignsStart(setup, streamKey(...labels, 'initial')),
    steps: Math.round(i.s / i.h),
  };
}

function measure(trial: TrialInput<Path>): OnsetMeasurement {
  const { engine, labels } = trial;
  const i = instance(trial);
  const { setup, batches, start } = trainingOf(trial, i);
  const probes = streamKey(...labels, 'probes');
  const run = engine.start(setup, batches, start);
  const unit = unitOf(i);
  try {
    const times = TIMES.filter((r) => r <= i.s / unit);
    const checkpoints = [0, ...times].map((r, page) => {
      const step = Math.round((r * unit) / i.h);
      run.advance(step - run.state().step);
      const state = run.state();
      if (!state.weights.every(Number.isFinite))
        throw new DivergedError(`training left the finite numbers before step ${step}`);
      const rates = engine.rates(setup, state, { stream: probes, page, rows: PROBE_PER_CLASS });
      const of = (sign: 1 | -1) => asymmetryOf(state, rates, i.d0, sign);
      return { r: (step * i.h) / unit, asymmetry: [of(1), of(-1)] as const };
    });
    return { d0: i.d0, d: i.d, checkpoints };
  } finally {
    run.dispose();
  }
}
