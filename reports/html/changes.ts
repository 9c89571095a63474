/** What changed between two runs, and what was compared. */
import type { Comparison } from '../../properties/records/compare.ts';
import { changeSentence, comparisonBasis } from '../comparison.ts';
import { html, type Html } from './html.ts';

export function changesOf(c: Comparison): Html {
  return html`${
      c.changes.length > 0 &&
      html`<ul>
        ${c.changes.map((change) => html`<li>${changeSentence(change)}</li>`)}
      </ul>`
    }
    <p class="small soft">${comparisonBasis(c)}</p>`;
}
