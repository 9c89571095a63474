/** The gallery as the documents tell of it: verdicts and twins as stated, from its own profile. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { EXPECTED } from '../../evidence/expected.ts';
import { fct, newFolder } from '../../support/fct.ts';
import { reportsOf } from '../../support/records.ts';

it('has the verdicts that its page says, and every twin is refuted', async () => {
  const out = join(newFolder('fct-gallery-'), 'out');
  const ended = await fct([
    '--suite',
    'examples/gallery/fct.config.ts',
    'verify',
    '--seed',
    '5',
    '--out',
    out,
  ]);
  // The rate of max-margin is refuted at these sizes.
  expect(ended, ended.stderr).toMatchObject({ code: 1 });
  const reports = reportsOf(out);
  const verdicts = reports.flatMap((r) => r.claims.map((c) => [c.id, c.verdict] as const));
  expect(Object.fromEntries(verdicts)).toEqual(EXPECTED);
  for (const { controls } of reports)
    for (const c of controls) expect([c.id, c.verdict]).toEqual([c.id, 'refuted']);
});
