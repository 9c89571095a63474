/** `fct report` and `--compare` on what an older version wrote: rendered anew, or one sentence that says why not. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { earlierRun } from '../../cli/earlier.ts';
import { lock } from '../../cli/lock.ts';
import { renderAgain } from '../../cli/report.ts';
import { seal } from '../../properties/records/seal.ts';
import { RECORD_SCHEMA } from '../../properties/records/theoremRecord.ts';
import { fullAt, patched, systemError } from '../support/faultyDisk.ts';
import { fct, newFolder } from '../support/fct.ts';
import { filesIn } from '../support/folders.ts';

const REPORT = 'lemma-1.1/report.json';
let made: string;
beforeAll(async () => {
  made = newFolder();
  const { code, stderr } = await fct(['verify', 'lemma-1.1', '--profile', 'smoke', '--out', made]);
  expect(code, stderr).toBe(0);
});

/** A copy of the run with the schema of one file set back, its seal as that version would have made it. */
function older(name: string, schema: string): string {
  const copy = newFolder();
  cpSync(made, copy, { recursive: true });
  const { seal: before, ...record } = { ...JSON.parse(readFileSync(join(copy, name), 'utf8')), schema };
  writeFileSync(join(copy, name), JSON.stringify(before === undefined ? record : seal(record)));
  return copy;
}

async function rendered(path: string): Promise<number> {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  try {
    return await renderAgain({}, path, {});
  } finally {
    log.mockRestore();
  }
}

const another = (name: string, found: string) =>
  new RegExp(`${name} was written by another version: its schema is "${found}", this version reads "`);

describe('fct report', () => {
  it('on a disk that takes no more is one sentence, and every report is the old one or the new one', async () => {
    let failed = true;
    let writes = 0;
    for (; failed; writes++) {
      const copy = newFolder();
      cpSync(made, copy, { recursive: true });
      const old = filesIn(copy);
      failed = await fullAt(writes, 30, () => rendered(copy)).then(
        () => false,
        (error: Error) => {
          expect([error.name, error.message]).toEqual([
            'OutputError',
            expect.stringMatching(
              / cannot be written \(ENOSPC.*; the evidence is kept: mend that and run the same/,
            ),
          ]);
          return true;
        },
      );
      expect(filesIn(copy)).toEqual(old);
    }
    expect(writes, 'each of them was refused once').toBeGreaterThan(7);
  });

  it('where nothing may be written is one sentence, before any work', async () => {
    const refuse = () => {
      throw systemError('EROFS');
    };
    await expect(patched({ mkdirSync: refuse }, () => rendered(made))).rejects.toThrow(
      /^no report can be written to .* \(EROFS.*\); mend that and run the same command again$/,
    );
  });

  it('in a folder that a run writes to waits for its end', async () => {
    const release = lock(made);
    await expect(rendered(made)).rejects.toThrow(
      /is being written to by process \d+; wait until it has ended/,
    );
    release();
  });

  it('renders a run whose records have an older schema anew, from its evidence', async () => {
    const copy = older(REPORT, 'fct-report/1');
    writeFileSync(join(copy, 'lemma-1.1/report.html'), 'old');
    expect(await rendered(copy)).toBe(0);
    expect(JSON.parse(readFileSync(join(copy, REPORT), 'utf8')).schema).toBe(RECORD_SCHEMA);
    for (const name of ['lemma-1.1/report.html', 'index.html'])
      expect(readFileSync(join(copy, name), 'utf8'), name).toBe(readFileSync(join(made, name), 'utf8'));
  });

  it.each([
    ['run.json', 'fct-run/0'],
    ['summary.json', 'fct-summary/0'],
  ])('says why it cannot read a %s of schema %s', async (name, schema) => {
    const copy = older(name, schema);
    const page = join(copy, 'index.html');
    writeFileSync(page, 'kept');
    await expect(rendered(copy)).rejects.toThrow(another(name, schema));
    expect(readFileSync(page, 'utf8')).toBe('kept');
  });

  it('says so in one sentence, with exit code 2', async () => {
    const { code, stdout, stderr } = await fct(['report', older('run.json', 'fct-run/0')]);
    expect({ code, stdout, lines: stderr.trim().split('\n').length }).toEqual({
      code: 2,
      stdout: '',
      lines: 1,
    });
    expect(stderr).toMatch(another('run.json', 'fct-run/0'));
  });

  it('of a run without a summary says that its time is not known', async () => {
    const copy = newFolder();
    cpSync(made, copy, { recursive: true });
    rmSync(join(copy, 'summary.json'));
    await rendered(copy);
    const { trials } = JSON.parse(readFileSync(join(copy, 'summary.json'), 'utf8')).evidence;
    expect(trials).toBeGreaterThan(1);
    expect(readFileSync(join(copy, 'index.html'), 'utf8')).toContain(
      `0 s, not counting ${trials} trials made before`,
    );
  });

  it('ends with 5 where the run selected nothing', async () => {
    const copy = newFolder();
    const run = JSON.parse(readFileSync(join(made, 'run.json'), 'utf8'));
    writeFileSync(join(copy, 'run.json'), JSON.stringify({ ...run, selected: [] }));
    expect(await rendered(copy)).toBe(5);
    expect(readFileSync(join(copy, 'index.html'), 'utf8')).toContain('Nothing was selected');
  });

  it.each(['{', 'null', '[]', '{"schema":"fct-explore/1"}'])(
    'refuses a run.json that is %s',
    async (text) => {
      const copy = newFolder();
      writeFileSync(join(copy, 'run.json'), text);
      await expect(rendered(copy)).rejects.toThrow(
        /holds no verification \(.*\); name the --out folder of `fct verify`/,
      );
    },
  );
});

it.each([
  ['summary.json', 'fct-summary/0'],
  [REPORT, 'fct-report/1'],
])('--compare says why it cannot read a %s of schema %s', async (name, schema) => {
  expect(() => earlierRun(older(name, schema))).toThrow(another(name, schema));
});
