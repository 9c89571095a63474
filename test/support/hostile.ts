/** Text and numbers that no report may fall for, and what every report has to be in spite of them. */
import { parseHTML } from 'linkedom';
import { expect } from 'vitest';
import { SCRIPT } from '../../reports/html/script.ts';

const HOSTILE =
  '<script>alert(1)</script> ]]> "quoted" \'single\' & \u0000\u0007\u001b[31m\u202e\ud800 `code` | pipe ${x} %0A::error::x \\( $a$ =1+1';

/** Fields whose texts are names of this program's own, never a user's. */
const OWN = ['schema', 'kind', 'verdict', 'mark', 'role', 'side', 'status', 'expected', 'cause'];

/** Every text of the value made hostile, the program's own names (also those of the fields `own`) apart; numbers as `number` says. */
export function poison<T>(
  value: T,
  number: (x: number) => number = (x) => x,
  own: readonly string[] = [],
): T {
  const keep = new Set([...OWN, ...own]);
  const walk = (v: unknown, key: string): unknown => {
    if (typeof v === 'string') return keep.has(key) ? v : `${v} ${HOSTILE}`;
    if (typeof v === 'number') return number(v);
    if (Array.isArray(v)) return v.map((x) => walk(x, key));
    if (v !== null && typeof v === 'object')
      return Object.fromEntries(Object.entries(v).map(([k, x]) => [k, walk(x, k)]));
    return v;
  };
  return walk(value, '') as T;
}

/** What may have happened to a record: its texts, its numbers. */
export const CHANGES: readonly (readonly [string, <T>(value: T, own?: readonly string[]) => T])[] = [
  ['as they are', (r) => r],
  ['with hostile text everywhere', (r, own) => poison(r, undefined, own)],
  ['with NaN for every number', (r, own) => poison(r, () => NaN, own)],
  ['with infinities', (r, own) => poison(r, (x) => (x > 0 ? Infinity : -Infinity), own)],
];

/** No control character, no half of a character: the text survives being written. */
export function checkText(name: string, text: string): void {
  expect(text, name).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202e\ufffe\uffff]/);
  expect(Buffer.from(text).toString(), name).toBe(text);
}

/** HTML or SVG without a script but that of the page's shell, without handler or address outside, every ampersand an entity. */
export function checkMarkup(name: string, text: string): void {
  const { document } = parseHTML(text);
  expect(document.querySelectorAll('iframe, object, embed, link[rel=stylesheet]').length, name).toBe(0);
  for (const script of document.querySelectorAll('script')) expect(script.textContent, name).toBe(SCRIPT);
  for (const element of document.querySelectorAll('*')) {
    for (const { name: attribute, value } of element.attributes) {
      expect(attribute.toLowerCase(), name).not.toMatch(/^on/);
      if (attribute === 'href' || attribute === 'src')
        expect(value, name).not.toMatch(/^(https?:|javascript:|\/\/)/);
    }
  }
  // What is drawn has a place.
  expect(text, name).not.toMatch(
    / (?:d|x|y|r|cx|cy|x1|x2|y1|y2|points|transform|viewBox)="[^"]*(?:NaN|Infinity)/,
  );
  const outsideStyle = text.replace(/<(style|script)>.*?<\/\1>/gs, '');
  expect(outsideStyle, name).not.toMatch(/&(?!(?:amp|lt|gt|quot|#\d+|#x[\da-f]+|nbsp);)/i);
}
