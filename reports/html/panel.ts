/** What all small charts of a page share: size, fonts, legend. Each is drawn at the width a phone shows it at. */
import type * as Plot from '@observablehq/plot';
import { html, type Html } from './html.ts';

export const PANEL: Plot.PlotOptions = {
  width: 340,
  height: 220,
  marginTop: 24,
  marginLeft: 44,
  marginBottom: 36,
  marginRight: 12,
  style: { fontSize: '12px' },
};

export interface LegendEntry {
  /** A colour variable of the style sheet. */
  readonly color: 'one' | 'two' | 'ink' | 'soft';
  readonly words: string;
  readonly dash?: boolean;
  readonly thin?: boolean;
}

/** Of the line that theory draws over measured ones. */
export const LIMIT_LINE: LegendEntry = {
  color: 'ink',
  thin: true,
  words: 'limit, no constant fitted [ours]',
};

export function legend(entries: readonly LegendEntry[]): Html {
  return html`<ul class="legend">
    ${entries.map(
      ({ color, words, dash, thin }) =>
        html`<li>
          <svg width="26" height="8" aria-hidden="true">
            <line
              x1="0"
              y1="4"
              x2="26"
              y2="4"
              stroke="var(--${color})"
              stroke-width="${thin ? 1 : dash ? 1.5 : 2.5}"
              ${dash && html`stroke-dasharray="5 4"`}
            />
          </svg>
          ${words}
        </li>`,
    )}
  </ul>`;
}
