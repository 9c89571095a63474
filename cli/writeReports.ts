/** Writes a run's reports into its folder, and its summary to the terminal and to the CI that runs it. */
import { appendFileSync } from 'node:fs';
import { compareRuns, type RunRecords } from '../properties/records/compare.ts';
import type { Summary } from '../properties/records/summaryRecord.ts';
import type { TheoremRecord } from '../properties/records/theoremRecord.ts';
import type { TrialRow } from '../properties/records/trialRows.ts';
import { annotations } from '../reports/annotations.ts';
import { indexPage } from '../reports/html/indexPage.ts';
import { theoremPage } from '../reports/html/theoremPage.ts';
import { replayOf } from '../reports/html/replay.ts';
import { junitXml } from '../reports/junit.ts';
import { summaryMarkdown } from '../reports/markdown.ts';
import { observations } from '../reports/observations.ts';
import { terminalSummary } from '../reports/terminal.ts';
import { trialsCsv } from '../reports/trialsCsv.ts';
import type { ReadySuite } from '../properties/gather/suite.ts';
import { pagesBeside } from './beside.ts';
import type { OutputFolder } from './output.ts';
import { OutputError } from './outputError.ts';
import { readRun } from './storedRun.ts';
import { columnsOf, takesColor } from './terminal.ts';

/** What a run came to. */
export interface Results {
  readonly records: readonly TheoremRecord[];
  readonly summary: Summary;
  readonly trials: readonly TrialRow[];
}

/**
 * With an earlier run, the page, the summary and the terminal say what changed since. A run of part of the suite has the
 * terminal's details; a run of all of it would bury its verdicts in them.
 */
export function writeReports(
  { theorems }: ReadySuite,
  { path, write }: Pick<OutputFolder, 'path' | 'write'>,
  { records, summary, trials }: Results,
  earlier?: RunRecords,
): void {
  const comparison = earlier === undefined ? null : compareRuns(earlier, { summary, records });
  const tokens = replayOf(trials);
  for (const [i, record] of records.entries()) {
    write(`${record.id}/report.json`, `${JSON.stringify(record, null, 2)}\n`);
    write(
      `${record.id}/report.html`,
      theoremPage(record, { previous: records[i - 1], next: records[i + 1] }, tokens),
    );
  }
  const markdown = summaryMarkdown(summary, records, comparison);
  write('index.html', indexPage(summary, comparison, pagesBeside(path)));
  write('summary.md', markdown);
  write('junit.xml', junitXml(summary, records));
  write('trials.csv', trialsCsv(trials));
  const seconds = Date.parse(readRun(path).started) / 1000;
  write('observations.jsonl', observations(records, trials, seconds));
  write('summary.json', `${JSON.stringify(summary, null, 2)}\n`);
  const color = takesColor(process.stdout);
  const columns = columnsOf(process.stdout);
  const detail = records.length < theorems.length;
  console.log(terminalSummary(summary, records, { color, columns, folder: path, comparison, detail }));
  tellCi(summary, markdown, path);
}

/** GitHub's step summary and annotations, where there is one to read them. */
function tellCi(summary: Summary, markdown: string, path: string): void {
  if (process.env['GITHUB_ACTIONS']) for (const line of annotations(summary)) console.log(line);
  const file = process.env['GITHUB_STEP_SUMMARY'];
  if (!file) return;
  try {
    appendFileSync(file, markdown);
  } catch (error) {
    throw new OutputError(
      `the step summary ${file} cannot be written (${(error as Error).message}); the reports are in ${path}`,
    );
  }
}
