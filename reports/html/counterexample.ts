/** A counterexample as a calculation to check by hand, and JSON as a reader can take it in. */
import type { Counterexample, Json } from '../../theorems/types.ts';
import { count, printable } from '../text.ts';
import { fold } from './fold.ts';
import { html, type Html } from './html.ts';

/** Characters of JSON shown before it is cut, with a word about it. */
const MOST_JSON = 20_000;

export function counterexample(found: Counterexample | null): Html {
  if (found === null) return html``;
  return html`<h4>The counterexample</h4>
    <pre tabindex="0">${cut(found.explanation)}</pre>
    <p class="small soft">
      After ${count(found.shrinks, 'shrink')}. fast-check finds it again with seed ${found.seed} and path
      ${found.path}.
    </p>
    ${fold('The instance', jsonBlock(found.instance))}`;
}

export function jsonBlock(value: Json): Html {
  return html`<pre tabindex="0">
${cut(typeof value === 'string' ? value : JSON.stringify(value, null, 2))}</pre>`;
}

function cut(text: string): string {
  const clean = printable(text);
  if (clean.length <= MOST_JSON) return clean;
  return `${clean.slice(0, MOST_JSON)}\n… ${clean.length - MOST_JSON} more characters; all of them are in report.json`;
}
