/**
 * `fct serve <dir>`: a page of a run in progress, from its folder alone. It listens on this machine's own address only, answers
 * only requests to read, writes nothing, and ends with the run.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { liveContent, livePage } from '../reports/live/page.ts';
import { suiteAgenda } from './agenda.ts';
import { integer, profileOf } from './arguments.ts';
import { CONFIGURATION } from './aside.ts';
import { EXIT, SIGNAL_EXIT } from './exitCode.ts';
import { fingerprint } from './fingerprint.ts';
import { LiveRun } from './liveRun.ts';
import { isHeld } from './lock.ts';
import { stopOnSignal } from './signals.ts';
import { readRun } from './storedRun.ts';
import { suiteOfRun, type SuiteOptions } from './suite.ts';
import { UsageError } from './usage.ts';

export interface ServeArguments {
  readonly port?: string;
}

const LOOPBACK = '127.0.0.1';
/** A run may be about to begin. */
const WAIT_SECONDS = 10;
/** Between two looks at the lock, and how long a page has to fetch the end of the run. */
const LOOK_MILLISECONDS = 500;
const FAREWELL_MILLISECONDS = 4000;

export async function serve(options: SuiteOptions, path: string, args: ServeArguments): Promise<number> {
  const port = args.port === undefined ? 0 : integer('--port', args.port, 0, 65_535);
  await runBegins(path);
  const { configuration, started } = readRun(path);
  const suite = await suiteOfRun(path, configuration, options);
  if (configuration.fingerprint !== fingerprint(configuration.engine, suite))
    throw new UsageError(`the run in ${path} is made by other sources than these; serve it from those`);
  if (configuration.shard.count > 1)
    throw new UsageError(`${path} holds a shard, which judges nothing; serve a whole run`);
  const { selected, regime } = configuration;
  const agenda = suiteAgenda(suite, selected, profileOf(suite, configuration.profile), regime);
  const run = new LiveRun(path, configuration, agenda, () => performance.now() / 1000);
  const goesOn = () => isHeld(path) && readRun(path).started === started;
  const told = { ended: false };
  const server = createServer((request, response) => answer(request, response, run, goesOn, told));
  const stop = new AbortController();
  const { stoppedBy, release } = stopOnSignal(stop);
  try {
    const at = await listening(server, port);
    console.log(`http://${LOOPBACK}:${at}/ shows the run in ${path} until it ends`);
    const wait = (milliseconds: number) =>
      pause(milliseconds, undefined, { signal: stop.signal }).catch(() => {});
    while (!stop.signal.aborted && goesOn()) await wait(LOOK_MILLISECONDS);
    for (let left = FAREWELL_MILLISECONDS; left > 0 && !told.ended && !stop.signal.aborted; left -= 100)
      await wait(100);
    const stopped = stoppedBy();
    if (stopped === undefined) console.log(`The run has ended: ${join(path, 'index.html')}`);
    return stopped === undefined ? EXIT.ok : SIGNAL_EXIT[stopped]!;
  } finally {
    server.close();
    server.closeAllConnections();
    release();
  }
}

async function runBegins(path: string): Promise<void> {
  for (let waited = 0; waited < WAIT_SECONDS; waited += LOOK_MILLISECONDS / 1000) {
    if (isHeld(path) && existsSync(join(path, CONFIGURATION))) return;
    // A finished run needs no server.
    if (existsSync(join(path, 'index.html')) && waited > 2) break;
    await pause(LOOK_MILLISECONDS);
  }
  throw new UsageError(`no run is in progress in ${path}; begin one, or open its index.html`);
}

function listening(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new UsageError(`--port ${port} cannot be had (${error.code}); choose another or leave it out`)),
    );
    server.listen(port, LOOPBACK, () => resolve((server.address() as AddressInfo).port));
  });
}

/** What a browser may send as the host; it leaves out the port of HTTP. */
export function ownHosts(port: number): readonly string[] {
  const names = [LOOPBACK, 'localhost'];
  return [...names.map((name) => `${name}:${port}`), ...(port === 80 ? names : [])];
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  run: LiveRun,
  goesOn: () => boolean,
  told: { ended: boolean },
): void {
  const { port } = request.socket.address() as AddressInfo;
  // A page of another site may have its name lead here.
  if (!ownHosts(port).includes(request.headers.host ?? '')) return refuse(response, 403);
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405);
  const whole = request.url === '/';
  if (!whole && request.url !== '/live') return refuse(response, 404);
  try {
    const ended = !goesOn();
    const state = run.look(ended);
    response.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      ...(ended ? { 'Fct-Ended': 'yes' } : {}),
    });
    response.end(
      request.method === 'HEAD' ? '' : whole ? livePage(state) : liveContent(state).markup,
      () => (told.ended ||= ended),
    );
  } catch {
    // The folder may be replaced at this moment.
    refuse(response, 503);
  }
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Content-Type': 'text/plain' });
  response.end();
}
