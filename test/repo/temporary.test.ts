/** A run of tests leaves nothing in the temporary folder. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../support/fct.ts';

it('is the rule for what makes folders, in this process and in those that it starts', () => {
  expect(basename(tmpdir())).toMatch(/^fct-tests-/);
  const child = spawnSync(process.execPath, ['-p', 'os.tmpdir()'], { encoding: 'utf8' });
  expect(child.stdout.trim()).toBe(tmpdir());
});

it('is not gone round: only shared helpers ask for the temporary folder', () => {
  const asking = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .filter((file) => /mkdtemp|tmpdir\(|['"`]\/tmp\b/.test(readFileSync(join(ROOT, 'test', file), 'utf8')));
  expect(asking.sort()).toEqual([
    'repo/temporary.test.ts',
    'support/compiled.ts',
    'support/fct.ts',
    'support/smokeRun.ts',
    'support/temporary.ts',
  ]);
});
