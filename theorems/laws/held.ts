/** The event of a law: every number named lies within its declared tolerance of the prediction. */
import { unitsOf } from '../limit/tolerance.ts';
import type { EventResult, NonEmpty } from '../types.ts';
import { edgeOf } from './closedForms.ts';
import type { LawMeasurement } from './measure.ts';

/** Slack is the smallest distance to the end of a tolerance, in tolerances; what is not a number is not known. */
export function allHeld(...quantities: NonEmpty<string>): (m: LawMeasurement) => EventResult {
  return ({ held, R, slope }) => {
    const asked = held.filter(({ quantity }) => quantities.includes(quantity));
    const missing = quantities.some((quantity) => asked.every((h) => h.quantity !== quantity));
    const slack = missing ? NaN : 1 - Math.max(...asked.map(unitsOf));
    return {
      holds: Number.isNaN(slack) ? undefined : slack >= 0,
      slack,
      cases: [slope === 0 ? (R < 1 ? 'R < 1' : 'R >= 1') : R < edgeOf(slope) ? 'R < rho' : 'R >= rho'],
    };
  };
}
