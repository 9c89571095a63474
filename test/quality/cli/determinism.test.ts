/** Same seed, same bits: on one worker or two, in shards or whole. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fct, newFolder } from '../../support/fct.ts';
import { recordsOf, summaryOf } from '../../support/records.ts';

const verify = (theorem: string, out: string, ...more: string[]) =>
  fct(['verify', theorem, '--profile', 'smoke', '--seed', '7', '--out', out, ...more]);

describe('equal runs', () => {
  it('give equal records on one worker and on two', async () => {
    const [one, two] = [newFolder(), newFolder()];
    expect((await verify('thm-4.3', one, '--jobs', '1')).code).toBe(0);
    expect((await verify('thm-4.3', two, '--jobs', '2')).code).toBe(0);
    expect(recordsOf(one)).toEqual(recordsOf(two));
  });

  it('a verdict does not depend on what else was selected', async () => {
    const [alone, together] = [newFolder(), newFolder()];
    await verify('thm-4.3/joint', alone);
    await verify('thm-4.3', together);
    const of = (out: string) =>
      summaryOf(out).theorems[0]!.claims.find((claim) => claim.id === 'thm-4.3/joint');
    expect(of(alone)).toEqual(of(together));
  });

  it('three shards merged are one run, byte for byte', async () => {
    const whole = newFolder();
    expect((await verify('thm-4.4', whole)).code).toBe(0);
    const base = newFolder();
    const shards = [1, 2, 3].map((i) => join(base, `shard-${i}`));
    for (const [i, out] of shards.entries()) {
      const { code, stdout } = await verify('thm-4.4', out, '--shard', `${i + 1}/3`);
      expect(code).toBe(0);
      expect(stdout).toContain('judges all shards together');
    }
    const merged = join(base, 'merged');
    expect((await fct(['merge', ...shards, '--out', merged])).code).toBe(0);
    expect(recordsOf(merged)).toEqual(recordsOf(whole));

    const two = await fct(['merge', ...shards.slice(0, 2), '--out', join(base, 'two')]);
    expect([two.code, two.stderr]).toEqual([2, 'fct: shard 3 of 3 is missing; name its folder too\n']);
    const twice = await fct(['merge', shards[0]!, shards[0]!, '--out', join(base, 'twice')]);
    expect(twice.stderr).toContain('shard 1/3 is given twice');
    const foreign = await fct(['merge', shards[0]!, whole, '--out', join(base, 'foreign')]);
    expect(foreign.stderr).toContain('are not shards of one run');
  });

  it('a worst trial replays to the same bits in a new process', async () => {
    const out = newFolder();
    await verify('thm-4.3', out);
    const report = JSON.parse(recordsOf(out)['thm-4.3/report.json']!);
    const { token } = report.claims.find((c: { id: string }) => c.id === 'thm-4.3/joint').worst;
    const again = await fct(['replay', token]);
    expect(again.stdout).toMatch(/same bits: [0-9a-f]{16}\n$/);
    expect(again.code).toBe(0);
    // A token that claims other bits is found out.
    const fields = JSON.parse(Buffer.from(token.slice(5), 'base64url').toString('utf8'));
    fields[8] = '0000000000000000';
    const forged = `fct1_${Buffer.from(JSON.stringify(fields)).toString('base64url')}`;
    expect((await fct(['replay', forged])).code).toBe(1);
    const sample = await fct(['replay', '--sample', '5', out]);
    expect([sample.code, sample.stdout.split('\n').at(-2)]).toEqual([
      0,
      '5 of 5 sampled trials gave the same bits',
    ]);
  });
});
