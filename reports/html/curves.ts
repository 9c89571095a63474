/** Draws the curves of one measurement: a chart for each panel, and the numbers behind them. */
import * as Plot from '@observablehq/plot';
import type { Column, Curves, Line, Panel } from '../../theorems/types.ts';
import { namedChart } from '../chart.ts';
import { typesetNumber as num } from '../text.ts';
import { fold } from './fold.ts';
import { html, trusted, type Html } from './html.ts';
import { legend, LIMIT_LINE, PANEL, type LegendEntry } from './panel.ts';
import { table } from './table.ts';

interface Drawn {
  /** Beside the curve, where it has a name of its own. */
  readonly legend?: string;
  readonly color: LegendEntry['color'];
  readonly dash: boolean;
  /** A line alone, over those that were measured. */
  readonly predicted: boolean;
  readonly points: readonly [number, number][];
  readonly words: string;
}

export function curvePanels(curves: Curves, name: string): Html {
  return html`${curves.predictedAt.length > 0 && legend([LIMIT_LINE])}
    <div class="panels">${curves.panels.map((panel, i) => figure(curves, panel, `${name}-${i + 1}`))}</div>`;
}

function figure({ at, predictedAt, over }: Curves, panel: Panel, name: string): Html {
  const drawn: readonly Drawn[] = [
    ...panel.lines.map((line): Drawn => ({
      color: colorOf(line),
      dash: line.dash === true,
      ...(line.legend === undefined ? {} : { legend: line.legend }),
      predicted: false,
      points: pointsOf(at, line.values),
      words: line.name,
    })),
    ...panel.predicted.map((values): Drawn => ({
      color: 'ink',
      dash: false,
      predicted: true,
      points: pointsOf(predictedAt, values),
      words: 'limit',
    })),
  ].filter((line) => line.points.length > 0);
  if (drawn.length === 0) return html``;
  const entries = [
    ...panel.lines.flatMap((line) =>
      line.legend === undefined
        ? []
        : [{ color: colorOf(line), dash: line.dash === true, words: line.legend }],
    ),
  ];
  const values = drawn.flatMap((l) => l.points.map(([, y]) => y));
  const measured = drawn.filter((l) => !l.predicted);
  const places = [...new Set(measured.flatMap((l) => l.points.map(([x]) => x)))].sort((a, b) => a - b);
  const low = values.reduce((a, b) => Math.min(a, b), 0);
  const high = values.reduce((a, b) => Math.max(a, b), low + 1e-9);
  const ends = drawn.map((l) => `${l.points.at(-1)![1].toPrecision(3)}`).join(', ');
  const { svg, named } = namedChart(
    name,
    {
      ...PANEL,
      hover: {
        at: over.symbol,
        of: '',
        series: drawn.map(({ words, points }) => ({ name: words, points })),
      },
      label: `${panel.title} over ${over.words}: ${entries.map((e) => e.words).join(', ')}; at the end ${ends}`,
      x: {
        type: 'sqrt',
        domain: [0, Math.max(places.at(-1)!, 1e-9)],
        ticks: ticksOf(places),
        tickFormat: 'd',
        label: over.label,
      },
      y: { domain: [low, high], nice: true, ticks: 5, label: panel.words.split(';')[0]!, grid: false },
      marks: [
        Plot.ruleY([0], { stroke: 'var(--line)' }),
        ...drawn.flatMap((l) => [
          Plot.line(l.points, {
            stroke: `var(--${l.color})`,
            strokeWidth: l.predicted ? 1 : l.dash ? 1.5 : 2,
            ...(l.dash ? { strokeDasharray: '5 4' } : {}),
          }),
          ...(l.predicted
            ? []
            : [
                Plot.dot(l.points, {
                  stroke: `var(--${l.color})`,
                  fill: l.dash ? 'var(--card)' : `var(--${l.color})`,
                  r: 1.8,
                }),
              ]),
        ]),
      ],
    },
    drawn.map(({ legend: words, color, points }) => ({
      color,
      points,
      ...(words === undefined ? {} : { words }),
    })),
  );
  return html`<figure>
    <figcaption><strong>${panel.title}</strong> <span class="soft">${panel.words}</span></figcaption>
    ${!named && legend(entries)} ${trusted(svg)}
  </figure>`;
}

const COLORS: readonly string[] = ['one', 'two', 'soft'];

/** One of the style sheet's, whatever a record says. */
const colorOf = ({ color }: Line): LegendEntry['color'] => (COLORS.includes(color) ? color : 'ink');

const pointsOf = (at: readonly number[], values: Column['values']): readonly [number, number][] =>
  at.flatMap((x, i): [number, number][] => {
    const y = values[i] ?? null;
    return y === null ? [] : [[x, y]];
  });

/** Whole places only, far enough apart to be read. */
const ticksOf = (places: readonly number[]) => {
  const last = places.at(-1) ?? 0;
  return places.filter((x, i) => Number.isInteger(x) && (i === 0 || x >= last / 16 - 1e-9));
};

export function curveNumbers({ over, at, columns, panels }: Curves, name: string): Html {
  const shown = [...columns, ...panels.flatMap((panel) => panel.lines)];
  return fold(
    'The numbers behind the curves',
    table(
      `Numbers of ${name}`,
      [over.symbol, ...shown.map((column) => column.name)].map((head, i) => [
        head,
        i === 0 ? 'number-head' : 'number',
      ]),
      at.map((x, i) => [x, ...shown.map(({ values }) => values[i])].map((value) => num(value))),
    ),
  );
}
