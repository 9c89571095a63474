/** `fct init` writes the examples, or nothing. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { newFolder, ROOT } from '../support/fct.ts';
import { fctHere } from '../support/fctHere.ts';
import { filesIn } from '../support/folders.ts';

const EXAMPLES: Readonly<Record<string, string>> = {
  'fct.config.ts': 'fct.config.ts',
  'largest-normal.ts': 'largest-normal.ts',
  'largest-normal.test.ts': 'largest-normal.test.ts',
  '.github/workflows/theorems.yml': 'ci/theorems.yml',
};

it('writes a suite, its theorem, its test and its workflow', async () => {
  const folder = newFolder();
  expect(await fctHere(['init'], folder)).toMatchObject({ code: 0, stderr: '' });
  const written = Object.entries(EXAMPLES).map(([name, example]) => [
    name,
    readFileSync(join(ROOT, 'examples', example), 'utf8'),
  ]);
  expect(filesIn(folder)).toEqual(Object.fromEntries(written));
});

it.each(Object.keys(EXAMPLES))('writes nothing where %s is there', async (name) => {
  const folder = newFolder();
  const other = name.split('/')[0]!;
  if (name === other) writeFileSync(join(folder, name), 'mine');
  else {
    await fctHere(['init'], folder);
    for (const file of Object.keys(EXAMPLES)) expect(existsSync(join(folder, file))).toBe(true);
  }
  const before = filesIn(folder);
  const ended = await fctHere(['init'], folder);
  expect(ended).toMatchObject({ code: 2, stdout: '' });
  expect(ended.stderr).toMatch(
    /^fct: \S+ is there already, and nothing was written; begin in a folder without it\n$/,
  );
  expect(filesIn(folder)).toEqual(before);
});

it('in a project of CommonJS modules the files are ES modules all the same, by their ending', async () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'theirs', type: 'commonjs' }));
  const ended = await fctHere(['init'], folder);
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  expect(Object.keys(filesIn(folder)).sort()).toEqual([
    '.github/workflows/theorems.yml',
    'fct.config.mts',
    'largest-normal.mts',
    'largest-normal.test.mts',
    'package.json',
  ]);
  for (const name of ['fct.config.mts', 'largest-normal.test.mts'])
    expect(filesIn(folder)[name]).toContain("from './largest-normal.mjs'");
  expect(ended.stdout).toContain('npm install --save-dev fast-check vitest');
  writeFileSync(join(folder, 'package.json'), '{');
  expect(await fctHere(['init'], folder)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('package.json cannot be read'),
  });
});
