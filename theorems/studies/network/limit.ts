/** The limit path of a training run in the form of its measurement, for what draws the one over the other. */
import type { TrainingSetup } from '../../../sim/network.ts';
import { spread } from '../../figure-3/setting.ts';
import type { DrawnNetwork } from './curves.ts';
import { limitOf } from '../../limit/instance.ts';
import { limitPath } from '../../limit/path.ts';

/** Points of a curve: dense enough to be drawn as a line. */
const POINTS = 48;

/** Checkpoints as far as the limit tells them, neurons of both signs alike; null where the derivation does not speak of the run. */
export function limitCurve(setup: TrainingSetup, s: number): DrawnNetwork | null {
  const instance = limitOf(setup);
  if (instance === null) return null;
  const steps = spread(Math.round(s / instance.h), POINTS);
  return {
    checkpoints: limitPath(instance, steps).map((point) => ({
      s: point.s,
      step: point.step,
      idRisk: { mean: point.idRisk },
      oodRisk: { mean: point.oodRisk },
      neurons: [1, -1].map((sign) => ({
        sign,
        medianRates: point.medianRates,
        core: [null, point.core, null] as const,
        background: [null, point.background, null] as const,
      })),
    })),
  };
}
