/** Whose fault it is, with threads that are scripts. test/quality/cli/faults.test.ts has real ones. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openPool } from '../../cli/pool.ts';
import type { Evidence } from '../../properties/trials/evidence.ts';
import type { Cause, Incident } from '../../properties/trials/incident.ts';
import { SAMPLER_REGIME } from '../../properties/trials/regime.ts';
import type { Task } from '../../properties/trials/task.ts';

/** What a thread does with a task; the canary's task is the name of an engine. */
type Script = (task: Task | string) => unknown;

const scripts: Script[] = [];
const canaries: string[] = [];
const alive = new Set<object>();
let started = 0;

const waits: number[] = [];
vi.mock('node:timers/promises', () => ({
  setTimeout: async (milliseconds: number) => void waits.push(milliseconds),
}));
vi.mock('../../cli/thread.ts', () => ({
  workerFile: (name: string) => new URL(`file:///${name}.ts`),
  Thread: class {
    readonly script: Script;
    lost: ((error: Error) => void) | undefined;

    constructor() {
      started++;
      this.script = scripts.shift() ?? works;
      alive.add(this);
    }

    async run(task: Task | string): Promise<unknown> {
      if (typeof task === 'string') canaries.push(task);
      const ended = new Promise<never>((_, reject) => (this.lost = reject));
      return Promise.race([ended, this.script(task)]);
    }

    async end(): Promise<void> {
      this.lost?.(new Error('Terminating worker thread'));
      alive.delete(this);
    }
  },
}));

const measured = { status: 'measured', measurement: 1 } as const;
const errored = (message: string) => ({ status: 'errored', message }) as const;
const gives =
  (outcome: Evidence['outcome']): Script =>
  (task) =>
    typeof task === 'string' ? undefined : { key: task.key, path: null, outcome };
const works = gives(measured);
/** The canary lives, the trial does not. */
const throws =
  (error: Error): Script =>
  (task) =>
    typeof task === 'string' ? undefined : Promise.reject(error);
/** The canary dies too. */
const dies =
  (error: Error): Script =>
  () =>
    Promise.reject(error);
const hangs: Script = (task) => (typeof task === 'string' ? undefined : new Promise(() => {}));

const exited = new Error('worker exited with code: 7');
const noMemory = new RangeError('Array buffer allocation failed');
const noThread = Object.assign(new Error('EAGAIN'), { code: 'ERR_WORKER_INIT_FAILED' });
const noFile = new Error('the worker does not load: Unknown file extension ".ts"');
const noAuditor = new Error('no TensorFlow.js backend loads (wasm: the file is busy)');
const heapFull = Object.assign(new Error('limit reached'), { code: 'ERR_WORKER_OUT_OF_MEMORY' });

const task = (index: number): Task => ({
  root: { seed: 1, fingerprint: 'pool', regime: SAMPLER_REGIME },
  key: { study: 'exact', variant: 'none', purpose: 'main', index, d0: 0 },
  engine: 'kernel',
  runs: 0,
});

function pool(jobs = 1, watchdogMilliseconds = 60_000) {
  const incidents: Incident[] = [];
  const stop = new AbortController();
  const given = { up: 0 };
  const { execute, close } = openPool({
    suite: { module: 'the suite', studies: {} },
    jobs,
    signal: stop.signal,
    onIncident: (incident) => incidents.push(incident),
    onGiveUp: () => given.up++,
    watchdogMilliseconds,
  });
  const statusOf = async (index: number) => (await execute(task(index)))?.outcome.status;
  return { statusOf, execute, close, incidents, stop, given };
}

afterEach(() => {
  expect(alive.size, 'every thread was ended').toBe(0);
  expect(scripts, 'every script was played').toEqual([]);
  canaries.length = waits.length = 0;
  started = 0;
});

describe('a trial that did not come back', () => {
  it.each<[Cause, Script]>([
    ['worker-ended', throws(exited)],
    ['heap-full', throws(heapFull)],
    ['no-memory', throws(noMemory)],
    ['error', throws(new Error('on purpose'))],
    ['error', gives(errored('RangeError: on purpose'))],
    ['no-thread', dies(noThread)],
  ])(
    'and does alone in a fresh worker (%s) is evidence, and an incident that is healed',
    async (cause, fault) => {
      scripts.push(fault);
      const { statusOf, close, incidents, given } = pool();
      expect(await statusOf(3)).toBe('measured');
      expect(incidents).toMatchObject([{ study: 'exact', index: 3, cause, healed: true }]);
      expect(canaries, 'the worker had shown that it works').toEqual(['kernel']);
      expect(await statusOf(4)).toBe('measured');
      expect([started, given.up, incidents.length]).toEqual([2, 0, 1]);
      await close();
    },
  );

  it.each<[string, Script, Evidence['outcome']]>([
    [
      'crashed',
      throws(exited),
      { status: 'crashed', message: 'twice, then alone in a fresh worker: worker exited with code: 7' },
    ],
    [
      'crashed',
      throws(heapFull),
      { status: 'crashed', message: 'twice, then alone in a fresh worker: limit reached' },
    ],
    ['errored', gives(errored('RangeError: on purpose')), errored('RangeError: on purpose')],
  ])('and alone fails in the same way is its own: %s', async (_, fault, outcome) => {
    scripts.push(fault, fault);
    const { execute, close, incidents } = pool();
    expect((await execute(task(0)))!.outcome).toEqual(outcome);
    expect(incidents).toEqual([]);
    await close();
  });

  it.each<[Cause, Script, Script]>([
    ['heap-full', throws(exited), throws(heapFull)],
    ['error', gives(errored('one thing')), gives(errored('another thing'))],
    // What a machine does not give says nothing about a trial, however often; nor does what fails before it begins.
    ['no-memory', throws(noMemory), throws(noMemory)],
    ['no-engine', throws(noFile), throws(noFile)],
    ['no-engine', throws(noAuditor), throws(noAuditor)],
  ])('and alone fails otherwise, or for want of memory, stays open (%s)', async (cause, first, second) => {
    scripts.push(first, second);
    const { statusOf, close, incidents, given } = pool();
    expect(await statusOf(0)).toBeUndefined();
    expect(incidents).toMatchObject([{ index: 0, cause, healed: false }]);
    expect(await statusOf(1), 'others are run').toBe('measured');
    expect(given.up).toBe(0);
    await close();
  });

  it('is asked once: the same error again is believed', async () => {
    const fault = gives(errored('RangeError: on purpose'));
    scripts.push(fault, fault, fault);
    const { statusOf, close } = pool();
    expect(await statusOf(0)).toBe('errored');
    expect(await statusOf(1)).toBe('errored');
    expect(await statusOf(2)).toBe('errored');
    expect(canaries).toEqual(['kernel']);
    await close();
  });

  it('is the trials’ own where two fail at once with the same error: no machine is blamed', async () => {
    const fault = gives(errored('RangeError: on purpose'));
    scripts.push(fault, fault, fault, fault);
    const { statusOf, close, incidents } = pool(2);
    expect(await Promise.all([statusOf(0), statusOf(1)])).toEqual(['errored', 'errored']);
    expect(incidents).toEqual([]);
    await close();
  });

  it('is asked anew of an error that a fresh worker had not repeated', async () => {
    const fault = gives(errored('RangeError: on purpose'));
    scripts.push(fault, works);
    const { statusOf, close, incidents } = pool();
    expect(await statusOf(0)).toBe('measured');
    // The same words of another trial, in the worker that is there.
    const [fresh] = alive as Set<{ script: Script }>;
    fresh!.script = fault;
    expect(await statusOf(1)).toBe('measured');
    expect(incidents.map((i) => [i.index, i.cause, i.healed])).toEqual([
      [0, 'error', true],
      [1, 'error', true],
    ]);
    expect(canaries).toEqual(['kernel', 'kernel']);
    await close();
  });

  it('is run again when nothing else is under way', async () => {
    let finish: (() => void) | undefined;
    const slow: Script = (t) => new Promise((resolve) => (finish = () => resolve(works(t))));
    const order: string[] = [];
    scripts.push(slow, throws(exited), (t) => {
      order.push('alone');
      return works(t);
    });
    const { statusOf, close } = pool(2);
    const others = statusOf(0).then(() => order.push('beside'));
    const fallen = statusOf(1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(order).toEqual([]);
    finish!();
    expect(await fallen).toBe('measured');
    await others;
    expect(order).toEqual(['beside', 'alone', 'alone']);
    await close();
  });
});

describe('a trial that is not done in time', () => {
  it('twice, and computed meanwhile, is its own', async () => {
    vi.spyOn(process, 'cpuUsage').mockReturnValue({ user: 1e9, system: 0 });
    scripts.push(hangs, hangs);
    const { execute, close, incidents } = pool(1, 50);
    expect((await execute(task(0)))!.outcome).toMatchObject({ status: 'timed-out' });
    expect(incidents).toEqual([]);
    await close();
    vi.restoreAllMocks();
  });

  it('twice, and only waited, may have waited for the machine', async () => {
    vi.spyOn(process, 'cpuUsage').mockReturnValue({ user: 0, system: 0 });
    scripts.push(hangs, hangs);
    const { statusOf, close, incidents } = pool(1, 50);
    expect(await statusOf(0)).toBeUndefined();
    expect(incidents).toMatchObject([{ cause: 'hung', healed: false }]);
    await close();
    vi.restoreAllMocks();
  });

  it('at first, and then is, is evidence', async () => {
    scripts.push(hangs);
    const { statusOf, close, incidents } = pool(1, 50);
    expect(await statusOf(0)).toBe('measured');
    expect(incidents).toMatchObject([{ cause: 'hung', healed: true }]);
    await close();
  });
});

describe('a machine on which nothing runs', () => {
  it.each<[Cause, Script]>([
    ['no-memory', dies(noMemory)],
    ['no-engine', dies(new Error('no such file'))],
    ['no-thread', dies(noThread)],
  ])('is given up after three canaries (%s), and every trial handed in stays open', async (cause, fault) => {
    scripts.push(fault, fault, fault, fault, fault);
    const { statusOf, close, incidents, given, stop } = pool(2);
    const both = [statusOf(0), statusOf(1)];
    expect(await Promise.all(both)).toEqual([undefined, undefined]);
    expect(incidents.map((i) => [i.index, i.healed])).toEqual([
      [0, false],
      [1, false],
    ]);
    expect(incidents[0]!.cause).toBe(cause);
    expect([given.up, started]).toEqual([1, 5]);
    expect(waits, 'a moment before each canary').toEqual([0, 500, 2500]);
    stop.abort();
    expect(await statusOf(2), 'stopped: no incident').toBeUndefined();
    expect(incidents).toHaveLength(2);
    await close();
  });

  it('is waited for a moment', async () => {
    scripts.push(throws(noMemory), dies(noMemory));
    const { statusOf, close, incidents } = pool();
    expect(await statusOf(0)).toBe('measured');
    expect(incidents).toMatchObject([{ healed: true }]);
    await close();
  });

  it('is given up when three trials in a row stay open', async () => {
    for (let i = 0; i < 3; i++) scripts.push(throws(exited), throws(heapFull));
    const { statusOf, close, given } = pool();
    for (let i = 0; i < 3; i++) {
      expect(given.up).toBe(0);
      expect(await statusOf(i)).toBeUndefined();
    }
    expect(given.up).toBe(1);
    await close();
  });

  it('is not given up when a trial between them came back, if only alone', async () => {
    const open = [throws(exited), throws(heapFull)];
    scripts.push(...open, ...open, throws(exited), works, throws(heapFull));
    const { statusOf, close, given } = pool();
    const statuses = [await statusOf(0), await statusOf(1), await statusOf(2)];
    const [fresh] = alive as Set<{ script: Script }>;
    fresh!.script = throws(exited);
    statuses.push(await statusOf(3));
    expect(statuses).toEqual([undefined, undefined, 'measured', undefined]);
    expect(given.up).toBe(0);
    await close();
  });

  it('takes one worker less where there was no room for so many', async () => {
    scripts.push(works, throws(noMemory));
    const { statusOf, close } = pool(2);
    await Promise.all([statusOf(0), statusOf(1)]);
    await Promise.all([2, 3, 4].map(statusOf));
    expect(started, 'two, and the fresh one that has done all since').toBe(3);
    await close();

    scripts.push(works, throws(exited));
    const other = pool(2);
    await Promise.all([other.statusOf(0), other.statusOf(1)]);
    await Promise.all([2, 3, 4].map(other.statusOf));
    expect(started, 'of another fault as many as before').toBe(3 + 4);
    await other.close();
  });
});

it('a stop ends what is under way, without evidence and without an incident', async () => {
  scripts.push(hangs);
  const { statusOf, close, incidents, stop } = pool();
  const under = statusOf(0);
  await new Promise((resolve) => setTimeout(resolve, 5));
  stop.abort();
  expect(await under).toBeUndefined();
  expect(incidents).toEqual([]);
  await close();
});

it.each<[string, Script]>([
  ['a trial that fell', throws(exited)],
  ['a trial that took too much', throws(heapFull)],
])('a stop while %s runs alone blames neither the trial nor the machine', async (_, fault) => {
  scripts.push(fault, hangs);
  const { execute, close, incidents, stop } = pool();
  const under = execute(task(0));
  await vi.waitFor(() => expect([started, canaries.length]).toEqual([2, 1]));
  await new Promise((resolve) => setTimeout(resolve, 5));
  stop.abort();
  expect(await under).toBeUndefined();
  expect(incidents).toEqual([]);
  await close();
});

it('closed, it ends what is under way', async () => {
  scripts.push(hangs);
  const { statusOf, close, incidents } = pool();
  const under = statusOf(0);
  await new Promise((resolve) => setTimeout(resolve, 5));
  await close();
  expect(await under).toBeUndefined();
  expect(incidents).toEqual([]);
});
