/** Figure 3: what a network learns, in the setting of the theorems or in that of the paper's experiments. */
import { assembleFigure } from '../../properties/records/figure.ts';
import { setupCaption, shapeSentence } from '../../reports/figures/caption.ts';
import { panelCsv } from '../../reports/figures/csv.ts';
import { figurePage } from '../../reports/figures/figurePage.ts';
import { figurePanels } from '../../reports/figures/panels.ts';
import { panelSvg } from '../../reports/figures/svg.ts';
import { loadGeneral } from '../../sim/general/train.ts';
import { figureCurve, type FigureCurve, type FigureRun } from '../../theorems/figure-3/curve.ts';
import {
  CHOICES,
  FIGURE_ACTIVATIONS,
  paperCodeSetting,
  PRESETS,
  theorySetting,
  type FigureSetting,
  type PaperCodeChoices,
} from '../../theorems/figure-3/setting.ts';
import { UsageError } from '../usage.ts';
import { flagOf, oneOf, type FigureKind, type FigureOptions, type FigureRequest } from './figure.ts';

const DEFAULT_SEEDS = { theory: 6, 'paper-code': 3 };
const OPTIONS = Object.keys(CHOICES) as (keyof PaperCodeChoices)[];
const PANELS = ['a', 'b', 'c', 'd'].flatMap((panel) => [`figure-3${panel}.svg`, `figure-3${panel}.csv`]);

export const FIGURE_3: FigureKind<FigureRun, FigureCurve> = {
  name: '3',
  title: 'what a network learns',
  presets: PRESETS,
  options: OPTIONS,
  files: ['index.html', 'figure-3.json', ...PANELS],
  plan: (request) => {
    const { seed } = request;
    const { setting, flags } = settingOf(request);
    const seeds = request.seeds ?? DEFAULT_SEEDS[setting.preset];
    return {
      seeds,
      flags,
      tasks: Array.from({ length: seeds }, (_, i) =>
        FIGURE_ACTIVATIONS[setting.preset].map((activation) => ({
          setting,
          activation,
          root: seed,
          seed: i + 1,
        })),
      ).flat(),
      drawn: (curves, { engine, command, beside }) => {
        const figure = assembleFigure({ setting, seed, seeds, engine, command }, curves);
        return {
          caption: setupCaption(figure),
          shapes: figure.shapes.map((shape) => `(${shape.panel}) ${shapeSentence(shape)}`),
          files: {
            ...Object.fromEntries(
              figurePanels(figure).flatMap((panel) => [
                [`figure-3${panel.name}.svg`, panelSvg(figure, panel)],
                [`figure-3${panel.name}.csv`, panelCsv(figure, panel)],
              ]),
            ),
            'figure-3.json': `${JSON.stringify(figure, null, 2)}\n`,
            'index.html': figurePage(figure, beside),
          },
        };
      },
    };
  },
  compute: async (backend, run) => figureCurve(await loadGeneral(backend), run),
};

/** The setting, and the flags that choose it. */
function settingOf({ preset, options }: FigureRequest): {
  readonly setting: FigureSetting;
  readonly flags: readonly string[];
} {
  if (preset === 'theory') {
    const given = OPTIONS.find((name) => options[name] !== undefined);
    if (given !== undefined) {
      throw new UsageError(
        `${flagOf(given)} belongs to --preset paper-code: the theory's setting leaves no such choice`,
      );
    }
    return { setting: theorySetting(), flags: [] };
  }
  const chosen = chosenOf(options);
  return {
    setting: paperCodeSetting(Object.fromEntries(chosen) as PaperCodeChoices),
    flags: chosen.map(([name, value]) => `${flagOf(name)} ${value}`),
  };
}

const chosenOf = (options: FigureOptions) =>
  OPTIONS.map(
    (name) => [name, oneOf(flagOf(name), options[name] ?? CHOICES[name][0], CHOICES[name])] as const,
  );
