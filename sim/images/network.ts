/**
 * Two classifiers of small images with one output h, as expressions of one TensorFlow.js backend.
 *
 *   convolutional  ReLU of a 4 x 4 convolution with stride 2 (8 x 8 maps), ReLU of a 3 x 3 convolution of these (A, the last maps),
 *                  h = mean of A over the places, times the head's weights, plus its bias
 *   linear         h = <w, pixels> + b
 *
 * A convolution is a product of patches with filters, for the WASM backend has no gradient of a convolution in its filters. Both
 * pad with zeros, which is mid-grey.
 */
import type { Rank, Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import type { Tf } from '../engines/tfjsBackend.ts';
import { product } from '../general/gradients.ts';
import { pageOf, wordAt, type StreamKey } from '../random/stream.ts';
import { CHANNELS, PIXELS, SIDE } from './draw.ts';

export type ImageModel = 'convolutional' | 'linear';

/** Rows and columns of a map. */
export const MAP_SIDE = SIDE / 2;
const PLACES = MAP_SIDE * MAP_SIDE;
const FIRST = { size: 4, stride: 2, pad: 1, filters: 16 } as const;
const SECOND = { size: 3, filters: 32 } as const;
const PATCH = FIRST.size * FIRST.size * CHANNELS;

/** Parameters in their order, with shapes; a bias follows its weights. */
export const SHAPES: Readonly<Record<ImageModel, readonly (readonly [number, number])[]>> = {
  convolutional: [
    [PATCH, FIRST.filters],
    [1, FIRST.filters],
    [SECOND.size * SECOND.size * FIRST.filters, SECOND.filters],
    [1, SECOND.filters],
    [SECOND.filters, 1],
    [1, 1],
  ],
  linear: [
    [PIXELS, 1],
    [1, 1],
  ],
};

/** The values of every parameter, in the order of SHAPES. */
export type ImageParameters = readonly Float32Array[];

/** PyTorch's default: weights and biases of a layer uniform within 1/sqrt(fan-in). Parameter i reads page i. */
export function initialParameters(model: ImageModel, key: StreamKey): ImageParameters {
  const shapes = SHAPES[model];
  return shapes.map(([rows, columns], i) => {
    const fanIn = i % 2 === 0 ? rows : shapes[i - 1]![0];
    const words = pageOf(key, i);
    const bound = 1 / Math.sqrt(fanIn);
    return Float32Array.from(
      { length: rows * columns },
      (_, k) => bound * ((2 * (wordAt(words, k) + 0.5)) / 2 ** 32 - 1),
    );
  });
}

/** What a model reads of images: patches [rows * 64, PATCH] or pixels [rows, PIXELS]. */
export function inputsOf(tf: Tf, model: ImageModel, pixels: Float32Array): Tensor2D {
  if (model === 'linear') return tf.tensor2d(pixels.slice(), [pixels.length / PIXELS, PIXELS]);
  const patches = patchesOf(pixels);
  return tf.tensor2d(patches, [patches.length / PATCH, PATCH]);
}

/** h for every image, [rows, 1]. */
export function outputsOf(
  tf: Tf,
  model: ImageModel,
  parameters: readonly Tensor[],
  inputs: Tensor2D,
): Tensor2D {
  if (model === 'convolutional') return headOf(tf, parameters, mapsOf(tf, parameters, inputs));
  return tf.add(product(tf)(inputs, parameters[0]!), parameters[1]!);
}

/** A, the last maps: [rows, 64, filters]. */
export function mapsOf(tf: Tf, parameters: readonly Tensor[], patches: Tensor2D): Tensor {
  const rows = patches.shape[0] / PLACES;
  const [w1, b1, w2, b2] = parameters as [Tensor, Tensor, Tensor, Tensor];
  const first = tf.relu(tf.add(product(tf)(patches, w1), b1));
  const placed = tf.reshape<Rank.R4>(first, [rows, MAP_SIDE, MAP_SIDE, FIRST.filters]);
  const padded = tf.pad<Tensor4D>(placed, [
    [0, 0],
    [1, 1],
    [1, 1],
    [0, 0],
  ]);
  const shifted = Array.from({ length: SECOND.size ** 2 }, (_, i) =>
    tf.slice4d(
      padded,
      [0, Math.floor(i / SECOND.size), i % SECOND.size, 0],
      [rows, MAP_SIDE, MAP_SIDE, FIRST.filters],
    ),
  );
  const around = tf.reshape<Rank.R2>(tf.concat(shifted, 3), [rows * PLACES, w2.shape[0]]);
  const second = tf.relu(tf.add(product(tf)(around, w2), b2));
  return tf.reshape(second, [rows, PLACES, SECOND.filters]);
}

/** h [rows, 1] from the last maps. */
export function headOf(tf: Tf, parameters: readonly Tensor[], maps: Tensor): Tensor2D {
  const [w, b] = parameters.slice(4) as [Tensor, Tensor];
  return tf.add(product(tf)(tf.mean<Tensor>(maps, 1), w), b);
}

/** The patches of the first convolution, place by place: [rows * 64, PATCH]. */
function patchesOf(pixels: Float32Array): Float32Array {
  const rows = pixels.length / PIXELS;
  const patches = new Float32Array(rows * PLACES * PATCH);
  let next = 0;
  for (let n = 0; n < rows; n++)
    for (let place = 0; place < PLACES; place++)
      for (let i = 0; i < PATCH; i++, next++) {
        const offset = Math.floor(i / CHANNELS);
        const row = FIRST.stride * Math.floor(place / MAP_SIDE) - FIRST.pad + Math.floor(offset / FIRST.size);
        const column = FIRST.stride * (place % MAP_SIDE) - FIRST.pad + (offset % FIRST.size);
        if (row < 0 || row >= SIDE || column < 0 || column >= SIDE) continue;
        patches[next] = pixels[n * PIXELS + (row * SIDE + column) * CHANNELS + (i % CHANNELS)]!;
      }
  return patches;
}
