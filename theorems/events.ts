/** Events of the probability claims: conjunctions of bounds on quantities. */
import { slackOf } from './constants.ts';
import { checkpointsFor, QUANTITIES, type Quantity, type QuantityName } from './quantities.ts';
import type { Measurement } from './studies/network.ts';
import type { EventResult, Json } from './types.ts';

/** The event that every named quantity is on the right side of its frozen constant, in the trained network. */
export function withinConstants(...names: readonly QuantityName[]): (measurement: Json) => EventResult {
  return (json) => {
    const m = json as unknown as Measurement;
    const slacks = names.map((name) => {
      const q: Quantity = QUANTITIES[name];
      return slackOf(q, name, q.of(m, checkpointsFor(q, m)));
    });
    const known = !slacks.some(Number.isNaN);
    const slack = known ? Math.min(...slacks) : NaN;
    return { holds: known ? slack >= 0 : undefined, slack, cases: casesOf(names, m) };
  };
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
