/** What the pages of all figures are made of: a panel as a card, and the numbers of what is expected. */
import type { Expectation } from '../../properties/records/expectation.ts';
import { html, trusted, type Html } from '../html/html.ts';
import { legend, type LegendEntry } from '../html/panel.ts';
import { typesetNumber as num } from '../text.ts';

export interface PanelCard {
  /** Part of its anchor. */
  readonly name: string;
  readonly title: string;
  /** Its files, without their extension. */
  readonly file: string;
  readonly formula?: Html;
  readonly entries: readonly LegendEntry[];
  readonly charts: readonly { readonly title: string; readonly svg: string }[];
  readonly caption: string;
}

/** A card of more than one chart is as wide as the page. */
export function panelCard({ name, title, file, formula, entries, charts, caption }: PanelCard): Html {
  const id = `panel-${name}`;
  return html`<section class="card ${charts.length > 1 && 'whole'}" aria-labelledby="${id}">
    <h2 class="inline" id="${id}">${title}</h2>
    ${formula ?? false} ${entries.length > 0 && legend(entries)}
    <div class="panels">
      ${charts.map(
        (c) =>
          html`<figure>
            <figcaption><strong>${c.title}</strong></figcaption>
            ${trusted(c.svg)}
          </figure>`,
      )}
    </div>
    <p class="small soft">${caption}</p>
    <p class="small"><a href="${file}.svg">${file}.svg</a>, <a href="${file}.csv">${file}.csv</a></p>
  </section>`;
}

/** Heads of the cells below. */
export const EXPECTATION_HEADS = [
  ['in every seed', 'plain'],
  ['smallest', 'number'],
  ['largest', 'number'],
  ['has to be', 'number'],
] as const;

/** Whether it was seen, its smallest and largest number, and its bound; without a verdict, no bound. */
export function expectationCells({ holds, values, side, bound }: Expectation, judged = true) {
  return [
    !judged ? 'no verdict' : holds ? 'seen' : html`<strong>not seen</strong>`,
    num(Math.min(...values)),
    num(Math.max(...values)),
    judged ? `${side === 'at most' ? '≤' : '≥'} ${num(bound)}` : null,
  ];
}
