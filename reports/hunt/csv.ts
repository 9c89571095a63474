/** `hunt.csv`: one row per trial of the search. */
import type { HuntRecord } from '../../properties/hunt/record.ts';
import { csv } from '../csv.ts';

export function huntCsv({ results }: HuntRecord): string {
  const names = [...new Set(results.flatMap((r) => r.looks.flatMap((look) => Object.keys(look.values))))];
  const rows = results.flatMap(({ relaxed, looks }) =>
    looks.map(({ restart, values, holds, slack }) => [
      relaxed,
      restart,
      holds,
      slack,
      ...names.map((name) => values[name] ?? null),
    ]),
  );
  return csv([['relaxed', 'start', 'holds', 'slack', ...names], ...rows]);
}
