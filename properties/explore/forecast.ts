/**
 * How much of a map is left, as an estimate: an open cell takes as long as the finished ones did that lasted as long, and
 * the rounds to come find the edge where the present one does. Only a display reads it.
 */
import { trialsNeeded } from '../judge/statistics/index.ts';
import { cellLevels, type MapState } from './map.ts';
import { DELTA, shapeOf, type MapPlan } from './plan.ts';

/** Trials read of a cell, and whether it needs more. */
export interface CellProgress {
  readonly d0: number;
  readonly read: number;
  readonly finished: boolean;
}

/** Boxes at the edge in the first round, before it is known: the edge crosses a line once, and a plane from side to side. */
const FIRST_EDGES = [1, 6] as const;
/** New cells of a box at the edge that is halved: its neighbours share the others. */
const NEW_CELLS = [1, 2.5] as const;

/** Cost left, in units of d0. `finished` are the cells of earlier rounds, `cells` those of this one. */
export function costLeft(
  plan: MapPlan,
  { boxes }: Pick<MapState, 'boxes'>,
  finished: readonly CellProgress[],
  cells: readonly CellProgress[],
): number {
  const { mostTrials, mostCells, refinements } = shapeOf(plan);
  const all = [...finished, ...cells];
  const done = all.filter((c) => c.finished).map((c) => c.read);
  // For "holds", without a failure.
  const least = trialsNeeded({ delta: DELTA, alpha: cellLevels(plan).alphaSupport, failures: 0 });
  // Those that fail are decided soon. A cell of which nothing is known is as likely on the one side of the edge as on the other.
  const [soon, late] = [done.filter((t) => t < least / 2), done.filter((t) => t >= least / 2)];
  const whole = (mean(soon) + (late.length === 0 ? Math.min(least, mostTrials) : mean(late))) / 2;
  const rest = ({ read, finished: ended }: CellProgress) => {
    if (ended) return 0;
    if (read === 0) return whole;
    const longer = done.filter((trials) => trials > read);
    if (longer.length > 0) return mean(longer) - read;
    return read < least ? least - read : (mostTrials - read) / 2;
  };
  const now = cells.reduce((sum, c) => sum + rest(c) * c.d0, 0);
  const dimension = plan.axes.length as 1 | 2;
  const round = refinements - Math.log2(boxes[0]?.side ?? 1);
  const growth = dimension;
  // All boxes of a later round are halves of boxes at the edge of the round before.
  const edges = round === 0 ? FIRST_EDGES[dimension - 1]! : (growth * boxes.length) / 2 ** dimension;
  let future = 0;
  for (let later = round + 1, boxesThen = edges; later <= refinements; later++, boxesThen *= growth)
    future += NEW_CELLS[dimension - 1]! * boxesThen;
  const size = mean(all.map((c) => c.d0));
  return now + Math.min(future, Math.max(0, mostCells - all.length)) * whole * size;
}

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
