/** The page of a regime map. */
import type { CellRecord, ExploreRecord } from '../../properties/explore/record.ts';
import { html, trusted, type Html } from '../html/html.ts';
import { command, facts, page, scrollTable } from '../html/page.ts';
import { formatDuration, formatNumber, typesetNumber as num } from '../text.ts';
import { exploreChart } from './chart.ts';

/** Pure: the same record gives the same bytes. */
export function explorePage(record: ExploreRecord): string {
  const name = record.claim ?? record.theorem;
  return page({
    title: `${name} over ${record.axes.map((a) => a.name).join(' and ')}`,
    header: html`<h1>Where ${name} holds</h1>
      <p class="lead">${record.sentence}</p>
      <p>${record.title}: ${record.words}</p>`,
    body: html`<figure>
        <figcaption>${caption(record)}</figcaption>
        ${trusted(exploreChart(record))}
      </figure>
      <h2>Thresholds</h2>
      ${thresholds(record)}
      <h2>Cells</h2>
      ${cells(record)}
      <h2>To make this map again</h2>
      ${command(`npx ${record.command}`)}
      ${facts([
        ['d0', record.d0 === null ? 'an axis' : num(record.d0)],
        ['seed', String(record.seed)],
        ['engine', record.engine],
        ['sources', record.fingerprint],
        ['time', formatDuration(record.timing.durationSeconds)],
      ])}`,
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
  const other = (t: (typeof list)[number]) => axes[t.along === 'x' ? 1 : 0]?.name;
  return scrollTable(
    'Thresholds',
    html`<table>
      <thead>
        <tr>
          <th scope="col">along</th>
          <th scope="col">at</th>
          <th scope="col">below it</th>
          <th scope="col" class="n">estimate</th>
          <th scope="col" class="n">interval</th>
        </tr>
      </thead>
      <tbody>
        ${list.map(
          (t) =>
            html`<tr>
              <td>${name(t)}</td>
              <td>${t.at === undefined ? '' : `${other(t)} = ${num(t.at)}`}</td>
              <td>${t.below}</td>
              <td class="n">${num(t.estimate)}</td>
              <td class="n">${num(t.low)} to ${num(t.high)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`,
  );
}

function cells({ axes, cells: list }: ExploreRecord): Html {
  const row = (c: CellRecord) =>
    html`<tr>
      <td class="n">${num(c.x, 4)}</td>
      ${c.y !== undefined && html`<td class="n">${num(c.y, 4)}</td>`}
      <td>${c.status}</td>
      <td class="n">${num(c.trials)}</td>
      <td class="n">${num(c.failures)}</td>
      <td class="n">${num(c.missing)}</td>
      <td class="n">${num(c.low)} to ${num(c.high)}</td>
      <td>${c.outside.join(', ')}</td>
    </tr>`;
  return scrollTable(
    'Cells',
    html`<table>
      <thead>
        <tr>
          ${axes.map((a) => html`<th scope="col" class="n">${a.name}</th>`)}
          <th scope="col">status</th>
          <th scope="col" class="n">trials</th>
          <th scope="col" class="n">failures</th>
          <th scope="col" class="n">no value</th>
          <th scope="col" class="n">failure rate</th>
          <th scope="col">hypotheses not met</th>
        </tr>
      </thead>
      <tbody>
        ${list.map(row)}
      </tbody>
    </table>`,
  );
}
