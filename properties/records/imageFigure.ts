/**
 * From runs on small images to what is shown of them: bands over seeds, and whether what is expected is seen. Pure. Comparisons are
 * paired within a seed.
 */
import type { ImageModel } from '../../sim/images/network.ts';
import type { ImageCurve, ImagePoint, ImageProbe } from '../../theorems/empirical/images/run.ts';
import type { ImageSetting, ImageTrainingKind } from '../../theorems/empirical/images/setting.ts';
import { bandOver, expectation, type Band, type Expectation } from './expectation.ts';

export const IMAGE_FIGURE_SCHEMA = 'fct-image-figure/1';

/** `images`: accuracy and risk. `gradcam`: maps, and their share on the background. */
export type ImageFigureName = 'images' | 'gradcam';
export type { ImageCurve, ImageModel, ImageTrainingKind };

export interface ImageFigure {
  readonly schema: typeof IMAGE_FIGURE_SCHEMA;
  readonly name: ImageFigureName;
  readonly setting: ImageSetting;
  readonly seed: number;
  readonly seeds: number;
  readonly engine: string;
  readonly command: string;
  readonly shapes: readonly Expectation[];
  readonly curves: readonly ImageCurve[];
}

/** Models that a figure trains. */
export const IMAGE_MODELS: Readonly<Record<ImageFigureName, readonly ImageModel[]>> = {
  images: ['convolutional', 'linear'],
  gradcam: ['convolutional'],
};
export const IMAGE_TRAININGS: readonly ImageTrainingKind[] = ['id', 'environments'];

export interface ImageBandPoint extends Band {
  readonly step: number;
}

/** Bounds of ours: a task is learned, accuracy is lost, accuracy is kept. */
const LEARNED = 0.95;
const LOST = 0.2;
const KEPT = 0.05;

export function assembleImageFigure(
  run: Pick<ImageFigure, 'name' | 'setting' | 'seed' | 'seeds' | 'engine' | 'command'>,
  curves: readonly ImageCurve[],
): ImageFigure {
  const shapes = run.name === 'images' ? accuracyShapes(curves) : shareShapes(curves);
  return { schema: IMAGE_FIGURE_SCHEMA, ...run, shapes, curves };
}

/** Mean, smallest and largest value over the seeds at every checkpoint; NaN is kept. */
export function imageBand(
  { curves, setting }: Pick<ImageFigure, 'curves' | 'setting'>,
  model: ImageModel,
  training: ImageTrainingKind,
  valueOf: (point: ImagePoint) => number | null,
): readonly ImageBandPoint[] {
  const drawn = curves.filter((c) => c.model === model && c.training === training);
  return setting.checkpoints.map((step, i) => {
    return { step, ...bandOver(drawn.map(({ points }) => valueOf(points[i]!) ?? NaN)) };
  });
}

/** The number of each seed at the end of training. */
function atEnd(
  curves: readonly ImageCurve[],
  model: ImageModel,
  training: ImageTrainingKind,
  valueOf: (point: ImagePoint) => number | null,
): readonly number[] {
  return curves
    .filter((c) => c.model === model && c.training === training)
    .map(({ points }) => valueOf(points.at(-1)!) ?? NaN);
}

function accuracyShapes(curves: readonly ImageCurve[]): readonly Expectation[] {
  const loss = ({ id, ood }: ImagePoint) => id.accuracy - ood.accuracy;
  const risk = ({ ood }: ImagePoint) => ood.risk;
  const kinds = IMAGE_MODELS.images.flatMap((model) =>
    IMAGE_TRAININGS.map((training) => [model, training] as const),
  );
  const learned = kinds.flatMap(([model, training]) =>
    atEnd(curves, model, training, ({ id }) => id.accuracy),
  );
  const idRisks = atEnd(curves, 'convolutional', 'id', risk);
  const otherRisks = atEnd(curves, 'convolutional', 'environments', risk);
  const kept = (model: ImageModel, training: ImageTrainingKind, words: string) =>
    expectation(`${model}-${training}-kept`, words, atEnd(curves, model, training, loss), 'at most', KEPT);
  return [
    expectation('learned', 'every model learns the shapes: ID accuracy', learned, 'at least', LEARNED),
    expectation(
      'accuracy-lost',
      'convolutional, ID-trained: ID accuracy less OOD accuracy',
      atEnd(curves, 'convolutional', 'id', loss),
      'at least',
      LOST,
    ),
    expectation(
      'worse-than-guessing',
      'convolutional, ID-trained: OOD risk in units of ln 2, that of guessing',
      idRisks.map((r) => r / Math.LN2),
      'at least',
      1,
    ),
    expectation(
      'risk-paired',
      'convolutional: OOD risk, environments-trained over ID-trained',
      otherRisks.map((r, i) => r / idRisks[i]!),
      'at most',
      0.5,
    ),
    kept(
      'convolutional',
      'environments',
      'convolutional, environments-trained: ID accuracy less OOD accuracy',
    ),
    kept('linear', 'id', 'linear, ID-trained (negative control): ID accuracy less OOD accuracy'),
  ];
}

function shareShapes(curves: readonly ImageCurve[]): readonly Expectation[] {
  const more = (set: 'id' | 'ood') => {
    const share = (point: ImagePoint): ImageProbe['share'] => point[set].share;
    const others = atEnd(curves, 'convolutional', 'environments', share);
    return atEnd(curves, 'convolutional', 'id', share).map((s, i) => s - others[i]!);
  };
  const words = 'more of the saliency lies on the background after ID training than after environments';
  return [
    expectation('share-id', `${words}, on ID images`, more('id'), 'at least', 0),
    expectation('share-ood', `${words}, on OOD images`, more('ood'), 'at least', 0),
  ];
}
