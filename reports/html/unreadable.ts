/** The page for a record that this version cannot read: says why, instead of showing half of it. */
import { html } from './html.ts';
import { page } from './page.ts';

export function unreadable(found: unknown, expected: string): string {
  return page({
    title: 'This record cannot be shown',
    header: html`<h1>This record cannot be shown</h1>`,
    body: html`<p>
      It has the schema <code>${String(found)}</code>; this version reads <code>${expected}</code>. Render it
      with the version that made it, or run the verification again.
    </p>`,
  });
}
