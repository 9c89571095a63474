/** `trials.csv`: one row per judged trial and claim (RFC 4180). */
import type { TrialRow } from '../properties/trialRows.ts';
import { oneLine } from './text.ts';

const COLUMNS = ['claim', 'study', 'variant', 'index', 'd0', 'status', 'holds', 'slack'] as const;

export function trialsCsv(rows: readonly TrialRow[]): string {
  const lines = rows.map((row) => COLUMNS.map((column) => cell(row[column])).join(','));
  return [COLUMNS.join(','), ...lines].map((line) => `${line}\r\n`).join('');
}

/** Empty for what is not known. Text that a spreadsheet would run as a formula is quoted with a leading apostrophe. */
function cell(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = oneLine(value);
  const safe = /^[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
