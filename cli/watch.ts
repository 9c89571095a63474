/**
 * `fct verify --watch`: runs, and runs again what a change of the suite's sources touches, what failed first. Every run is a process of
 * its own, for only a new process loads changed modules; it ends when this one does.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Summary } from '../properties/records/summaryRecord.ts';
import { count } from '../reports/text.ts';
import { readSealed } from './earlier.ts';
import { EXIT, SIGNAL_EXIT } from './exitCode.ts';
import { onSignals } from './signals.ts';
import { Sources } from './sources.ts';
import { entryOf, type LoadedSuite, type SuiteOptions } from './suite.ts';
import { modulesOf } from './touched.ts';
import { UsageError } from './usage.ts';
import type { VerifyArguments } from './verify.ts';
import { WATCHED } from './watched.ts';

const MAIN = fileURLToPath(new URL(`main.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url));

const theoremOf = (name: string) => name.split('/')[0]!;

export async function watch(
  options: SuiteOptions,
  { theorems }: LoadedSuite,
  names: readonly string[],
  args: VerifyArguments,
): Promise<number> {
  const flags = flagsOf(args);
  const before = options.suite === undefined ? [] : ['--suite', options.suite];
  const ids = theorems.map((t) => t.id);
  const asked = names.length > 0 ? names : ids;
  // All of the suite as it is by then: a theorem may have come, gone, or changed its name.
  const isWhole = (group: readonly string[]) => names.length === 0 && group.length === ids.length;
  const entry = entryOf(options.suite);
  let child: ChildProcess | undefined;
  let wake = () => {};
  const sources = new Sources(() => {
    child?.kill('SIGTERM');
    wake();
  });
  let stopped: NodeJS.Signals | undefined;
  const run = async (group: readonly string[], out: string, force: boolean) => {
    const own = fork(
      MAIN,
      [
        ...before,
        'verify',
        ...(isWhole(group) ? [] : group),
        ...flags,
        '--out',
        out,
        ...(force ? ['--force'] : []),
      ],
      {
        env: { ...process.env, [WATCHED]: 'yes' },
      },
    );
    child = own;
    const code = await new Promise<number>((resolve) =>
      own.on('close', (ended, signal) => resolve(ended ?? SIGNAL_EXIT[signal ?? ''] ?? EXIT.error)),
    );
    child = undefined;
    return code;
  };
  let modules = await modulesOf(entry, ids);
  let queue: readonly (readonly string[])[] = [asked];
  let failed: readonly string[] = [];
  sources.follow(modules.files);
  const release = onSignals((signal) => {
    stopped = signal;
    child?.kill('SIGTERM');
    wake();
  });
  try {
    for (let begun = false; stopped === undefined;) {
      const [group, ...later] = queue;
      if (group === undefined) {
        console.log(
          `Watching ${count(sources.count, 'file')} of ${count(ids.length, 'theorem')}; Ctrl-C ends.`,
        );
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (sources.pending || stopped !== undefined) resolve();
        });
      } else {
        const out = later.length > 0 ? `${args.out}-failed` : args.out;
        const code = await run(group, out, begun || args.force === true);
        if (!begun && code === EXIT.usage) return code;
        begun = true;
        if (code === EXIT.usage && names.length === 0 && !isWhole(group) && !sources.pending) {
          console.log('A theorem has gone or changed its name: all of the suite runs again.');
          queue = [ids];
        } else if (!sources.pending && stopped === undefined) {
          queue = later;
          failed = [
            ...failed.filter((id) => !group.map(theoremOf).includes(id)),
            ...failedIn(out, group, code),
          ];
        }
      }
      if (!sources.pending || stopped !== undefined) continue;
      const files = sources.take();
      const open = queue.flat();
      const touched = new Set(files.flatMap((file) => modules.touchedBy(file)));
      try {
        modules = await modulesOf(entry, ids);
        sources.follow(modules.files);
      } catch {
        // What cannot be put together is told by the run.
      }
      const todo = asked.filter((name) => touched.has(theoremOf(name)) || open.includes(name));
      queue = inOrder(todo, failed, isWhole(todo));
      const named = files.map((file) => relative(process.cwd(), file)).join(', ');
      console.log(
        `\n${named} changed: ${todo.length === 0 ? 'no claim is touched' : queue.flat().join(', ')}`,
      );
    }
    return SIGNAL_EXIT[stopped ?? 'SIGINT']!;
  } finally {
    sources.close();
    release();
  }
}

/** What failed last as a run of its own, before the rest; `whole`: before all of the suite, which runs without names. */
export function inOrder(
  todo: readonly string[],
  failed: readonly string[],
  whole: boolean,
): readonly (readonly string[])[] {
  const first = todo.filter((name) => failed.includes(theoremOf(name)));
  if (whole && first.length === todo.length) return [todo];
  const rest = whole ? todo : todo.filter((name) => !first.includes(name));
  return [first, rest].filter((group) => group.length > 0);
}

/** The theorems of a run that are not supported, or a twin of which was not refuted; all of them where it has no verdict. */
function failedIn(out: string, group: readonly string[], code: number): readonly string[] {
  const all = [...new Set(group.map(theoremOf))];
  const file = join(out, 'summary.json');
  if (code === EXIT.ok) return [];
  if (code === EXIT.usage || code === EXIT.error || !existsSync(file)) return all;
  const theorems = readSealed<Summary>(file)?.theorems ?? [];
  return theorems
    .filter((t) => t.verdict !== 'supported' || t.controls.some((c) => c.verdict !== 'refuted'))
    .map((t) => t.id);
}

/** The options of every run; those that make no sense again and again are refused. */
function flagsOf(args: VerifyArguments): readonly string[] {
  for (const name of ['shard', 'maxTime', 'compare', 'history', 'broker'] as const)
    if (args[name] !== undefined)
      throw new UsageError(
        `--watch runs again and again; leave out --${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`,
      );
  const { profile, seed, jobs, engine, where, set } = args;
  return [
    ...(profile === undefined ? [] : ['--profile', profile]),
    ...(jobs === undefined ? [] : ['--jobs', jobs]),
    ...['--seed', seed, '--engine', engine],
    ...where.flatMap((w) => ['--where', w]),
    ...set.flatMap((s) => ['--set', s]),
  ];
}
