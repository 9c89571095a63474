/**
 * Draws docs/images/skipping.svg: pairs computed one by one, and time per step beside the dense line, against m, d, the ratio of
 * background to core features, and s. Pure: the numbers come from bench/skipping.ts.
 */
import * as Plot from '@observablehq/plot';
import { chart } from '../reports/chart.ts';

export interface Point {
  readonly at: number;
  /** Share of pairs that skipping computes one by one. */
  readonly share: number;
  /** Milliseconds of processor time per step. */
  readonly skipping: number;
  readonly dense: number;
}

/** One sweep; against s there is one for each ratio. */
export interface Sweep {
  readonly variable: 'm' | 'd' | 'ratio' | 's';
  readonly ratio: number;
  readonly points: readonly Point[];
}

const WIDTH = 300;
const HEIGHT = 230;
const COLUMNS = ['m', 'd', 'ratio', 's'] as const;
const LABELS = {
  m: 'm',
  d: 'ln d / ln d0',
  ratio: 'background / core features',
  s: 's = t η d0 / m',
} as const;

/** The whole figure as a file of its own. */
export function skippingFigure(words: string, sweeps: readonly Sweep[]): string {
  const panels = COLUMNS.flatMap((variable, column) => {
    const own = sweeps.filter((sweep) => sweep.variable === variable);
    return [sharePanel(variable, own), timePanel(variable, own)].map((svg, row) =>
      svg.replace('<svg', `<svg x="${column * WIDTH}" y="${row * HEIGHT}"`),
    );
  });
  const size = `${COLUMNS.length * WIDTH} ${2 * HEIGHT}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size}" role="img" aria-label="${words}" font-family="sans-serif" font-size="11" color="#222">`,
    `<title>${words}</title>`,
    '<rect width="100%" height="100%" fill="white"/>',
    ...panels,
    '</svg>\n',
  ].join('\n');
}

const frame = { width: WIDTH, height: HEIGHT, marginLeft: 56, marginTop: 30 } as const;

function sharePanel(variable: (typeof COLUMNS)[number], sweeps: readonly Sweep[]): string {
  const label = `share of pairs computed one by one, against ${variable}`;
  return chart(`share-${variable}`, {
    label,
    ...frame,
    x: axis(variable),
    y: {
      label: 'pairs computed one by one',
      type: 'log',
      domain: [LEAST, 1],
      ticks: [LEAST, 0.001, 0.01, 0.1, 1],
      tickFormat: percent,
      grid: true,
    },
    marks: [
      Plot.ruleY([1], { stroke: DENSE, strokeDasharray: '5 3' }),
      ...sweeps
        .map(floored)
        .flatMap((sweep) => [
          line(sweep, 'share', color(sweep)),
          ...(variable === 's' ? [name(sweep, 'share', `ratio ${sweep.ratio}`)] : []),
        ]),
    ],
  });
}

function floored({ points, ...sweep }: Sweep): Sweep {
  return { ...sweep, points: points.map((p) => ({ ...p, share: Math.max(LEAST, p.share) })) };
}

function timePanel(variable: (typeof COLUMNS)[number], sweeps: readonly Sweep[]): string {
  return chart(`time-${variable}`, {
    label: `milliseconds per step, dense and skipping, against ${variable}`,
    ...frame,
    x: axis(variable),
    y: {
      label: 'ms per step (dashed: dense)',
      type: 'log',
      grid: true,
      ticks: TICKS,
      tickFormat: String,
      domain: TIMES,
    },
    marks: sweeps.flatMap((sweep) => [
      line(sweep, 'dense', variable === 's' ? color(sweep) : DENSE, '5 3'),
      line(sweep, 'skipping', color(sweep)),
    ]),
  });
}

const DENSE = '#888';
const TICKS = [0.03, 0.1, 0.3, 1, 3, 10];
const TIMES = [0.03, 10];
/** Shares below are drawn here: late in a run there may be none at all. */
const LEAST = 0.0003;
const percent = (share: number) => `${share === LEAST ? '≤ ' : ''}${Number((100 * share).toPrecision(1))} %`;
const color = ({ variable, ratio }: Sweep) =>
  variable !== 's' ? '#0b62a4' : ratio < 0.5 ? '#1b7837' : ratio < 1 ? '#0b62a4' : '#b2182b';

function axis(variable: (typeof COLUMNS)[number]): Plot.ScaleOptions {
  const label = LABELS[variable];
  if (variable === 'd' || variable === 's') return { label };
  const ticks = variable === 'm' ? [64, 256, 1024, 4096] : [0.125, 0.25, 0.5, 1, 2];
  return { label, type: 'log', base: 2, ticks, tickFormat: String };
}

function line(
  { points }: Sweep,
  y: 'share' | 'skipping' | 'dense',
  stroke: string,
  strokeDasharray = 'none',
) {
  return Plot.line(points, { x: 'at', y, stroke, strokeDasharray });
}

function name({ points, ...sweep }: Sweep, y: 'share', text: string) {
  const third = points[Math.floor(points.length / 3)]!;
  return Plot.text([third], {
    x: 'at',
    y,
    text: () => text,
    textAnchor: 'start',
    dy: -7,
    fill: color({ ...sweep, points }),
  });
}
