/** A panel of Figure 3 as numbers: one row per curve and checkpoint, mean and range over the seeds. */
import { bandOf, limitLine, type Figure } from '../../properties/records/figure.ts';
import { csv } from '../csv.ts';
import type { FigurePanel } from './panels.ts';

const COLUMNS = ['activation', 'quantity', 'step', 'time', 'mean', 'low', 'high', 'seeds', 'limit'];

export function panelCsv(figure: Figure, panel: FigurePanel): string {
  const rows = panel.charts.flatMap(({ lines }) =>
    lines.flatMap(({ activation, quantity }) =>
      bandOf(figure, activation, quantity).map(({ step, time, mean, low, high }) => [
        activation,
        quantity,
        step,
        time,
        mean,
        low,
        high,
        figure.seeds,
        limitLine(figure, activation, quantity).find((p) => p.time === time)?.value ?? null,
      ]),
    ),
  );
  return csv([COLUMNS, ...rows]);
}
