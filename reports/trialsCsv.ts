/** `trials.csv`: one row per judged trial and claim. */
import type { TrialRow } from '../properties/records/trialRows.ts';
import { csv } from './csv.ts';

const COLUMNS = ['claim', 'study', 'variant', 'index', 'd0', 'status', 'holds', 'slack'] as const;

export function trialsCsv(rows: readonly TrialRow[]): string {
  return csv([COLUMNS, ...rows.map((row) => COLUMNS.map((column) => row[column]))]);
}
