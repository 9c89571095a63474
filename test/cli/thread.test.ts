/** One thread of the real kind: however it ends, its task hears of it, and nothing else does. */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import workerThreads, { Worker } from 'node:worker_threads';
import { afterEach, expect, it } from 'vitest';
import { accidentOf } from '../../cli/accident.ts';
import { Thread } from '../../cli/thread.ts';
import { newFolder } from '../support/fct.ts';

const started: Worker[] = [];
let refused: Error | undefined;
const open: Thread[] = [];

/** Piscina takes the class from here. */
workerThreads.Worker = class extends Worker {
  constructor(...args: ConstructorParameters<typeof Worker>) {
    if (refused !== undefined) throw refused;
    super(...args);
    started.push(this);
  }
};

afterEach(async () => {
  await Promise.all(open.splice(0).map((thread) => thread.end()));
  started.length = 0;
  refused = undefined;
});

/** A thread whose file says this. */
function threadOf(source: string): Thread {
  const file = join(newFolder(), 'worker.mjs');
  writeFileSync(file, source);
  const thread = new Thread(pathToFileURL(file));
  open.push(thread);
  return thread;
}

const faultOf = (thread: Thread, task: unknown = 1) =>
  thread.run(task).then(
    () => undefined,
    (error: unknown) => accidentOf(error).cause,
  );

const DOUBLES = 'export default (x) => 2 * x;';

it('that ends between two tasks is started again with the next', async () => {
  const thread = threadOf(DOUBLES);
  expect(await thread.run(1)).toBe(2);
  await Promise.all([once(started[0]!, 'exit'), started[0]!.terminate()]);
  expect(started).toHaveLength(1);
  expect(await thread.run(2)).toBe(4);
  expect(started).toHaveLength(2);
});

it('that ends between two tasks on a machine without another fails the next task, and nothing before', async () => {
  const thread = threadOf(DOUBLES);
  await thread.run(1);
  refused = Object.assign(new Error('EAGAIN'), { code: 'ERR_WORKER_INIT_FAILED' });
  await Promise.all([once(started[0]!, 'exit'), started[0]!.terminate()]);
  expect(await faultOf(thread)).toBe('no-thread');
});

it('that is ended under its task fails it, on a machine without another as well', async () => {
  const thread = threadOf('export default () => { for (;;); };');
  const fault = faultOf(thread);
  await once(started[0]!, 'message');
  refused = new Error('no other is asked for');
  await started[0]!.terminate();
  expect(await fault).toBe('worker-ended');
});

it.each([
  ['no-engine', 'throw new Error("no such file");'],
  ['worker-ended', 'process.exit(3);'],
])('whose file does not load has not begun its task (%s)', async (cause, source) => {
  expect(await faultOf(threadOf(source))).toBe(cause);
});

it('that is ended while it starts fails its task', async () => {
  const thread = threadOf(DOUBLES);
  const fault = faultOf(thread);
  await started[0]!.terminate();
  expect(await fault).toBe('worker-ended');
  expect(await thread.run(3), 'and takes the next one').toBe(6);
});
