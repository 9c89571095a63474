/** Parts of a page that stand closed. In-page search and links to what is inside open them; paper shows them open. */
import { html, type Html } from './html.ts';

/** A whole section with its heading. */
export function foldedSection(id: string, title: string, body: Html): Html {
  return html`<details class="part">
    <summary><h2>${title}</h2></summary>
    <div id="${id}">${body}</div>
  </details>`;
}

/** What stands below a picture. */
export function fold(title: string, body: Html): Html {
  return html`<details>
    <summary>${title}</summary>
    ${body}
  </details>`;
}
