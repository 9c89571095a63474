/** Where a broker is, and trials as jobs: what can be said without one. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { addressOf, addressWords } from '../../cli/broker/address.ts';
import {
  idOf,
  incidentOf,
  incidentWords,
  jobOf,
  priorityOf,
  readResult,
  resultOf,
  taskOf,
} from '../../cli/broker/job.ts';
import { drain } from '../../properties/gather/drain.ts';
import { listQueue } from '../../properties/gather/queue.ts';
import { digestOf, type Evidence } from '../../properties/trials/evidence.ts';
import { pathOf } from '../../properties/trials/task.ts';
import { coinSelection, fails } from '../support/coins.ts';
import { newFolder } from '../support/fct.ts';
import { fctHere } from '../support/fctHere.ts';
import { busyShare, shortestTrial } from '../support/machineRepair.ts';

afterEach(() => void vi.unstubAllEnvs());

describe('the address of a broker', () => {
  it('has the port and the database of Redis where none is named, and a user without a password', () => {
    expect(addressOf({})).toBeUndefined();
    expect(addressOf({ broker: 'redis://fct@host' })!.options).toEqual({
      host: 'host',
      port: 6379,
      db: 0,
      username: 'fct',
    });
    expect(addressOf({ broker: 'rediss://[::1]:7000/2' })!.options).toEqual({
      host: '::1',
      port: 7000,
      db: 2,
      tls: {},
    });
  });

  it('takes the password from the environment or a file, and never shows it', () => {
    const file = join(newFolder(), 'password');
    writeFileSync(file, 'a b\n');
    vi.stubEnv('FCT_BROKER_PASSWORD_FILE', file);
    const address = addressOf({ broker: 'redis://host' })!;
    expect(address.options.password).toBe('a b');
    expect(addressWords(address)).toBe('--broker redis://host');
    vi.stubEnv('FCT_BROKER_PASSWORD', 'c');
    expect(() => addressOf({ broker: 'redis://host' })).toThrow('are both set; unset one');
  });

  it.each([
    [['--broker', 'host:6379'], /--broker needs redis:\/\/\[user@\]host.*, got "host:6379"/],
    [['--broker', 'http://host'], /--broker needs redis:/],
    [['--broker', 'redis://host/x'], /--broker needs redis:/],
    [
      ['--broker', 'redis://me:secret@host'],
      /--broker holds a password, which everyone .* can read; leave it out and set FCT_BROKER_PASSWORD/,
    ],
    [['--broker-ca', 'ca.pem'], /--broker-ca needs --broker rediss:/],
    [['--broker', 'redis://host', '--broker-ca', 'ca.pem'], /--broker-ca needs a broker with TLS/],
    [['--broker', 'rediss://host', '--broker-ca', 'ca.pem'], /--broker-ca ca.pem is no file/],
  ])('%j is refused in one sentence', async (options, sentence) => {
    for (const verb of [
      ['verify', '--profile', 'smoke'],
      ['explore', 'thm-4.1', '--x', 'dBackground/dCore=0.125:8'],
      ['worker'],
    ]) {
      const { code, stdout, stderr } = await fctHere([...verb, ...options], newFolder());
      expect(stderr).toMatch(sentence);
      expect([code, stdout, stderr.trim().split('\n').length]).toEqual([2, '', 1]);
      expect(stderr).not.toContain('secret');
    }
  });

  it.each(['worker', 'queue status'])('fct %s needs one', async (verb) => {
    const { code, stderr } = await fctHere(verb.split(' '), newFolder());
    expect([code, stderr]).toEqual([2, 'fct: name the broker: --broker redis://host:6379\n']);
  });
});

describe('a trial as a job', () => {
  const { studies, regime } = coinSelection(fails(0));
  const root = { seed: 3, fingerprint: 'f', regime, started: 'of a configuration' };
  const key = { study: 'coins', variant: 'main', purpose: 'main', index: 4, d0: 16 };
  const task = taskOf({ root, key, engine: 'kernel', runs: 0 });
  const evidence: Evidence = {
    key,
    path: pathOf(task, studies),
    outcome: { status: 'measured', measurement: { fails: 0 } },
  };
  const sent = (change: object) => JSON.stringify({ ...resultOf(task, evidence, []), ...change });

  it('is named by what decides its bits and by nothing else, without a colon', () => {
    expect(task.root).not.toHaveProperty('started');
    expect(idOf(task)).toMatch(/^t[0-9a-f]{32}$/);
    const later = { ...root, started: 'later' };
    expect(idOf(taskOf({ ...task, root: later }))).toBe(idOf(task));
    for (const other of [
      { ...task, runs: 1 },
      { ...task, key: { ...key, index: 5 } },
      { ...task, root: { ...task.root, seed: 4 } },
    ])
      expect(idOf(other)).not.toBe(idOf(task));
    expect(jobOf(task).digest).toBe(digestOf(task));
  });

  it('comes back as it was sent; what was altered, foreign or torn is said to be so', () => {
    expect(readResult(sent({}), task, { studies })).toEqual(resultOf(task, evidence, []));
    const altered = { ...evidence, outcome: { status: 'measured', measurement: { fails: 1 } } };
    const foreign = { ...evidence, key: { ...key, index: 5 } };
    expect(readResult(sent({ evidence: altered }), task, { studies })).toMatch(/does not match its digest/);
    expect(
      readResult(sent({ evidence: foreign, digest: digestOf([task, foreign]) }), task, { studies }),
    ).toBe('is of another trial');
    expect(readResult(sent({}).slice(1), task, { studies })).toBe('is not JSON');
    expect(readResult('null', task, { studies })).toBe('is no result');
  });

  it('comes before a smaller one', () => {
    const large = priorityOf({ ...task, key: { ...key, d0: 512 } });
    expect(large).toBeGreaterThan(0);
    expect(large).toBeLessThan(priorityOf(task));
  });

  it('that a machine could not run says so in words that are read again', () => {
    const incident = { ...key, cause: 'no-memory', message: 'none', healed: false } as const;
    expect(incidentOf(incidentWords(incident))).toEqual(incident);
    for (const words of ['job stalled more than allowable limit', 'null', '{}'])
      expect(incidentOf(words)).toBeUndefined();
  });
});

it('trials under way follow the room for them, also while none ends', async () => {
  const keys = [1, 2, 3].map((index) => ({
    study: 'coins',
    variant: 'main',
    purpose: 'main',
    index,
    d0: 16,
  }));
  const { regime } = coinSelection(fails(0));
  let [room, more] = [1, () => {}];
  const handed: (() => void)[] = [];
  const evidence = new Map<string, Evidence>();
  const draining = drain(
    {
      root: { seed: 1, fingerprint: 'f', regime },
      engine: 'kernel',
      execute: ({ key }) =>
        new Promise((resolve) =>
          handed.push(() => resolve({ key, path: null, outcome: { status: 'errored', message: '' } })),
        ),
      concurrency: () => room,
      onRoom: (call) => (more = call),
      onEvidence: () => {},
      onProgress: () => {},
      signal: new AbortController().signal,
    },
    evidence,
    [listQueue('coins', keys, evidence, () => 0)],
  );
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  await settled();
  expect(handed).toHaveLength(1);
  room = 3;
  more();
  await settled();
  expect(handed).toHaveLength(3);
  for (const end of handed) end();
  await draining;
  expect(evidence.size).toBe(3);
});

it('workers that come back to one coordinator: by hand', () => {
  // Two workers, a second of the coordinator, a second of training: served at 1, 2, 3, ... and trained every other second.
  expect(busyShare({ workers: 2, length: 1, service: 1 }, 1000)).toBeCloseTo(0.5, 2);
  // Four of them: each trains one second in four.
  expect(busyShare({ workers: 4, length: 1, service: 1 }, 1000)).toBeCloseTo(0.25, 2);
  expect(busyShare({ workers: 1, length: 9, service: 1 }, 1000)).toBeCloseTo(0.9, 2);
  expect(shortestTrial(1, 1, 0.9)).toBeCloseTo(9, 1);
});
