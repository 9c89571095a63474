/** The file of the history: a line a run, never twice, never torn, and its page. */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { appendHistory, HISTORY, readHistory } from '../../cli/history.ts';
import type { Results } from '../../cli/writeReports.ts';
import { newFolder } from '../support/fct.ts';
import { fctHere } from '../support/fctHere.ts';
import { sampleResults } from '../support/sampleRun.ts';

const results: Results = await sampleResults();
const before = process.cwd();
beforeEach(() => process.chdir(newFolder()));
afterEach(() => process.chdir(before));

it('gets a line for every run, and none for a run that it has', () => {
  appendHistory(results, '2026-01-01T00:00:00.000Z');
  appendHistory(results, '2026-01-01T00:00:00.000Z');
  appendHistory(results, '2026-01-02T00:00:00.000Z');
  expect(readHistory().map(({ at }) => at.slice(8, 10))).toEqual(['01', '02']);
});

it('a line that a crash tore is cut off', () => {
  appendHistory(results, '2026-01-01T00:00:00.000Z');
  appendFileSync(HISTORY, '{"schema":"fct-hist');
  expect(readHistory()).toHaveLength(1);
  appendHistory(results, '2026-01-02T00:00:00.000Z');
  expect(readHistory()).toHaveLength(2);
});

it('a last line that only lacks its newline is kept', () => {
  appendHistory(results, '2026-01-01T00:00:00.000Z');
  writeFileSync(HISTORY, readFileSync(HISTORY, 'utf8').trimEnd());
  expect(readHistory()).toHaveLength(1);
  appendHistory(results, '2026-01-02T00:00:00.000Z');
  appendHistory(results, '2026-01-01T00:00:00.000Z');
  expect(readHistory().map(({ at }) => at.slice(8, 10))).toEqual(['01', '02']);
});

it('a strange line is refused before a run begins', async () => {
  writeFileSync(HISTORY, '{"schema":"other"}\n');
  const args = ['verify', '--profile', 'smoke', '--max-time', '1s', '--history', '--out', 'out'];
  const { code, stderr } = await fctHere(args, process.cwd());
  expect([code, stderr]).toEqual([2, expect.stringMatching(/line 1 is no run that this version wrote/)]);
  expect(existsSync('out')).toBe(false);
});

it('becomes a page, which may be made again', async () => {
  appendHistory(results, '2026-01-01T00:00:00.000Z');
  for (let i = 0; i < 2; i++) {
    const { code, stdout, stderr } = await fctHere(['report', '--history'], process.cwd());
    expect([code, stdout, stderr]).toEqual([0, 'fct-history.html\n', '']);
  }
  expect(readFileSync('fct-history.html', 'utf8')).toContain('<title>History of 1 run</title>');
});

it.each<[string, () => void, readonly string[], RegExp]>([
  ['no history', () => {}, ['--history'], /there is no fct-history\.jsonl here/],
  [
    'a strange line',
    () => writeFileSync(HISTORY, '{"schema":"other"}\n'),
    ['--history'],
    /line 1 is no run that this version wrote/,
  ],
  [
    'a page of somebody else',
    () => {
      appendHistory(results, '2026-01-01T00:00:00.000Z');
      writeFileSync('fct-history.html', 'mine');
    },
    ['--history'],
    /is no page of a history; move it away/,
  ],
  ['a folder besides', () => {}, ['out', '--history'], /leave out the folder/],
  ['nothing named', () => {}, [], /name the --out folder of a run, or ask for --history/],
])('%s is refused in one sentence', async (_, prepare, args, sentence) => {
  prepare();
  const { code, stderr } = await fctHere(['report', ...args], process.cwd());
  expect(code).toBe(2);
  expect(stderr).toMatch(sentence);
  if (existsSync('fct-history.html')) expect(readFileSync('fct-history.html', 'utf8')).toBe('mine');
});
