/** What all small charts of a page share: size, fonts, legend. Each is drawn at the width a phone shows it at. */
import type * as Plot from '@observablehq/plot';
import { html, trusted, type Html } from './html.ts';

/** As wide as a card on a phone of 380 pixels: there type keeps its size. */
export const NARROW = 320;

export const PANEL: Plot.PlotOptions = {
  width: NARROW,
  height: 220,
  marginTop: 24,
  marginLeft: 44,
  marginBottom: 36,
  marginRight: 12,
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

/** A wide chart, drawn once more for narrow screens: no chart is scaled, so all type on a page has one size. */
export function inTwoWidths(name: string, wide: number, draw: (name: string, width: number) => string): Html {
  return html`<div class="wide">${trusted(draw(name, wide))}</div>
    <div class="narrow">${trusted(draw(`${name}-narrow`, NARROW))}</div>`;
}
