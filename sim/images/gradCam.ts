/**
 * Grad-CAM (Selvaraju et al., ICCV 2017) of the score of an image's own class, y h: with A_k the last maps and alpha_k the mean over
 * places of d(y h)/dA_k, the map is ReLU(sum_k alpha_k A_k), one number for each of 8 x 8 places.
 */
import type { Tensor } from '@tensorflow/tfjs';
import type { Device } from '../engines/tfjsBackend.ts';
import type { Images } from './draw.ts';
import { onPlate } from './draw.ts';
import { headOf, inputsOf, MAP_SIDE, mapsOf, type ImageParameters } from './network.ts';
import { uploaded } from './train.ts';

const PLACES = MAP_SIDE * MAP_SIDE;

/** The maps of a convolutional network, row-major [rows, 64]; none of their numbers is negative. */
export function gradCam(device: Device, parameters: ImageParameters, images: Images): Float32Array {
  const { tf } = device;
  let maps = new Float32Array(0);
  device.compute(() => {
    const all = uploaded(tf, 'convolutional', parameters);
    const labels = tf.tensor2d(images.labels.slice(), [images.rows, 1]);
    const last = mapsOf(tf, all, inputsOf(tf, 'convolutional', images.pixels));
    // Every image has maps of its own, so one gradient of the sum holds those of all scores.
    const slopes = tf.grad((a: Tensor) => tf.sum(tf.mul(labels, headOf(tf, all, a))))(last);
    const alpha = tf.mean(slopes, 1, true);
    maps = Float32Array.from(tf.relu(tf.sum(tf.mul(alpha, last), 2)).dataSync());
  });
  return maps;
}

/** Share of all saliency that lies outside the plate; NaN where there is no saliency at all. Even maps have .75. */
export function backgroundShare(maps: Float32Array): number {
  let [background, all] = [0, 0];
  for (const [i, value] of maps.entries()) {
    const place = i % PLACES;
    // Place (r, c) stands for the pixels 2 r and 2 r + 1, 2 c and 2 c + 1: all on the plate, or none.
    const core = onPlate(2 * Math.floor(place / MAP_SIDE), 2 * (place % MAP_SIDE));
    if (!core) background += value;
    all += value;
  }
  return background / all;
}
