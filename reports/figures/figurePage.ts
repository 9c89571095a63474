/** The page of Figure 3: its panels with their captions, and whether the shapes that the paper describes were seen. */
import type { Figure, Shape } from '../../properties/records/figure.ts';
import { typesetNumber as num } from '../text.ts';
import { backNav, type PageBeside } from '../html/beside.ts';
import { html, trusted, type Html } from '../html/html.ts';
import { command, facts, page } from '../html/page.ts';
import { displayMath } from '../html/math.ts';
import { legend } from '../html/panel.ts';
import { table } from '../html/table.ts';
import { EVEN_DERIVATIVE, panelCaption, setupCaption } from './caption.ts';
import { figureChart, figurePanels, legendOf, type FigurePanel } from './panels.ts';

export function figurePage(figure: Figure, beside: readonly PageBeside[] = []): string {
  const unseen = figure.shapes.filter((s) => s.judged && !s.holds).length;
  return page({
    title: `Figure 3, preset ${figure.setting.preset}`,
    header: html`${backNav(beside)}
      <h1>Figure 3: what a network learns</h1>
      <p class="lead">${setupCaption(figure)}</p>
      ${facts([
        ['preset', figure.setting.preset],
        ['seeds', figure.seeds],
        ['root seed', figure.seed],
        ['engine', figure.engine],
        ['shapes not seen', unseen],
      ])}`,
    body: html`<div class="cards-two">${figurePanels(figure).map((panel) => section(figure, panel))}</div>
      <h2>Are the paper’s shapes there?</h2>
      <p>
        Computed on every seed, at the last checkpoint. The paper shows pictures; the numbers that a shape has
        to meet are ours. A shape is judged in the set-up that its panel is about: (a) to (c) where the core
        has directions, (d) where it lies on spheres. The identity is our own control.
      </p>
      ${shapes(figure.shapes)} ${figure.setting.core === 'linear' && html`<p>${EVEN_DERIVATIVE}</p>`}
      <h2>To make this figure again</h2>
      ${command(`npx ${figure.command}`)}`,
    footer: html`<p>Every number of every seed is in <a href="figure-3.json">figure-3.json</a>.</p>`,
  });
}

function section(figure: Figure, panel: FigurePanel): Html {
  const name = `panel-${panel.name}`;
  const file = `figure-3${panel.name}`;
  const charts = panel.charts.map((_, i) => figureChart(figure, panel, i));
  const entries = legendOf(figure, panel, charts);
  return html`<section class="card ${panel.charts.length > 1 && 'whole'}" aria-labelledby="${name}">
    <h2 class="inline" id="${name}">(${panel.name}) ${panel.title}</h2>
    ${displayMath(panel.latex)} ${entries.length > 0 && legend(entries)}
    <div class="panels">
      ${panel.charts.map(
        ({ title }, i) =>
          html`<figure>
            <figcaption><strong>${title}</strong></figcaption>
            ${trusted(charts[i]!.svg)}
          </figure>`,
      )}
    </div>
    <p class="small soft">${panelCaption(figure.setting, panel.name)}</p>
    <p class="small"><a href="${file}.svg">${file}.svg</a>, <a href="${file}.csv">${file}.csv</a></p>
  </section>`;
}

const shapes = (all: readonly Shape[]): Html =>
  table(
    'Shapes',
    [
      ['panel', 'head'],
      ['shape', 'words'],
      ['in every seed', 'plain'],
      ['smallest', 'number'],
      ['largest', 'number'],
      ['has to be', 'number'],
    ],
    all.map(({ panel, words, judged, holds, values, side, bound }) => [
      `(${panel})`,
      words,
      !judged ? 'no verdict' : holds ? 'seen' : html`<strong>not seen</strong>`,
      num(Math.min(...values)),
      num(Math.max(...values)),
      judged ? `${side === 'at most' ? '≤' : '≥'} ${num(bound)}` : null,
    ]),
  );
