/** Real faults of the real machine: none of them is a trial's, none counts as a pass, and the same command goes on. */
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPool } from '../../../cli/pool.ts';
import type { Evidence } from '../../../properties/trials/evidence.ts';
import { isOutOfMemory, type Incident } from '../../../properties/trials/incident.ts';
import { SAMPLER_REGIME } from '../../../properties/trials/regime.ts';
import type { Task } from '../../../properties/trials/task.ts';
import { copyOfSources, fct, mainOf, newFolder, ROOT, startFct } from '../../support/fct.ts';
import { PAPER } from '../../support/paper.ts';
import { limitAddressSpace, printed } from '../../support/process.ts';
import { evidenceLines, recordsOf, summaryOf } from '../../support/records.ts';

const task = (fault: string): Task => ({
  root: { seed: 1, fingerprint: 'faults', regime: SAMPLER_REGIME },
  key: { study: 'linear', variant: fault, purpose: 'main', index: 0, d0: 16 },
  engine: 'kernel',
  runs: 0,
});

describe('a worker that', () => {
  const worker = new URL('../../support/faultyWorker.ts', import.meta.url);
  const endOf = async (fault: string) => {
    const incidents: Incident[] = [];
    const pool = openPool({
      suite: PAPER,
      jobs: 2,
      signal: new AbortController().signal,
      onIncident: (incident) => incidents.push(incident),
      worker,
      watchdogMilliseconds: fault.startsWith('loop') ? 5000 : 120_000,
    });
    try {
      const broken = pool.execute(task(fault));
      // The pool goes on working for others meanwhile and afterwards.
      const others = await Promise.all([pool.execute(task('none')), pool.execute(task('none'))]);
      expect(others.map((e) => e!.outcome.status)).toEqual(['measured', 'measured']);
      const { outcome } = (await broken)!;
      expect((await pool.execute(task('none')))!.outcome.status).toBe('measured');
      return { outcome, incidents };
    } finally {
      await pool.close();
    }
  };

  it.each([
    ['exit', 'crashed', /worker exited with code: 7/],
    ['memory', 'crashed', /memory/i],
    ['throw', 'crashed', /on purpose/],
    ['loop', 'timed-out', /not done after 5 s/],
  ])('always falls to %s: its trial is %s', async (fault, status, message) => {
    const { outcome, incidents } = await endOf(fault);
    expect(outcome.status).toBe(status);
    expect(outcome.status === 'measured' ? '' : outcome.message).toMatch(message);
    expect(incidents).toEqual([]);
  });

  it.each([
    ['exit', 'worker-ended'],
    ['memory', 'heap-full'],
    ['throw', 'error'],
    ['loop', 'hung'],
  ])('once falls to %s: its trial is measured, and an incident is noted', async (fault, cause) => {
    const { outcome, incidents } = await endOf(`${fault} once ${join(newFolder(), 'there')}`);
    expect(outcome.status).toBe('measured');
    expect(incidents.map((i) => [i.cause, i.healed])).toEqual([[cause, true]]);
  });
});

it('what the machine throws that has no more memory is known by its words', () => {
  const tries = `
    import { loadKernel } from ${JSON.stringify(join(ROOT, 'sim/engines/kernel.ts'))};
    import { streamKey } from ${JSON.stringify(join(ROOT, 'sim/random/stream.ts'))};
    const strengths = Array.from({ length: 8 }, () => ({ kind: 'uniform', low: 0, high: 1 }));
    const setup = {
      data: { dCore: 4, dBackground: 4, strengths, labels: 'true' },
      width: 1, ambientDimension: 64, batchSize: 6e7, eta: 0.1, lambda: 0, activation: 'relu', gate: 'own',
    };
    const state = { step: 0, weights: new Float32Array(8), signs: Int8Array.of(1) };
    const tries = [
      () => new ArrayBuffer(6e9),
      () => new WebAssembly.Memory({ initial: 60000, maximum: 65536 }),
      () => new WebAssembly.Memory({ initial: 1, maximum: 65536 }).grow(60000),
      () => loadKernel().start(setup, streamKey('large'), state).advance(1),
    ];
    for (const attempt of tries) try { attempt(); console.log('it went well'); } catch (error) { console.log(error.message); }`;
  const script = 'ulimit -d 1500000; "$0" --import "$1" --input-type=module -e "$2"';
  const args = ['-c', script, process.execPath, import.meta.resolve('tsx'), tries];
  const said = execFileSync('sh', args, { encoding: 'utf8', cwd: ROOT }).trim().split('\n');
  expect(said).toHaveLength(4);
  for (const message of said) expect(isOutOfMemory(new Error(message)), message).toBe(true);
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

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function edit(root: string, name: string, from: string, to: string): void {
  const text = readFileSync(join(root, name), 'utf8');
  expect(text.split(from)).toHaveLength(2);
  writeFileSync(join(root, name), text.replace(from, to));
}

function shortenWatchdog(root: string, seconds: number): void {
  edit(root, 'cli/workers.ts', 'WATCHDOG_MILLISECONDS = 600_000', `WATCHDOG_MILLISECONDS = ${seconds}_000`);
}

/** Main trials 1 to 4 at d0 = 16 exit, run out of memory, hang and err, unless they are `healed`; `before` is done before. */
function plant(root: string, healed: string, before: string): void {
  // Less than a worker has, so that it is full long before the watchdog looks.
  edit(root, 'cli/thread.ts', 'MEMORY_MEGABYTES = 1024', 'MEMORY_MEGABYTES = 256');
  edit(
    root,
    'cli/worker.ts',
    'Promise<Evidence> {\n',
    `Promise<Evidence> {
      const { purpose, index, d0 } = task.key;
      const faults = ['exit', 'memory', 'loop', 'error'];
      const fault = purpose === 'main' && d0 === 16 && !(${healed}) ? faults[index - 1] : undefined;
      if (fault !== undefined) { ${before} }
      const hoard: unknown[] = [];
      if (fault === 'exit') process.exit(7);
      while (fault === 'memory') hoard.push(Array.from({ length: 1e6 }, () => ({})));
      while (fault === 'loop');
      if (fault === 'error')
        return { key: task.key, path: null, outcome: { status: 'errored', message: 'in words that nobody knows' } };\n`,
  );
  edit(
    root,
    'cli/worker.ts',
    'import { runTask',
    "import { existsSync, writeFileSync } from 'node:fs';\nimport { runTask",
  );
}

describe('a run', () => {
  it('that is suspended for longer than the watchdog allows goes on as if nothing had been', async () => {
    const root = copyOfSources();
    shortenWatchdog(root, 3);
    const [undisturbed, out] = [newFolder(), newFolder()];
    const args = (folder: string) => [
      'verify',
      'thm-4.4',
      '--profile',
      'smoke',
      '--out',
      folder,
      '--jobs',
      '1',
    ];
    const { child, ended } = startFct(args(out), { root });
    while (evidenceLines(out).length < 3) await pause(20);
    child.kill('SIGSTOP');
    await pause(6000);
    child.kill('SIGCONT');
    expect((await ended).code).toBe(0);
    expect((await fct(args(undisturbed), { root })).code).toBe(0);
    expect(recordsOf(out)).toEqual(recordsOf(undisturbed));
    expect(summaryOf(out).timing.incidents).toBeUndefined();
  });

  it('in too little address space concludes nothing, says why, and without the limit is as if nothing had been', async () => {
    const [out, undisturbed] = [newFolder(), newFolder()];
    const selection = ['verify', 'thm-4.4/ood-risk-bound', '--profile', 'smoke', '--where', 'd0=16'];
    const args = (folder: string) => [...selection, '--out', folder];
    // From the sources, whose workers are not there yet when the plan is printed.
    const { child, ended } = startFct(args(out), { root: ROOT });
    await printed(child, 'Plan');
    // Room for threads and none for the memory of another WebAssembly instance, for which V8 reserves 10 GiB.
    limitAddressSpace(child.pid!, 8 * 2 ** 30);
    const { code, stdout } = await ended;
    const words = stdout.replace(/\s+/g, ' ');
    expect(words).toMatch(/trials? could not be run on this machine: the machine gave no more memory \(/);
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(
      /^  npx fct verify thm-4.4\/ood-risk-bound .* --out /,
    );
    expect(code).toBe(4);
    expect((await fct(args(undisturbed))).code).toBe(0);
    // A worker may have had its memory before the limit was set: what it measured is that trial as ever.
    expect(evidenceLines(undisturbed)).toEqual(expect.arrayContaining(evidenceLines(out)));
    expect(summaryOf(out).theorems[0]!.claims.map((c) => c.verdict)).toEqual(['interrupted']);
    const open = summaryOf(out).timing.incidents!;
    expect(open.length).toBeGreaterThan(0);
    for (const i of open) expect([i.cause, i.healed]).toEqual(['no-memory', false]);

    expect((await fct(args(out))).code).toBe(0);
    expect(recordsOf(out)).toEqual(recordsOf(undisturbed));
    expect(summaryOf(out).timing.incidents).toEqual(open.map((i) => ({ ...i, healed: true })));
  });

  it('is the undisturbed one when workers exit, run out of memory, hang and err, each once', async () => {
    const root = copyOfSources();
    const [out, undisturbed, there] = [newFolder(), newFolder(), newFolder()];
    expect((await fct(smoke(undisturbed), { root })).code).toBe(0);
    shortenWatchdog(root, 15);
    plant(
      root,
      `existsSync(${JSON.stringify(there)} + '/' + index)`,
      `writeFileSync(${JSON.stringify(there)} + '/' + index, '')`,
    );
    const { code, stdout } = await fct(smoke(out), { root });
    expect(code).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toContain('The machine kept 4 trials from ending at first');
    expect(recordsOf(out)).toEqual(recordsOf(undisturbed));
    const found = summaryOf(out).timing.incidents!.map(({ index, cause, healed }) => [index, cause, healed]);
    expect(found.sort()).toEqual([
      [1, 'worker-ended', true],
      [2, 'heap-full', true],
      [3, 'hung', true],
      [4, 'error', true],
    ]);
  });

  it('goes on when trials end their workers, run out of memory and hang wherever they are run; the verdict is errored', async () => {
    const root = copyOfSources();
    shortenWatchdog(root, 15);
    plant(root, 'index === 4', '');
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
    // Two of them are more than one in a hundred of the budget: the claim is errored whatever comes, and no third is read.
    for (const claim of summaryOf(out).theorems[0]!.claims) {
      expect([claim.verdict, claim.missing], claim.id).toEqual(['errored', 2]);
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
    const undisturbed = newFolder();
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
      ...mainOf(),
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
    const seeds = join(root, 'properties/trials/seeds.ts');
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
