/** Where the broker is and how it is entered. A password is never an argument: everyone on a machine can read those. */
import { existsSync, readFileSync } from 'node:fs';
import type { RedisOptions } from 'ioredis';
import { UsageError } from '../usage.ts';

export interface BrokerArguments {
  /** `--broker`. */
  readonly broker?: string;
  /** `--broker-ca`. */
  readonly brokerCa?: string;
}

export interface Address {
  /** The URL, which holds no secret. */
  readonly url: string;
  /** The file of `--broker-ca`. */
  readonly ca: string | undefined;
  readonly options: RedisOptions;
}

const SHAPE = 'redis://[user@]host[:port][/database], or rediss:// for TLS';
export const PASSWORD = 'FCT_BROKER_PASSWORD';
const PASSWORD_FILE = 'FCT_BROKER_PASSWORD_FILE';

/** Undefined where no broker is named. */
export function addressOf({ broker, brokerCa }: BrokerArguments): Address | undefined {
  if (broker === undefined) {
    if (brokerCa !== undefined) throw new UsageError('--broker-ca needs --broker rediss://…');
    return undefined;
  }
  const url = URL.canParse(broker) ? new URL(broker) : undefined;
  if (url !== undefined && url.password !== '')
    throw new UsageError(
      `--broker holds a password, which everyone on this machine can read; leave it out and set ${PASSWORD}, or ${PASSWORD_FILE} to the name of a file`,
    );
  const database = /^\/?(\d*)$/.exec(url?.pathname ?? '')?.[1];
  if (
    url === undefined ||
    !['redis:', 'rediss:'].includes(url.protocol) ||
    url.hostname === '' ||
    database === undefined ||
    url.search + url.hash !== ''
  )
    throw new UsageError(`--broker needs ${SHAPE}, got "${broker}"`);
  const secure = url.protocol === 'rediss:';
  if (brokerCa !== undefined && !secure)
    throw new UsageError(`--broker-ca needs a broker with TLS: rediss://…, got "${broker}"`);
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const password = passwordOf();
  return {
    url: url.href.replace(/\/$/, ''),
    ca: brokerCa,
    options: {
      host,
      port: url.port === '' ? 6379 : Number(url.port),
      db: Number(database),
      ...(url.username === '' ? {} : { username: decodeURIComponent(url.username) }),
      ...(password === undefined ? {} : { password }),
      ...(secure ? { tls: brokerCa === undefined ? {} : { ca: read('--broker-ca', brokerCa) } } : {}),
    },
  };
}

/** The words of a command that names the same broker. */
export function addressWords({ url, ca }: Address): string {
  return `--broker ${url}${ca === undefined ? '' : ` --broker-ca ${ca}`}`;
}

function passwordOf(): string | undefined {
  const { [PASSWORD]: password, [PASSWORD_FILE]: file } = process.env;
  if (password !== undefined && file !== undefined)
    throw new UsageError(`${PASSWORD} and ${PASSWORD_FILE} are both set; unset one`);
  return file === undefined ? password : read(PASSWORD_FILE, file).replace(/\r?\n$/, '');
}

function read(name: string, file: string): string {
  if (!existsSync(file)) throw new UsageError(`${name} ${file} is no file`);
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${name} ${file} cannot be read (${(error as Error).message})`);
  }
}
