/**
 * Evidence of another run is refused by every verb that reads evidence, with exit code 2, whatever differs: seed, profile,
 * regime, engine, suite, sources or shard; and nothing is written.
 */
import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Configuration } from '../../cli/storedRun.ts';
import type { Evidence } from '../../properties/trials/evidence.ts';
import { digestOf } from '../../properties/trials/evidence.ts';
import { toToken } from '../../properties/trials/token.ts';
import { newFolder } from '../support/fct.ts';
import { fctHere } from '../support/fctHere.ts';
import { evidenceOf, MADE, makeFolder } from '../support/madeFolder.ts';

const OTHER: Readonly<Record<string, Partial<Configuration>>> = {
  seed: { seed: 2 },
  profile: { profile: 'quick' },
  regime: { regime: { where: [{ field: 'm', low: 16, high: 16 }], set: {} } },
  setting: { regime: { where: [], set: { radius: 'union' } } },
  engine: { engine: 'tfjs-cpu', fingerprint: 'by the other engine' },
  sources: { fingerprint: '0123456789ab' },
  suite: { selected: ['lemma-1.2/uniform-gap'] },
};
const VERIFY = ['verify', 'lemma-1.2', '--profile', 'smoke', '--jobs', '1'];

let own: Evidence[];
let whole: string;
beforeAll(async () => {
  own = evidenceOf(MADE);
  whole = folderOf(MADE, own);
  const { code, stderr } = await fctHere(['report', whole], whole);
  expect([code, stderr]).toEqual([0, '']);
});

function folderOf(says: Configuration, evidence: readonly Evidence[]): string {
  const path = newFolder();
  makeFolder(path, says, evidence);
  return path;
}

/** Every file below a folder with its text. */
const contents = (path: string) =>
  Object.fromEntries(
    readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(path, name)).isFile())
      .map((name) => [name, readFileSync(join(path, name), 'utf8')]),
  );

/** Refused in one sentence, and nothing in the folders has changed. */
async function refused(args: readonly string[], sentence: RegExp, ...folders: readonly string[]) {
  const before = folders.map(contents);
  const cwd = newFolder();
  const { code, stdout, stderr } = await fctHere(args, cwd);
  expect(stderr).toMatch(sentence);
  expect([code, stdout, stderr.trim().split('\n').length]).toEqual([2, '', 1]);
  expect(folders.map(contents), 'nothing was written').toEqual(before);
  expect(readdirSync(cwd)).toEqual([]);
}

const FOREIGN =
  /the evidence in \S+ is not that of its run: trial \S+ (has|is|was) .*; remove the folder or name another/;

describe('a folder with the evidence of another', () => {
  // (What was not selected is never in a log of fewer claims: it is the larger run's evidence in the smaller one's folder.)
  const cases = Object.entries(OTHER).map(([name, change]): [string, Configuration, Configuration] =>
    name === 'suite' ? [name, { ...MADE, ...change }, MADE] : [name, MADE, { ...MADE, ...change }],
  );

  it.each(cases)('%s is refused by report, replay --sample and resuming', async (name, says, made) => {
    const path = folderOf(says, evidenceOf(made));
    await refused(['report', path], FOREIGN, path);
    await refused(['replay', '--sample', '3', path], FOREIGN, path);
    const names = name === 'suite' ? ['lemma-1.2/uniform-gap'] : ['lemma-1.2'];
    await refused(['verify', ...names, ...VERIFY.slice(2), '--out', path], FOREIGN, path);
  });

  it.each(cases)('%s is refused by merge, as a shard', async (_, says, made) => {
    const folders = [1, 2].map((index) => {
      const shard = { index, count: 2 };
      return folderOf({ ...says, shard }, evidenceOf({ ...(index === 1 ? says : made), shard }));
    });
    await refused(['merge', ...folders, '--out', join(newFolder(), 'm')], FOREIGN, ...folders);
  });
});

describe('a run.json that names another run than the evidence and the summary are of', () => {
  it.each(Object.entries(OTHER))('in its %s is refused by report', async (_, change) => {
    const path = newFolder();
    cpSync(whole, path, { recursive: true });
    const run = JSON.parse(readFileSync(join(path, 'run.json'), 'utf8'));
    writeFileSync(join(path, 'run.json'), JSON.stringify({ ...run, ...change }));
    await refused(
      ['report', path],
      /is not that of its (run|summary\.json)|was made by other sources|is not what its summary/,
      path,
    );
  });

  it('in claims that read the same trials is refused by report, by the command in its summary', async () => {
    const path = newFolder();
    const selected = ['lemma-1.2/variance'];
    makeFolder(path, { ...MADE, selected }, evidenceOf({ ...MADE, selected }));
    cpSync(join(whole, 'summary.json'), join(path, 'summary.json'));
    await refused(['report', path], /the run\.json in \S+ is not that of its summary\.json/, path);
  });
});

describe('fct merge', () => {
  const shardsOf = (change: Partial<Configuration>, count = 2) =>
    [1, 2].map((index) => {
      const c = { ...MADE, ...(index === 2 ? change : {}), shard: { index, count: index === 2 ? count : 2 } };
      return folderOf(c, evidenceOf(c));
    });

  it.each(Object.entries(OTHER))('refuses shards that differ in their %s', async (_, change) => {
    const folders = shardsOf(change);
    await refused(
      ['merge', ...folders, '--out', join(newFolder(), 'm')],
      /are not shards of one run; merge shards of the same command/,
      ...folders,
    );
  });

  it('refuses shards of another split, one given twice, and one that is missing', async () => {
    const out = ['--out', join(newFolder(), 'm')];
    const thirds = shardsOf({}, 3);
    await refused(['merge', ...thirds, ...out], /are not shards of one run/, ...thirds);
    const [one] = shardsOf({});
    await refused(['merge', one!, one!, ...out], /shard 1\/2 is given twice/, one!);
    await refused(['merge', one!, ...out], /shard 2 of 2 is missing/, one!);
  });

  it('refuses a folder that holds the trials of another shard', async () => {
    const folders = [1, 2].map((index) =>
      folderOf(
        { ...MADE, shard: { index, count: 2 } },
        evidenceOf({ ...MADE, shard: { index: 1, count: 2 } }),
      ),
    );
    await refused(['merge', ...folders, '--out', join(newFolder(), 'm')], /is of another shard/, ...folders);
  });

  it('refuses to add to a run that has a trial with another result', async () => {
    const folders = shardsOf({});
    const changed = own.map((e) =>
      e.key.purpose === 'main' && e.key.index === 3 && e.outcome.status === 'measured'
        ? { ...e, outcome: { ...e.outcome, measurement: { ...(e.outcome.measurement as object), gap: 0.5 } } }
        : e,
    );
    const out = folderOf(MADE, changed);
    await refused(
      ['merge', ...folders, '--out', out],
      /has trial gradient~main\/main\/3\/\d+ with another result than the shards; choose another --out/,
      out,
      ...folders,
    );
  });
});

it('a run of another version is refused by report, replay --sample and merge, though all of it fits', async () => {
  const other = { ...MADE, fingerprint: '0123456789ab' };
  const path = folderOf(other, evidenceOf(other));
  await refused(['report', path], /was made by other sources \(0123456789ab, these are/, path);
  await refused(
    ['replay', '--sample', '3', path],
    /is from another version or another suite: it names sources 0123/,
    path,
  );
  const folders = [1, 2].map((index) => {
    const c = { ...other, shard: { index, count: 2 } };
    return folderOf(c, evidenceOf(c));
  });
  const out = join(newFolder(), 'm');
  await refused(['merge', ...folders, '--out', out], /the shards were made by other sources/, ...folders);
});

describe('fct verify', () => {
  it.each<[string, string[]]>([
    ['seed', [...VERIFY, '--seed', '2']],
    ['profile', ['verify', 'lemma-1.2', '--profile', 'quick', '--jobs', '1']],
    ['regime', [...VERIFY, '--where', 'm=16']],
    ['setting', [...VERIFY, '--set', 'radius=union']],
    ['engine', [...VERIFY, '--engine', 'tfjs-cpu']],
    ['suite', ['verify', 'lemma-1.2/uniform-gap', ...VERIFY.slice(2)]],
    ['shard', [...VERIFY, '--shard', '1/2']],
  ])('does not go on with a run of another %s', async (_, args) => {
    await refused([...args, '--out', whole], /holds another run \(.*, now .*\); choose another --out/, whole);
  });
});

describe('fct replay', () => {
  const token = (change: { fingerprint?: string; study?: string; variant?: string }) => {
    const { fingerprint = MADE.fingerprint, study = 'gradient', variant = 'main' } = change;
    const key = { study, variant, purpose: 'main', index: 0, d0: 4 };
    const root = { seed: 1, fingerprint, regime: MADE.regime };
    return toToken({ root, key, engine: 'kernel', digest: digestOf(1) });
  };

  it.each<[string, string, RegExp]>([
    [
      'other sources',
      token({ fingerprint: '0123456789ab' }),
      /is from another version or another suite: it names sources 0123/,
    ],
    ['an unknown study', token({ study: 'nowhere' }), /names study "nowhere", which is unknown/],
    ['an exact claim', token({ study: 'exact', variant: 'lemma-1.1/gradient' }), /names study "exact"/],
    [
      'an unknown variant',
      token({ variant: 'broken' }),
      /names variant "broken", which study gradient does not have/,
    ],
  ])('refuses a token of %s', (_, text, sentence) => refused(['replay', text], sentence));
});
