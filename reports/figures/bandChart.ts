/** A chart over training: lines are means over seeds, bands their range, thin lines what theory says. */
import * as Plot from '@observablehq/plot';
import type { Band } from '../../properties/records/expectation.ts';
import { namedChart, type NamedLine } from '../chart.ts';

export const CHART_SIZE = { width: 320, height: 220 };

export interface BandLine {
  readonly words: string;
  /** Soft lines are dashed. */
  readonly color: 'one' | 'two' | 'soft';
  /** `x` of the chart's horizontal axis, ascending. */
  readonly band: readonly (Band & { readonly x: number })[];
  /** Empty where nothing is derived. */
  readonly limit: readonly { readonly x: number; readonly value: number }[];
}

export interface BandChart {
  /** Makes the ids in it unique within a page. */
  readonly name: string;
  /** What it shows, before the numbers at the end, for those who do not see it. */
  readonly words: string;
  /** Label of the horizontal axis, and its name before a value. */
  readonly x: { readonly label: string; readonly at: string };
  readonly y: { readonly label: string; readonly domain: readonly [number, number] };
  readonly lines: readonly BandLine[];
}

/** As SVG text. Colours are the variables --one, --two, --soft and --line of whatever holds it. `named`: its curves have their names beside them. */
export function bandChart({ name, words, x, y, lines }: BandChart): {
  readonly svg: string;
  readonly named: boolean;
} {
  const ends = lines.map((l) => `${l.words} ${l.band.at(-1)!.mean.toPrecision(3)}`).join(', ');
  return namedChart(
    name,
    {
      ...CHART_SIZE,
      marginTop: 24,
      marginLeft: 44,
      marginBottom: 36,
      marginRight: 26,
      hover: {
        at: x.at,
        of: 'mean',
        series: lines.map((l) => ({ name: l.words, points: l.band.map((p) => [p.x, p.mean] as const) })),
      },
      label: `${words}; at the end ${ends}`,
      x: { label: x.label, ticks: 5, nice: false },
      y: { domain: [...y.domain], nice: true, ticks: 5, label: y.label },
      marks: [
        Plot.ruleY([0], { stroke: 'var(--line)' }),
        ...lines.map(({ band, color }) =>
          Plot.areaY(band, { x: 'x', y1: 'low', y2: 'high', fill: `var(--${color})`, fillOpacity: 0.22 }),
        ),
        ...lines.map(({ band, color }) =>
          Plot.lineY(band, {
            x: 'x',
            y: 'mean',
            stroke: `var(--${color})`,
            strokeWidth: 2,
            ...(color === 'soft' ? { strokeDasharray: '5 4' } : {}),
          }),
        ),
        ...lines.map(({ limit }) =>
          Plot.lineY(limit, { x: 'x', y: 'value', stroke: 'var(--ink)', strokeWidth: 1 }),
        ),
      ],
    },
    lines.flatMap(({ words: own, color, band, limit }): NamedLine[] => [
      { words: own, color, points: band.map((p) => [p.x, p.mean]) },
      { color, points: band.map((p) => [p.x, p.low]) },
      { color, points: band.map((p) => [p.x, p.high]) },
      { color, points: limit.map((p) => [p.x, p.value]) },
    ]),
  );
}
