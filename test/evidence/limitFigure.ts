/** Draws docs/images/limit-path.svg: predicted curves and trained networks, a column for each d0. Pure: the numbers come from test/evidence/limit.ts. */
import * as Plot from '@observablehq/plot';
import { chart } from '../../reports/chart.ts';

/** Rows of [s, R_ID, R_OOD, p, B/C]. */
type Rows = readonly (readonly number[])[];

export interface FigureNumbers {
  readonly words: string;
  readonly runs: readonly {
    readonly d0: number;
    readonly ratio: number;
    readonly predicted: Rows;
    readonly seen: Rows;
  }[];
}

const WIDTH = 300;
const HEIGHT = 210;
const HEAD = 34;
/** Risks below are drawn here. */
const LEAST = 1e-5;
const COLORS = ['#1b7837', '#0b62a4', '#b2182b', '#6a3d9a'];
const ROWS = [
  { at: 1, name: 'id', label: 'ID risk', log: true },
  { at: 2, name: 'ood', label: 'OOD risk', log: false },
  { at: 3, name: 'rate', label: 'rate on the wrong class, live neurons', log: false },
  { at: 4, name: 'ratio', label: 'background over core correlation', log: false },
] as const;

export function limitFigure({ words, runs }: FigureNumbers): string {
  const sizes = [...new Set(runs.map((r) => r.d0))];
  const ratios = [...new Set(runs.map((r) => r.ratio))];
  const color = (ratio: number) => COLORS[ratios.indexOf(ratio)]!;
  const panels = ROWS.flatMap((row, y) =>
    sizes.map((d0, x) =>
      panel(
        row,
        d0,
        runs.filter((r) => r.d0 === d0),
        color,
      ).replace('<svg', `<svg x="${x * WIDTH}" y="${HEAD + y * HEIGHT}"`),
    ),
  );
  const legend = ratios.map(
    (ratio, i) =>
      `<line x1="${56 + 130 * i}" x2="${80 + 130 * i}" y1="18" y2="18" stroke="${color(ratio)}" stroke-width="2"/>` +
      `<text x="${86 + 130 * i}" y="22">ratio ${ratio}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${sizes.length * WIDTH} ${HEAD + ROWS.length * HEIGHT}" role="img" aria-label="${words}" font-family="sans-serif" font-size="11" color="#222">`,
    `<title>${words}</title>`,
    '<rect width="100%" height="100%" fill="white"/>',
    ...legend,
    ...panels,
    '</svg>\n',
  ].join('\n');
}

function panel(
  { at, name, label, log }: (typeof ROWS)[number],
  d0: number,
  runs: FigureNumbers['runs'],
  color: (ratio: number) => string,
): string {
  const points = (rows: Rows) =>
    rows.map((row): [number, number] => [row[0]!, log ? Math.max(LEAST, row[at]!) : row[at]!]);
  return chart(`limit-${name}-${d0}`, {
    label: `${label} over s at d0 = ${d0}`,
    width: WIDTH,
    height: HEIGHT,
    marginLeft: 50,
    marginTop: 28,
    x: { label: `s, d0 = ${d0}`, ticks: 5 },
    y: log
      ? {
          label,
          type: 'log',
          domain: [LEAST, 1],
          ticks: [1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1],
          tickFormat: String,
          grid: true,
        }
      : { label, domain: [0, name === 'rate' ? 0.4 : 1], grid: true, ticks: 5 },
    marks: runs.flatMap((run) => [
      Plot.line(points(run.predicted), { stroke: color(run.ratio), strokeWidth: 1.2, clip: true }),
      Plot.dot(points(run.seen), { fill: color(run.ratio), r: 2.4, clip: true }),
    ]),
  });
}
