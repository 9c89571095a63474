/** A panel of Figure 3 as one SVG file that stands alone: charts, legend, title and caption, light and dark. */
import type { Figure } from '../../properties/records/figure.ts';
import { withoutHover } from '../chart.ts';
import { escapeHtml as escape } from '../html/html.ts';
import { LIMIT_LINE, type LegendEntry } from '../html/panel.ts';
import { wrap } from '../text.ts';
import { panelCaption, setupCaption } from './caption.ts';
import { CHART_SIZE, figureChart, hasLimit, type FigurePanel } from './panels.ts';

const STYLE =
  'svg{--page:#fff;--ink:#1d1c1a;--soft:#5b5853;--line:#dcd8d1;--one:#1f66b0;--two:#bb4d06;color:var(--ink);' +
  'font:12px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}' +
  '@media(prefers-color-scheme:dark){svg{--page:#141618;--ink:#e9e7e3;--soft:#aba79f;--line:#383c40;--one:#6fb0f2;--two:#ff9e5e}}' +
  'text{fill:currentColor}.title{font-size:15px;font-weight:600}.soft{fill:var(--soft);font-size:11px}';

const GAP = 16;
const LINE = 15;
const HEAD = 46;
/** Pixels that a character of the caption takes, at most and on average. */
const CHARACTER = 6.6;

export function panelSvg(figure: Figure, panel: FigurePanel): string {
  const across = Math.min(3, panel.charts.length);
  const down = Math.ceil(panel.charts.length / across);
  const cell = { width: CHART_SIZE.width + GAP, height: CHART_SIZE.height + 20 };
  // Room for a legend beside its title.
  const width = Math.max(across * cell.width, 420) + GAP;
  const title = `Figure 3 (${panel.name}): ${panel.title}`;
  const words = `${panelCaption(figure.setting, panel.name)} ${setupCaption(figure)}`;
  const lines = wrap(words, '', Math.floor((width - 2 * GAP) / CHARACTER));
  const rows = [panel.charts[0]?.lines ?? [], ...(hasLimit(figure, panel) ? [[LIMIT_LINE]] : [])];
  const head = HEAD + (rows.length - 1) * LINE;
  const top = head + down * cell.height;
  const charts = panel.charts.map(({ title: name }, i) => {
    const [x, y] = [GAP + (i % across) * cell.width, head + Math.floor(i / across) * cell.height];
    const svg = figureChart(figure, panel, i);
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

function legend(entries: readonly Pick<LegendEntry, 'words' | 'color' | 'thin'>[], y: number): string {
  let x = GAP;
  return entries
    .map(({ words, color, thin }) => {
      const dash = color === 'soft' ? ' stroke-dasharray="5 4"' : '';
      const stroke = color === 'ink' ? 'currentColor' : `var(--${color})`;
      const mark = `<line x1="${x}" y1="${y}" x2="${x + 24}" y2="${y}" stroke="${stroke}" stroke-width="${thin ? 1 : 2}"${dash}/>`;
      const text = `<text x="${x + 30}" y="${y + 4}">${escape(words)}</text>`;
      x += 30 + 7 * words.length + GAP;
      return mark + text;
    })
    .join('');
}
