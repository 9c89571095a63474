/** Somebody's suite in a folder of its own: every verb works on it, and a run finds its suite again or is refused. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { fct, newFolder } from '../../support/fct.ts';
import { summaryOf } from '../../support/records.ts';
import { suiteFolder } from '../../support/suiteFolder.ts';

let cwd: string;
const run = (...args: string[]) => fct(args, { cwd });

beforeAll(async () => {
  cwd = suiteFolder();
  const ended = await run('verify', '--out', 'out');
  expect(ended, ended.stderr).toMatchObject({ code: 0 });
});

describe('a suite in fct.config.ts', () => {
  it('is what verify judges, and its run says whose it is', () => {
    expect(summaryOf(join(cwd, 'out')).theorems.map((t) => [t.id, t.verdict])).toEqual([
      ['largest-normal', 'supported'],
    ]);
    expect(JSON.parse(readFileSync(join(cwd, 'out/run.json'), 'utf8')).suite).toEqual({
      name: 'largest normal',
      file: null,
      studies: ['maxima'],
    });
  });

  it.each<[string, readonly string[], number, RegExp]>([
    ['verify', ['--out', 'out'], 0, /^Resuming the run in out: \d+ trials are there/],
    ['report', ['out', '--compare', 'out'], 0, /1 theorem: 1 supported/],
    ['replay', ['--sample', '3', 'out'], 0, /3 of 3 sampled trials gave the same bits/],
    ['replay', ['--sample', 'out'], 0, /5 of 5 sampled trials gave the same bits/],
    ['list', [], 0, /^largest-normal (.|\n)*axes of `fct explore`: tail, d0$/m],
    [
      'plan',
      ['--jobs', '1'],
      0,
      /^Profile quick: any false verdict has probability at most 0.05, over 1 claim/,
    ],
    ['explore', ['largest-normal', '--x', 'tail=0:1', '--out', 'map'], 0, /fails/],
    [
      'explore',
      ['largest-normal', '--what-decides', '--draws', '60', '--out', 'decides'],
      0,
      /at or above tail/,
    ],
    ['hunt', ['largest-normal', '--domain', 'paper', '--budget', '50'], 0, /nothing found/],
    ['hunt', ['largest-normal', '--domain', 'wide', '--budget', '60'], 1, /hypotheses not met: normal/],
  ])('is what %s %j is about', async (verb, args, code, words) => {
    const ended = await run(verb, ...args);
    expect(ended, ended.stderr).toMatchObject({ code });
    expect(ended.stdout).toMatch(words);
  });

  it('declares no figure: those of the paper are not drawn for it', async () => {
    const ended = await run('figures', '--out', 'figures');
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(
      /suite "largest normal" declares no figure; `fct --suite paper figures` draws/,
    );
  });

  it('is judged the same from two shards, on another number of workers', async () => {
    for (const shard of ['1/2', '2/2']) {
      const part = await run('verify', '--shard', shard, '--jobs', '1', '--out', shard.replace('/', '-'));
      expect(part, part.stderr).toMatchObject({ code: 0 });
    }
    const merged = await run('merge', '1-2', '2-2', '--out', 'merged');
    expect(merged, merged.stderr).toMatchObject({ code: 0 });
    const said = (out: string) => summaryOf(join(cwd, out)).theorems;
    expect(said('merged')).toEqual(said('out'));
  });
});

describe('a suite named by --suite', () => {
  it('is found again by report, and its commands name it', async () => {
    cwd = suiteFolder({ name: 'mine.ts' });
    const ended = await run('--suite', './mine.ts', 'verify', '--out', 'named');
    expect(ended, ended.stderr).toMatchObject({ code: 0 });
    const again = await run('report', 'named');
    expect(again, again.stderr).toMatchObject({ code: 0 });
    expect(summaryOf(join(cwd, 'named')).command).toMatch(/^fct --suite mine\.ts verify --profile quick/);
  });
});

describe('a run of another suite is refused in one sentence', () => {
  const refused = async (args: readonly string[], folder: string, sentence: RegExp) => {
    const ended = await fct(args, { cwd: folder });
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr.trim().split('\n')).toHaveLength(1);
    expect(ended.stderr).toMatch(sentence);
  };

  it('where the folder has no suite, or an edited one', async () => {
    const out = join(suiteFolder(), 'out');
    const made = await fct(['verify', '--out', out], { cwd: join(out, '..') });
    expect(made, made.stderr).toMatchObject({ code: 0 });
    const none =
      /holds a run of suite "largest normal", and this is suite "feature contamination"; name the file/;
    await refused(['report', out], newFolder(), none);
    await refused(['replay', '--sample', '1', out], newFolder(), none);
    await refused(['merge', out, '--out', 'merged'], newFolder(), none);
    const edited = suiteFolder({
      theorem: (text) => text.replace('scale: fc.constantFrom(1, 2, 5)', 'scale: fc.constantFrom(1, 2)'),
    });
    await refused(['report', out], edited, /was made by other sources/);
    await refused(
      ['verify', '--out', out],
      edited,
      /holds another run \(fingerprint [^;]*\): the sources were edited since; choose/,
    );
    await refused(['--suite', 'none.ts', 'list'], edited, /--suite none\.ts is no file/);
  });

  it.each<[string, string, RegExp]>([
    ['no suite', 'export default 1;\n', /fct\.config\.ts gives no suite: its default export is no suite/],
    [
      'no export',
      'export const x = 1;\n',
      /its default export is no suite; end it with `export default defineSuite/,
    ],
    [
      'a mistake of the language',
      'export default {\n',
      /fct\.config\.ts:2: Expected identifier but found end of file/,
    ],
    [
      'a module that is not there',
      "export { default } from './none.js';\n",
      /Could not resolve "\.\/none\.js"/,
    ],
    ['an exception', "throw new TypeError('on purpose');\n", /gives no suite: TypeError: on purpose/],
    [
      'itself',
      "import suite from './fct.config.js';\nexport default { ...suite, name: suite.name };\n",
      /fct\.config\.ts imports fct\.config\.ts/,
    ],
  ])('a config with %s', async (_, text, sentence) => {
    const folder = suiteFolder();
    writeFileSync(join(folder, 'fct.config.ts'), text);
    await refused(['list'], folder, sentence);
  });
});
