/** `--compare` as a user gives it: to a new run, and to a report. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { fct, newFolder } from '../../support/fct.ts';

const verify = (out: string, seed: number, more: readonly string[] = []) =>
  fct(['verify', 'thm-4.4', '--profile', 'smoke', '--seed', String(seed), '--out', out, ...more]);
const index = (out: string) => readFileSync(join(out, 'index.html'), 'utf8');

describe('--compare', () => {
  const [first, second] = [join(newFolder(), 'first'), join(newFolder(), 'second')];
  let said: string;
  beforeAll(async () => {
    expect((await verify(first, 1)).code).toBe(0);
    const { code, stdout, stderr } = await verify(second, 2, ['--compare', first]);
    expect(code, stderr).toBe(0);
    said = stdout;
  });

  it('tells a run on another seed that nothing changed beyond noise, and what differs', () => {
    for (const text of [said.replace(/\s+/g, ' '), index(second)]) {
      expect(text).toContain('Nothing changed beyond noise');
      expect(text).toContain('different: seed');
    }
  });

  it('to a report: with itself it is the same; without, the page has no comparison', async () => {
    expect((await fct(['report', second, '--compare', second])).stdout).toContain('bit for bit');
    expect(index(second)).toContain('bit for bit');
    expect((await fct(['report', second])).code).toBe(0);
    expect(index(second)).not.toContain('earlier run');
  });

  it('refuses an edited record, one that is none, and a folder without', async () => {
    const file = join(first, 'summary.json');
    const text = readFileSync(file, 'utf8');
    const refused = async (sentence: RegExp) => {
      const { code, stderr } = await fct(['report', second, '--compare', first]);
      expect([code, stderr.trim().split('\n').length]).toEqual([2, 1]);
      expect(stderr).toMatch(sentence);
    };
    writeFileSync(file, text.replace('"seed": 1', '"seed": 3'));
    await refused(/does not match its seal/);
    writeFileSync(file, 'null');
    await refused(/does not match its seal/);
    rmSync(file);
    await refused(/has no summary.json to compare with/);
  });
});
