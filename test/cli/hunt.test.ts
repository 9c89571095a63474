/** What a hunt found is printed, then saved; what cannot be saved stops nothing, and is no verdict. */
import { existsSync, readdirSync } from 'node:fs';
import { beforeEach, expect, it, vi } from 'vitest';
import type { FailureEntry } from '../../properties/hunt/failure.ts';
import type { HuntResult } from '../../properties/hunt/result.ts';
import { StoppedError } from '../../properties/hunt/confirm.ts';
import { newFolder } from '../support/fct.ts';
import { fctHere } from '../support/fctHere.ts';

const world = vi.hoisted(() => ({
  results: [] as unknown[],
  stop: false,
  full: [] as string[],
  order: [] as string[],
}));
vi.mock('../../properties/hunt/hunt.ts', async (original) => ({
  ...(await original<object>()),
  hunt: async (_: unknown, { onResult }: { onResult: (one: unknown) => void }) => {
    world.results.forEach(onResult);
    if (world.stop) throw new StoppedError('stopped');
    return world.results;
  },
}));
vi.mock('../../cli/wholeFile.ts', async (original) => {
  const whole = await original<typeof import('../../cli/wholeFile.ts')>();
  const writeWhole: typeof whole.writeWhole = (file, text) => {
    if (!file.includes('fct-failures')) return whole.writeWhole(file, text);
    if (world.full.some((word) => text.includes(word))) throw new Error('ENOSPC: no space left on device');
    return whole.writeWhole(file, text);
  };
  return { ...whole, writeWhole };
});

/** A counterexample of size d0, with one hypothesis relaxed. */
function found(relaxed: string, d0: number): HuntResult {
  const failure = {
    target: 'thm-4.4/ood-risk-bound',
    broken: [relaxed],
    relaxed,
    changed: {},
    instance: { d0, set: {}, path: null },
    confirmation: { trials: 9, failures: 9, level: 0.01, delta: 0.1, alpha: 0.05 },
    rate: { trials: 40, failures: 40, low: 0.91, high: 1 },
    shrinking: { steps: 1, asked: 2, cutShort: false },
    fingerprint: 'sources',
  } as unknown as FailureEntry;
  return {
    relaxed,
    trials: 10,
    restarts: 1,
    looks: [{ restart: 0, values: { d0 }, holds: false, slack: -0.5 }],
    ending: 'found',
    failure,
    shrinking: [{ values: { d0 }, ending: 'confirmed', trials: 9, failures: 9 }],
    drawn: { instance: { d0 }, slack: -0.5 },
  };
}

beforeEach(() => {
  Object.assign(world, { results: [found('width', 16), found('batch-size', 17)], stop: false, full: [] });
});
const hunting = ['hunt', 'thm-4.4/ood-risk-bound', '--domain', 'wide', '--jobs', '1'];
const saved = (cwd: string) =>
  existsSync(`${cwd}/fct-failures`)
    ? readdirSync(`${cwd}/fct-failures`).filter((name) => name.endsWith('.json')).length
    : 0;

it('all of it is printed and saved', async () => {
  const cwd = newFolder();
  const { code, stdout, stderr } = await fctHere(hunting, cwd);
  expect([code, stderr, saved(cwd)]).toEqual([1, '', 2]);
  expect(
    stdout.match(/a counterexample after 10 trials(.|\n)*?saved as fct-failures\/thm-4.4-/g),
  ).toHaveLength(2);
});

it('a full disk costs the file alone: the counterexample is shown, the next one too, and 3 is the end', async () => {
  const cwd = newFolder();
  world.full = ['"width"'];
  const { code, stdout, stderr } = await fctHere(hunting, cwd);
  expect([code, saved(cwd)]).toEqual([3, 1]);
  expect(stdout.match(/a counterexample after 10 trials/g)).toHaveLength(2);
  expect(stdout).toContain('simplest instance confirmed: d0 = 16');
  expect(stdout.match(/ saved as /g)).toHaveLength(1);
  expect(stderr).toMatch(/^fct: fct-failures\/\S+ cannot be written \(ENOSPC[^\n]*\n$/);
});

it('a stopped hunt keeps what it had found', async () => {
  const cwd = newFolder();
  Object.assign(world, { results: [found('width', 16)], stop: true });
  const { code, stdout } = await fctHere(hunting, cwd);
  expect([code, saved(cwd)]).toEqual([4, 1]);
  expect(stdout).toMatch(/saved as .*\nStopped before the hunt was over\./);
});

it.each<[string, Partial<HuntResult>, string]>([
  [
    'no instance is allowed',
    { ending: 'nowhere', trials: 0 },
    '0 trials, 0 starts; no instance is allowed there.',
  ],
  [
    'no trial was judged',
    { ending: 'not-judged', trials: 40 },
    '40 trials, 0 starts; not one of these trials could be judged.',
  ],
  [
    'nothing failed',
    { ending: 'nothing-found', trials: 40, smallestSlack: 0.25 },
    '40 trials, 0 starts; smallest slack 0.25.',
  ],
])('a hunt in which %s says so', async (_, result, sentence) => {
  world.results = [{ relaxed: null, restarts: 0, ...result }];
  const { code, stdout } = await fctHere(hunting, newFolder());
  expect(code).toBe(0);
  expect(stdout).toContain(`nothing found in ${sentence}`);
});
