/** Events of the probability claims: conjunctions of bounds on quantities. */
import { constants, slackOf } from './constants.ts';
import { checkpointsFor, QUANTITIES, type Quantity, type QuantityName } from './quantities.ts';
import type { Measurement } from './studies/network/measurement.ts';
import type { BoundedQuantity, EventResult, NonEmpty } from './types.ts';

/** The event that every named quantity is on the right side of its frozen constant, in the trained network. */
export function withinConstants(...names: NonEmpty<QuantityName>): (m: Measurement) => EventResult {
  return (m) => {
    const slacks = names.map((name) => {
      const q: Quantity = QUANTITIES[name];
      return slackOf(q, name, q.of(m, checkpointsFor(q, m)));
    });
    const cases = casesOf(names, m);
    // A run that ends before T0 has no checkpoint past it: nothing went wrong, and nothing was looked at.
    if (names.some((name) => checkpointsFor(QUANTITIES[name], m).length === 0))
      return { holds: undefined, unresolved: true, slack: NaN, cases };
    const known = !slacks.some(Number.isNaN);
    const slack = known ? Math.min(...slacks) : NaN;
    return { holds: known ? slack >= 0 : undefined, slack, cases };
  };
}

/** The named quantities with their frozen constants, for reports. */
export function boundedBy(...names: readonly QuantityName[]): readonly BoundedQuantity[] {
  return names.map((name) => {
    const { id, study, words, side }: Quantity = QUANTITIES[name];
    const { madeBy, constants: known } = constants();
    const { value, q01, q50, q99, worst, untrainedBest } = known[name];
    return {
      id,
      study: study.id,
      words,
      side,
      calibration: madeBy,
      frozen: { value, q01, q50, q99, worst, untrainedBest },
      valueOf: (json) => {
        const m = study.asMeasurement(json);
        return QUANTITIES[name].of(m, checkpointsFor(QUANTITIES[name], m));
      },
    };
  });
}

/** Both signs of y, and every checkpoint that was looked at. */
function casesOf(names: readonly QuantityName[], m: Measurement): string[] {
  const cases = new Set<string>();
  for (const name of names) {
    for (const c of checkpointsFor(QUANTITIES[name], m)) {
      cases.add(`s=${c.s}`);
      for (const n of c.neurons) if (n.count > 0) cases.add(n.sign === 1 ? 'y=+1' : 'y=-1');
    }
  }
  return [...cases];
}
