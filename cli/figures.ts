/** `fct figures`: computes a figure of the paper from our own runs, and writes its pictures, their numbers as CSV and JSON, and a page. */
import { join } from 'node:path';
import { openSentence } from '../properties/trials/incident.ts';
import { loadDevice } from '../sim/engines/tfjsBackend.ts';
import type { Accident } from './accident.ts';
import { integer, jobsOf } from './arguments.ts';
import { pagesBeside } from './beside.ts';
import { EXIT } from './exitCode.ts';
import { FIGURE_BACKENDS, flagOf, oneOf, type FigureKind, type FigureOptions } from './figures/figure.ts';
import { FIGURE_NAMES, loadFigure } from './figures/registry.ts';
import type { FigureTask } from './figureWorker.ts';
import { fingerprint } from './fingerprint.ts';
import { withOutput } from './output.ts';
import { createProgress } from './progress.ts';
import type { LoadedSuite } from './suite.ts';
import { workerFile } from './thread.ts';
import { UsageError } from './usage.ts';
import { Workers } from './workers.ts';

export interface FiguresArguments {
  readonly figure: string;
  readonly preset?: string;
  readonly seeds?: string;
  readonly seed: string;
  readonly jobs?: string;
  readonly backend: string;
  readonly out: string;
  readonly force?: boolean;
}

/** Returns 0 when the figure is written, whatever its shapes, which are printed and shown on the page; 4 when the machine kept some network from being trained. */
export async function figures(
  suite: Pick<LoadedSuite, 'name' | 'figures'>,
  args: FiguresArguments & FigureOptions,
): Promise<number> {
  if (suite.figures.length === 0)
    throw new UsageError(
      `suite "${suite.name}" declares no figure; \`fct --suite paper figures\` draws Figure 3 of the feature contamination paper`,
    );
  const declared = FIGURE_NAMES.filter((name) =>
    (suite.figures as readonly string[]).includes(`figure-${name}`),
  );
  const kind = await loadFigure(oneOf('--figure', args.figure, declared));
  const preset = oneOf('--preset', args.preset ?? kind.presets[0]!, kind.presets);
  const backend = oneOf('--backend', args.backend, FIGURE_BACKENDS);
  const seed = integer('--seed', args.seed, 0, Number.MAX_SAFE_INTEGER);
  const plan = kind.plan({
    seed,
    seeds: args.seeds === undefined ? undefined : integer('--seeds', args.seeds, 1, 1000),
    preset,
    options: await ownOptions(kind, args),
  });
  const jobs = jobsOf(args.jobs);
  await loadDevice(backend).catch((error: Error) => {
    throw new UsageError(
      `--backend ${backend}: ${error.message}; leave it out for the one that every machine has`,
    );
  });
  const engine = `general-${backend}`;
  const configuration = {
    schema: 'fct-figures/1',
    fingerprint: fingerprint(engine, { sources: '' }),
    figure: kind.name,
    files: kind.files,
    seed,
    seeds: plan.seeds,
    preset,
    engine,
    choices: plan.flags,
  };
  const command = [
    `fct figures --figure ${kind.name} --preset ${preset} --seeds ${plan.seeds} --seed ${seed}`,
    ...(backend === FIGURE_BACKENDS[0] ? [] : [`--backend ${backend}`]),
    ...plan.flags,
  ].join(' ');
  return withOutput({ out: args.out, configuration, force: args.force }, async (folder) => {
    const tasks = plan.tasks.map((task) => ({ figure: kind.name, backend, task }));
    const { parts, open } = await computeAll(tasks, jobs, preset);
    if (open.length > 0) {
      console.log(`No figure was written. ${openSentence(open.map((o) => ({ ...o, healed: false })))}`);
      return EXIT.inconclusive;
    }
    const drawn = plan.drawn(parts, { engine, command, beside: pagesBeside(folder.path) });
    for (const name of kind.files) folder.write(name, drawn.files[name]!);
    folder.stands();
    console.log(drawn.caption);
    for (const shape of drawn.shapes) console.log(shape);
    console.log(`Figures: ${join(folder.path, 'index.html')}`);
    return EXIT.ok;
  });
}

/** Options that other figures take are refused. */
async function ownOptions(kind: FigureKind, args: FigureOptions): Promise<FigureOptions> {
  for (const name of FIGURE_NAMES.filter((other) => other !== kind.name)) {
    const { options } = await loadFigure(name);
    const foreign = options.find((o) => args[o] !== undefined && !kind.options.includes(o));
    if (foreign !== undefined)
      throw new UsageError(`${flagOf(foreign)} belongs to --figure ${name}, not to --figure ${kind.name}`);
  }
  return Object.fromEntries(kind.options.map((name) => [name, args[name]]));
}

/** The parts in the order of their tasks; `open` says what kept some of them from being made. */
async function computeAll(
  tasks: readonly FigureTask[],
  jobs: number,
  what: string,
): Promise<{ readonly parts: readonly unknown[]; readonly open: readonly Accident[] }> {
  const stop = new AbortController();
  const open: Accident[] = [];
  const workers = new Workers<FigureTask, unknown>({
    jobs,
    signal: stop.signal,
    worker: workerFile('figureWorker'),
    engineOf: ({ backend }) => `tfjs-${backend}`,
    doubtOf: () => undefined,
    onGiveUp: () => stop.abort(),
  });
  const progress = createProgress(process.stdout);
  let done = 0;
  try {
    const parts = await Promise.all(
      tasks.map(async (task) => {
        const ended = await workers.run(task);
        if (ended === undefined) return [];
        if ('own' in ended) throw new Error(ended.own.message);
        if ('open' in ended) {
          open.push(ended.open);
          return [];
        }
        done++;
        progress.update({ trials: done, costDone: done, costLeft: tasks.length - done, what });
        return [ended.result];
      }),
    );
    return { parts: parts.flat(1), open };
  } finally {
    progress.end();
    await workers.close();
  }
}
