/**
 * The pieces of `npm run mutation` are of files that there are, and together they are the trusted base; mistakes made by hand are
 * in texts that stand where they say.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isMeant, matcher, PIECES } from '../mutation/pieces.ts';
import { evidence } from '../quality/mutants/evidence.ts';
import { exact } from '../quality/mutants/exact.ts';
import { measured } from '../quality/mutants/measured.ts';
import { read } from '../quality/mutants/read.ts';
import { said } from '../quality/mutants/said.ts';
import { streamMutants } from '../quality/mutants/streams.ts';
import { mutants as simMutants } from '../quality/sim/mutants.ts';
import { ROOT } from '../support/fct.ts';

const filesOf = (folder: string) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`);

/** Nothing in them reads, decides or says anything: declarations, names that are handed on, and words of a version. */
const LEFT_OUT = [
  'properties/index.ts',
  'properties/judge/stratum.ts',
  'properties/judge/trial.ts',
  'properties/records/claimRecord.ts',
  'properties/records/summaryRecord.ts',
  'properties/records/theoremRecord.ts',
  'properties/records/version.ts',
  'properties/vitest.ts',
];

const SOURCES = ['theorems', 'properties', 'sim', 'reports'].flatMap(filesOf);
const BASE = SOURCES.filter((file) => file.endsWith('.ts') && !file.startsWith('sim/kernel/assembly/'))
  // Pages, pictures and schemas show what is decided elsewhere.
  .filter((file) => !/^reports\/(html|explore|figures|schemas|history|live|hunt\/page)/.test(file))
  .filter((file) => !LEFT_OUT.includes(file));
const TESTS = filesOf('test');

describe.each(Object.entries(PIECES))('the piece %s', (_, { mutate, tests }) => {
  it.each(mutate)('mutates files that there are: %s', (pattern) => {
    expect(SOURCES.some((file) => matcher(pattern).test(file))).toBe(true);
  });

  it.each(tests)('asks a test that there is: %s', (pattern) => {
    expect(TESTS.some((file) => matcher(pattern).test(file))).toBe(true);
  });
});

it('every file of the trusted base is in one piece', () => {
  const pieces = BASE.map((file) => [
    file,
    Object.values(PIECES).filter(({ mutate }) => isMeant(mutate, file)).length,
  ]);
  expect(pieces.filter(([, count]) => count !== 1)).toEqual([]);
});

describe('a mistake made by hand', () => {
  const mistakes = [...evidence, ...exact, ...measured, ...read, ...said, ...streamMutants, ...simMutants];

  it.each(mistakes)('is in a text that stands once: $name', ({ file, replace, caughtBy }) => {
    expect(readFileSync(join(ROOT, file), 'utf8').split(replace).length - 1).toBe(1);
    expect(TESTS).toContain(caughtBy[0]);
  });
});
