/** One training run on small images, and what it shows at its checkpoints. */
import { drawBatch, toOod } from '../../../sim/data/batch.ts';
import { loadDevice, type Device, type TfjsBackend } from '../../../sim/engines/tfjsBackend.ts';
import { LOSSES } from '../../../sim/general/losses.ts';
import { drawImages, drawTextures, PIXELS, type Images } from '../../../sim/images/draw.ts';
import { backgroundShare, gradCam } from '../../../sim/images/gradCam.ts';
import {
  initialParameters,
  MAP_SIDE,
  type ImageModel,
  type ImageParameters,
} from '../../../sim/images/network.ts';
import { imageOutputs, trainImages } from '../../../sim/images/train.ts';
import { streamKey } from '../../../sim/random/stream.ts';
import { DivergedError } from '../../types.ts';
import { drawEnvironments, inEnvironments } from './environments.ts';
import { imageData, type ImageSetting, type ImageTrainingKind } from './setting.ts';

export interface ImageRun {
  readonly setting: ImageSetting;
  readonly model: ImageModel;
  readonly training: ImageTrainingKind;
  readonly backend: TfjsBackend;
  /** The root seed, and the number of the run below it. */
  readonly root: number;
  readonly seed: number;
}

/** What is seen on one set of images. */
export interface ImageProbe {
  /** Mean logistic loss. */
  readonly risk: number;
  /** Share of images with y h > 0. */
  readonly accuracy: number;
  /** Share of the saliency of Grad-CAM that lies on the background; null of a linear model, which has no maps. */
  readonly share: number | null;
}

export interface ImagePoint {
  readonly step: number;
  readonly id: ImageProbe;
  readonly ood: ImageProbe;
}

/** A test image with the Grad-CAM map of the network at the end of training. */
export interface ImageExample {
  readonly label: number;
  /** Red, green and blue, 0 to 255, row by row. */
  readonly pixels: readonly number[];
  /** Row by row, 8 x 8, none negative. */
  readonly map: readonly number[];
  /** Share of the map on the background; null of a map of zeros. */
  readonly share: number | null;
}

export interface ImageCurve extends Pick<ImageRun, 'model' | 'training' | 'seed'> {
  readonly points: readonly ImagePoint[];
  /** In distribution and, the same in the same order, out of distribution; none of a linear model. */
  readonly examples: Readonly<Record<'id' | 'ood', readonly ImageExample[]>>;
}

/** Test images of each class that are shown. */
const SHOWN = 2;

/**
 * Trains and looks. Runs of a seed share textures, features and test images, whatever the model and the training. Throws a
 * DivergedError, and an Error where the backend does not load.
 */
export async function imageCurve(run: ImageRun): Promise<ImageCurve> {
  const { setting, model, training, root, seed } = run;
  const device = await loadDevice(run.backend);
  const key = (purpose: string) => streamKey('images', root, seed, purpose);
  const data = imageData(setting);
  const textures = drawTextures(key('textures'), setting.textures);
  const environments = drawEnvironments(key('environments'), setting.environments, setting.textures);
  const draw = (step: number) => {
    const batch = drawBatch(data, key('batches'), step, setting.batch);
    return drawImages(textures, training === 'id' ? batch : inEnvironments(batch, environments));
  };
  const probe = drawBatch(data, key('probe'), 0, setting.probe);
  const [id, ood] = [drawImages(textures, probe), drawImages(textures, toOod(data, probe))];
  let last: ImageParameters = [];
  const points = trainImages(
    device,
    { model, optimizer: setting.optimizer, draw },
    initialParameters(model, key('initial')),
    setting.checkpoints,
    (step, parameters): ImagePoint => {
      if (!parameters.every((values) => values.every(Number.isFinite)))
        throw new DivergedError(`${model}, ${training}, seed ${seed}: not finite before step ${step}`);
      last = parameters;
      const look = (images: Images) => probeImages(device, model, parameters, images);
      return { step, id: look(id), ood: look(ood) };
    },
  );
  const examples = (images: Images) => (model === 'linear' ? [] : examplesOf(device, last, images));
  return { model, training, seed, points, examples: { id: examples(id), ood: examples(ood) } };
}

/** What a model shows on images. */
export function probeImages(
  device: Device,
  model: ImageModel,
  parameters: ImageParameters,
  images: Images,
): ImageProbe {
  const outputs = imageOutputs(device, model, parameters, images.pixels);
  const margins = Array.from(outputs, (h, n) => images.labels[n]! * h);
  const mean = (of: (margin: number) => number) =>
    margins.reduce((sum, margin) => sum + of(margin), 0) / images.rows;
  return {
    risk: mean(LOSSES.logistic.number),
    // NaN must reach the accuracy.
    accuracy: mean((margin) => (Number.isNaN(margin) ? NaN : margin > 0 ? 1 : 0)),
    share: model === 'linear' ? null : backgroundShare(gradCam(device, parameters, images)),
  };
}

/** The first images of each class, discs first. */
function examplesOf(device: Device, parameters: ImageParameters, images: Images): readonly ImageExample[] {
  const maps = gradCam(device, parameters, images);
  const places = MAP_SIDE * MAP_SIDE;
  const rows = [...images.labels.keys()];
  const shown = [1, -1].flatMap((label) => rows.filter((n) => images.labels[n] === label).slice(0, SHOWN));
  return shown.map((n) => {
    const map = maps.subarray(n * places, (n + 1) * places);
    const share = backgroundShare(map);
    return {
      label: images.labels[n]!,
      pixels: Array.from(images.pixels.subarray(n * PIXELS, (n + 1) * PIXELS), (v) =>
        Math.round(127.5 * (1 + v)),
      ),
      map: Array.from(map),
      share: Number.isNaN(share) ? null : share,
    };
  });
}
