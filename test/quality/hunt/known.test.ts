/**
 * Counterexamples to Theorems 4.3 and 4.4 inside the suite's own sampler (docs/findings.md), kept as regression: `fct verify` looks at
 * them again, with the same bits by the sources that made them and on fresh streams by all others, and they still fail.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fct, newFolder, ROOT } from '../../support/fct.ts';
import { summaryOf } from '../../support/records.ts';

const cwd = join(ROOT, 'test/quality/hunt/known');

it('every counterexample that is kept still fails, and stands beside the verdict', async () => {
  const files = readdirSync(join(cwd, 'fct-failures')).map((name) => `fct-failures/${name}`);
  const out = newFolder();
  const args = ['verify', 'thm-4.3', 'thm-4.4', '--profile', 'smoke', '--max-time', '1s', '--out', out];
  const { code, stdout, stderr } = await fct(args, { cwd });
  expect(code, `${stderr}${stdout}`).toBe(4);
  const { known } = summaryOf(out);
  expect(known!.map(({ file, again }) => [file, again])).toEqual(files.map((file) => [file, 'still fails']));
  expect(
    known!.map(({ broken }) => broken.length),
    'inside every hypothesis',
  ).toEqual(files.map(() => 0));
});
