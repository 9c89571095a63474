/** When the neurons of either sign turn asymmetric. */
import { streamKey } from '../../../sim/random/stream.ts';
import type { TrialInput } from '../../types.ts';
import type { Instance } from '../network/instance.ts';
import { networkTraining, PROBE_PER_CLASS } from '../network/measure.ts';
import { asymmetryOf } from '../network/neurons.ts';
import { lookAlong } from '../training.ts';
import { TIMES, unitOf } from './instance.ts';

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
    return { r: (steps[page]! * i.h) / unit, asymmetry: [of(1), of(-1)] as const };
  });
  return { d0: i.d0, d: i.d, checkpoints };
}
