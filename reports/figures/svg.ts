/** A panel of Figure 3 as one SVG file that stands alone: charts, legend, title and caption, light and dark. */
import type { Figure } from '../../properties/records/figure.ts';
import { withoutHover } from '../chart.ts';
import { escapeHtml as escape } from '../html/html.ts';
import type { LegendEntry } from '../html/panel.ts';
import { DARK, LIGHT, variables } from '../palette.ts';
import { wrap } from '../text.ts';
import { panelCaption, setupCaption } from './caption.ts';
import { CHART_SIZE } from './bandChart.ts';
import { figureChart, legendOf, type FigurePanel } from './panels.ts';

const STYLE =
  `svg{${variables(LIGHT)};color:var(--ink);font:12px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}` +
  `@media screen and (prefers-color-scheme:dark){svg{${variables(DARK)}}}` +
  'text{fill:currentColor}.title{font-size:15px;font-weight:600}.soft{fill:var(--soft);font-size:11px}';

const GAP = 16;
const LINE = 15;
const HEAD = 46;
/** Pixels that a character of the caption takes, at most and on average. */
const CHARACTER = 6.6;

export function panelSvg(figure: Figure, panel: FigurePanel): string {
  const drawn = panel.charts.map((_, i) => figureChart(figure, panel, i));
  return pictureFile({
    title: `Figure 3 (${panel.name}): ${panel.title}`,
    words: `${panelCaption(figure.setting, panel.name)} ${setupCaption(figure)}`,
    entries: legendOf(figure, panel, drawn),
    across: 3,
    size: CHART_SIZE,
    charts: panel.charts.map(({ title }, i) => ({ title, svg: drawn[i]!.svg })),
  });
}

export interface PictureFile {
  readonly title: string;
  /** The caption. */
  readonly words: string;
  readonly entries: readonly LegendEntry[];
  /** At most so many charts in a row. */
  readonly across: number;
  /** Of every chart. */
  readonly size: { readonly width: number; readonly height: number };
  readonly charts: readonly { readonly title: string; readonly svg: string }[];
}

/** Charts as one SVG file that stands alone. */
export function pictureFile({
  title,
  words,
  entries,
  across: most,
  size,
  charts: drawn,
}: PictureFile): string {
  const across = Math.min(most, drawn.length);
  const down = Math.ceil(drawn.length / across);
  const cell = { width: size.width + GAP, height: size.height + 20 };
  // Room for a legend beside its title.
  const width = Math.max(across * cell.width, 420) + GAP;
  const lines = wrap(words, '', Math.floor((width - 2 * GAP) / CHARACTER));
  const rows = [entries.filter(({ thin }) => !thin), entries.filter(({ thin }) => thin)].filter(
    (row) => row.length > 0,
  );
  const head = HEAD + (rows.length - 1) * LINE;
  const top = head + down * cell.height;
  const charts = drawn.map(({ title: name, svg }, i) => {
    const [x, y] = [GAP + (i % across) * cell.width, head + Math.floor(i / across) * cell.height];
    return (
      `<text x="${x}" y="${y + 12}">${escape(name)}</text>` +
      withoutHover(svg).replace('<svg ', `<svg x="${x}" y="${y + 16}" `)
    );
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${top + 10 + lines.length * LINE}" width="${width}" role="img" aria-labelledby="title caption">`,
    `<title id="title">${escape(title)}</title><desc id="caption">${escape(words)}</desc><style>${STYLE}</style>`,
    '<rect width="100%" height="100%" fill="var(--page)"/>',
    `<text class="title" x="${GAP}" y="20">${escape(title)}</text>`,
    ...rows.map((lines, i) => legend(lines, 34 + i * LINE)),
    ...charts,
    ...lines.map(
      (line, i) => `<text class="soft" x="${GAP}" y="${top + 12 + i * LINE}">${escape(line)}</text>`,
    ),
    '</svg>',
    '',
  ].join('\n');
}

function legend(entries: readonly LegendEntry[], y: number): string {
  let x = GAP;
  return entries
    .map(({ words, color, thin, dash }) => {
      const dashed = dash ? ' stroke-dasharray="5 4"' : '';
      const mark = `<line x1="${x}" y1="${y}" x2="${x + 24}" y2="${y}" stroke="var(--${color})" stroke-width="${thin ? 1 : 2}"${dashed}/>`;
      const text = `<text x="${x + 30}" y="${y + 4}">${escape(words)}</text>`;
      x += 30 + 7 * words.length + GAP;
      return mark + text;
    })
    .join('');
}
