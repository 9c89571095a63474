/** The part of the command line that is about campaigns: the verbs of workers and of the queue, and the options that name a broker. */
import type { Command } from 'commander';
import type { LoadedSuite } from '../suite.ts';

export const BROKER = [
  '--broker <url>',
  'trials go to the workers of this Redis: redis://[user@]host[:port], rediss:// for TLS',
] as const;
export const BROKER_CA = ['--broker-ca <file>', 'the authority that signed its certificate, as PEM'] as const;

const SECRET = `
The password of a broker is taken from FCT_BROKER_PASSWORD, or from the file that FCT_BROKER_PASSWORD_FILE names.`;

export function addCampaignVerbs(
  program: Command,
  suite: () => Promise<LoadedSuite>,
  ended: (code: number) => void,
): void {
  program
    .command('worker')
    .description('run trials that a broker hands out, until it is told to stop')
    .option(...BROKER)
    .option(...BROKER_CA)
    .option('--concurrency <n>', 'trials at a time; as many as the cores that may be used when left out')
    .option('--max-idle <time>', 'end after 90s, 5m, 2h without a trial')
    .option('--engine <name>', 'auto, kernel, tfjs, tfjs-node, tfjs-wasm, tfjs-cpu', 'auto')
    .addHelpText(
      'after',
      `
SIGTERM or Ctrl-C: no further trials, and those under way are ended; asked twice, they are left to other workers.
${SECRET}

Exit codes: 0 no trial for --max-idle, 2 bad input, 4 no trial can be run on this machine, 130/143 stopped by a signal.

Example:
  fct worker --broker rediss://fct@redis.example.org:6379 --broker-ca ca.pem --max-idle 10m`,
    )
    .action(async (options) => {
      ended(await (await import('./worker.ts')).work(await suite(), options));
    });
  program
    .command('queue')
    .description('status: who is at a broker, and what waits there; clean: remove what ended runs have left')
    .argument('<what>', 'status or clean')
    .option(...BROKER)
    .option(...BROKER_CA)
    .addHelpText('after', `${SECRET}\n\nExample:\n  fct queue status --broker redis://localhost:6379`)
    .action(async (what: string, options) => {
      ended(await (await import('./queue.ts')).queue(what, options));
    });
}
