/** A run that is stopped before its first trial: every report says that nothing was seen, and none says that anything holds. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { beforeAll, expect, it } from 'vitest';
import { newFolder } from '../support/fct.ts';
import { fctHere } from '../support/fctHere.ts';
import { summaryOf } from '../support/records.ts';

const NAMES = ['thm-4.1', 'lemma-1.1', 'lemma-1.2'];
let out: string;
let stdout: string;
let code: number | null;
beforeAll(async () => {
  const cwd = newFolder();
  out = join(cwd, 'out');
  const args = [
    'verify',
    ...NAMES,
    '--profile',
    'smoke',
    '--max-time',
    '0.001s',
    '--jobs',
    '1',
    '--out',
    'out',
  ];
  ({ code, stdout } = await fctHere(args, cwd));
});

const flat = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
const read = (name: string) => readFileSync(join(out, name), 'utf8');
const documentOf = (name: string) => parseHTML(read(name)).document;

it('has no trial, and ends with the code of a run that goes on', () => {
  expect(code).toBe(4);
  const { theorems, trained } = summaryOf(out);
  expect(trained).toEqual({ networks: 0, sizes: [] });
  expect(theorems.flatMap((t) => [...t.claims, ...t.controls]).map((c) => [c.verdict, c.trials])).toEqual(
    Array.from({ length: 16 }, () => ['interrupted', 0]),
  );
});

it('the index says that nothing holds yet, and what goes on', () => {
  const document = documentOf('index.html');
  expect(flat(document.querySelector('.answer')!.textContent)).toBe('0 of 5 claims supported, 5 interrupted');
  expect(flat(document.querySelector('.lead')!.textContent)).toContain(
    '0 trials; 0 of 11 broken twins (negative controls) refuted',
  );
  expect(flat(document.querySelector('.first li')!.textContent)).toBe(
    '… interrupted 5 claims and 11 broken twins; the same command goes on with them',
  );
  const cells = [...document.querySelectorAll('[aria-label="Claims"] td[data-label="what was seen"]')];
  expect(cells.map((cell) => flat(cell.textContent))).toEqual(Array.from({ length: 5 }, () => 'nothing yet'));
  expect(document.querySelectorAll('svg.spark')).toHaveLength(0);
});

it.each(NAMES)('the page of %s has no picture, no case and no share', (name) => {
  const document = documentOf(`${name}/report.html`);
  expect(flat(document.querySelector('header .badge')!.textContent)).toBe('… interrupted');
  expect(document.querySelectorAll('svg.plot, [aria-label^="Cases of"]')).toHaveLength(0);
  const text = flat(document.querySelector('main')!.textContent);
  expect(text).toMatch(/Interrupted (after 0 ladders|before it was checked)/);
  expect(text).not.toMatch(/NaN|undefined|Infinity|never occurred|unknown/);
});

it('no other report says that anything was shown', () => {
  for (const text of [read('summary.md'), read('junit.xml'), stdout]) {
    expect(text).toContain('interrupted');
    expect(text).not.toMatch(/NaN|undefined|Infinity|unknown|\bheld\b/);
  }
  expect(read('junit.xml')).toContain('tests="16" failures="0" errors="16"');
  expect(read('trials.csv').trim().split('\n')).toHaveLength(1);
});
