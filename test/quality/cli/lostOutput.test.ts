/** stdout that closes or fills up, and errors that nobody foresaw: the work is kept, and no accident ends with a verdict's code. */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fct, mainOf, newFolder, startFct, type FctOptions } from '../../support/fct.ts';
import { recordsOf } from '../../support/records.ts';

const SMOKE = ['--profile', 'smoke'];
const HUNT = ['hunt', 'thm-4.4/ood-risk-bound', '--domain', 'wide', '--budget', '60'];

/** As after `| true`: the reader is gone before the first line. */
function unread(args: readonly string[], options?: FctOptions) {
  const { child, ended } = startFct(args, options);
  child.stdout!.destroy();
  return ended;
}

async function intoFullDisk(args: readonly string[], cwd = newFolder()) {
  const full = openSync('/dev/full', 'w');
  try {
    return await fct(args, { cwd, stdout: full });
  } finally {
    closeSync(full);
  }
}

describe('a reader that left', () => {
  it('changes neither the reports nor the exit code', async () => {
    const [read, other] = [newFolder(), newFolder()];
    const verify = (out: string) => ['verify', 'lemma-1.1', ...SMOKE, '--out', out];
    expect((await fct(verify(read))).code).toBe(0);
    expect(await unread(verify(other))).toMatchObject({ code: 0, stderr: '' });
    expect(recordsOf(other)).toEqual(recordsOf(read));
    expect(readdirSync(other).sort()).toEqual(readdirSync(read).sort());
  });

  it('of a hunt does not stop it from saving what it finds', async () => {
    const [read, other] = [newFolder(), newFolder()];
    const { code } = await fct(HUNT, { cwd: read });
    expect(await unread(HUNT, { cwd: other })).toMatchObject({ code, stderr: '' });
    expect(readdirSync(other, { recursive: true })).toEqual(readdirSync(read, { recursive: true }));
  });

  it('of both streams leaves the code of bad input alone', async () => {
    const { child, ended } = startFct(['verify', 'thm-4.33']);
    child.stdout!.destroy();
    child.stderr!.destroy();
    expect((await ended).code).toBe(2);
  });
});

describe('output that the disk does not take', () => {
  it.each([[['list']], [['--help']], [['plan', 'lemma-1.1', ...SMOKE, '--json']]])(
    'of %j is one sentence and 3',
    async (args) => {
      const { code, stderr } = await intoFullDisk(args);
      expect(code).toBe(3);
      expect(stderr).toMatch(/^fct: what was printed is lost \(stdout: ENOSPC.*\n$/);
    },
  );

  it('of a verification leaves the reports whole', async () => {
    const cwd = newFolder();
    const { code, stderr } = await intoFullDisk(['verify', 'lemma-1.1', ...SMOKE], cwd);
    expect([code, stderr.trim().split('\n').length]).toEqual([3, 1]);
    expect(readFileSync(join(cwd, 'fct-out/index.html'), 'utf8')).toMatch(/<\/html>\s*$/);
  });

  it('in part is noticed too: what was written ends in the middle', () => {
    const file = join(newFolder(), 'plan.json');
    // Files may not pass 1024 bytes, whether the shell counts in blocks of 512 or 1024.
    const fctArgs = [...mainOf(), 'plan', 'thm-4.1'];
    const { status, stderr } = spawnSync(
      'sh',
      ['-c', `ulimit -f 1; "$0" "$@" > ${file}`, process.execPath, ...fctArgs, ...SMOKE, '--json'],
      { encoding: 'utf8' },
    );
    expect(readFileSync(file).length).toBeGreaterThan(0);
    expect(() => JSON.parse(readFileSync(file, 'utf8'))).toThrow();
    expect(stderr).toMatch(/^fct: what was printed is lost \(stdout: EFBIG/);
    expect(status).toBe(3);
  });
});

/** Soon after `fct` began to listen for errors that nobody caught. */
const onceHeard = (code: string) =>
  `process.on('newListener', (name) => { if (name === 'unhandledRejection') setTimeout(() => { ${code} }, 300) })`;

describe('an error that nobody foresaw', () => {
  it.each([
    ['thrown', onceHeard('throw new Error("on purpose\\nmore")')],
    ['rejected', onceHeard('Promise.reject(new Error("on purpose"))')],
    ['rejected without an error', onceHeard('Promise.reject("on purpose")')],
    [
      'while its own modules load',
      'import fs from "node:fs"; fs.readFileSync = () => { throw new Error("on purpose") }; process.getBuiltinModule("module").syncBuiltinESMExports()',
    ],
  ])('%s ends with 3 and says that it is no verdict', async (_, before) => {
    const { code, stderr } = await fct(['verify', 'thm-4.1', ...SMOKE], { cwd: newFolder(), before });
    expect(code).toBe(3);
    expect(stderr).toMatch(/^fct: an internal error, no verdict: on purpose\n/);
  });

  it('of the machine is one sentence', async () => {
    const before = `import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module';
      const read = fs.readdirSync;
      fs.readdirSync = (path, ...more) => String(path).endsWith('fct-failures') ? fs.readFileSync('/no/such/file') : read(path, ...more);
      syncBuiltinESMExports();`;
    const cwd = newFolder();
    mkdirSync(join(cwd, 'fct-failures'));
    const { code, stderr } = await fct(['verify', 'thm-4.1', ...SMOKE], { cwd, before });
    expect([code, stderr]).toEqual([3, expect.stringMatching(/^fct: the system refused: ENOENT.*\n$/)]);
  });
});
