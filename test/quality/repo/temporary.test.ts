/** A run of tests that start processes leaves nothing in the temporary folder. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { newFolder, ROOT } from '../../support/fct.ts';

it('holds of tests that start processes, copy sources and make folders, passed or failed', () => {
  const folder = newFolder();
  const files = ['test/cli/fingerprint.test.ts', 'test/cli/list.test.ts', 'test/cli/exitCode.test.ts'];
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', ...files];
  const { stdout, stderr } = spawnSync(process.execPath, vitest, {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, TMPDIR: folder, VITEST: undefined, NO_COLOR: '1', FORCE_COLOR: undefined },
  });
  expect(stdout, stderr).toMatch(/Test Files {2}3 passed/);
  expect(readdirSync(folder)).toEqual([]);
});
