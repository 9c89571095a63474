/** What decides whether a claim holds: the picture and the page. */
import * as Plot from '@observablehq/plot';
import type { DecidesRecord } from '../../properties/explore/decidesRecord.ts';
import type { RankedQuantity, Share, ShownDraw } from '../../properties/explore/ranking.ts';
import { chart } from '../chart.ts';
import { backNav, type PageBeside } from '../html/beside.ts';
import { html, type Html } from '../html/html.ts';
import { displayMath } from '../html/math.ts';
import { facts, page } from '../html/page.ts';
import { table } from '../html/table.ts';
import { count, formatNumber, typesetNumber as num } from '../text.ts';
import { inTwoWidths } from '../html/panel.ts';
import { again } from './again.ts';
import { WIDTH } from './chart.ts';
import { agree } from '../../properties/count.ts';
import { prose } from '../html/prose.ts';

/** Slacks below this value are drawn at this value. */
const LEAST_SLACK = -3;
/** Quantities in the page's table; all are in the JSON. */
const SHOWN = 25;

/** Slack of every fresh draw over the best quantity; empty if no quantity was found. */
export function decidesChart(
  { ranking: [best], shown, sentence }: DecidesRecord,
  name = 'decides',
  width = WIDTH,
): string {
  return best === undefined ? '' : slackChart(name, width, best, shown, sentence);
}

function slackChart(
  id: string,
  width: number,
  { threshold, quantity }: RankedQuantity,
  shown: readonly ShownDraw[],
  label: string,
): string {
  const log = shown.every((d) => d.value > 0);
  const values = shown.map((d) => d.value);
  const ends = { low: threshold.low ?? Math.min(...values), high: threshold.high ?? Math.max(...values) };
  return chart(id, {
    label,
    hover: {
      at: quantity,
      of: 'slack',
      series: ['holds', 'fails'].map((name) => ({
        name,
        points: shown
          .filter((d) => d.holds === (name === 'holds'))
          .map((d) => [d.value, Math.max(LEAST_SLACK, d.slack)] as const),
      })),
    },
    width,
    height: 320,
    marginTop: 28,
    marginLeft: 56,
    marginBottom: 40,
    marginRight: 16,
    x: {
      type: log ? 'log' : 'linear',
      label: `${quantity} →`,
      grid: true,
      tickFormat: (v: number) => formatNumber(v),
    },
    y: { label: '↑ slack (below 0 the claim fails)', grid: true },
    marks: [
      Plot.rectX([ends], { x1: 'low', x2: 'high', fill: 'var(--ink)', fillOpacity: 0.14 }),
      Plot.ruleX([threshold.estimate], { stroke: 'var(--ink)', strokeWidth: 1.5 }),
      Plot.ruleY([0], { stroke: 'var(--soft)', strokeDasharray: '5 4' }),
      Plot.dot(shown, {
        x: 'value',
        y: (d: { slack: number }) => Math.max(LEAST_SLACK, d.slack),
        symbol: (d: { holds: boolean }) => (d.holds ? 'square' : 'times'),
        stroke: (d: { holds: boolean }) => (d.holds ? 'var(--one)' : 'var(--two)'),
        r: 2.5,
      }),
    ],
  });
}

/** Pure: the same record and neighbours give the same bytes. */
export function decidesPage(record: DecidesRecord, beside: readonly PageBeside[] = []): string {
  const name = record.claim ?? record.theorem;
  const { find, test } = record.draws;
  return page({
    title: `What decides whether ${name} holds`,
    header: html`${backNav(beside)}
      <h1>What decides whether ${name} holds</h1>
      <p class="lead">${prose(record.sentence)}</p>
      ${record.latex.map(displayMath)}`,
    body: html`${
        record.ranking.length > 0 &&
        html`<figure>
          <figcaption>
            The fresh draws over the best quantity (slacks below ${num(LEAST_SLACK)} are drawn there): squares
            hold, crosses fail; the line is the threshold, the band its interval.
          </figcaption>
          ${inTwoWidths('decides', WIDTH, (own, width) => decidesChart(record, own, width))}
        </figure>`
      }
      ${
        record.second !== null &&
        html`<figure>
          <figcaption>
            The fresh draws on which ${record.ranking[0]!.quantity} says, outside its interval, that ${name}
            holds, over what decides among them.
          </figcaption>
          ${secondChart(record.second, record.sentence)}
        </figure>`
      }
      <h2>Ranking</h2>
      <p>
        By the share of draws that one threshold puts on their right side. The threshold is where failing
        becomes likelier than holding, its interval (95 % for a quantity named beforehand: that this one was
        selected is not corrected for) assumes that failing grows along the quantity.
      </p>
      ${rankingTable(record)}
      <h2>What was drawn</h2>
      <p>
        ${count(find.holds, 'draw')} that ${agree(find.holds, 'holds', 'hold')} and ${num(find.fails)} that
        ${agree(find.fails, 'fails', 'fail')} found the thresholds, ${num(test.holds)} and ${num(test.fails)}
        fresh ones tested them; the measurement of ${num(find.unknown + test.unknown)} more does not say.
      </p>
      ${facts(record.drawn.map((d) => [d.name, `${num(d.low)} to ${num(d.high)}`]))}
      ${again('ranking', num(record.d0), record)}`,
    footer: html`<p>The same numbers are in <a href="what-decides.json">what-decides.json</a>.</p>`,
  });
}

const secondChart = ({ best, shown }: NonNullable<DecidesRecord['second']>, sentence: string): Html =>
  inTwoWidths('second', WIDTH, (own, width) => slackChart(own, width, best, shown, sentence));

function rankingTable({ ranking }: DecidesRecord): Html {
  const percent = (p: number) => `${(100 * p).toFixed(1)} %`;
  const share = (s: Share | null) =>
    s === null
      ? '–'
      : `${percent(s.accuracy)} (${percent(s.low)} to ${percent(s.high)}), ${count(s.draws, 'draw')}`;
  return table(
    'Quantities by what they decide',
    [
      ['quantity', 'words-head'],
      ['fails', 'plain'],
      ['threshold', 'number'],
      ['interval', 'number'],
      ['accuracy', 'number'],
      ['on fresh draws', 'number'],
      ['outside the interval', 'number'],
    ],
    ranking
      .slice(0, SHOWN)
      .map((r) => [
        r.quantity,
        r.fails,
        num(r.threshold.estimate),
        `${num(r.threshold.low)} to ${num(r.threshold.high)}`,
        percent(r.accuracy),
        share(r.fresh),
        share(r.outside),
      ]),
  );
}
