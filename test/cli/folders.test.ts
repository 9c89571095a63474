/** No verb, with or without --force, touches a folder that holds anything but its own run. */
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fingerprint } from '../../cli/fingerprint.ts';
import { lock } from '../../cli/lock.ts';
import { whyNoPlace } from '../../cli/place.ts';
import { RUN_SCHEMA } from '../../cli/storedRun.ts';
import { SAMPLER_REGIME } from '../../properties/trials/regime.ts';
import { newFolder } from '../support/fct.ts';
import { fctHere } from '../support/fctHere.ts';
import { KINDS, listing, make } from '../support/folders.ts';
import { PAPER, PAPER_RECORD } from '../support/paper.ts';

afterEach(() => vi.unstubAllEnvs());

const VERBS: Readonly<Record<string, readonly string[]>> = {
  verify: ['verify', 'lemma-1.1', '--profile', 'smoke'],
  explore: ['explore', 'thm-4.1', '--x', 'kappa=0.1:1'],
  'explore --what-decides': ['explore', 'thm-4.1', '--what-decides', '--draws', '20'],
  figures: ['figures', '--seeds', '1'],
};

/** Refused with and without --force; what is proposed without it must help. */
async function refusedTwice(args: readonly string[], cwd = newFolder()): Promise<void> {
  for (const force of [[], ['--force']]) {
    const { code, stdout, stderr } = await fctHere([...args, ...force], cwd);
    expect(stderr.trim().split('\n'), stderr).toHaveLength(1);
    expect(stderr).not.toMatch(/or --force/);
    expect([code, stdout], stderr).toEqual([2, '']);
  }
}

describe.each(Object.entries(KINDS))('%s', (_, kind) => {
  it.each(Object.entries(VERBS))('is left alone by %s', async (_, args) => {
    const base = newFolder();
    const { out, cwd, home } = kind(base);
    if (home !== undefined) vi.stubEnv('HOME', home);
    const before = listing(base);
    await refusedTwice([...args, '--out', out], cwd);
    expect(listing(base)).toEqual(before);
  });
});

it('there are thirty kinds and more', () => {
  expect(Object.keys(KINDS).length).toBeGreaterThanOrEqual(30);
});

it('the root of all folders is no place either', () => {
  expect(whyNoPlace('/')).toBe('is the root of all folders');
  expect(whyNoPlace('/../.')).toBe('is the root of all folders');
});

describe('the store of counterexamples', () => {
  const hunt = ['hunt', 'thm-4.1', '--budget', '50'];

  it.each<[string, (base: string) => void, RegExp]>([
    [
      'a file',
      (base) => make(base, { 'fct-failures': 'mine' }),
      /^fct: fct-failures is a file; run the hunt in another/,
    ],
    [
      'a repository',
      (base) => make(base, { 'fct-failures/.git/HEAD': 'ref' }),
      /^fct: fct-failures is a repository \(it holds .git\); run the hunt in another folder$/m,
    ],
    [
      'a link to the working folder',
      (base) => symlinkSync(base, join(base, 'fct-failures')),
      /^fct: fct-failures is the working folder/,
    ],
  ])('that is %s is refused before the search', async (_, build, sentence) => {
    const base = newFolder();
    build(base);
    const before = listing(base);
    const { code, stdout, stderr } = await fctHere(hunt, base);
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(sentence)]);
    expect(listing(base)).toEqual(before);
  });

  it('has one hunt at a time', async () => {
    const base = newFolder();
    make(base, { 'fct-failures/': '' });
    const release = lock(join(base, 'fct-failures'));
    const { code, stderr } = await fctHere(hunt, base);
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/fct-failures is being written to by process \d+;/),
    ]);
    release();
  });
});

describe('fct merge never eats an input:', () => {
  const shard = (index: number) =>
    JSON.stringify({
      schema: RUN_SCHEMA,
      suite: PAPER_RECORD,
      fingerprint: fingerprint('kernel', PAPER),
      seed: 1,
      profile: 'smoke',
      engine: 'kernel',
      selected: ['lemma-1.1/gradient'],
      regime: SAMPLER_REGIME,
      shard: { index, count: 2 },
      started: '2024-01-01T00:00:00.000Z',
    });

  it.each([
    ['one of them', 'in/a'],
    ['the folder of both', 'in'],
    ['a folder in one', 'in/b/evidence'],
    ['a new folder in one', 'in/b/new/deep'],
    ['one of them by a longer way', 'in/a/../b/.'],
  ])('%s', async (_, out) => {
    const base = newFolder();
    make(base, { 'in/a/run.json': shard(1), 'in/b/run.json': shard(2), 'in/b/evidence/': '' });
    const before = listing(base);
    await refusedTwice(['merge', 'in/a', 'in/b', '--out', out], base);
    expect(listing(base)).toEqual(before);
  });

  it('a folder that a run still writes to is not read', async () => {
    const base = newFolder();
    make(base, { 'a/run.json': shard(1), 'b/run.json': shard(2) });
    const release = lock(join(base, 'b'));
    await refusedTwice(['merge', 'a', 'b', '--out', 'c'], base);
    release();
  });
});
