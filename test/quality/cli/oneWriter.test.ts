/** One writer a folder, between real processes: that work, that are suspended, that are stopped and that are killed. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { holderName, thisProcess } from '../../../cli/holder.ts';
import { fct, newFolder, ROOT, startFct } from '../../support/fct.ts';
import { make } from '../../support/folders.ts';
import { evidenceLines, recordsOf } from '../../support/records.ts';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const verify = (out: string, ...more: string[]) =>
  ['verify', 'thm-4.4', '--profile', 'smoke', '--jobs', '1', '--out', out].concat(more);
const hidden = (out: string) => readdirSync(out).filter((name) => name.startsWith('.'));

/** A run at work, with its first trial on the disk. */
async function working(args: readonly string[], out: string) {
  const started = startFct(args);
  while (evidenceLines(out).length === 0) await pause(20);
  return started;
}

describe('a second writer', () => {
  it('is refused with and without --force, also while the first is suspended, and spoils nothing', async () => {
    const [out, undisturbed] = [newFolder(), newFolder()];
    await fct(verify(undisturbed));
    const first = await working(verify(out), out);
    const refused = { code: 2, stdout: '', stderr: expect.stringContaining(`process ${first.child.pid};`) };
    first.child.kill('SIGSTOP');
    const others = [verify(out), verify(out, '--seed', '2', '--force'), ['report', out]];
    for (const args of [...others, ['merge', out, '--out', newFolder()]])
      expect(await fct(args), args.join(' ')).toMatchObject(refused);
    first.child.kill('SIGCONT');
    expect(await fct(verify(out, '--force'))).toMatchObject(refused);
    expect((await first.ended).code).toBe(0);
    expect(recordsOf(out)).toEqual(recordsOf(undisturbed));
    expect(hidden(out)).toEqual([]);
    expect((await fct(['report', out])).code).toBe(0);
  });

  it('goes on after the first was killed', async () => {
    const out = newFolder();
    const first = await working(verify(out), out);
    first.child.kill('SIGKILL');
    await first.ended;
    expect(hidden(out)).toEqual(['.fct-lock']);
    const second = await fct(verify(out));
    expect([second.code, hidden(out)]).toEqual([0, []]);
    expect(second.stdout).toContain('Resuming the run');
  });
});

it.each(['SIGINT', 'SIGTERM'] as const)('a run that %s stops takes its lock with it', async (signal) => {
  const code = { SIGINT: 130, SIGTERM: 143 }[signal];
  const out = newFolder();
  const run = await working(verify(out), out);
  run.child.kill(signal);
  expect([(await run.ended).code, hidden(out)]).toEqual([code, []]);
  const figures = newFolder();
  const drawing = startFct(['figures', '--seeds', '1', '--jobs', '1', '--out', figures]);
  while (!existsSync(join(figures, 'run.json'))) await pause(20);
  drawing.child.kill(signal);
  expect([(await drawing.ended).code, hidden(figures)]).toEqual([code, []]);
});

it('of processes that want the lock at the same time, each has it alone', async () => {
  const [folder, rounds, processes] = [newFolder(), 60, 6];
  // A file that exists twice is an error; the dead who left their lock are passed over by all of them at once.
  const code = `
    import { closeSync, openSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
    import { lock } from ${JSON.stringify(join(ROOT, 'cli/lock.ts'))};
    const [folder, dead] = ${JSON.stringify([folder, holderName({ ...thisProcess(), started: '1' })])};
    let had = 0;
    while (had < ${rounds}) {
      let release;
      try { release = lock(folder); } catch (error) { if (error.name !== 'UsageError') throw error; continue; }
      closeSync(openSync(folder + '/alone', 'wx'));
      rmSync(folder + '/alone');
      release();
      had++;
      // Where the folder of the lock is gone at this moment, nobody died.
      try { mkdirSync(folder + '/.fct-lock', { recursive: true }); writeFileSync(folder + '/.fct-lock/' + dead, ''); } catch {}
    }`;
  make(folder, { [`.fct-lock/${holderName({ ...thisProcess(), started: '1' })}`]: '' });
  const ends = Array.from({ length: processes }, () => {
    const child = spawn(
      process.execPath,
      ['--import', import.meta.resolve('tsx'), '--input-type=module', '-e', code],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let stderr = '';
    child.stderr.on('data', (text) => (stderr += text));
    return new Promise((resolve) => child.on('close', (exit) => resolve([exit, stderr])));
  });
  expect(await Promise.all(ends)).toEqual(Array.from({ length: processes }, () => [0, '']));
});
