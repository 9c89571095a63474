/** A log of a million lines: `fct report` reads it, and says what it said of the run alone. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fct, newFolder } from '../../support/fct.ts';
import { evidenceLines, recordsOf } from '../../support/records.ts';

const LINES = 1_000_000;
const BLOCK = 10_000;

it('a run whose log has a million more lines is rendered as before', async () => {
  const out = newFolder();
  const made = await fct(['verify', 'thm-4.4', '--profile', 'smoke', '--out', out]);
  expect(made.code, made.stderr).toBe(0);
  const [before, own] = [recordsOf(out), evidenceLines(out)];
  // One of the run's own trials again and again, the one of the shortest line: the trial of another run would be foreign.
  const log = join(out, 'evidence/linear.jsonl');
  const linear = own.filter((line) => line.includes('"study":"linear"'));
  const shortest = linear.reduce((least, line) => (line.length < least.length ? line : least));
  const block = `${shortest}\n`.repeat(BLOCK);
  for (let lines = own.length; lines < LINES; lines += BLOCK) appendFileSync(log, block);
  const started = performance.now();
  const report = await fct(['report', out]);
  console.log(`fct report took ${((performance.now() - started) / 1000).toFixed(0)} s`);
  expect(report.stderr).toBe('');
  expect(report.code).toBe(0);
  expect(recordsOf(out)).toEqual(before);
});
