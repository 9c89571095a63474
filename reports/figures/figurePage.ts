/** The page of Figure 3: its panels with their captions, and whether the shapes that the paper describes were seen. */
import type { Figure, Shape } from '../../properties/records/figure.ts';
import { backNav, type PageBeside } from '../html/beside.ts';
import { html, type Html } from '../html/html.ts';
import { command, facts, page } from '../html/page.ts';
import { displayMath } from '../html/math.ts';
import { table } from '../html/table.ts';
import { EXPECTATION_HEADS, expectationCells, panelCard } from './card.ts';
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
  const charts = panel.charts.map((_, i) => figureChart(figure, panel, i));
  return panelCard({
    name: panel.name,
    title: `(${panel.name}) ${panel.title}`,
    file: `figure-3${panel.name}`,
    formula: displayMath(panel.latex),
    entries: legendOf(figure, panel, charts),
    charts: panel.charts.map(({ title }, i) => ({ title, svg: charts[i]!.svg })),
    caption: panelCaption(figure.setting, panel.name),
  });
}

const shapes = (all: readonly Shape[]): Html =>
  table(
    'Shapes',
    [['panel', 'head'], ['shape', 'words'], ...EXPECTATION_HEADS],
    all.map((s) => [`(${s.panel})`, s.words, ...expectationCells(s, s.judged)]),
  );
