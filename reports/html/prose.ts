/**
 * Formulas that stand in running text, as records write them in plain characters: `P_k(-y) <= 2 c d0^(-1/2)` with its
 * indices, powers and Greek letters set. Whatever is no such formula stays as it is.
 */
import { html, type Html } from './html.ts';

const NAMES: Readonly<Record<string, string>> = {
  '<=': '≤',
  '>=': '≥',
  '->': '→',
  'Theta~': 'Θ̃',
  'O~': 'Õ',
  Theta: 'Θ',
  Phi: 'Φ',
  eta: 'η',
  kappa: 'κ',
  lambda: 'λ',
  mu: 'μ',
  sigma: 'σ',
  eps: 'ε',
};
const GREEK = 'Theta~|Theta|O~|Phi|eta|kappa|lambda|mu|sigma|eps';

const FORMULA = new RegExp(
  [
    String.raw`\b(?<base>mu|sigma|[A-Za-z])_(?<index>[A-Za-z0-9]{1,10})\b`,
    String.raw`\b(?<letter>[cdT])(?<digit>\d)\b`,
    String.raw`\^\((?<power>[^()]*)\)|\^(?<number>\d+(?:\.\d+)?)`,
    String.raw`\bsqrt (?=\w)|\bsqrt(?=\()`,
    String.raw`(?<name><=|>=|->|\b(?:${GREEK})(?![\w-]))`,
    // A sign, and a difference between spaces; no hyphen within a word.
    String.raw`(?<minus>(?<=[([\s^])-(?=[\w(])|(?<=\s)-(?=\s)|^-(?=\d))`,
  ].join('|'),
  'g',
);

export function prose(text: string): Html {
  const parts: Html[] = [];
  let end = 0;
  for (const match of text.matchAll(FORMULA)) {
    parts.push(html`${text.slice(end, match.index)}${set(match.groups!)}`);
    end = match.index + match[0].length;
  }
  return html`${parts}${text.slice(end)}`;
}

function set(groups: Readonly<Record<string, string | undefined>>): Html {
  const { base, index, letter, digit, power, number, name, minus } = groups;
  if (base !== undefined) return html`${NAMES[base] ?? base}<sub>${index}</sub>`;
  if (letter !== undefined) return html`${letter}<sub>${digit}</sub>`;
  if (power !== undefined) return html`<sup>${prose(power)}</sup>`;
  if (number !== undefined) return html`<sup>${number}</sup>`;
  if (name !== undefined) return html`${NAMES[name]}`;
  return html`${minus === undefined ? '√' : '−'}`;
}
