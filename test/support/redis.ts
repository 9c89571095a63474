/**
 * A Redis of a test's own: on a free port, with its data in a new folder, to be stopped, killed and started again. There is no
 * skipping: without the program the tests say how to get it.
 */
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { newFolder } from './fct.ts';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export interface RedisServer {
  readonly port: number;
  readonly url: string;
  readonly folder: string;
  /** Runs redis-cli and gives what it printed. */
  readonly cli: (...args: readonly string[]) => string;
  readonly start: () => Promise<void>;
  /** Waits until the process is gone. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>;
}

export interface RedisSettings {
  /** Lines of redis.conf beside those of every test. */
  readonly lines?: readonly string[];
  readonly user?: string;
  /** What redis-cli is given to be let in. */
  readonly enter?: readonly string[];
  readonly secure?: boolean;
}

export async function startRedis(settings: RedisSettings = {}): Promise<RedisServer> {
  const { lines = [], user, enter = [], secure = false } = settings;
  if (spawnSync('redis-server', ['--version']).status !== 0)
    throw new Error('no redis-server found: `apt-get install redis-server`');
  const folder = newFolder('fct-redis-');
  const port = await freePort();
  const file = join(folder, 'redis.conf');
  const own = [`bind 127.0.0.1`, `dir ${folder}`, 'appendonly yes', 'save ""', 'logfile redis.log'];
  const ports = secure ? ['port 0', `tls-port ${port}`] : [`port ${port}`];
  writeFileSync(file, [...own, ...ports, ...lines, ''].join('\n'));
  const cli = (...args: readonly string[]) =>
    execFileSync('redis-cli', ['-p', String(port), ...enter, ...args], {
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim();
  let child: ChildProcess | undefined;
  const isReady = () => {
    try {
      return cli('PING') === 'PONG';
    } catch {
      return false;
    }
  };
  const start = async () => {
    child = spawn('redis-server', [file], { stdio: 'ignore' });
    while (!isReady()) {
      if (child.exitCode !== null) throw new Error(`redis-server has ended; see ${folder}/redis.log`);
      await pause(50);
    }
  };
  await start();
  return {
    port,
    url: `${secure ? 'rediss' : 'redis'}://${user === undefined ? '' : `${user}@`}127.0.0.1:${port}`,
    folder,
    cli,
    start,
    stop: (signal = 'SIGTERM') =>
      new Promise((resolve) => {
        if (child === undefined || child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill(signal);
      }),
  };
}

/** A port that nobody listens at, as of now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

export interface Wire {
  readonly port: number;
  /** Ends all connections and takes none. */
  readonly cut: () => void;
  readonly mend: () => void;
  readonly close: () => void;
}

/** A network between this machine and the same: a proxy on loopback. */
export async function wireTo(port: number): Promise<Wire> {
  const sockets = new Set<Socket>();
  let isCut = false;
  const server: Server = createServer((near) => {
    if (isCut) return void near.destroy();
    const far = connect(port, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one
        .on('error', () => {})
        .on('close', () => {
          sockets.delete(one);
          other.destroy();
        });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as { port: number }).port,
    cut,
    mend: () => (isCut = false),
    close: () => {
      cut();
      server.close();
    },
  };
}
