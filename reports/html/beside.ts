/** Links between the pages of one working folder: from a run to the maps, hunts and figures beside it, and back. */
import { html, type Html } from './html.ts';

/** A page of another verb. */
export interface PageBeside {
  readonly kind: 'run' | 'map' | 'hunt' | 'figures';
  /** From the page that links to it. */
  readonly href: string;
  readonly words: string;
}

/** Back to the verifications, above a page that is no verification. */
export function backNav(beside: readonly PageBeside[]): Html {
  const runs = beside.filter(({ kind }) => kind === 'run');
  if (runs.length === 0) return html``;
  return html`<nav class="small around" aria-label="Verifications">
    ${runs.map(({ href, words }) => html`<a href="${href}">${words}</a>`)}
  </nav>`;
}

/** On the index: what else is known of its theorems. */
export function besideSection(beside: readonly PageBeside[]): Html {
  if (beside.length === 0) return html``;
  return html`<section aria-labelledby="beside">
    <h2 id="beside">Beside this run</h2>
    <ul>
      ${beside.map(({ href, words }) => html`<li><a href="${href}">${words}</a></li>`)}
    </ul>
  </section>`;
}
