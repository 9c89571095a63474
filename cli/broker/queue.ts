/** `fct queue status | clean`: who is at a broker and what waits there; what ended runs have left is removed. */
import type { Queue } from 'bullmq';
import { count } from '../../reports/text.ts';
import { EXIT } from '../exitCode.ts';
import { nearest, UsageError } from '../usage.ts';
import { addressOf, type BrokerArguments } from './address.ts';
import { openBroker, type Broker } from './connection.ts';
import { PREFIX } from './job.ts';
import { present, type Present } from './presence.ts';

const VERBS = ['status', 'clean'] as const;

export async function queue(what: string, args: BrokerArguments): Promise<number> {
  const verb = VERBS.find((v) => v === what);
  if (verb === undefined)
    throw new UsageError(
      `unknown "${what}": did you mean "${nearest(what, VERBS)}"? There are ${VERBS.join(', ')}`,
    );
  const address = addressOf(args);
  if (address === undefined) throw new UsageError('name the broker: --broker redis://host:6379');
  const broker = await openBroker(address, (text) => console.log(text));
  try {
    await (verb === 'status' ? status(broker) : clean(broker));
    return EXIT.ok;
  } finally {
    broker.close();
  }
}

async function status(broker: Broker): Promise<void> {
  const all = await present(broker.redis);
  const sources = new Set([...all.map(({ queue }) => queue), ...(await queuesOf(broker))]);
  if (sources.size === 0) console.log('Nobody is there, and nothing waits.');
  for (const name of [...sources].sort()) {
    const own = all.filter((one) => one.queue === name);
    const workers = own.filter(({ role }) => role === 'worker');
    const slots = workers.reduce((sum, one) => sum + one.slots, 0);
    console.log(`sources ${name}: ${count(workers.length, 'worker')}, ${count(slots, 'slot')}`);
    for (const { host, pid, what } of own.filter(({ role }) => role === 'coordinator'))
      console.log(`  run      ${what}, by process ${pid} on ${host}`);
    for (const one of byHost(workers)) console.log(`  workers  ${one}`);
    const numbers = await withQueue(broker, name, (queue) =>
      queue.getJobCounts('active', 'waiting', 'prioritized', 'delayed', 'completed', 'failed'),
    );
    const { active, completed, failed, ...waiting } = numbers;
    const left = Object.values(waiting).reduce((sum, n) => sum + n, 0);
    console.log(
      `  trials   ${left} waiting, ${active} under way, ${completed} not fetched, ${failed} failed`,
    );
  }
}

/** Removes the jobs of sources that nobody coordinates. */
async function clean(broker: Broker): Promise<void> {
  const there = (await present(broker.redis)).filter(({ role }) => role === 'coordinator');
  const queues = await queuesOf(broker);
  const used = queues.filter((name) => there.some((one) => one.queue === name));
  const left = queues.filter((name) => !used.includes(name));
  for (const name of left) await withQueue(broker, name, (queue) => queue.obliterate({ force: true }));
  const kept = used.length === 0 ? '' : ` Kept: ${used.join(', ')}, which a run uses.`;
  console.log(
    `Removed the trials of ${count(left.length, 'version of the sources', 'versions of the sources')}.${kept}`,
  );
}

async function withQueue<T>(
  { bullmq, redis }: Broker,
  name: string,
  work: (queue: Queue) => Promise<T>,
): Promise<T> {
  const queue = new bullmq.Queue(name, { connection: redis, prefix: PREFIX, skipMetasUpdate: true });
  queue.on('error', () => {});
  try {
    return await work(queue);
  } finally {
    await queue.close();
  }
}

/** The names of all queues. */
async function queuesOf({ redis }: Broker): Promise<readonly string[]> {
  const names = new Set<string>();
  let cursor = '0';
  do {
    const [next, keys] = await redis.scan(cursor, 'MATCH', `${PREFIX}:*:events`, 'COUNT', 1000);
    for (const key of keys) names.add(key.split(':')[1]!);
    cursor = next;
  } while (cursor !== '0');
  return [...names];
}

function byHost(workers: readonly Present[]): readonly string[] {
  return [...new Set(workers.map(({ host }) => host))].sort().map((host) => {
    const own = workers.filter((one) => one.host === host);
    const slots = own.reduce((sum, one) => sum + one.slots, 0);
    return `${host}: ${count(own.length, 'process', 'processes')}, ${count(slots, 'slot')}`;
  });
}
