/** Signals to the first process of a container, which the kernel keeps from a process without a handler. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { mainOf, newFolder } from '../../support/fct.ts';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** `fct` as process 1 of a namespace of its own (unshare of util-linux, as root or with a user namespace). */
async function asFirstProcess(args: readonly string[], signal: NodeJS.Signals, after: number) {
  const own = process.getuid!() === 0 ? [] : ['--user', '--map-root-user'];
  const node = [process.execPath, ...mainOf()];
  const child = spawn('unshare', [...own, '--pid', '--fork', ...node, ...args], {
    cwd: newFolder(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (more) => (text += more));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  await pause(after);
  const first = Number(readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8'));
  expect(first, 'the process was started').toBeGreaterThan(1);
  const sent = performance.now();
  process.kill(first, signal);
  const code = await Promise.race([ended, pause(30_000)]);
  if (code === undefined) process.kill(first, 'SIGKILL');
  return { code, text, seconds: (performance.now() - sent) / 1000 };
}

it.each([
  ['verify', 'SIGTERM', 143, ['verify', '--profile', 'standard', '--jobs', '1', '--out', 'out']],
  ['verify', 'SIGINT', 130, ['verify', '--profile', 'standard', '--jobs', '1', '--out', 'out']],
  ['hunt', 'SIGTERM', 143, ['hunt', 'thm-4.1', '--budget', '1000000', '--jobs', '1']],
] as const)('end `fct %s` by %s with %d', async (_, signal, code, args) => {
  const ended = await asFirstProcess(args, signal, 4000);
  expect(ended, ended.text).toMatchObject({ code });
});
