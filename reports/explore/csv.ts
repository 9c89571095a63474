/** `explore.csv`: one row per cell of a regime map. */
import type { ExploreRecord } from '../../properties/explore/record.ts';
import { csv } from '../csv.ts';

export function exploreCsv({ axes, cells }: ExploreRecord): string {
  const names = axes.map((a) => a.name);
  const head = [...names, 'd0', 'trials', 'failures', 'missing', 'low', 'high', 'status', 'outside'];
  const rows = cells.map((c) => [
    c.x,
    ...(c.y === undefined ? [] : [c.y]),
    c.d0,
    c.trials,
    c.failures,
    c.missing,
    c.low,
    c.high,
    c.status,
    c.outside.join(' '),
  ]);
  // `d0` as an axis and as a column would be the same name twice.
  const columns = head.map((name, i) => (head.indexOf(name) === i ? name : 'size'));
  return csv([columns, ...rows]);
}
