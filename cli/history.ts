/** `fct-history.jsonl`: one line a run, in the working folder, where `fct verify --history` asks for it; and its page. */
import { closeSync, existsSync, ftruncateSync, openSync, readFileSync } from 'node:fs';
import { HISTORY_SCHEMA, historyLine, type HistoryLine } from '../properties/records/historyRecord.ts';
import { HISTORY_TITLE, historyPage } from '../reports/history/page.ts';
import { endOfLines } from './evidenceLog.ts';
import { schemaProblem } from './foreignJson.ts';
import { OutputError } from './outputError.ts';
import { UsageError } from './usage.ts';
import { writeAll } from './writeAll.ts';
import { wholeLines } from './wholeLines.ts';
import { writeWhole } from './wholeFile.ts';
import type { Results } from './writeReports.ts';

export const HISTORY = 'fct-history.jsonl';
const PAGE = 'fct-history.html';

/** Appends the run, unless it is there: a finished run that is asked for again is the same run. */
export function appendHistory(results: Results, started: string): void {
  const line = historyLine(results, started);
  const same = ({ at, digest }: HistoryLine) => at === line.at && digest === line.digest;
  if (existsSync(HISTORY) && readHistory().some(same)) return;
  try {
    const descriptor = openSync(HISTORY, 'a+');
    try {
      // A line that a crash tore is no line; one that only lacks its newline is whole.
      const whole = parsed(lastOf(readFileSync(HISTORY, 'utf8'))) !== undefined;
      if (!whole) ftruncateSync(descriptor, endOfLines(descriptor));
      writeAll(descriptor, Buffer.from(`${whole ? '\n' : ''}${JSON.stringify(line)}\n`));
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw new OutputError(
      `${HISTORY} takes no line (${(error as Error).message}); the reports are written: mend that and run the same command again`,
    );
  }
}

/** Refuses, before any work, a history that takes no further line. */
export function checkHistory(): void {
  if (existsSync(HISTORY)) readHistory();
}

export function readHistory(): readonly HistoryLine[] {
  if (!existsSync(HISTORY))
    throw new UsageError(`there is no ${HISTORY} here; \`fct verify --history\` begins one`);
  const last = lastOf(readFileSync(HISTORY, 'utf8'));
  const lines = [...wholeLines(HISTORY), ...(parsed(last) === undefined ? [] : [last])];
  return lines.map((text, i) => {
    const line = parsed(text);
    const problem =
      line?.schema === HISTORY_SCHEMA ? schemaProblem('history', line) : 'it has another schema';
    if (line === undefined || problem !== undefined)
      throw new UsageError(
        `${HISTORY}, line ${i + 1} is no run that this version wrote (${problem}); move the line away`,
      );
    return line;
  });
}

/** What stands after the last newline. */
const lastOf = (text: string) => text.slice(text.lastIndexOf('\n') + 1);

function parsed(text: string): HistoryLine | undefined {
  try {
    return (JSON.parse(text) as HistoryLine | null) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Writes the page of all runs beside the history. */
export function renderHistory(): number {
  const lines = readHistory();
  if (existsSync(PAGE) && !readFileSync(PAGE, 'utf8').includes(`<title>${HISTORY_TITLE}`))
    throw new UsageError(`${PAGE} is no page of a history; move it away`);
  try {
    writeWhole(PAGE, historyPage(lines));
  } catch (error) {
    throw new OutputError(`${PAGE} cannot be written (${(error as Error).message})`);
  }
  console.log(PAGE);
  return 0;
}
