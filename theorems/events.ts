/** Events of the probability claims: conjunctions of bounds on quantities. */
import { constants, slackOf } from './constants.ts';
import { checkpointsFor, QUANTITIES, type Quantity, type QuantityName } from './quantities.ts';
import type { Checkpoint, Measurement } from './studies/network/measurement.ts';
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

/** How many neurons of either sign stand for Theta(m). */
const HALF = 1 / 2;

/**
 * The event that at least half of the neurons of either sign are, each of them, asymmetric and in the core band and in the
 * background band at the end. Bands over all neurons can be met by disjoint halves; this cannot.
 */
export function sameNeurons(m: Measurement): EventResult {
  const of = (name: QuantityName) => constants().constants[name].value;
  const within = (x: number, low: QuantityName, high: QuantityName) => of(low) <= x && x <= of(high);
  const shares = m.eachNeuron.map(({ asymmetry, core, background }) => {
    const all = asymmetry.filter(
      (c, i) =>
        c <= of('asymmetry') &&
        within(core[i]!, 'coreLow', 'coreHigh') &&
        within(background[i]!, 'backgroundLow', 'backgroundHigh'),
    );
    // NaN of a sign that has no neuron.
    return all.length / asymmetry.length;
  });
  const slack = (Math.min(...shares) - HALF) / HALF;
  const last = m.checkpoints.slice(-1);
  return { holds: Number.isNaN(slack) ? undefined : slack >= 0, slack, cases: casesIn(last) };
}

/** The event that all of the events occur in one trial. It is not known where one of them is not. */
export function allOf<M>(...events: NonEmpty<(m: M) => EventResult>): (m: M) => EventResult {
  return (m) => {
    const results = events.map((event) => event(m));
    const cases = [...new Set(results.flatMap((r) => r.cases))];
    // A missing measurement comes before one that is too coarse.
    const unknown =
      results.find((r) => r.holds === undefined && r.unresolved !== true) ??
      results.find((r) => r.holds === undefined);
    if (unknown !== undefined) return { ...unknown, cases };
    const slack = Math.min(...results.map((r) => r.slack));
    return { holds: results.every((r) => r.holds), slack, cases };
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

const casesOf = (names: readonly QuantityName[], m: Measurement): string[] =>
  casesIn(names.flatMap((name) => checkpointsFor(QUANTITIES[name], m)));

/** Both signs of y, and every checkpoint that was looked at. */
function casesIn(checkpoints: readonly Checkpoint[]): string[] {
  const cases = new Set<string>();
  for (const c of checkpoints) {
    cases.add(`s=${c.s}`);
    if (c.between !== null) cases.add('between checkpoints');
    for (const n of c.neurons) if (n.count > 0) cases.add(n.sign === 1 ? 'y=+1' : 'y=-1');
  }
  return [...cases];
}
