/**
 * Two slots of a worker behind a broker beside the pool of two, on one machine, by turns: `npm run evidence:throughput`; three runs each way
 * at profile quick, half an hour on an idle machine (with redis-server). Arguments choose claims, for a shorter comparison.
 */
import { cpus, loadavg } from 'node:os';
import { newFolder, startFct } from '../support/fct.ts';
import { printed } from '../support/process.ts';
import { evidenceLines, recordsOf, summaryOf } from '../support/records.ts';
import { startRedis, type RedisServer } from '../support/redis.ts';
import { commit, record, table } from './record.ts';

const TURNS = 3;
const SLOTS = 2;
const claims = process.argv.slice(2);

/** The last line on stderr: seconds of processor time of all threads. */
const TELLING = `process.on('exit', () => { const { user, system } = process.cpuUsage(); console.error('\\nprocessor ' + (user + system) / 1e6); });`;
const processorOf = (stderr: string) => Number(/\nprocessor ([\d.]+)\n$/.exec(stderr)![1]);

interface Run {
  readonly seconds: number;
  /** Of the run, its workers and its Redis. */
  readonly processor: number;
  readonly trials: number;
  /** Trials that were run and that no verdict rests on. */
  readonly beyond: number;
  readonly load: number;
  readonly records: string;
}

async function verified(args: readonly string[], others: () => Promise<number>): Promise<Run> {
  const out = newFolder();
  const load = loadavg()[0]!;
  const run = startFct(['verify', ...claims, '--profile', 'quick', '--out', out, ...args], {
    before: TELLING,
  });
  const { code, stderr } = await run.ended;
  const processor = processorOf(stderr) + (await others());
  if (code !== 0 && code !== 1 && code !== 4) throw new Error(`verify ended with ${code}: ${stderr}`);
  const { timing, evidence } = summaryOf(out);
  const trials = evidenceLines(out).length;
  const records = JSON.stringify(recordsOf(out));
  return {
    seconds: timing.durationSeconds,
    processor,
    trials,
    beyond: trials - evidence.trials,
    load,
    records,
  };
}

/** Seconds of processor time of a Redis since it began. */
const spentBy = ({ cli }: RedisServer) =>
  [...cli('INFO', 'cpu').matchAll(/^used_cpu_(?:sys|user):([\d.]+)/gm)].reduce(
    (sum, [, s]) => sum + Number(s),
    0,
  );

async function throughBroker(): Promise<Run> {
  const redis = await startRedis();
  const worker = startFct(['worker', '--broker', redis.url, '--concurrency', String(SLOTS)], {
    before: TELLING,
  });
  await printed(worker.child, 'at a time');
  const run = await verified(['--broker', redis.url], async () => {
    worker.child.kill('SIGTERM');
    return processorOf((await worker.ended).stderr) + spentBy(redis);
  });
  await redis.stop();
  return run;
}

commit();
const pairs: { readonly pool: Run; readonly broker: Run }[] = [];
for (let turn = 0; turn < TURNS; turn++) {
  const pool = await verified(['--jobs', String(SLOTS)], () => Promise.resolve(0));
  pairs.push({ pool, broker: await throughBroker() });
  const { broker } = pairs.at(-1)!;
  if (broker.records !== pool.records) throw new Error('the broker gave another record than the pool');
}

const rate = ({ trials, seconds }: Run) => (60 * trials) / seconds;
const each = ({ trials, processor }: Run) => (1000 * processor) / trials;
const median = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
};
const ratio = median(pairs.map(({ pool, broker }) => rate(broker) / rate(pool)));
const more = median(pairs.map(({ pool, broker }) => each(broker) - each(pool)));
const most = Math.max(...pairs.map(({ broker }) => broker.beyond));
const selected = claims.length === 0 ? '' : ` -- ${claims.join(' ')}`;
const cells = ({ trials, beyond, load, ...run }: Run) => [
  ...[trials, beyond, run.seconds.toFixed(1), rate({ trials, beyond, load, ...run }).toFixed(0)],
  ...[run.processor.toFixed(1), load.toFixed(1)],
];

record(
  'throughput',
  `npm run evidence:throughput${selected}`,
  `seed 1, profile quick, ${cpus().length} cores (${cpus()[0]!.model})`,
  [
    `A worker with ${SLOTS} slots, its Redis and the coordinator on one machine, beside the pool of ${SLOTS}; by turns, with the same record each time. Processor time is that`,
    'of all threads of the run, its worker and its Redis. The load is the mean number of processes that wanted a core in the minute before:',
    'near 0 on an idle machine, and the rates compare the two only there.',
    '',
    `Median over the turns: the broker runs ${ratio.toFixed(3)} of the pool's trials a minute, and a trial costs ${more.toFixed(1)} ms of processor time more. Trials beyond what the verdicts rest on: at most ${most}.`,
    '',
    ...table(
      [
        'turn',
        'trials go to',
        'trials',
        'beyond the decision',
        'seconds',
        'trials a minute',
        'processor time, s',
        'load',
      ],
      pairs.flatMap(({ pool, broker }, turn) => [
        [turn + 1, 'pool', ...cells(pool)],
        [turn + 1, 'broker', ...cells(broker)],
      ]),
    ),
  ],
);
