/**
 * How far a finite network may lie from the limit path: the sum of three parts, derived in docs/theory/limit-path.md and not
 * fitted, for strengths that are symmetric around their means.
 *
 *   - Order 1/d0, the central limit theorem over the features; relative ln(d0)/d0 for R_ID, whose tail lies at sqrt(ln d0)
 *     standard deviations. Taken with the factor 1.
 *   - The noise of m neurons and of N examples a step makes the growth faster or slower by a share, as if time ran faster or
 *     slower: neuronSpread/(sqrt(m) E[y h]) and sqrt(h/(N s)).
 *   - The noise of what is measured, by its standard error.
 *
 * Noise is allowed four standard errors. Initial weights of m neurons add to the spread of the output.
 */
import { featureCount, type TrainingSetup } from '../../sim/network.ts';
import type { LimitInstance } from './instance.ts';
import { predictedBy, QUANTITIES, type Observed, type QuantityName } from './observed.ts';
import { limitPath, type LimitPoint } from './path.ts';

/** Standard errors that noise is allowed. */
export const NOISE = 4;

export interface Compared<Quantity extends string = QuantityName> {
  readonly s: number;
  readonly quantity: Quantity;
  readonly seen: number;
  readonly predicted: number;
  /** What the deviation may be. */
  readonly tolerance: number;
}

/** Deviation over tolerance; NaN where there is no finite tolerance, which would allow anything. */
export const unitsOf = ({ seen, predicted, tolerance }: Compared<string>): number =>
  tolerance < Infinity ? Math.abs(seen - predicted) / tolerance : NaN;

/** The one that is furthest off, in units of what it may be; one that is no number before any other. */
export function furthestOff<C extends Compared<string>>(compared: readonly C[]): C {
  return compared.reduce((a, b) => (unitsOf(a) >= unitsOf(b) || Number.isNaN(unitsOf(a)) ? a : b));
}

/** The path of every step to half as far again as the last one looked at: room for a run that is faster. */
export function roomyPath(instance: LimitInstance, lastStep: number, side?: number): readonly LimitPoint[] {
  const steps = Array.from({ length: Math.round(1.5 * lastStep) + 1 }, (_, step) => step);
  return limitPath(instance, steps, side);
}

/** What was seen of a network at one step beside a path that has every step. Throws a RangeError where the path ends before. */
export function compareAt(
  path: readonly LimitPoint[],
  instance: LimitInstance,
  { width, batchSize, data, eta }: Pick<TrainingSetup, 'width' | 'batchSize' | 'data' | 'eta'>,
  step: number,
  seen: Pick<Observed, QuantityName>,
): readonly Compared[] {
  const point = path[step];
  if (point === undefined) throw new RangeError(`the path has ${path.length} steps, asked for step ${step}`);
  const d0 = featureCount(data);
  const { d, kinds } = instance;
  // The run's own h, whatever the prediction takes it for.
  const h = (eta * d0) / width;
  const s = step * h;
  const order = 1 / d0;
  // Of max(0, <v_k, z>) half of the variance over z is left, in the mean over m independent neurons.
  const untrained = Math.sqrt(kinds.reduce((sum, k) => sum + k.count * k.variance, 0) / (2 * d * width));
  const noise =
    step === 0
      ? 0
      : Math.sqrt(h / (batchSize * s)) + point.neuronSpread / Math.sqrt(width) / point.output.mean;
  const reach = Math.ceil((order + NOISE * noise) * step);
  const at = (index: number) => predictedBy(path[Math.min(path.length - 1, Math.max(0, index))]!);
  const [before, now, after] = [at(step - reach), at(step), at(step + reach)];
  return QUANTITIES.map((quantity): Compared => {
    const predicted = now[quantity];
    const own = {
      idRisk: predicted * Math.log(d0) * order,
      deviation: predicted * order + untrained,
      size: predicted * order,
      oodRisk: order,
      wrongRate: order,
      contamination: order,
    }[quantity];
    const { mean, standardError } = seen[quantity];
    const moved = Math.max(Math.abs(after[quantity] - predicted), Math.abs(before[quantity] - predicted));
    return { s, quantity, seen: mean, predicted, tolerance: moved + own + NOISE * standardError };
  });
}
