/** Saved counterexamples beside the verdict. */
import type { KnownCounterexample } from '../../properties/records/knownRecord.ts';
import { KNOWN_MEANING, knownCount, knownSentence } from '../known.ts';
import { count } from '../text.ts';
import { html, type Html } from './html.ts';

/** Beside the verdict of what it is about; nothing where there is none. */
export function knownChip(known: readonly KnownCounterexample[] | undefined, id: string): Html {
  const words = knownCount(known, id);
  return words === '' ? html`` : html`<a class="badge known" href="#known">${words}</a>`;
}

/** All of a theorem's, under its verdict. */
export function knownNote(known: readonly KnownCounterexample[] = []): Html {
  if (known.length === 0) return html``;
  return html`<div class="note" id="known">
    <p><strong>${count(known.length, 'known counterexample')}</strong></p>
    <ul>
      ${known.map((one) => html`<li><code>${one.target}</code>, ${knownSentence(one)} <code>${one.file}</code></li>`)}
    </ul>
    <p class="small">${KNOWN_MEANING}</p>
  </div>`;
}
