/** Connections to the broker. The first says in one sentence why there can be none; later ones wait for a broker that is away. */
import type { Redis, RedisOptions } from 'ioredis';
import { UsageError } from '../usage.ts';
import { addressWords, PASSWORD, type Address } from './address.ts';

export interface Broker {
  readonly address: Address;
  readonly bullmq: typeof import('bullmq');
  readonly redis: Redis;
  /** Another connection, for what blocks one. */
  readonly connect: () => Redis;
  /** Ends all connections; waits for nothing. */
  readonly close: () => void;
}

/** What BullMQ needs is a Redis 6.2, or a server that says it is one, such as Valkey. */
const OLDEST: readonly [number, number] = [6, 2];
const CONNECT_MILLISECONDS = 10_000;
const LONGEST_PAUSE_MILLISECONDS = 5000;

/** The packages that only campaigns need. */
async function packages() {
  try {
    const [bullmq, { Redis }] = await Promise.all([import('bullmq'), import('ioredis')]);
    return { bullmq, Redis };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new UsageError(
      '--broker needs two packages that a single machine does not: `npm install bullmq@6 ioredis@5`',
    );
  }
}

/** Throws a UsageError where no broker can be used at the address. `say` is told when it goes away and comes back. */
export async function openBroker(address: Address, say: (text: string) => void): Promise<Broker> {
  const { bullmq, Redis } = await packages();
  await probe(address, (options) => new Redis(options));
  const connections = new Set<Redis>();
  let away = false;
  /** BullMQ makes more connections of one. A broker that is away would keep those from ending. */
  class Counted extends Redis {
    constructor(options: RedisOptions) {
      super(options);
      connections.add(this);
    }
    override duplicate(options?: Partial<RedisOptions>): Redis {
      return new Counted({ ...this.options, ...options });
    }
  }
  const connect = () => {
    const redis = new Counted({
      ...address.options,
      // Commands wait for a broker that is away.
      maxRetriesPerRequest: null,
      retryStrategy: (times) => Math.min(times * 100, LONGEST_PAUSE_MILLISECONDS),
    });
    redis.on('error', (error: Error) => {
      if (away) return;
      away = true;
      say(`The broker at ${address.url} is away (${error.message}); waiting for it.`);
    });
    redis.on('ready', () => {
      if (away) say('The broker is back.');
      away = false;
    });
    return redis;
  };
  return {
    address,
    bullmq,
    redis: connect(),
    connect,
    close: () => {
      for (const redis of connections) redis.disconnect();
    },
  };
}

/** Enters once, and looks whether the server keeps what it is given. */
async function probe(address: Address, open: (options: RedisOptions) => Redis): Promise<void> {
  const redis = open({
    ...address.options,
    lazyConnect: true,
    connectTimeout: CONNECT_MILLISECONDS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let first: Error | undefined;
  redis.on('error', (error: Error) => (first ??= error));
  try {
    await redis.connect();
    const told = Object.fromEntries(
      (await redis.info())
        .split(/\r?\n/)
        .flatMap((line) => (line.includes(':') ? [line.split(/:(.*)/s).slice(0, 2)] : [])),
    ) as Readonly<Record<string, string>>;
    checkServer(address, told);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(whyNot(address, first ?? (error as Error)));
  } finally {
    redis.disconnect();
  }
}

/** Of what INFO says; no command that an administrator may deny is needed. */
function checkServer({ url }: Address, told: Readonly<Record<string, string>>): void {
  const [major = 0, minor = 0] = (told['redis_version'] ?? '').split('.').map(Number);
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]))
    throw new UsageError(
      `the broker at ${url} is Redis ${told['redis_version'] ?? 'of an unknown version'}; ${OLDEST.join('.')} or later is needed`,
    );
  const policy = told['maxmemory_policy'];
  if (policy !== undefined && policy !== 'noeviction')
    throw new UsageError(
      `the broker at ${url} drops trials when its memory is full (maxmemory-policy ${policy}); set maxmemory-policy noeviction`,
    );
}

function whyNot(address: Address, error: NodeJS.ErrnoException): string {
  const { url, ca } = address;
  const { message, code = '' } = error;
  if (/WRONGPASS|invalid password|invalid username/.test(message))
    return `the broker at ${url} refuses the user or the password; set ${PASSWORD} and name the user in the URL`;
  if (/NOAUTH/.test(message)) return `the broker at ${url} asks for a password; set ${PASSWORD}`;
  if (/NOPERM/.test(message))
    return `the broker at ${url} denies its user what is needed (${message}); docs/campaigns.md lists the rights`;
  if (/CERT|SIGNATURE|SELF_SIGNED|ALTNAME/.test(code))
    return ca === undefined
      ? `the certificate of the broker at ${url} is not trusted here (${code}); name the authority that signed it with --broker-ca`
      : `the certificate of the broker at ${url} is not one of --broker-ca ${ca} (${code}); name the authority that signed it`;
  return `no broker can be reached: ${addressWords(address)} (${message || code}); start one, such as \`redis-server --appendonly yes\``;
}
