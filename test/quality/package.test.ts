/** The packed tarball in a folder of its own: the command, the programs' interface, and theorems as tests of somebody's project. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { newFolder, ROOT } from '../support/fct.ts';
import { newProject, packedFrom } from '../support/project.ts';

const { folder: project, run } = newProject();
let tarball: string;

beforeAll(() => {
  tarball = packedFrom(ROOT);
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const others = ['vitest', 'typescript'].map((name) => `${name}@${devDependencies[name]}`);
  // As docs/start-here.md has it: the newest fast-check that the package allows, and not the one it was made with.
  const installed = run('npm', 'install', '--no-audit', '--no-fund', tarball, 'fast-check', ...others);
  expect(installed.code, installed.text).toBe(0);
});

describe('the packed tarball', () => {
  it('is the same bytes from a checkout below a folder "sim", in which an editor has left files', () => {
    const copy = join(newFolder('fct-copy-'), 'sim', 'checkout');
    const left = ['node_modules', 'dist', '.git'].map((name) => join(ROOT, name));
    cpSync(ROOT, copy, { recursive: true, filter: (file) => !left.includes(file) });
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    for (const name of ['._probes.ts', 'probes.ts~', '.probes.ts.swp'])
      writeFileSync(join(copy, 'sim', name), 'no source');
    expect(readFileSync(packedFrom(copy)).equals(readFileSync(tarball))).toBe(true);
  });
});

describe.each(['publint', 'attw'])('%s', (tool) => {
  // The package holds ES modules alone: of attw, what a `require` meets does not count.
  const options = tool === 'attw' ? ['--profile', 'esm-only', '--no-emoji'] : ['--strict'];
  it('finds nothing to complain of in the tarball', () => {
    const { status, stdout, stderr } = spawnSync('npx', ['--no-install', tool, tarball, ...options], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect(status, `${stdout}${stderr}`).toBe(0);
    expect(stdout).toContain(tool === 'attw' ? 'feature-contamination-theorems/vitest' : 'All good');
  });
});

describe.each<[string, string, readonly string[]]>([
  ['Yarn 1, strict about engines', 'yarn@1.22.22', ['add', '--silent']],
  ['pnpm', 'pnpm@10', ['add', '--config.engine-strict=true']],
])('%s', (_, installer, add) => {
  it('installs it, and the command runs', () => {
    const theirs = newProject();
    const installed = theirs.run('npx', '--yes', installer, ...add, `file:${tarball}`, 'fast-check');
    expect(installed.code, installed.text).toBe(0);
    const list = theirs.run(join(theirs.folder, 'node_modules/.bin/fct'), 'list');
    expect(list.text).toContain('thm-4.3/joint');
  });
});

describe('the package, installed elsewhere', () => {
  it('has the command', () => {
    expect(run('npx', 'fct', 'list').text).toContain('thm-4.3/joint');
    expect(run('npx', 'fct', 'doctor').text).toMatch(/^ {2}kernel +ready(.|\n)*^ {2}tfjs-wasm +ready/m);
    const tfjs = ['verify', 'lemma-1.1', '--profile', 'smoke', '--engine', 'tfjs', '--out', 'exact'];
    expect(run('npx', 'fct', ...tfjs).text).toMatch(/^Engine tfjs-\w+: the fastest backend/m);
    const verify = run(
      'npx',
      'fct',
      'verify',
      'thm-4.4',
      '--profile',
      'smoke',
      '--jobs',
      '2',
      '--out',
      'out',
    );
    expect(verify, verify.text).toMatchObject({ code: 0 });
    const { claims } = JSON.parse(readFileSync(join(project, 'out/thm-4.4/report.json'), 'utf8'));
    const replay = run('npx', 'fct', 'replay', claims[0].worst.token);
    expect(replay, replay.text).toMatchObject({ code: 0 });
  });

  it('begins a suite of theirs, on which every verb works', () => {
    expect(run('npx', 'fct', 'init')).toMatchObject({ code: 0 });
    for (const [code, words, ...args] of [
      [0, /1 theorem: 1 supported/, 'verify', '--out', 'own'],
      [0, /^largest-normal {2}/, 'list'],
      [0, /^Profile quick/, 'plan'],
      [0, /fails at/, 'explore', 'largest-normal', '--x', 'tail=0:0.5', '--out', 'own-map'],
      [1, /hypotheses not met: normal/, 'hunt', 'largest-normal', '--domain', 'wide', '--budget', '60'],
      [0, /2 of 2 sampled trials/, 'replay', '--sample', '2', 'own'],
      [0, /1 theorem: 1 supported/, 'report', 'own'],
    ] as const) {
      const ended = run('npx', 'fct', ...args);
      expect(ended, ended.text).toMatchObject({ code });
      expect(ended.text, args.join(' ')).toMatch(words);
    }
    expect(readFileSync(join(project, 'own/largest-normal/report.html'), 'utf8')).toContain(
      'The largest of n normals',
    );
    const other = run('npx', 'fct', '--suite', 'fct.config.ts', 'report', 'out');
    expect(other.code, other.text).toBe(2);
    expect(other.text).toMatch(
      /holds a run of suite "feature contamination", and this is suite "largest normal"/,
    );
  });

  it('checks a theorem of theirs under vitest', () => {
    const passing = run('npx', 'vitest', 'run');
    expect(passing, passing.text).toMatchObject({ code: 0 });
    expect(passing.text).toMatch(/Tests {2}2 passed/);
  });

  it('fails their tests when the theorem is false', () => {
    const file = join(project, 'largest-normal.ts');
    const text = readFileSync(file, 'utf8');
    const wrong = text.replace('const FACTOR = 1.25', 'const FACTOR = 0.8');
    expect(wrong).not.toBe(text);
    writeFileSync(file, wrong);
    const failing = run('npx', 'vitest', 'run');
    expect(failing.code).toBe(1);
    expect(failing.text).toContain('largest-normal/bound is refuted. Refuted at n = ');
  });

  it('runs without the tools that made it', () => {
    for (const tool of ['tsx', 'assemblyscript', 'eslint'])
      expect(existsSync(join(project, 'node_modules', tool)), tool).toBe(false);
  });

  it('has one fast-check, of the project, whose types are those of the example', () => {
    expect(run('npm', 'ls', 'fast-check').text.match(/fast-check@/g)).toHaveLength(2);
    expect(existsSync(join(project, 'node_modules/feature-contamination-theorems/node_modules'))).toBe(false);
    const sources = ['fct.config.ts', 'largest-normal.ts', 'largest-normal.test.ts'];
    for (const modules of [
      ['--module', 'nodenext'],
      ['--module', 'preserve', '--moduleResolution', 'bundler'],
    ]) {
      const options = ['--noEmit', '--strict', '--target', 'es2022', '--types', 'node', ...modules];
      const types = run('npx', 'tsc', ...options, ...sources);
      expect(types, types.text).toMatchObject({ code: 0 });
    }
  });

  it('type-checks in a project as `tsc --init` makes it', () => {
    expect(run('npx', 'tsc', '--init')).toMatchObject({ code: 0 });
    const types = run('npx', 'tsc', '--noEmit');
    expect(types, types.text).toMatchObject({ code: 0 });
  });

  it('has its interface and its schemas', () => {
    writeFileSync(
      join(project, 'program.mjs'),
      `import { checkProbability } from 'feature-contamination-theorems';
       import schema from 'feature-contamination-theorems/schemas/report.schema.json' with { type: 'json' };
       const { verdict } = await checkProbability({ trial: ({ random }) => random() < 0.99, delta: 0.1, delta0: 0.01, alpha: 0.05, budget: 500 });
       console.log(verdict, schema.$ref);`,
    );
    expect(run('node', 'program.mjs').text).toContain('supported #/definitions/TheoremRecord');
  });
});
