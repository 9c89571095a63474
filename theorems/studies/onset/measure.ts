/** When the neurons of either sign turn asymmetric. */
import { streamKey } from '../../../sim/random/stream.ts';
import type { TrialInput } from '../../types.ts';
import { driftingStart } from '../network/drift.ts';
import type { Instance } from '../network/instance.ts';
import { networkTraining, PROBE_PER_CLASS } from '../network/measure.ts';
import { asymmetryOf, plainAsymmetry } from '../network/neurons.ts';
import { lookAlong } from '../training.ts';
import { TIMES, unitOf } from './instance.ts';

export interface OnsetMeasurement {
  readonly d0: number;
  readonly d: number;
  /** What one r is in the time s, times sqrt(d/d0): 1 for initial weights of variance 1/d. */
  readonly unit: number;
  /** Untrained first, then one per checkpoint. */
  readonly checkpoints: readonly {
    /** s in units of `unitOf`. */
    readonly r: number;
    /** Of either sign, +1 first: see Neurons.asymmetry of the study `relu`. */
    readonly asymmetry: readonly [number, number];
    /** Of all neurons, with both thresholds in proportion to d0^(-1/2). */
    readonly plain: number;
  }[];
}

export function measure(
  { engine, labels }: Pick<TrialInput, 'engine' | 'labels'>,
  i: Instance,
): OnsetMeasurement {
  const training = networkTraining(labels, i);
  const probes = streamKey(...labels, 'probes');
  const unit = unitOf(i);
  const times = [0, ...TIMES.filter((r) => r <= i.s / unit)];
  const steps = times.map((r) => Math.round((r * unit) / i.h));
  const checkpoints = lookAlong(engine, training, steps, (state, _, page) => {
    const rates = engine.rates(training.setup, state, { stream: probes, page, rows: PROBE_PER_CLASS });
    const of = (sign: 1 | -1) => asymmetryOf(state, rates, i.d0, sign);
    return {
      r: (steps[page]! * i.h) / unit,
      asymmetry: [of(1), of(-1)] as const,
      plain: plainAsymmetry(state, rates, i.d0),
    };
  });
  return { d0: i.d0, d: i.d, unit: Math.sqrt(driftingStart(i.drift, i.d0)), checkpoints };
}
