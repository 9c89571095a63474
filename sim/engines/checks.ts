/** What is asked of the arguments of a run. */
import { featureCount, type TrainingSetup, type TrainingState } from '../network.ts';

/** Throws a RangeError where a state is not one of the setup's network. */
export function checkShapes(setup: TrainingSetup, { signs, weights }: TrainingState): void {
  const d0 = featureCount(setup.data);
  if (signs.length !== setup.width || weights.length !== setup.width * d0) {
    throw new RangeError(
      `a network of ${setup.width} neurons on ${d0} features needs ${setup.width} signs and ${setup.width * d0} weights, ` +
        `got ${signs.length} and ${weights.length}`,
    );
  }
}

/** Throws a RangeError unless `steps` is a whole number from 0 up. */
export function checkSteps(steps: number): number {
  if (!(Number.isInteger(steps) && steps >= 0)) {
    throw new RangeError(`a run advances by a whole number of steps, got ${steps}`);
  }
  return steps;
}
