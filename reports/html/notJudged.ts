/** Claims that were selected and not judged: said, never dropped. */
import type { NotJudgedRecord } from '../../properties/records/claimRecord.ts';
import { html, type Html } from './html.ts';
import { prose } from './prose.ts';

export function notJudgedList(claims: readonly NotJudgedRecord[]): Html {
  if (claims.length === 0) return html``;
  const reasons = [...new Set(claims.map(({ why }) => why))];
  return html`<div class="note">
    ${reasons.map(
      (reason) =>
        html`<p>Not judged in this run, for ${reason}:</p>
          <ul>
            ${claims
              .filter(({ why }) => why === reason)
              .map(({ id, title }) => html`<li>${prose(title)} <code>${id}</code></li>`)}
          </ul>`,
    )}
  </div>`;
}
