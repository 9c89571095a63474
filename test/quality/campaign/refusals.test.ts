/** What a broker, its workers and its coordinators refuse: one sentence each, and the exit code that says whose fault it is. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Redis } from 'ioredis';
import { PREFIX } from '../../../cli/broker/job.ts';
import { RIGHTS } from '../../support/campaignRights.ts';
import { fct, newFolder, startFct, type Ended } from '../../support/fct.ts';
import { printed } from '../../support/process.ts';
import { recordsOf } from '../../support/records.ts';
import { freePort, startRedis, type RedisServer } from '../../support/redis.ts';
import { suiteFolder } from '../../support/suiteFolder.ts';

const RUN = ['verify', 'thm-4.4/ood-risk-bound', '--where', 'd0=16', '--profile', 'smoke', '--seed', '3'];
const PASSWORD = 'a secret of this test';
const entered = { env: { FCT_BROKER_PASSWORD: PASSWORD } };

const refused = ({ code, stdout, stderr }: Ended, exit: number, sentence: RegExp) => {
  expect(stderr).toMatch(sentence);
  expect(stderr.trim().split('\n'), 'one sentence').toHaveLength(1);
  expect(stderr + stdout, 'no secret is printed').not.toContain(PASSWORD);
  expect(code).toBe(exit);
};

const verify = (url: string, options = {}, more: readonly string[] = []) =>
  startFct([...RUN, '--broker', url, '--out', join(newFolder(), 'out'), ...more], options);
const worker = async (url: string, options = {}, more: readonly string[] = []) => {
  const started = startFct(['worker', '--broker', url, '--concurrency', '1', ...more], options);
  await Promise.race([printed(started.child, 'at a time.'), started.ended]);
  return started;
};

/** An authority, and a certificate of it for 127.0.0.1. */
function certificates(folder: string): void {
  const openssl = (...args: readonly string[]) =>
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  for (const name of ['ca', 'other'])
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-subj',
      `/CN=${name}`,
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.pem`,
    );
  openssl(
    'req',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-subj',
    '/CN=127.0.0.1',
    '-keyout',
    'server.key',
    '-out',
    'server.csr',
  );
  writeFileSync(join(folder, 'names'), 'subjectAltName=IP:127.0.0.1\n');
  openssl(
    'x509',
    '-req',
    '-in',
    'server.csr',
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-days',
    '2',
    '-extfile',
    'names',
    '-out',
    'server.pem',
  );
}

describe('a broker', () => {
  let secure: RedisServer;
  let plain: RedisServer;
  let keys: string;
  let single: string;
  beforeAll(async () => {
    keys = newFolder();
    certificates(keys);
    const file = (name: string) => join(keys, name);
    secure = await startRedis({
      secure: true,
      user: 'fct',
      lines: [
        `tls-cert-file ${file('server.pem')}`,
        `tls-key-file ${file('server.key')}`,
        `tls-ca-cert-file ${file('ca.pem')}`,
        'tls-auth-clients no',
        `user fct on >${PASSWORD.replaceAll(' ', '_')} ${RIGHTS}`,
        'user default on >admin ~* &* +@all',
      ],
      enter: ['--tls', '--cacert', file('ca.pem'), '--no-auth-warning', '-a', 'admin'],
    });
    plain = await startRedis();
    const out = newFolder();
    expect((await fct([...RUN, '--jobs', '1', '--out', out])).code).toBe(0);
    single = JSON.stringify(recordsOf(out));
  });
  afterAll(async () => {
    await secure?.stop('SIGKILL');
    await plain?.stop('SIGKILL');
  });

  it('with TLS and a user of the least rights: the record of a single machine', async () => {
    const file = join(newFolder(), 'password');
    writeFileSync(file, `${PASSWORD.replaceAll(' ', '_')}\n`, { mode: 0o600 });
    const options = { env: { FCT_BROKER_PASSWORD_FILE: file } };
    const ca = ['--broker-ca', join(keys, 'ca.pem')];
    const helper = await worker(secure.url, options, [...ca, '--max-idle', '60s']);
    const out = newFolder();
    const run = await fct([...RUN, '--broker', secure.url, ...ca, '--out', out], options);
    expect([run.code, run.stderr]).toEqual([0, '']);
    expect(JSON.stringify(recordsOf(out))).toBe(single);
    const status = await fct(['queue', 'status', '--broker', secure.url, ...ca], options);
    expect(status.stdout).toMatch(/1 worker, 1 slot[\s\S]*0 waiting, 0 under way, 0 not fetched, 0 failed/);
    const clean = await fct(['queue', 'clean', '--broker', secure.url, ...ca], options);
    expect([clean.code, clean.stdout]).toEqual([0, 'Removed the trials of 1 version of the sources.\n']);
    helper.child.kill('SIGTERM');
    expect((await helper.ended).code).toBe(143);
    const denied = secure.cli('ACL', 'LOG');
    expect(denied, 'nothing was denied').toBe('');
  });

  it('refuses a wrong password, none, a wrong authority and none', async () => {
    const ca = ['--broker-ca', join(keys, 'ca.pem')];
    refused(await verify(secure.url, entered, ca).ended, 2, /refuses the user or the password/);
    refused(
      await verify(secure.url.replace('fct@', ''), {}, ca).ended,
      2,
      /asks for a password; set FCT_BROKER_PASSWORD/,
    );
    const other = ['--broker-ca', join(keys, 'other.pem')];
    refused(
      await verify(secure.url, entered, other).ended,
      2,
      /certificate of the broker at .* is not one of --broker-ca/,
    );
    refused(await verify(secure.url, entered).ended, 2, /is not trusted here \(\w+\); name the authority/);
  });

  it('refuses a place where nobody answers, and a server that drops what it holds', async () => {
    refused(
      await verify(`redis://127.0.0.1:${await freePort()}`).ended,
      2,
      /no broker can be reached: .*ECONNREFUSED/,
    );
    plain.cli('CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru');
    try {
      refused(
        await verify(plain.url).ended,
        2,
        /\(maxmemory-policy allkeys-lru\); set maxmemory-policy noeviction/,
      );
    } finally {
      plain.cli('CONFIG', 'SET', 'maxmemory-policy', 'noeviction');
    }
  });

  it('without workers: the run says so, with the command; a second coordinator and workers of other sources are refused', async () => {
    const first = verify(plain.url);
    await printed(first.child, 'Plan:');
    refused(
      await verify(plain.url).ended,
      2,
      /this run is coordinated by process \d+ on .*; wait until that has ended/,
    );
    const foreign = startFct(['worker', '--broker', plain.url], { cwd: suiteFolder() });
    refused(
      await foreign.ended,
      2,
      /is of sources [0-9a-f]{12}, and those of suite ".*" here are [0-9a-f]{12}/,
    );
    await printed(
      first.child,
      'No worker of these sources has been there for 30 s; start one: fct worker --broker redis:',
    );
    first.child.kill('SIGTERM');
    expect((await first.ended).code).toBe(143);
  });

  /** Of a run's first job these fields are set before a worker comes: the run ends with 3 and the words, the same command ends well. */
  async function endsWell(fields: readonly string[], comesFirst: boolean, words: RegExp) {
    const out = newFolder();
    const command = [...RUN, '--broker', plain.url, '--out', out];
    const redis = new Redis(plain.port, { maxRetriesPerRequest: null });
    const first = startFct(command);
    await printed(first.child, 'Plan:');
    const [queue, id] = await firstJob(redis);
    await redis.hset(`${queue}:${id}`, ...fields);
    const early = comesFirst ? await worker(plain.url) : undefined;
    refused(await first.ended, 3, words);
    const helper = early ?? (await worker(plain.url));
    const again = await fct(command);
    expect([again.code, again.stderr]).toEqual([0, '']);
    expect(JSON.stringify(recordsOf(out))).toBe(single);
    helper.child.kill('SIGTERM');
    await Promise.all([helper.ended, redis.quit()]);
  }

  it('a result that was altered, and one of another trial, end the run with 3; the same command ends well', async () => {
    // Nobody runs it: a result is put where that of a worker would lie.
    const forged = {
      evidence: { key: 'x', path: null, outcome: { status: 'measured', measurement: 1 } },
      incidents: [],
      digest: '0',
    };
    await endsWell(
      ['returnvalue', JSON.stringify(forged), 'finishedOn', '1'],
      false,
      /the result of trial .* does not match its digest: .*; nothing is concluded from it/,
    );
  });

  it('a trial with which every worker is lost ends the run with 3, and the same command tries it again', async () => {
    // What BullMQ notes of a job that has stalled too often, for whoever takes it next.
    await endsWell(
      ['stc', '6', 'defa', 'job stalled more than allowable limit'],
      true,
      /every worker that was given trial .* ended or was lost .*; nothing is concluded from it/,
    );
  });
});

/** The queue's key and the id of the first trial that waits. */
async function firstJob(redis: Redis): Promise<readonly [string, string]> {
  for (;;) {
    const [key] = await redis.keys(`${PREFIX}:*:prioritized`);
    const [id] = key === undefined ? [] : await redis.zrange(key, 0, 0);
    if (key !== undefined && id !== undefined) return [key.replace(/:prioritized$/, ''), id];
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
