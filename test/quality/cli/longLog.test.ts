/** A log of a million lines: `fct report` reads it, and says what it said of the run alone. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { toLine, type Evidence } from '../../../properties/trials/evidence.ts';
import { fct, newFolder } from '../../support/fct.ts';
import { evidenceLines, recordsOf } from '../../support/records.ts';

const LINES = 1_000_000;
const BLOCK = 10_000;

it('a run whose log has a million more lines is rendered as before', async () => {
  const out = newFolder();
  const made = await fct(['verify', 'thm-4.4', '--profile', 'smoke', '--out', out]);
  expect(made.code, made.stderr).toBe(0);
  const [before, own] = [recordsOf(out), evidenceLines(out)];
  // Trials beyond the budget of the run, each once: no judge reads them.
  const beyond = (index: number): Evidence => ({
    key: { study: 'linear', variant: 'main', purpose: 'main', index, d0: 16 },
    path: { ratio: 0.5 },
    outcome: { status: 'errored', message: 'beyond the budget' },
  });
  const log = join(out, 'evidence/linear.jsonl');
  for (let first = own.length; first < LINES; first += BLOCK) {
    const block = Array.from({ length: BLOCK }, (_, i) => toLine(beyond(1_000_000 + first + i)));
    appendFileSync(log, block.join(''));
  }
  const started = performance.now();
  const report = await fct(['report', out]);
  console.log(`fct report took ${((performance.now() - started) / 1000).toFixed(0)} s`);
  expect(report.stderr).toBe('');
  expect(report.code).toBe(0);
  expect(recordsOf(out)).toEqual(before);
});
