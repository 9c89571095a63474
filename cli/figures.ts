/** `fct figures`: trains the networks of Figure 3 and writes its panels as SVG and CSV, a page, and all numbers as JSON. */
import { join } from 'node:path';
import { assembleFigure, type Figure } from '../properties/records/figure.ts';
import { openSentence } from '../properties/trials/incident.ts';
import { shapeSentence, standing } from '../reports/figures/caption.ts';
import { panelCsv } from '../reports/figures/csv.ts';
import { figurePage } from '../reports/figures/figurePage.ts';
import { figurePanels } from '../reports/figures/panels.ts';
import { panelSvg } from '../reports/figures/svg.ts';
import type { FigureCurve, FigureRun } from '../theorems/figure-3/curve.ts';
import {
  CHOICES,
  FIGURE_ACTIVATIONS,
  paperCodeSetting,
  PRESETS,
  theorySetting,
  type FigureSetting,
  type PaperCodeChoices,
  type PresetName,
} from '../theorems/figure-3/setting.ts';
import type { Accident } from './accident.ts';
import { integer, jobsOf } from './arguments.ts';
import { pagesBeside } from './beside.ts';
import { EXIT } from './exitCode.ts';
import { FIGURE_BACKEND } from './figureWorker.ts';
import { fingerprint } from './fingerprint.ts';
import { withOutput, type OutputFolder } from './output.ts';
import { createProgress } from './progress.ts';
import type { LoadedSuite } from './suite.ts';
import { workerFile } from './thread.ts';
import { nearest, UsageError } from './usage.ts';
import { Workers } from './workers.ts';

export interface FiguresArguments extends Partial<Record<keyof PaperCodeChoices, string>> {
  readonly preset: string;
  readonly seeds?: string;
  readonly seed: string;
  readonly jobs?: string;
  readonly out: string;
  readonly force?: boolean;
}

const DEFAULT_SEEDS: Readonly<Record<PresetName, number>> = { theory: 6, 'paper-code': 3 };

/** Returns 0 when the figures are written, whatever their shapes, which are printed and shown on the page; 4 when the machine kept some network from being trained. */
export async function figures(
  suite: Pick<LoadedSuite, 'name' | 'figures'>,
  args: FiguresArguments,
): Promise<number> {
  if (!suite.figures.includes('figure-3'))
    throw new UsageError(
      `suite "${suite.name}" declares no figure; \`fct --suite paper figures\` draws Figure 3 of the feature contamination paper`,
    );
  const preset = oneOf('--preset', args.preset, PRESETS);
  const { setting, flags } = settingOf(preset, args);
  const seeds = args.seeds === undefined ? DEFAULT_SEEDS[preset] : integer('--seeds', args.seeds, 1, 1000);
  const seed = integer('--seed', args.seed, 0, Number.MAX_SAFE_INTEGER);
  const jobs = jobsOf(args.jobs);
  const engine = `general-${FIGURE_BACKEND}`;
  const configuration = {
    schema: 'fct-figures/1',
    fingerprint: fingerprint(engine, { sources: '' }),
    seed,
    seeds,
    preset,
    choices: flags,
  };
  const runs = Array.from({ length: seeds }, (_, i) =>
    FIGURE_ACTIVATIONS.map((activation): FigureRun => ({ setting, activation, root: seed, seed: i + 1 })),
  ).flat();
  const command = ['fct figures', `--preset ${preset}`, `--seeds ${seeds} --seed ${seed}`, ...flags].join(
    ' ',
  );
  return withOutput({ out: args.out, configuration, force: args.force }, async (folder) => {
    const { curves, open } = await trainAll(runs, jobs);
    if (open.length > 0) {
      console.log(`No figure was written. ${openSentence(open.map((o) => ({ ...o, healed: false })))}`);
      return EXIT.inconclusive;
    }
    const figure = assembleFigure({ setting, seed, seeds, engine, command }, curves);
    writeFigure(folder, figure);
    folder.stands();
    console.log(standing(setting));
    for (const shape of figure.shapes) console.log(`(${shape.panel}) ${shapeSentence(shape)}`);
    console.log(`Figures: ${join(folder.path, 'index.html')}`);
    return EXIT.ok;
  });
}

/** The setting, and the flags that choose it. */
function settingOf(
  preset: PresetName,
  args: FiguresArguments,
): { readonly setting: FigureSetting; readonly flags: readonly string[] } {
  const names = Object.keys(CHOICES) as (keyof PaperCodeChoices)[];
  const flag = (name: string) => `--${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`;
  const given = names.filter((name) => args[name] !== undefined);
  if (preset === 'theory') {
    if (given.length > 0) {
      throw new UsageError(
        `${flag(given[0]!)} belongs to --preset paper-code: the theory's setting leaves no such choice`,
      );
    }
    return { setting: theorySetting(), flags: [] };
  }
  const chosen = names.map((name) => [
    name,
    oneOf(flag(name), args[name] ?? CHOICES[name][0], CHOICES[name]),
  ]);
  return {
    setting: paperCodeSetting(Object.fromEntries(chosen) as PaperCodeChoices),
    flags: chosen.map(([name, value]) => `${flag(name!)} ${value}`),
  };
}

function oneOf<T extends string>(option: string, text: string, values: readonly T[]): T {
  if (!(values as readonly string[]).includes(text)) {
    throw new UsageError(
      `unknown ${option} "${text}": did you mean "${nearest(text, values)}"? There are ${values.join(', ')}`,
    );
  }
  return text as T;
}

/** The curves in the order of their runs; `open` says what kept some of them from being made. */
async function trainAll(
  runs: readonly FigureRun[],
  jobs: number,
): Promise<{ readonly curves: readonly FigureCurve[]; readonly open: readonly Accident[] }> {
  const stop = new AbortController();
  const open: Accident[] = [];
  const workers = new Workers<FigureRun, FigureCurve>({
    jobs,
    signal: stop.signal,
    worker: workerFile('figureWorker'),
    engineOf: () => `tfjs-${FIGURE_BACKEND}`,
    doubtOf: () => undefined,
    onGiveUp: () => stop.abort(),
  });
  const progress = createProgress(process.stdout);
  let done = 0;
  try {
    const curves = await Promise.all(
      runs.map(async (run) => {
        const ended = await workers.run(run);
        if (ended === undefined) return [];
        if ('own' in ended) throw new Error(ended.own.message);
        if ('open' in ended) {
          open.push(ended.open);
          return [];
        }
        done++;
        progress.update({
          trials: done,
          costDone: done,
          costLeft: runs.length - done,
          what: run.setting.preset,
        });
        return [ended.result];
      }),
    );
    return { curves: curves.flat(), open };
  } finally {
    progress.end();
    await workers.close();
  }
}

function writeFigure({ path, write }: OutputFolder, figure: Figure): void {
  for (const panel of figurePanels(figure)) {
    write(`figure-3${panel.name}.svg`, panelSvg(figure, panel));
    write(`figure-3${panel.name}.csv`, panelCsv(figure, panel));
  }
  write('figure-3.json', `${JSON.stringify(figure, null, 2)}\n`);
  write('index.html', figurePage(figure, pagesBeside(path)));
}
