/** What the limit of large networks and batches is for a run of Figure 3, with no constant fitted. */
import { LEAKY_SLOPE, type ActivationName } from '../../sim/general/activations.ts';
import { kindsOf } from '../limit/instance.ts';
import { GRID_SIDE, limitPath } from '../limit/path.ts';
import { dataOf } from './data.ts';
import type { FigurePoint } from './probe.ts';
import type { FigureSetting } from './setting.ts';

export interface FigureLimit {
  readonly activation: ActivationName;
  readonly points: readonly Pick<
    FigurePoint,
    'step' | 'idRisk' | 'oodRisk' | 'rateDifference' | 'core' | 'background'
  >[];
}

/** Slopes below zero of the activations that are linear on either side of it. */
const SLOPES: Partial<Record<ActivationName, number>> = { relu: 0, 'leaky-relu': LEAKY_SLOPE, identity: 1 };

/** null where nothing is derived: outside the theorems' setting, or for a smooth activation. */
export function figureLimit(setting: FigureSetting, activation: ActivationName): FigureLimit | null {
  const slope = SLOPES[activation];
  if (setting.preset !== 'theory' || slope === undefined) return null;
  const { d, width, optimizer, time, checkpoints, dCore, dBackground } = setting;
  const kappa = (optimizer.lambda * width) / (dCore + dBackground);
  const instance = { kinds: kindsOf(dataOf(setting)), d, h: time.perStep, kappa, slope };
  // Twice as fine as elsewhere: a mean over neurons shows when a single one of the grid wakes.
  const path = limitPath(instance, checkpoints, 2 * GRID_SIDE);
  return {
    activation,
    points: path.map(({ step, idRisk, oodRisk, means }) => ({ step, idRisk, oodRisk, ...means })),
  };
}
