/**
 * `npm run evidence:check` lists what is stale and the command that remakes it. `npm run evidence` remakes it, in order; the same command goes on
 * after Ctrl-C. `npm run evidence -- NAME…` is about some of it (`findings` means all of `findings/…`), with `--force` about what is fresh too.
 * `--read PAGE` says that a person has read a page against what it quotes. `--adopt NAME…` stamps tables that were made without a
 * stamp, by the code of the commit that they name.
 */
import { spawn } from 'node:child_process';
import { fingerprint } from '../../cli/fingerprint.ts';
import { EXIT, SIGNAL_EXIT } from '../../cli/exitCode.ts';
import { onSignals } from '../../cli/signals.ts';
import { ROOT } from '../support/fct.ts';
import { adopt } from './adopt.ts';
import { ITEMS } from './manifest.ts';
import { commit } from './record.ts';
import { remake, staleOf, staleTable } from './remake.ts';
import { causesOf, git, stamp, type Shelf } from './stamps.ts';

const shelf: Shelf = {
  root: ROOT.replace(/\/$/, ''),
  items: ITEMS,
  fingerprint: () => fingerprint('kernel', { sources: '' }),
};
const args = process.argv.slice(2);
const options = args.filter((arg) => arg.startsWith('--'));
const asked = args.filter((arg) => !arg.startsWith('--'));
const named = (name: string) =>
  Object.keys(ITEMS).filter((one) => one === name || one.startsWith(`${name}/`));
const unknown = [
  ...asked.filter((name) => named(name).length === 0),
  ...options.filter((option) => !['--check', '--force', '--read', '--adopt'].includes(option)),
];
if (unknown.length > 0 || options.length > 1) {
  console.error(
    `evidence: ${unknown.length > 0 ? `there is no ${unknown.join(', ')}` : 'choose one option'}; there are ${Object.keys(ITEMS).join(', ')}, and one of --check, --force, --read, --adopt`,
  );
  process.exit(EXIT.usage);
}
const names =
  asked.length === 0
    ? Object.keys(ITEMS)
    : Object.keys(ITEMS).filter((one) => asked.some((name) => named(name).includes(one)));

/** Runs a script of the checkout; undefined when a signal ended it. */
function run(script: readonly string[]): Promise<number | undefined> {
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), ...script], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  stopped.child = child;
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(stopped.by === undefined ? (code ?? EXIT.error) : undefined));
  });
}
const stopped: { by?: NodeJS.Signals; child?: ReturnType<typeof spawn> } = {};
onSignals((signal) => {
  stopped.by = signal;
  stopped.child?.kill(signal);
});

async function checked(): Promise<number> {
  const stale = await staleOf(shelf, names);
  if (stale.length > 0) console.log(staleTable(shelf, stale).join('\n'));
  console.log(`${stale.length === 0 ? 'Nothing is stale' : `${stale.length} of ${names.length} are stale`}.`);
  if (stale.length > 0 && git(ROOT, 'rev-parse', '--is-shallow-repository') === 'true')
    console.log(
      'This clone is shallow, so it cannot be said which files changed; git fetch --unshallow brings the history.',
    );
  return stale.length === 0 ? EXIT.ok : EXIT.refuted;
}

async function remade(): Promise<number> {
  const force = options.includes('--force');
  const failed = await remake(shelf, names, { force, run, commit, say: (line) => console.log(line) });
  if (failed === undefined) {
    console.log('Stopped. The same command goes on with what is still stale.');
    return SIGNAL_EXIT[stopped.by!]!;
  }
  for (const { name, why } of failed) console.log(`failed: ${name}: ${why}`);
  // What fell stale on the way, and pages to be read.
  return failed.length > 0 ? EXIT.error : checked();
}

async function read(): Promise<number> {
  for (const name of names.filter((one) => asked.length > 0 && ITEMS[one]!.run === null)) {
    stamp(shelf, name, await causesOf(shelf, ITEMS[name]!), git(ROOT, 'rev-parse', '--short=12', 'HEAD')!);
    console.log(`${name} was read`);
  }
  return EXIT.ok;
}

process.exitCode = options.includes('--check')
  ? await checked()
  : options.includes('--read')
    ? await read()
    : options.includes('--adopt')
      ? await adopt(shelf, asked.length === 0 ? [] : names)
      : await remade();
