/** The packed tarball in a folder of its own: the command, the programs' interface, and theorems as tests of somebody's project. */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { newFolder, ROOT } from '../support/fct.ts';

const project = newFolder('fct-project-');

/** Runs a command in the project; gives its exit code and all it printed. */
function run(command: string, ...args: string[]): { code: number; text: string } {
  try {
    const env = {
      ...process.env,
      CI: 'true',
      NO_COLOR: '1',
      FORCE_COLOR: undefined,
      VITEST: undefined,
      NODE_OPTIONS: undefined,
    };
    return {
      code: 0,
      text: execFileSync(command, args, { cwd: project, encoding: 'utf8', env, stdio: 'pipe' }),
    };
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
    return { code: status, text: `${stdout}${stderr}` };
  }
}

/** The tarball that `npm pack` makes of a checkout, in a folder of its own. */
function packedFrom(checkout: string): string {
  const folder = newFolder('fct-pack-');
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: checkout, stdio: 'pipe' });
  return join(folder, readdirSync(folder)[0]!);
}

let tarball: string;

beforeAll(() => {
  tarball = packedFrom(ROOT);
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  writeFileSync(
    join(project, 'package.json'),
    JSON.stringify({ name: 'theirs', private: true, type: 'module' }),
  );
  const installed = run(
    'npm',
    'install',
    '--no-audit',
    '--no-fund',
    tarball,
    `vitest@${devDependencies.vitest}`,
    `typescript@${devDependencies.typescript}`,
  );
  expect(installed.code, installed.text).toBe(0);
  mkdirSync(join(project, 'test'));
  cpSync(join(ROOT, 'examples/largest-normal.ts'), join(project, 'test/largest-normal.ts'));
  cpSync(join(ROOT, 'examples/largest-normal.test.ts'), join(project, 'test/largest-normal.test.ts'));
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

  it('checks a theorem of theirs under vitest', () => {
    const passing = run('npx', 'vitest', 'run');
    expect(passing, passing.text).toMatchObject({ code: 0 });
    expect(passing.text).toMatch(/Tests {2}2 passed/);
  });

  it('fails their tests when the theorem is false', () => {
    const file = join(project, 'test/largest-normal.ts');
    const text = readFileSync(file, 'utf8');
    const wrong = text.replace('const FACTOR = 1.25', 'const FACTOR = 0.8');
    expect(wrong).not.toBe(text);
    writeFileSync(file, wrong);
    const failing = run('npx', 'vitest', 'run');
    expect(failing.code).toBe(1);
    expect(failing.text).toContain('largest-normal/bound is refuted. Refuted at d0 = ');
  });

  it('runs without the tools that made it, and has types', () => {
    for (const tool of ['tsx', 'assemblyscript', 'eslint'])
      expect(existsSync(join(project, 'node_modules', tool)), tool).toBe(false);
    const strict = ['--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2022'];
    const sources = ['test/largest-normal.ts', 'test/largest-normal.test.ts'];
    const allow = ['--noEmit', '--allowImportingTsExtensions'];
    const types = run('npx', 'tsc', ...strict, ...allow, ...sources);
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
