/** Constants that cannot be used end `fct verify` before any work. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { copyOfSources, fct, newFolder } from '../../support/fct.ts';

it('a constants file with a NaN is refused in one sentence', async () => {
  const [root, cwd] = [copyOfSources(), newFolder()];
  const name = join(root, 'theorems/constants.json');
  const file = JSON.parse(readFileSync(name, 'utf8'));
  file.constants.oodGap.value = 'NaN';
  writeFileSync(name, JSON.stringify(file));
  const { code, stdout, stderr } = await fct(['verify', '--profile', 'smoke'], { cwd, root });
  expect(stderr).toMatch(/^[^\n]*constants.oodGap.value, got "NaN"[^\n]*\n$/);
  expect([code, stdout, readdirSync(cwd)]).toEqual([2, '', []]);
});
