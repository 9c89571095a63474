/**
 * The tests of `npm test` are worth what they reject. Each mutant is one edit of the simulator's source, made in a copy of the
 * checkout; the test that the table names is run there and must fail, by an assertion and with its seed fixed: a rejection is
 * not luck. In the copy without an edit the same tests pass.
 */
import { execFile } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { copyOfSources, ROOT } from '../../support/fct.ts';
import { mutants, type Mutant } from './mutants.ts';

const copy = copyOfSources();
for (const name of ['test', 'vitest.config.ts'])
  cpSync(join(ROOT, name), join(copy, name), { recursive: true });

interface Outcome {
  readonly fullName: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
}

/** Runs the tests of some files whose full names match. */
async function run(files: readonly string[], name: string): Promise<Outcome[]> {
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--root', copy, '--project', 'unit', '--reporter=json', '-t', name, ...files];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    cwd: copy,
    env: { ...process.env, VITEST: undefined },
    maxBuffer: 2 ** 26,
  }).catch((ended: { stdout: string }) => ended);
  const report = JSON.parse(stdout.slice(stdout.indexOf('{"numTotalTestSuites"'))) as {
    testResults: { assertionResults: Outcome[] }[];
  };
  return report.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'passed' || status === 'failed');
}

const exactly = (names: readonly string[]) =>
  `^(${names.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|')})$`;

function mutate({ file, replace, by }: Mutant): void {
  const parts = readFileSync(join(ROOT, file), 'utf8').split(replace);
  expect(parts.length, `${file} holds "${replace}" once`).toBe(2);
  writeFileSync(join(copy, file), parts.join(by));
}

const rows: string[] = [];
afterAll(() => console.log(['| mistake | caught by | in |', '| --- | --- | --- |', ...rows].join('\n')));

describe('a simulator with one mistake fails a test', () => {
  it('and the simulator itself passes all of them', async () => {
    const names = [...new Set(mutants.map((mutant) => mutant.caughtBy[1]))];
    const files = [...new Set(mutants.map((mutant) => mutant.caughtBy[0]))];
    const outcomes = await run(files, exactly(names));
    expect(outcomes.map(({ fullName }) => fullName).sort()).toEqual([...names].sort());
    expect(outcomes.filter(({ status }) => status !== 'passed')).toEqual([]);
  });

  it.each(mutants.map((mutant) => [mutant.name, mutant] as const))('%s', async (_name, mutant) => {
    const [file, name] = mutant.caughtBy;
    mutate(mutant);
    try {
      const outcomes = await run([file], exactly([name]));
      expect(outcomes.map(({ fullName, status }) => [fullName, status])).toEqual([[name, 'failed']]);
      expect(outcomes[0]!.failureMessages.join('\n')).toMatch(/AssertionError|Property failed/);
    } finally {
      writeFileSync(join(copy, mutant.file), readFileSync(join(ROOT, mutant.file)));
    }
    rows.push(`| ${mutant.name} (\`${mutant.file}\`) | ${name} | \`${file}\` |`);
  });
});
