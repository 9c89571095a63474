/** The output folder through real processes: a project that is named by mistake, and disks that take no more. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fct, mainOf, newFolder, ROOT } from '../../support/fct.ts';
import { filesIn, listing, make } from '../../support/folders.ts';
import { recordsOf } from '../../support/records.ts';

const verify = (...more: string[]) => ['verify', 'lemma-1.1', '--profile', 'smoke', ...more];

it('no verb empties a project, whatever it is told', async () => {
  const project = newFolder();
  execFileSync('git', ['init', '-q', project]);
  make(project, { 'chapters/one.tex': 'text' });
  const before = listing(project);
  const verbs = [
    [...verify(), '--out', '.'],
    ['explore', 'thm-4.1', '--x', 'h=0.1:1', '--out', project],
    ['figures', '--seeds', '1', '--out', 'chapters'],
  ];
  for (const verb of verbs) {
    const { code, stderr } = await fct([...verb, '--force'], { cwd: project });
    expect([code, stderr.trim().split('\n').length], stderr).toEqual([2, 1]);
  }
  expect(listing(project)).toEqual(before);
});

/** Runs fct where no file may pass so many blocks of 512 bytes (of 1024 in some shells). */
function short(blocks: number, args: readonly string[]) {
  const script = `ulimit -f ${blocks}; exec "$0" "$@"`;
  return spawnSync('sh', ['-c', script, process.execPath, ...mainOf(), ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  });
}

it('a run that could not begin is begun by the same command', async () => {
  const [out, undisturbed] = [join(newFolder(), 'out'), newFolder()];
  const { status, stderr } = short(0, verify('--out', out));
  expect(stderr).toMatch(
    /^fct: .*out takes no more \(EFBIG.*\); mend that and run the same command again\n$/,
  );
  expect(status).toBe(3);
  expect(readdirSync(out)).toEqual([]);
  await fct(verify('--out', undisturbed));
  expect((await fct(verify('--out', out))).code).toBe(0);
  expect(recordsOf(out)).toEqual(recordsOf(undisturbed));
});

it('a report that cannot be rendered again stays as it was', async () => {
  const out = newFolder();
  await fct(verify('--out', out));
  const before = filesIn(out);
  const { status, stderr } = short(40, ['report', out]);
  expect(stderr).toMatch(/^fct: .*report.html cannot be written \(EFBIG.*\); the evidence is kept: .*\n$/);
  expect(status).toBe(3);
  expect(filesIn(out)).toEqual(before);
});
