/** Real faults of the real pool and the real disk: recorded as what they are, and nothing counts as a pass. */
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPool } from '../../../cli/pool.ts';
import type { Evidence } from '../../../properties/evidence.ts';
import { SAMPLER_REGIME } from '../../../properties/regime.ts';
import type { Task } from '../../../properties/task.ts';
import { copyOfSources, fct, newFolder, ROOT } from '../../support/fct.ts';
import { evidenceLines, recordsOf, summaryOf } from '../../support/records.ts';

const task = (fault: string): Task => ({
  root: { seed: 1, fingerprint: 'faults', regime: SAMPLER_REGIME },
  key: { study: 'linear', variant: fault, purpose: 'main', index: 0, d0: 16 },
  engine: 'kernel',
  runs: 0,
});

describe('a worker that', () => {
  const worker = new URL('../../support/faultyWorker.ts', import.meta.url);
  const outcomeOf = async (fault: string) => {
    const pool = openPool({
      jobs: 2,
      signal: new AbortController().signal,
      worker,
      watchdogMilliseconds: fault === 'loop' ? 3000 : 120_000,
    });
    try {
      const broken = pool.execute(task(fault));
      // The pool goes on working for others meanwhile and afterwards.
      const others = await Promise.all([pool.execute(task('none')), pool.execute(task('none'))]);
      expect(others.map((e) => e.outcome.status)).toEqual(['measured', 'measured']);
      const { outcome } = await broken;
      expect((await pool.execute(task('none'))).outcome.status).toBe('measured');
      return outcome;
    } finally {
      await pool.close();
    }
  };

  it.each([
    ['exit', 'crashed', /the worker ended/],
    ['memory', 'crashed', /memory/i],
    ['throw', 'crashed', /on purpose/],
    ['loop', 'timed-out', /watchdog after 3 s/],
  ])('falls to %s is recorded as %s', async (fault, status, message) => {
    const outcome = await outcomeOf(fault);
    expect(outcome.status).toBe(status);
    expect(outcome.status === 'measured' ? '' : outcome.message).toMatch(message);
  });
});

const smoke = (out: string, ...more: string[]) => [
  'verify',
  'thm-4.4',
  '--profile',
  'smoke',
  '--out',
  out,
  ...more,
];

describe('a run', () => {
  it('goes on when workers exit, run out of memory and hang; their trials are recorded and the verdict is errored', async () => {
    const root = copyOfSources();
    const edit = (name: string, from: string, to: string) => {
      const text = readFileSync(join(root, name), 'utf8');
      expect(text.split(from)).toHaveLength(2);
      writeFileSync(join(root, name), text.replace(from, to));
    };
    edit('cli/pool.ts', 'WATCHDOG_MILLISECONDS = 600_000', 'WATCHDOG_MILLISECONDS = 15_000');
    // Less than a worker has, so that it is full long before the watchdog looks.
    edit('cli/pool.ts', 'MEMORY_MEGABYTES = 1024', 'MEMORY_MEGABYTES = 256');
    edit(
      'cli/worker.ts',
      'Promise<Evidence> {\n',
      `Promise<Evidence> {
        const { purpose, index, d0 } = task.key;
        const fault = purpose === 'main' && d0 === 16 ? ['exit', 'memory', 'loop'][index - 1] : undefined;
        const hoard: unknown[] = [];
        if (fault === 'exit') process.exit(7);
        while (fault === 'memory') hoard.push(Array.from({ length: 1e6 }, () => ({})));
        while (fault === 'loop');\n`,
    );
    const out = newFolder();
    const { code } = await fct(smoke(out), { root });
    expect(code).toBe(3);
    const ends = evidenceLines(out)
      .map((line) => JSON.parse(line) as Evidence)
      .filter(({ outcome }) => outcome.status !== 'measured')
      .map(({ key, outcome }) => [key.index, key.d0, outcome.status]);
    expect(ends.sort()).toEqual([
      [1, 16, 'crashed'],
      [2, 16, 'crashed'],
      [3, 16, 'timed-out'],
    ]);
    for (const claim of summaryOf(out).theorems[0]!.claims) {
      expect([claim.verdict, claim.missing], claim.id).toEqual(['errored', 3]);
    }
  });

  it.each(['thm-4.4', 'thm-4.3'])(
    'of %s whose training diverges is errored, and no trial passes',
    async (theorem) => {
      const out = newFolder();
      // |1 - eta lambda| = |1 - h kappa| = 999: the weights grow a thousandfold each step, past all numbers to NaN.
      const { code } = await fct(smoke(out, '--set', 'h=1', '--set', 'kappa=1000').with(1, theorem));
      expect(code).toBe(3);
      const { claims } = summaryOf(out).theorems[0]!;
      expect(claims.map((c) => [c.verdict, c.missing === c.trials, c.failures])).toEqual(
        claims.map(() => ['errored', true, 0]),
      );
      for (const line of evidenceLines(out)) expect(JSON.parse(line).outcome.status).toBe('diverged');
    },
  );

  it('on a full disk ends with one sentence and 3, and goes on when there is room', async () => {
    const out = newFolder();
    const [undisturbed, command] = [
      newFolder(),
      ['--import', import.meta.resolve('tsx'), join(ROOT, 'cli/main.ts')],
    ];
    await fct(smoke(undisturbed));
    const kept = newFolder();
    // A file system of 160 kB in a mount namespace of its own; where that is forbidden, files may not pass 80 kB.
    const full =
      spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', out]).status === 0
        ? { command: ['unshare', '-rm'], before: `mount -t tmpfs -o size=160k tmpfs ${out}` }
        : { command: ['env'], before: 'ulimit -f 160' };
    const script = `exec 2>&1; (${full.before} && cd ${ROOT} && "$0" "$@"); echo "code $?"; cp -r ${out}/. ${kept}`;
    const [first, ...rest] = [
      ...full.command,
      'sh',
      '-c',
      script,
      process.execPath,
      ...command,
      ...smoke(out),
    ];
    const text = execFileSync(first!, rest, { encoding: 'utf8' });
    expect(text).toMatch(
      /fct: evidence cannot be written to .* \((ENOSPC|EFBIG).*what was written before is kept.*\ncode 3/s,
    );
    expect(text, 'no stack').not.toMatch(/\n\s+at /);
    expect(evidenceLines(kept).length).toBeGreaterThan(3);
    const resumed = await fct(smoke(kept));
    expect(resumed.code).toBe(0);
    expect(resumed.stdout).toContain('Resuming the run');
    expect(recordsOf(kept)).toEqual(recordsOf(undisturbed));
  });

  it('whose regime is so rare that a later draw finds nothing', async () => {
    const root = copyOfSources();
    const seeds = join(root, 'properties/seeds.ts');
    const text = readFileSync(seeds, 'utf8').replace('MOST_DRAWS = 10_000', 'MOST_DRAWS = 1');
    expect(text).toContain('MOST_DRAWS = 1;');
    writeFileSync(seeds, text);
    // With one draw a ladder most ladders find a value; some seed finds one for the first, which is tried before any work.
    for (let seed = 1; ; seed++) {
      const out = newFolder();
      const rare = [...smoke(out), '--where', 'd0=16', '--where', 'dBackground=4..7', '--seed', String(seed)];
      const { code, stdout, stderr } = await fct(rare, { root });
      expect(code).toBe(2);
      expect(stderr.trim().split('\n'), 'one sentence').toHaveLength(1);
      if (!stdout.startsWith('Plan')) continue;
      expect(stderr).toMatch(
        /none of 1 draws at d0 = 16 meets .*; widen the range; the trials before are kept in /,
      );
      expect(evidenceLines(out).length).toBeGreaterThan(0);
      return;
    }
  });

  it('whose log is torn at its end or edited in its middle', async () => {
    const out = newFolder();
    await fct(smoke(out));
    const before = recordsOf(out);
    const log = join(out, 'evidence/linear.jsonl');
    const text = readFileSync(log, 'utf8');
    appendFileSync(log, text.split('\n')[0]!.slice(0, 100));
    expect((await fct(smoke(out))).code, 'a torn last line is cut off').toBe(0);
    expect(readFileSync(log, 'utf8')).toBe(text);
    expect(recordsOf(out)).toEqual(before);

    const edited = text.replace(
      /("oodRisk":\{"mean":\d\.)(\d)/,
      (_, before: string, digit: string) => `${before}${(Number(digit) + 1) % 10}`,
    );
    expect(edited).not.toBe(text);
    writeFileSync(log, edited);
    for (const args of [
      smoke(out),
      ['report', out],
      ['merge', out, '--out', newFolder()],
      ['replay', '--sample', '1', out],
    ]) {
      const { code, stderr } = await fct(args);
      expect([code, stderr], args.join(' ')).toEqual([
        2,
        expect.stringMatching(
          /linear.jsonl, line \d+ does not match its digest: it was changed after it was written/,
        ),
      ]);
    }
  });
});
