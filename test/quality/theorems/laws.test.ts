/** The suites of laws and of steps through the command line: verdicts, negative controls, and a token that finds its trial again. */
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { fct, newFolder } from '../../support/fct.ts';
import { summaryOf } from '../../support/records.ts';

describe('the suite of laws', () => {
  let cwd: string;
  beforeAll(async () => {
    cwd = newFolder();
    const asked = ['law-balance', 'law-decay', '--profile', 'smoke', '--seed', '2', '--out', 'out'];
    const ended = await fct(['--suite', 'laws', 'verify', ...asked], { cwd });
    expect(ended, ended.stderr).toMatchObject({ code: 0 });
  });

  it('supports its laws and refutes every negative control', () => {
    const { theorems } = summaryOf(join(cwd, 'out'));
    expect(theorems.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['law-balance', 'supported'],
      ['law-decay', 'supported'],
    ]);
  });

  it('is found again by what a run keeps of it', async () => {
    expect(JSON.parse(readFileSync(join(cwd, 'out/run.json'), 'utf8')).suite).toMatchObject({
      name: 'laws',
      file: 'laws',
    });
    const replayed = await fct(['replay', '--sample', '2', 'out'], { cwd });
    expect(replayed, replayed.stderr).toMatchObject({ code: 0 });
    expect(replayed.stdout).toMatch(/2 of 2 sampled trials gave the same bits/);
  });

  it('is not the suite of a folder that asks for the paper by its name', async () => {
    const listed = await fct(['--suite', 'paper', 'list'], { cwd });
    expect(listed.stdout).toMatch(/^thm-4\.1 /);
  });
});

it('the suite of steps is supported, every negative control refuted', async () => {
  const cwd = newFolder();
  const ended = await fct(
    ['--suite', 'steps', 'verify', '--profile', 'smoke', '--seed', '2', '--out', 'out'],
    { cwd },
  );
  expect(ended, ended.stdout).toMatchObject({ code: 0 });
  const { theorems } = summaryOf(join(cwd, 'out'));
  expect(theorems).toHaveLength(6);
  expect(theorems.map((t) => t.verdict)).toEqual(theorems.map(() => 'supported'));
});
