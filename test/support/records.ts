/** Reading what a run wrote. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Summary } from '../../properties/records/summaryRecord.ts';
import type { TheoremRecord } from '../../properties/records/theoremRecord.ts';

/** Every report.json and summary.json of a run, as text with the `timing` block emptied: the rest must be equal between equal runs. */
export function recordsOf(out: string): Readonly<Record<string, string>> {
  const names = readdirSync(out, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(^|\/)(report|summary)\.json$/.test(name))
    .sort();
  if (names.length < 2) throw new Error(`${out} holds no records`);
  return Object.fromEntries(
    names.map((name) => [
      name,
      readFileSync(join(out, name), 'utf8').replace(/^ {2}"timing": \{.*?^ {2}\}/ms, '  "timing": {}'),
    ]),
  );
}

export function summaryOf(out: string): Summary {
  return JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')) as Summary;
}

export function reportsOf(out: string): readonly TheoremRecord[] {
  return summaryOf(out).theorems.map(
    ({ id }) => JSON.parse(readFileSync(join(out, id, 'report.json'), 'utf8')) as TheoremRecord,
  );
}

/** Whole lines of all evidence files together; what a kill tore is no line. */
export function evidenceLines(out: string): string[] {
  const folder = join(out, 'evidence');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) =>
    readFileSync(join(folder, name), 'utf8').split('\n').slice(0, -1),
  );
}
