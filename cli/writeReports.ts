/** Writes a run's reports into its folder and the summary to the terminal. */
import type { Evidence } from '../properties/evidence.ts';
import type { Summary, TheoremRecord } from '../properties/record.ts';
import type { OutputFolder } from './output.ts';

export function writeReports(
  folder: Pick<OutputFolder, 'path' | 'write'>,
  records: readonly TheoremRecord[],
  summary: Summary,
  _evidence: ReadonlyMap<string, Evidence>,
): void {
  for (const record of records)
    folder.write(`${record.id}/report.json`, `${JSON.stringify(record, null, 2)}\n`);
  folder.write('summary.json', `${JSON.stringify(summary, null, 2)}\n`);
  for (const t of summary.theorems) {
    console.log(`${t.id}: ${t.verdict}. ${t.sentence}`);
    for (const c of t.claims)
      console.log(`  ${c.id}: ${c.verdict}, ${c.trials} trials, ${c.failures} failures`);
    for (const c of t.controls) console.log(`  twin ${c.id}: ${c.verdict}, ${c.trials} trials`);
  }
}
