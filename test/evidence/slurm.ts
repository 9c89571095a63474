/**
 * The examples for Slurm on a real cluster of one node: an array of workers with a task that is requeued and one that is cancelled,
 * and shards with a merge: `npm run evidence:slurm` (as root, with slurm-wlm, munge and redis-server).
 */
import { join } from 'node:path';
import { newFolder, ROOT, startFct } from '../support/fct.ts';
import { printed } from '../support/process.ts';
import { evidenceLines, recordsOf } from '../support/records.ts';
import { startRedis } from '../support/redis.ts';
import { startSlurm } from '../support/slurm.ts';
import { commit, record, table } from './record.ts';

const SELECTION = ['thm-4.4', 'lemma-1.1', '--where', 'd0=16', '--profile', 'smoke', '--seed', '25'];
const TASKS = 3;

commit();
const redis = await startRedis();
const slurm = await startSlurm({ FCT_BROKER: redis.url });
const example = (name: string) => join(ROOT, 'examples/slurm', name);
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const single = newFolder();
await startFct(['verify', ...SELECTION, '--jobs', '1', '--out', single]).ended;
const expected = JSON.stringify(recordsOf(single));
const same = (out: string) => (JSON.stringify(recordsOf(out)) === expected ? 'yes' : 'no');

const array = ['--parsable', '--export=ALL', `--array=1-${TASKS}`, '--cpus-per-task=1', '--mem=1G'];
const job = slurm.run('sbatch', ...array, example('workers.sbatch'));
const out = newFolder();
const { child, ended } = startFct(['verify', ...SELECTION, '--broker', redis.url, '--out', out]);
await printed(child, 'Plan:');
while (evidenceLines(out).length < 2) await pause(50);
slurm.run('scontrol', 'requeue', `${job}_1`);
slurm.run('scancel', `${job}_2`);
const code = (await ended).code;
const campaign = ['array of workers, one requeued and one cancelled', String(code), same(out)];
slurm.run('scancel', job);
await slurm.idle();

const parts = newFolder();
slurm.run('bash', example('shards.sh'), '4', parts, ...SELECTION);
await slurm.idle();
const shards = ['four shards, and a merge after them', '', same(join(parts, 'merged'))];

const version = slurm.run('sinfo', '--version');
slurm.stop();
await redis.stop();
record('slurm', 'npm run evidence:slurm', 'seed 25', [
  `${version}, one node (proctrack/linuxproc, task/none, select/cons_tres): the record against that of a single machine, byte for byte but`,
  'for `timing`.',
  '',
  ...table(['', 'exit code of the coordinator', 'record the same'], [campaign, shards]),
]);
process.exitCode = [campaign, shards].every(([, , is]) => is === 'yes') ? 0 : 1;
