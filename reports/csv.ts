/** Tables as CSV (RFC 4180): commas, lines that end with CR LF, quotes where a text needs them. */
import { oneLine } from './text.ts';

type Cell = string | number | boolean | null;

export function csv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** Unknown values are empty. Text that a spreadsheet would run as a formula is quoted with a leading apostrophe. */
function cell(value: Cell): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = oneLine(value);
  const safe = /^[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
