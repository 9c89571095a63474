/** The picture of a regime map: where a claim holds, where it fails, where that is not known, and where the hypotheses end. */
import * as Plot from '@observablehq/plot';
import type { CellRecord, ExploreRecord } from '../../properties/explore/record.ts';
import { chart, withoutHover } from '../chart.ts';
import type { Hover } from '../hover.ts';
import { LIGHT, variables } from '../palette.ts';
import { count, formatNumber, oneLine } from '../text.ts';

const SYMBOLS = { holds: 'square', fails: 'times', undecided: 'diamond' } as const;
const COLORS = { holds: 'var(--one)', fails: 'var(--two)', undecided: 'var(--soft)' } as const;

/** Of a file of its own, and of a page on a wide screen. */
export const WIDTH = 640;

/** In a page: colours are the page's. */
export function exploreChart(record: ExploreRecord, name = 'map', width = WIDTH): string {
  return record.axes.length === 1 ? line(record, name, width) : plane(record, name, width);
}

/** A file of its own: colours and background come with it. */
export function standalone(svg: string): string {
  const style = `svg{${variables(LIGHT)};background:var(--card);color:var(--ink);font:12px system-ui,sans-serif}`;
  return `${withoutHover(svg)
    .replace(/^<svg(?![^>]*xmlns=)/, '<svg xmlns="http://www.w3.org/2000/svg"')
    .replace(/>/, `><style>${style}</style>`)}\n`;
}

function shared({ axes, cells }: ExploreRecord, width: number): Plot.PlotOptions {
  const [x] = axes;
  return {
    width,
    height: axes.length === 1 ? 300 : 460,
    marginTop: 28,
    marginLeft: 56,
    marginBottom: 40,
    marginRight: 16,
    x: {
      type: x!.scale,
      domain: rangeOf(
        x!,
        cells.map((c) => c.x),
      ),
      label: `${x!.name} →`,
      grid: true,
      ...ticks(x!),
    },
  };
}

/** From end to end of the axis and of its cells: whole numbers of features may lie a little beyond what was asked. */
function rangeOf({ low, high }: ExploreRecord['axes'][number], values: readonly number[]): [number, number] {
  return [Math.min(low, ...values), Math.max(high, ...values)];
}

/** Powers of two where they make a few good ticks; Plot's own otherwise. */
function ticks({ scale, low, high }: ExploreRecord['axes'][number]): Plot.ScaleOptions {
  const octaves = Math.log2(high / low);
  if (scale === 'linear' || !(octaves >= 1 && octaves <= 9))
    return { tickFormat: (v: number) => formatNumber(v) };
  const powers = Array.from({ length: 40 }, (_, i) => 2 ** (i - 20));
  return {
    base: 2,
    ticks: powers.filter((p) => low <= p && p <= high),
    tickFormat: (v: number) => formatNumber(v, 4),
  };
}

const cellsHover = ({ axes, cells }: ExploreRecord, of: string, y: (c: CellRecord) => number): Hover => ({
  at: '',
  of,
  series: [
    {
      name: '',
      points: cells.map((c) => [c.x, y(c)]),
      words: cells.map((c) =>
        oneLine(
          `${axes.map(({ name }, i) => `${name} = ${formatNumber(i === 0 ? c.x : c.y)}`).join(', ')}: ${c.status}, ` +
            `${c.failures} of ${count(c.trials, 'trial')} failed;`,
        ),
      ),
    },
  ],
});

/** One axis: failure rate of every cell with its interval. */
function line(record: ExploreRecord, name: string, width: number): string {
  const { cells, thresholds, domain, delta } = record;
  return chart(name, {
    ...shared(record, width),
    label: record.sentence,
    hover: cellsHover(record, 'failure rate', (c) => rateOf(c) ?? NaN),
    y: { domain: [0, 1], label: '↑ failure rate', grid: true },
    marks: [
      Plot.rect(domain, { x1: 'low', x2: 'high', y1: 0, y2: 1, fill: 'var(--line)', fillOpacity: 0.55 }),
      Plot.rect(thresholds, { x1: 'low', x2: 'high', y1: 0, y2: 1, fill: 'var(--ink)', fillOpacity: 0.14 }),
      Plot.ruleX(thresholds, { x: 'estimate', stroke: 'var(--ink)', strokeWidth: 1.5 }),
      Plot.ruleY([delta], { stroke: 'var(--soft)', strokeDasharray: '5 4' }),
      Plot.ruleX(cells, { x: 'x', y1: 'low', y2: 'high', stroke: 'var(--soft)' }),
      Plot.dot(cells, { x: 'x', y: rateOf, symbol: symbolOf, stroke: colorOf, fill: fillOf, r: 4 }),
    ],
  });
}

/** Two axes: every cell by its status, the edge as strokes between a cell that holds and one that fails. */
function plane(record: ExploreRecord, name: string, width: number): string {
  const { axes, cells, thresholds, domain } = record;
  const y = axes[1]!;
  const rows = [...new Set(domain.map((d) => d.at!))].sort((a, b) => a - b);
  const between = (a: number, b: number) => (y.scale === 'log' ? Math.sqrt(a * b) : (a + b) / 2);
  const shade = domain.map(({ at, low, high }) => {
    const i = rows.indexOf(at!);
    return {
      x1: low,
      x2: high,
      y1: i === 0 ? at! : between(rows[i - 1]!, at!),
      y2: i === rows.length - 1 ? at! : between(at!, rows[i + 1]!),
    };
  });
  const strokes = thresholds.map((t) =>
    t.along === 'x'
      ? { x1: t.low, x2: t.high, y1: t.at!, y2: t.at!, x: t.estimate, y: t.at! }
      : { x1: t.at!, x2: t.at!, y1: t.low, y2: t.high, x: t.at!, y: t.estimate },
  );
  return chart(name, {
    ...shared(record, width),
    label: record.sentence,
    hover: cellsHover(record, y.name, (c) => c.y!),
    y: {
      type: y.scale,
      domain: rangeOf(
        y,
        cells.map((c) => c.y!),
      ),
      label: `↑ ${y.name}`,
      grid: true,
      ...ticks(y),
    },
    marks: [
      Plot.rect(shade, { x1: 'x1', x2: 'x2', y1: 'y1', y2: 'y2', fill: 'var(--line)', fillOpacity: 0.55 }),
      Plot.link(strokes, { x1: 'x1', x2: 'x2', y1: 'y1', y2: 'y2', stroke: 'var(--ink)', strokeWidth: 1.2 }),
      Plot.dot(strokes, { x: 'x', y: 'y', r: 2, fill: 'var(--ink)' }),
      Plot.dot(cells, { x: 'x', y: 'y', symbol: symbolOf, stroke: colorOf, fill: fillOf, r: 4 }),
    ],
  });
}

const rateOf = ({ failures, trials, missing }: CellRecord) =>
  trials === missing ? null : failures / (trials - missing);
const symbolOf = (c: CellRecord) => SYMBOLS[c.status];
const colorOf = (c: CellRecord) => COLORS[c.status];
const fillOf = (c: CellRecord) => (c.status === 'holds' ? COLORS.holds : 'none');
