/** The figures on small images: accuracy and risk when the background shifts, and Grad-CAM. Both are analogues of the paper's, ours. */
import {
  assembleImageFigure,
  IMAGE_MODELS,
  IMAGE_TRAININGS,
  type ImageFigureName,
} from '../../properties/records/imageFigure.ts';
import { imageCaption } from '../../reports/figures/imageCaption.ts';
import { imagePage, imagePanelCsv, imagePanelSvg, panelFile } from '../../reports/figures/imageFiles.ts';
import { imagePanels } from '../../reports/figures/imagePanels.ts';
import { expectationSentence } from '../../reports/figures/words.ts';
import { imageCurve, type ImageCurve, type ImageRun } from '../../theorems/empirical/images/run.ts';
import { IMAGE_SETTING } from '../../theorems/empirical/images/setting.ts';
import type { FigureKind } from './figure.ts';

type ImageTask = Omit<ImageRun, 'backend'>;

const DEFAULT_SEEDS = 3;

export const IMAGES = imageFigure('images', 'accuracy and risk on small images');
export const GRADCAM = imageFigure('gradcam', 'where networks look on small images');

function imageFigure(name: ImageFigureName, title: string): FigureKind<ImageTask, ImageCurve> {
  const panels = imagePanels({ name });
  return {
    name,
    title,
    presets: ['illustrative'],
    options: [],
    files: [
      'index.html',
      `figure-${name}.json`,
      ...panels.flatMap((panel) => ['svg', 'csv'].map((kind) => `${panelFile({ name }, panel)}.${kind}`)),
    ],
    plan: ({ seed, seeds = DEFAULT_SEEDS }) => ({
      seeds,
      flags: [],
      tasks: Array.from({ length: seeds }, (_, i) =>
        IMAGE_MODELS[name].flatMap((model) =>
          IMAGE_TRAININGS.map((training) => ({
            setting: IMAGE_SETTING,
            model,
            training,
            root: seed,
            seed: i + 1,
          })),
        ),
      ).flat(),
      drawn: (curves, { engine, command, beside }) => {
        const figure = assembleImageFigure(
          { name, setting: IMAGE_SETTING, seed, seeds, engine, command },
          curves,
        );
        return {
          caption: imageCaption(figure),
          shapes: figure.shapes.map(expectationSentence),
          files: {
            ...Object.fromEntries(
              panels.flatMap((panel) => [
                [`${panelFile(figure, panel)}.svg`, imagePanelSvg(figure, panel)],
                [`${panelFile(figure, panel)}.csv`, imagePanelCsv(figure, panel)],
              ]),
            ),
            [`figure-${name}.json`]: `${JSON.stringify(figure)}\n`,
            'index.html': imagePage(figure, beside),
          },
        };
      },
    }),
    compute: (backend, task) => imageCurve({ ...task, backend }),
  };
}
