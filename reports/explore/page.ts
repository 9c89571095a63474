/** The page of a regime map. */
import type { ExploreRecord } from '../../properties/explore/record.ts';
import { backNav, type PageBeside } from '../html/beside.ts';
import { html, type Html } from '../html/html.ts';
import { displayMath } from '../html/math.ts';
import { page } from '../html/page.ts';
import { table, type Column } from '../html/table.ts';
import { formatNumber, typesetNumber as num } from '../text.ts';
import { again } from './again.ts';
import { inTwoWidths } from '../html/panel.ts';
import { exploreChart, WIDTH } from './chart.ts';
import { prose } from '../html/prose.ts';

/** Pure: the same record and neighbours give the same bytes. */
export function explorePage(record: ExploreRecord, beside: readonly PageBeside[] = []): string {
  const name = record.claim ?? record.theorem;
  return page({
    title: `${name} over ${record.axes.map((a) => a.name).join(' and ')}`,
    header: html`${backNav(beside)}
      <h1>Where ${name} holds</h1>
      <p class="lead">${prose(record.sentence)}</p>
      <p>${prose(record.title)}: ${prose(record.words)}.</p>
      ${record.latex.map(displayMath)}`,
    body: html`<figure>
        <figcaption>${caption(record)}</figcaption>
        ${inTwoWidths('map', WIDTH, (own, width) => exploreChart(record, own, width))}
      </figure>
      <h2>Thresholds</h2>
      ${thresholds(record)}
      <h2>Cells</h2>
      ${cells(record)} ${again('map', record.d0 === null ? 'an axis' : num(record.d0), record)}`,
    footer: html`<p>
      The same numbers are in <a href="explore.json">explore.json</a> and
      <a href="explore.csv">explore.csv</a>, the picture in <a href="explore.svg">explore.svg</a>.
    </p>`,
  });
}

function caption({ axes, delta }: ExploreRecord): string {
  const marks =
    'Squares hold, crosses fail, diamonds are undecided; grey ground: every instance drawn meets every hypothesis';
  return axes.length === 1
    ? `Failure rate of each cell with its interval; dashed: the allowed rate ${formatNumber(delta)}; dark band: the edge. ${marks}.`
    : `${marks}; strokes: the edge, from a cell on its one side to one on the other.`;
}

function thresholds({ axes, thresholds: list }: ExploreRecord): Html {
  if (list.length === 0) return html`<p>No edge lies between decided cells of this range.</p>`;
  const name = (t: (typeof list)[number]) => axes[t.along === 'x' ? 0 : 1]!.name;
  const plane = axes.length > 1;
  const other = (t: (typeof list)[number]) => axes[t.along === 'x' ? 1 : 0]!.name;
  return table(
    'Thresholds',
    [
      ['along', 'plain'],
      ...(plane ? [['at', 'plain'] as const] : []),
      ['below it', 'plain'],
      ['estimate', 'number'],
      ['interval', 'number'],
    ],
    list.map((t) => [
      name(t),
      ...(plane ? [`${other(t)} = ${num(t.at)}`] : []),
      t.below,
      num(t.estimate),
      `${num(t.low)} to ${num(t.high)}`,
    ]),
  );
}

const cells = ({ axes, cells: list }: ExploreRecord): Html =>
  table(
    'Cells',
    [
      ...axes.map((a): Column => [a.name, 'number']),
      ['status', 'plain'],
      ['trials', 'number'],
      ['failures', 'number'],
      ['no value', 'number'],
      ['failure rate', 'number'],
      ['hypotheses not met', 'plain'],
    ],
    list.map((c) => [
      ...[c.x, ...(c.y === undefined ? [] : [c.y])].map((x) => num(x, 4)),
      c.status,
      num(c.trials),
      num(c.failures),
      num(c.missing),
      `${num(c.low)} to ${num(c.high)}`,
      c.outside.join(', '),
    ]),
  );
