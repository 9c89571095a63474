/** Claims that were selected and not judged: said, never dropped. */
import type { NotJudgedRecord } from '../../properties/records/claimRecord.ts';
import { html, type Html } from './html.ts';

export function notJudgedList(claims: readonly NotJudgedRecord[]): Html {
  if (claims.length === 0) return html``;
  return html`<div class="note">
    <p>Not judged in this run:</p>
    <ul>
      ${claims.map(({ id, title, why }) => html`<li><code>${id}</code> (${title}): ${why}.</li>`)}
    </ul>
  </div>`;
}
