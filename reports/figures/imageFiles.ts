/** What a figure on small images is written as: pictures, their numbers, and a page. */
import type { Expectation } from '../../properties/records/expectation.ts';
import type { ImageFigure } from '../../properties/records/imageFigure.ts';
import { csv } from '../csv.ts';
import { backNav, type PageBeside } from '../html/beside.ts';
import { html, type Html } from '../html/html.ts';
import { command, facts, page } from '../html/page.ts';
import { table } from '../html/table.ts';
import { CHART_SIZE } from './bandChart.ts';
import { EXPECTATION_HEADS, expectationCells, panelCard } from './card.ts';
import { imageCaption } from './imageCaption.ts';
import { imageChart, imagePanels, lineBand, type ImagePanel } from './imagePanels.ts';
import { mapRows, PICTURE_SIZE } from './mapPicture.ts';
import { pictureFile } from './svg.ts';

const TITLES = {
  images: 'Small images: what is learned, and what is lost when the background shifts',
  gradcam: 'Small images: where the networks look',
};

/** A file of a panel, without its extension. */
export const panelFile = ({ name }: Pick<ImageFigure, 'name'>, panel: Pick<ImagePanel, 'name'>) =>
  `figure-${name}-${panel.name}`;

/** The panel as one SVG file that stands alone. */
export function imagePanelSvg(figure: ImageFigure, panel: ImagePanel): string {
  const drawn = panel.charts.map((_, i) => imageChart(figure, panel, i));
  return pictureFile({
    title: panel.title,
    words: `${panel.caption} ${imageCaption(figure)}`,
    entries: entriesOf(panel, drawn),
    across: 2,
    size: panel.kind === 'pictures' ? PICTURE_SIZE : CHART_SIZE,
    charts: panel.charts.map(({ title }, i) => ({ title, svg: drawn[i]!.svg })),
  });
}

/** The panel as numbers: a row per curve and checkpoint, or per place of a map. */
export function imagePanelCsv(figure: ImageFigure, panel: ImagePanel): string {
  if (panel.kind === 'pictures')
    return csv([['training', 'images', 'image', 'shape', 'row', 'column', 'saliency'], ...mapRows(figure)]);
  const { quantity } = panel;
  const rows = panel.charts.flatMap(({ lines }) =>
    lines.flatMap((line) =>
      lineBand(figure, quantity, line).map(({ step, mean, low, high }) => [
        line.model,
        line.training,
        line.shown,
        quantity,
        step,
        mean,
        low,
        high,
        figure.seeds,
      ]),
    ),
  );
  return csv([['model', 'training', 'images', 'quantity', 'step', 'mean', 'low', 'high', 'seeds'], ...rows]);
}

export function imagePage(figure: ImageFigure, beside: readonly PageBeside[]): string {
  return page({
    title: TITLES[figure.name],
    header: html`${backNav(beside)}
      <h1>${TITLES[figure.name]}</h1>
      <p class="lead">${imageCaption(figure)}</p>
      ${facts([
        ['seeds', figure.seeds],
        ['root seed', figure.seed],
        ['engine', figure.engine],
        ['not seen', figure.shapes.filter((s) => !s.holds).length],
      ])}`,
    body: html`<div class="cards-two">${imagePanels(figure).map((panel) => section(figure, panel))}</div>
      <h2>Is what was expected there?</h2>
      <p>
        Computed on every seed, at the last checkpoint; comparisons are paired within a seed. Expectations and
        bounds are ours. Bands over a few seeds are a description: no probability is claimed.
      </p>
      ${shapes(figure.shapes)}
      <h2>To make this figure again</h2>
      ${command(`npx ${figure.command}`)}`,
    footer: html`<p>
      Every number of every seed is in
      <a href="figure-${figure.name}.json">figure-${figure.name}.json</a>.
    </p>`,
  });
}

/** A legend where some chart could not name its curves. */
function entriesOf(panel: ImagePanel, drawn: readonly { readonly named: boolean }[]) {
  if (panel.kind === 'pictures' || drawn.every(({ named }) => named)) return [];
  return panel.charts[0]!.lines.map(({ words, color }) => ({ words, color }));
}

function section(figure: ImageFigure, panel: ImagePanel): Html {
  const drawn = panel.charts.map((_, i) => imageChart(figure, panel, i));
  return panelCard({
    name: panel.name,
    title: panel.title,
    file: panelFile(figure, panel),
    entries: entriesOf(panel, drawn),
    charts: panel.charts.map(({ title }, i) => ({ title, svg: drawn[i]!.svg })),
    caption: panel.caption,
  });
}

const shapes = (all: readonly Expectation[]): Html =>
  table(
    'Expectations',
    [['expected', 'words'], ...EXPECTATION_HEADS],
    all.map((e) => [e.words, ...expectationCells(e)]),
  );
