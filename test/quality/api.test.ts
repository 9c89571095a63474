/** The reference that `npm run docs:api` makes of the docstrings: every public export has one, and their links lead somewhere. */
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { ROOT } from '../support/fct.ts';

it('documents every public export', () => {
  const { status, stdout, stderr } = spawnSync('npx', ['--no-install', 'typedoc', '--emit', 'none'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect(status, `${stdout}${stderr}`).toBe(0);
});
