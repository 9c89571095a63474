/** Small charts over the runs of an experiment: a panel for each claim, and one for the time. */
import * as Plot from '@observablehq/plot';
import type { HistoryClaim, HistoryLine } from '../../properties/records/historyRecord.ts';
import { chart } from '../chart.ts';
import { html, trusted, type Html } from '../html/html.ts';
import { verdictBadge } from '../html/badges.ts';
import { PANEL } from '../html/panel.ts';
import { count, formatNumber, oneLine } from '../text.ts';

export interface Run {
  readonly line: HistoryLine;
  /** From 1, in order. */
  readonly number: number;
}

interface Point {
  readonly run: number;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly claim: HistoryClaim;
}

export function claimPanels(runs: readonly Run[], name: string): Html {
  const ids = [...new Set(runs.flatMap(({ line }) => line.claims.map(({ id }) => id)))];
  return html`<div class="panels">
    ${ids.map((id, i) => {
      const points = runs.flatMap(({ line, number }) => {
        const claim = line.claims.find((c) => c.id === id);
        return claim === undefined ? [] : [pointOf(claim, number)];
      });
      const last = points.at(-1)!.claim;
      return html`<figure>
        <figcaption>
          <strong>${last.title}</strong> <code>${id}</code> ${verdictBadge(last.verdict)}
        </figcaption>
        ${trusted(panel(`${name}-${i + 1}`, id, points, runs.length))}
      </figure>`;
    })}
  </div>`;
}

function pointOf(claim: HistoryClaim, run: number): Point {
  const { slope, failures, trials, low, high } = claim;
  if (slope !== undefined) return { run, claim, value: slope.estimate, low: slope.low, high: slope.high };
  return { run, claim, value: trials === 0 ? null : failures / trials, low, high };
}

const SYMBOLS: Readonly<Record<string, string>> = { supported: 'circle', refuted: 'times' };

function panel(name: string, id: string, points: readonly Point[], runs: number): string {
  const range = points.at(-1)!.claim.slope?.range;
  const what = range === undefined ? 'failure rate' : 'slope';
  const drawn = points.filter(({ value }) => value !== null && Number.isFinite(value));
  const all = drawn.flatMap((p) => [p.value!, p.low ?? p.value!, p.high ?? p.value!]).filter(Number.isFinite);
  const ends = [range?.low, range?.high].filter((x): x is number => x !== null && x !== undefined);
  const values = [...all, ...ends.filter(Number.isFinite), ...(range === undefined ? [0, 0.1] : [])];
  const domain = [Math.min(...values), Math.max(...values)];
  const course = points.map(({ run, claim }) => `run ${run} ${claim.verdict}`).join(', ');
  const refuted = (p: Point) => p.claim.verdict === 'refuted';
  return chart(name, {
    ...PANEL,
    label: `${id}, ${what} over ${count(runs, 'run')}: ${course}`,
    hover: {
      at: 'run',
      of: what,
      series: [
        {
          name: '',
          points: drawn.map((p) => [p.run, p.value!] as const),
          words: drawn.map(({ run, claim }) =>
            oneLine(
              `run ${run}: ${claim.verdict}, ${count(claim.failures, 'failure')} in ${count(claim.trials, 'trial')};`,
            ),
          ),
        },
      ],
    },
    x: { label: 'run', domain: [0.5, runs + 0.5], ticks: Math.min(5, runs), tickFormat: 'd' },
    y: { label: what, domain, nice: true, ticks: 4, tickFormat: (v: number) => formatNumber(v) },
    marks: [
      ...(range === undefined
        ? []
        : [
            Plot.rectY([0], {
              x1: 0.5,
              x2: runs + 0.5,
              y1: range.low ?? domain[0]!,
              y2: range.high ?? domain[1]!,
              fill: 'var(--line)',
              fillOpacity: 0.5,
            }),
          ]),
      Plot.ruleX(
        drawn.filter((p) => p.low !== null && p.high !== null),
        { x: 'run', y1: 'low', y2: 'high', stroke: (p: Point) => (refuted(p) ? 'var(--two)' : 'var(--one)') },
      ),
      Plot.dot(drawn, {
        x: 'run',
        y: 'value',
        r: 3.5,
        symbol: (p: Point) => SYMBOLS[p.claim.verdict] ?? 'diamond',
        stroke: (p: Point) => (refuted(p) ? 'var(--two)' : 'var(--one)'),
      }),
    ],
  });
}

export function timePanel(runs: readonly Run[], name: string): Html {
  const points = runs
    .map(({ line, number }) => ({ run: number, seconds: line.seconds }))
    .filter(({ seconds }) => Number.isFinite(seconds));
  return trusted(
    chart(`${name}-time`, {
      ...PANEL,
      label: `Seconds that each of ${count(runs.length, 'run')} took: ${points.map((p) => formatNumber(p.seconds)).join(', ')}`,
      hover: {
        at: 'run',
        of: 'seconds',
        series: [{ name: '', points: points.map((p) => [p.run, p.seconds] as const) }],
      },
      x: { label: 'run', domain: [0.5, runs.length + 0.5], ticks: Math.min(5, runs.length), tickFormat: 'd' },
      y: {
        label: 'time (s)',
        domain: [0, Math.max(1, ...points.map((p) => p.seconds))],
        nice: true,
        ticks: 4,
      },
      marks: [
        Plot.ruleX(points, { x: 'run', y1: 0, y2: 'seconds', stroke: 'var(--soft)', strokeWidth: 4 }),
        Plot.ruleY([0], { stroke: 'var(--line)' }),
      ],
    }),
  );
}
