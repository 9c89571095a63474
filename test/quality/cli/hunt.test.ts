/** Hunting, the failure store and maps through the command line: replayed, refused, killed and gone on with. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileEdited, type Edit } from '../../../bench/editedKernel.ts';
import { lnERefute } from '../../../properties/judge/statistics/index.ts';
import { copyOfSources, fct, newFolder, startFct } from '../../support/fct.ts';
import { evidenceLines } from '../../support/records.ts';
import { problemsWith } from '../../support/schema.ts';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const HUNT = ['hunt', 'thm-4.1', '--domain', 'paper', '--budget', '100'];
const verify = () => ['verify', 'thm-4.1', '--profile', 'smoke', '--max-time', '1s', '--out', newFolder()];

describe('a counterexample of thm-4.1 among unequal strengths', async () => {
  const cwd = newFolder();
  const hunted = await fct(HUNT, { cwd });
  const store = join(cwd, 'fct-failures');
  const files = readdirSync(store);
  const file = join(store, files[0]!);
  const text = readFileSync(file, 'utf8');

  it('is found, confirmed, shrunk and saved as one file', () => {
    expect(hunted.code, hunted.stderr).toBe(1);
    expect(files).toHaveLength(1);
    const entry = JSON.parse(text);
    expect(problemsWith('failure', entry)).toBe('');
    expect(entry.broken, 'inside the hypotheses').toEqual([]);
    const { failures, trials, delta, level } = entry.confirmation;
    expect(failures / trials).toBeGreaterThan(delta);
    expect(lnERefute({ failures, trials, delta })).toBeGreaterThanOrEqual(-Math.log(level));
    expect(text.split('\n').length).toBeLessThan(120);
  });

  it('is not saved twice by the same hunt', async () => {
    const again = await fct(HUNT, { cwd });
    expect(again.stdout).toContain('already saved as');
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('replays bit for bit in another copy of the sources', async () => {
    const { stdout } = await fct(verify(), { cwd, root: copyOfSources() });
    expect(stdout).toMatch(/fct-failures.*: still fails: the same bits in 4 trials/);
  });

  it('by a changed simulation or kernel is judged anew, and never shown with the old numbers', async () => {
    const root = copyOfSources();
    const probes = join(root, 'sim/probes.ts');
    writeFileSync(probes, `${readFileSync(probes, 'utf8')}\n// changed\n`);
    const changed = await fct(verify(), { cwd, root });
    expect(changed.stdout).toMatch(
      /still fails: from another version .* judged anew: \d+ failures in \d+ fresh/,
    );
    expect(changed.stdout).not.toContain('same bits');
    // A kernel that draws no background: nothing is left of the counterexample.
    writeFileSync(
      join(root, 'sim/kernel/kernel.wasm'),
      await compileEdited(['low', 'high'].map(withoutBackground)),
    );
    const { stdout } = await fct(verify(), { cwd, root });
    expect(stdout).toMatch(/no longer fails: from another version/);
  });

  it('with other bits from the same sources is an error', async () => {
    const other = newFolder();
    const edited = text.replace(/"digest": "(.)/, (_, d: string) => `"digest": "${d === '0' ? '1' : '0'}`);
    const { code, stdout } = await withStore(other, edited, ['verify', 'thm-4.1', '--profile', 'smoke']);
    expect(stdout).toContain('different: the sources that made it give other bits now');
    expect(code).toBe(3);
  });

  it.each([
    ['not json', /is not JSON/],
    ['{"schema":"fct-failure/0"}', /has schema "fct-failure\/0", expected "fct-failure\/1"/],
    ['{"schema":"fct-failure/1"}', /lacks a field/],
  ])('a store with %j is refused before any work', async (content, sentence) => {
    const other = newFolder();
    const { code, stderr, stdout } = await withStore(other, content, ['verify', '--profile', 'smoke']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(readdirSync(other), 'no folder was made').toEqual(['fct-failures']);
  });
});

/** In the kernel's batches the background features of one half of the words are 0. */
function withoutBackground(half: string): Edit {
  const offset = half === 'low' ? '' : ', 16';
  const bits = `v128.xor(${half}, v128.load(signs${offset}))`;
  return {
    file: 'batch.ts',
    replace: `v128.store(row, ${bits}${offset});`,
    by: `v128.store(row, v128.and(${bits}, v128.load(CORE + (row + STRIDE - end)${offset}))${offset});`,
  };
}

function withStore(cwd: string, content: string, args: readonly string[]) {
  mkdirSync(join(cwd, 'fct-failures'));
  writeFileSync(join(cwd, 'fct-failures/one.json'), content);
  return fct(args, { cwd });
}

describe('a map', () => {
  it('killed again and again and gone on with is the undisturbed one', async () => {
    const args = (out: string) =>
      ['explore', 'thm-4.4/ood-risk-bound', '--x', 'kappa=0.05:0.8', '--d0', '16', '--set', 'N=64'].concat([
        '--set',
        'm=16',
        '--out',
        out,
      ]);
    const map = (out: string) =>
      readFileSync(join(out, 'explore.json'), 'utf8').replace(/"timing": \{[^}]*\}/, '');
    const [undisturbed, killed] = [newFolder(), newFolder()];
    expect((await fct(args(undisturbed))).code).toBe(0);
    expect(problemsWith('explore', JSON.parse(readFileSync(join(undisturbed, 'explore.json'), 'utf8')))).toBe(
      '',
    );
    const whole = evidenceLines(undisturbed).length;
    for (const share of [0.2, 0.4, 0.6]) {
      const { child, ended } = startFct(args(killed));
      let over = false;
      void ended.then(() => (over = true));
      while (!over && evidenceLines(killed).length < share * whole) await pause(20);
      child.kill('SIGKILL');
      expect((await ended).signal, 'it was killed before its end').toBe('SIGKILL');
    }
    const resumed = await fct(args(killed));
    expect(resumed.code, resumed.stderr).toBe(0);
    expect(resumed.stdout).toContain('Going on with what is in');
    expect(map(killed)).toBe(map(undisturbed));
  });
});
