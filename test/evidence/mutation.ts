/**
 * What Stryker left in coverage/mutation.json, as a table: the score with time-outs counted as survivors, and every mutant
 * that no test killed, with the reason why.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/fct.ts';
import { record } from './record.ts';

interface Mutant {
  readonly status: string;
  readonly replacement: string;
  readonly location: { readonly start: { readonly line: number; readonly column: number } };
}

/** Why a mutant lives, by a part of its line; the first that fits. */
const REASONS: readonly (readonly [file: string, line: string, reason: string])[] = JSON.parse(
  readFileSync(join(import.meta.dirname, 'mutationReasons.json'), 'utf8'),
) as [string, string, string][];

const report = JSON.parse(readFileSync(join(ROOT, 'coverage/mutation.json'), 'utf8')) as {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>;
};

const LIVING = ['Survived', 'NoCoverage', 'Timeout'];
const scores: string[] = [];
const survivors: string[] = [];
let [allKilled, all] = [0, 0];
for (const [file, { source, mutants }] of Object.entries(report.files)) {
  const judged = mutants.filter(({ status }) => status === 'Killed' || LIVING.includes(status));
  const killed = judged.filter(({ status }) => status === 'Killed').length;
  allKilled += killed;
  all += judged.length;
  const timeouts = judged.filter(({ status }) => status === 'Timeout').length;
  scores.push(`| ${file} | ${judged.length} | ${killed} | ${timeouts} | ${percent(killed, judged.length)} |`);
  const lines = source.split('\n');
  for (const { status, replacement, location } of judged.filter((m) => m.status !== 'Killed')) {
    const line = lines[location.start.line - 1]!.trim();
    const reason = REASONS.find(([f, part]) => file.endsWith(f) && line.includes(part))?.[2];
    const code = (text: string) => `\`${text.replace(/\s+/g, ' ').replaceAll('|', '\\|')}\``;
    survivors.push(
      `| ${file.split('/').pop()}:${location.start.line}:${location.start.column} | ${status} | ${code(line)} | ${code(replacement)} | ${reason ?? '**none given**'} |`,
    );
  }
}

record('mutation', 'npm run mutation', 'no seed (mutants are enumerated)', [
  '# Mutants of the statistics and the judge',
  '',
  'Time-outs are counted as survivors: a mutant that never ends is noticed, but not by a test.',
  '',
  '| file | mutants | killed | timed out | score |',
  '| --- | --- | --- | --- | --- |',
  ...scores,
  `| all | ${all} | ${allKilled} | | ${percent(allKilled, all)} |`,
  '',
  '| where | status | line | becomes | why no test kills it |',
  '| --- | --- | --- | --- | --- |',
  ...survivors,
]);

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}
