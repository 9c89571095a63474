/** The door to an output folder: what is begun, gone on with and replaced, and what a crash leaves. */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi, type MockInstance } from 'vitest';
import { withOutput, type OutputFolder } from '../../cli/output.ts';
import { SAMPLER_REGIME } from '../../properties/trials/regime.ts';
import { WHOLE } from '../../properties/gather/shard.ts';
import { readRun, RUN_SCHEMA, type Configuration } from '../../cli/storedRun.ts';
import type { Evidence } from '../../properties/trials/evidence.ts';
import { dyingAt, fullAt } from '../support/faultyDisk.ts';
import { newFolder } from '../support/fct.ts';
import { PAPER_RECORD } from '../support/paper.ts';
import { filesIn, make } from '../support/folders.ts';

let said: MockInstance<typeof console.log>;
beforeEach(() => {
  said = vi.spyOn(console, 'log').mockImplementation(() => {});
});
afterEach(() => said.mockRestore());

const run = (seed: number): Configuration => ({
  schema: RUN_SCHEMA,
  suite: PAPER_RECORD,
  seed,
  selected: ['lemma-1.1/gradient'],
  fingerprint: 'sources',
  profile: 'smoke',
  engine: 'kernel',
  regime: SAMPLER_REGIME,
  shard: WHOLE,
});
const trial = (index: number): Evidence => ({
  key: { study: 'relu', variant: 'main', purpose: 'main', index, d0: 16 },
  path: null,
  outcome: { status: 'measured', measurement: index },
});

/** A small run: some trials, two reports; complete or not. */
const work =
  (seed: number, { trials = 2, complete = true } = {}) =>
  async (folder: OutputFolder) => {
    for (let i = folder.known.size; i < trials; i++) folder.append(trial(i));
    folder.write('lemma-1.1/report.html', `page of ${seed}`);
    folder.write('index.html', `index of ${seed}`);
    if (complete) folder.stands();
    return folder;
  };

const go = (
  out: string,
  seed: number,
  options: { force?: boolean; trials?: number; complete?: boolean } = {},
) => withOutput({ out, configuration: run(seed), force: options.force }, work(seed, options));

/** A finished run of seed 1. */
async function finished(): Promise<string> {
  const out = join(newFolder(), 'out');
  await go(out, 1);
  return out;
}

describe('an output folder', () => {
  it('is made where there is none, at any depth, or taken where it is empty', async () => {
    const deep = join(newFolder(), 'a/b/c');
    const empty = newFolder();
    for (const out of [deep, empty]) {
      await go(out, 1);
      expect(Object.keys(filesIn(out))).toEqual([
        'evidence/relu.jsonl',
        'index.html',
        'lemma-1.1/report.html',
        'run.json',
      ]);
    }
  });

  it('that holds the same run is gone on with, also beside files that are not ours', async () => {
    const out = await finished();
    make(out, { 'notes.txt': 'mine', 'evidence/notes.jsonl': 'mine' });
    const { resumed, known } = await go(out, 1, { trials: 3 });
    expect([resumed, known.size]).toEqual([true, 2]);
    expect(filesIn(out)).toMatchObject({ 'notes.txt': 'mine', 'evidence/notes.jsonl': 'mine' });
  });

  it('that holds another run is replaced with --force alone', async () => {
    const out = await finished();
    await expect(go(out, 2)).rejects.toThrow(
      /holds another run \(seed 1, now 2\); choose another --out, or --force/,
    );
    await go(out, 2, { force: true });
    const fresh = join(newFolder(), 'fresh');
    await go(fresh, 2);
    expect(filesIn(out)).toEqual(filesIn(fresh));
  });

  it.each(['fct-run/1', 'fct-run/99', 'fct-explore/1', 'fct-what-decides/1', 'fct-figures/1'])(
    'that holds a run of schema %s is replaced with --force too',
    async (schema) => {
      const out = newFolder();
      make(out, { 'run.json': JSON.stringify({ schema }), 'index.html': '' });
      await expect(go(out, 2)).rejects.toThrow(
        `holds another run (schema "${schema}", now "${RUN_SCHEMA}"); choose another --out, or --force`,
      );
      await go(out, 2, { force: true });
      expect(filesIn(out)['index.html']).toBe('index of 2');
    },
  );

  it.each([
    ['an empty run.json', { 'run.json': '' }],
    ['a torn run.json', { 'run.json': '{\n  "schema": "fct-run/1",\n  "fing' }],
    ['an empty run.json and no evidence', { 'run.json': '', 'evidence/': '' }],
    ['a torn file beside it', { '.run.json.77.fct-torn': '{\n' }],
    ['a dead lock', { '.fct-lock/': '' }],
  ])('with %s holds a run that never began', async (_, files) => {
    const out = newFolder();
    make(out, files);
    expect((await go(out, 1)).resumed).toBe(false);
    expect(filesIn(out)).toEqual(filesIn(await finished()));
  });

  it('takes no file under a name that is not known as a run’s: it could not be told from a user’s', async () => {
    const out = join(newFolder(), 'out');
    await withOutput({ out, configuration: run(1) }, async (folder) => {
      expect(() => folder.write('extra.html', '')).toThrow(/no file of a run/);
    });
  });
});

describe('the start of a run', () => {
  it('is written once, and is what the run says, not its file', async () => {
    const out = await finished();
    const { started, configuration } = readRun(out);
    expect(Math.abs(Date.parse(started) - Date.now())).toBeLessThan(60_000);
    expect(configuration).toEqual(run(1));
    const copy = join(newFolder(), 'copy');
    cpSync(out, copy, { recursive: true });
    await go(copy, 1, { trials: 3 });
    expect(readRun(copy).started).toBe(started);
  });

  it('may be that of the runs it was put together from', async () => {
    const out = join(newFolder(), 'out');
    const started = '2001-02-03T04:05:06.000Z';
    await withOutput({ out, configuration: run(1), started }, work(1));
    expect(readRun(out).started).toBe(started);
  });
});

describe('a replaced run', () => {
  const aside = (out: string) => join(out, '.fct-replaced-1');

  it('stays beside the new one until that is complete, which is said', async () => {
    const out = await finished();
    const old = filesIn(out);
    await go(out, 2, { force: true, complete: false });
    expect(said.mock.calls).toEqual([
      [`The run that this one replaces is kept in ${aside(out)} until this one is complete.`],
    ]);
    expect(filesIn(aside(out))).toEqual(old);
    await go(out, 3, { force: true, complete: false });
    expect(filesIn(aside(out))).toEqual(old);
    await go(out, 3);
    expect(readdirSync(out).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('comes back when the new one cannot begin', async () => {
    const out = await finished();
    const old = filesIn(out);
    await expect(fullAt(0, 10, () => go(out, 2, { force: true }))).rejects.toThrow(/takes no more \(ENOSPC/);
    expect(filesIn(out)).toEqual(old);
  });

  it('is not removed where a user put something into it', async () => {
    const out = await finished();
    await go(out, 2, { force: true, complete: false });
    make(aside(out), { 'notes.txt': 'mine' });
    await go(out, 2);
    expect(readFileSync(join(aside(out), 'notes.txt'), 'utf8')).toBe('mine');
  });
});

it('a process that dies at any step of a replacement leaves the old run or the new one, which goes on', async () => {
  const [old, fresh] = [await finished(), join(newFolder(), 'fresh')];
  await go(fresh, 2);
  const [oldFiles, newFiles] = [filesIn(old), filesIn(fresh)];
  const ends = { old: 0, new: 0 };
  for (let n = 0, died = true; died; n++) {
    const out = join(newFolder(), 'out');
    cpSync(old, out, { recursive: true });
    died = await dyingAt(n, () => go(out, 2, { force: true }));
    // The lock is this process's own, which is alive.
    rmSync(join(out, '.fct-lock'), { recursive: true, force: true });
    const found = existsSync(join(out, 'run.json')) ? readRun(out).configuration.seed : undefined;
    if (found === 2) {
      expect((await go(out, 2)).path, `step ${n}`).toBe(out);
      expect(filesIn(out), `step ${n}`).toEqual(newFiles);
      ends.new++;
    } else {
      // The old run, as a whole or about to be moved: the command that made it finds all of it again.
      const { resumed, known } = await go(out, 1);
      expect([resumed, known.size], `step ${n}`).toEqual([true, 2]);
      expect(filesIn(out), `step ${n}`).toEqual(oldFiles);
      ends.old++;
    }
  }
  expect(ends.old).toBeGreaterThan(5);
  expect(ends.new).toBeGreaterThan(5);
});

it('a process that dies again while it brings the old run back leaves the old run', async () => {
  const old = await finished();
  const files = filesIn(old);
  for (let n = 0, died = true; died; n++) {
    const out = join(newFolder(), 'out');
    cpSync(old, join(out, '.fct-replaced-1'), { recursive: true });
    died = await dyingAt(n, () => go(out, 1));
    rmSync(join(out, '.fct-lock'), { recursive: true, force: true });
    expect((await go(out, 1)).resumed, `step ${n}`).toBe(true);
    expect(filesIn(out), `step ${n}`).toEqual(files);
  }
});

it('a process that dies at any step of a first run leaves one that goes on', async () => {
  const whole = filesIn(await finished());
  for (let n = 0, died = true; died; n++) {
    const out = join(newFolder(), 'out');
    died = await dyingAt(n, () => go(out, 1));
    rmSync(join(out, '.fct-lock'), { recursive: true, force: true });
    await go(out, 1);
    expect(filesIn(out), `step ${n}`).toEqual(whole);
  }
});

it('a disk that is full from any write on costs a sentence, and the same command goes on', async () => {
  const whole = filesIn(await finished());
  let failed = true;
  for (let n = 0; failed; n++) {
    const out = join(newFolder(), 'out');
    failed = await fullAt(n, 7, () => go(out, 1)).then(
      () => false,
      (error: Error) => {
        expect(error.name, error.stack).toBe('OutputError');
        return true;
      },
    );
    await go(out, 1);
    expect(filesIn(out), `write ${n}`).toEqual(whole);
  }
});
