/**
 * Markup that cannot be injected into: every value put into an `html` template is escaped, unless it was made by
 * `html` or `trusted` itself.
 */
import { printable } from '../text.ts';

export interface Html {
  readonly markup: string;
}

type Value = Html | string | number | null | undefined | false | readonly Value[];

export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return { markup: parts.reduce((text, part, i) => text + render(values[i - 1]) + part) };
}

/** Markup made by a library that escapes by itself (KaTeX, a serialized document). */
export const trusted = (markup: string): Html => ({ markup });

export const EMPTY: Html = trusted('');

/** For text and for attribute values in double quotes. */
export function escapeHtml(text: unknown): string {
  return printable(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

function render(value: Value): string {
  if (value === null || value === undefined || value === false) return '';
  if (Array.isArray(value)) return (value as readonly Value[]).map(render).join('');
  if (typeof value === 'object') return (value as Html).markup;
  return escapeHtml(value);
}
