/** The classifiers of small images against loops written here: outputs, gradients by finite differences, Grad-CAM, and what training keeps. TensorFlow.js on WASM. */
import { beforeAll, describe, expect, it } from 'vitest';
import { drawBatch, toOod } from '../../../sim/data/batch.ts';
import { loadDevice, type Device } from '../../../sim/engines/tfjsBackend.ts';
import { drawImages, drawTextures, PIXELS, SIDE, type Images } from '../../../sim/images/draw.ts';
import { backgroundShare, gradCam } from '../../../sim/images/gradCam.ts';
import {
  initialParameters,
  SHAPES,
  type ImageModel,
  type ImageParameters,
} from '../../../sim/images/network.ts';
import { imageOutputs, lossAndGradients, trainImages } from '../../../sim/images/train.ts';
import { ADAMW } from '../../../sim/general/optimizers.ts';
import { streamKey } from '../../../sim/random/stream.ts';
import { imageData } from '../../../theorems/empirical/images/setting.ts';

const key = streamKey('image network test');
const data = imageData({ textures: 4 });
const textures = drawTextures(key, 4);
const drawn = (step: number, rows: number): Images => drawImages(textures, drawBatch(data, key, step, rows));
const MODELS: readonly ImageModel[] = ['convolutional', 'linear'];
let device: Device;
beforeAll(async () => {
  device = await loadDevice('wasm');
});

/** The last maps [64][32] of one image, in float64 and with loops over places. */
function mapsByHand(parameters: ImageParameters, pixels: Float32Array): number[][] {
  const [w1, b1, w2, b2] = parameters as [Float32Array, Float32Array, Float32Array, Float32Array];
  const at = (r: number, c: number, k: number) =>
    r < 0 || c < 0 || r >= SIDE || c >= SIDE ? 0 : pixels[(r * SIDE + c) * 3 + k]!;
  const layer = (
    of: (r: number, c: number, k: number) => number,
    [size, stride, channels]: readonly [number, number, number],
    [weights, bias]: readonly [Float32Array, Float32Array],
  ) =>
    Array.from({ length: 64 }, (_, place) =>
      Array.from(bias, (b, f) => {
        let sum = b;
        for (let i = 0; i < size; i++)
          for (let j = 0; j < size; j++)
            for (let k = 0; k < channels; k++)
              sum +=
                of(stride * (place >> 3) - 1 + i, stride * (place & 7) - 1 + j, k) *
                weights[((i * size + j) * channels + k) * bias.length + f]!;
        return Math.max(0, sum);
      }),
    );
  const first = layer(at, [4, 2, 3], [w1, b1]);
  const inside = (r: number, c: number) => r >= 0 && c >= 0 && r < 8 && c < 8;
  return layer((r, c, k) => (inside(r, c) ? first[r * 8 + c]![k]! : 0), [3, 1, 16], [w2, b2]);
}

function outputByHand(parameters: ImageParameters, pixels: Float32Array): number {
  const maps = mapsByHand(parameters, pixels);
  return maps.reduce(
    (sum, map) => sum + map.reduce((s, a, f) => s + (a * parameters[4]![f]!) / 64, 0),
    parameters[5]![0]!,
  );
}

it('the outputs are those of loops over pixels', () => {
  const parameters = initialParameters('convolutional', key);
  const { pixels } = drawn(0, 3);
  const outputs = imageOutputs(device, 'convolutional', parameters, pixels);
  for (let n = 0; n < 3; n++)
    expect(outputs[n]).toBeCloseTo(
      outputByHand(parameters, pixels.subarray(n * PIXELS, (n + 1) * PIXELS)),
      5,
    );
  const [w, b] = initialParameters('linear', key);
  const linear = imageOutputs(device, 'linear', [w!, b!], pixels);
  expect(linear[0]).toBeCloseTo(
    w!.reduce((s, x, p) => s + x * pixels[p]!, b![0]!),
    5,
  );
});

it.each(MODELS)('%s: gradients are the slopes of the mean loss', (model) => {
  const parameters = initialParameters(model, key);
  const batch = drawn(1, 6);
  const { gradients } = lossAndGradients(device, model, parameters, batch);
  expect(gradients.map((g) => g.length)).toEqual(SHAPES[model].map(([rows, columns]) => rows * columns));
  const lossAt = (values: ImageParameters) => lossAndGradients(device, model, values, batch).loss;
  for (const [i, gradient] of gradients.entries()) {
    // The entry with the steepest slope: there the rounding of the loss (6e-8) over 2 h weighs least.
    const k = gradient.reduce((best, g, j) => (Math.abs(g) > Math.abs(gradient[best]!) ? j : best), 0);
    const h = 2 ** -6;
    const at = (shift: number) =>
      lossAt(parameters.map((p, j) => (j === i ? p.map((v, at) => (at === k ? v + shift : v)) : p)));
    const slope = (at(h) - at(-h)) / (2 * h);
    // Four units of the loss's rounding (6e-8) over 2 h are 8e-6, a thousandth of these slopes. The rest is curvature and the kinks of
    // ReLU within h; a forgotten factor, place or term is off by far more.
    expect(Math.abs(slope / gradient[k]! - 1), `${model}, parameter ${i}`).toBeLessThan(0.05);
  }
});

describe('Grad-CAM', () => {
  it('is ReLU of the class’s head weights times the maps, over 64 places', () => {
    const parameters = initialParameters('convolutional', key);
    const images = drawn(2, 2);
    const maps = gradCam(device, parameters, images);
    for (let n = 0; n < 2; n++) {
      const last = mapsByHand(parameters, images.pixels.subarray(n * PIXELS, (n + 1) * PIXELS));
      // h is a mean over places, so d(y h)/dA_k is y w_k/64 at every place.
      const expected = last.map((a) =>
        Math.max(
          0,
          a.reduce((s, v, f) => s + images.labels[n]! * (parameters[4]![f]! / 64) * v, 0),
        ),
      );
      expected.forEach((value, place) => expect(maps[n * 64 + place]).toBeCloseTo(value, 6));
    }
    expect(Math.max(...maps)).toBeGreaterThan(1e-4);
  });

  it('counts what lies outside the plate, rows and columns 2 to 5', () => {
    const one = (...places: number[]) =>
      Float32Array.from({ length: 64 }, (_, p) => (places.includes(p) ? 1 : 0));
    expect(backgroundShare(one(0))).toBe(1);
    expect(backgroundShare(one(2 * 8 + 2, 5 * 8 + 5))).toBe(0);
    expect(backgroundShare(one(1 * 8 + 2, 2 * 8 + 5, 5 * 8 + 6, 5 * 8 + 2))).toBe(0.5);
    expect(backgroundShare(new Float32Array(64).fill(1))).toBe(0.75);
    expect(backgroundShare(new Float32Array(64))).toBeNaN();
  });
});

describe('training', () => {
  const optimizer = { ...ADAMW, eta: 5e-3, lambda: 1e-3 };
  const train = (model: ImageModel, draw: (step: number) => Images, checkpoints: readonly number[]) =>
    trainImages(
      device,
      { model, optimizer, draw },
      initialParameters(model, key),
      checkpoints,
      (_, parameters) => parameters,
    );

  it('looks between steps without a trace, and the same run twice has the same bits', () => {
    const asked: number[] = [];
    const draw = (step: number) => {
      asked.push(step);
      return drawn(step, 4);
    };
    const [start, , end] = train('convolutional', draw, [0, 1, 3]);
    expect(asked).toEqual([0, 1, 2]);
    expect(start).toEqual(initialParameters('convolutional', key));
    expect(train('convolutional', draw, [3])[0]).toEqual(end);
    expect(end).not.toEqual(start);
  });

  it('shown shapes only, a network has no OOD loss: there is no background to negate', () => {
    const bare = (step: number, rows: number, shifted: boolean) => {
      const batch = drawBatch(data, key, step, rows);
      const z = batch.z.map((v, i) => (i % 5 === 0 ? v : 0));
      return drawImages(textures, shifted ? toOod(data, { ...batch, z }) : { ...batch, z });
    };
    const [parameters] = train('convolutional', (step) => bare(step, 16, false), [40]);
    const [id, ood] = [false, true].map((shifted) =>
      imageOutputs(device, 'convolutional', parameters!, bare(99, 64, shifted).pixels),
    );
    expect(ood).toEqual(id);
    const { labels } = bare(99, 64, false);
    // It has learned the shapes: no image is on the wrong side.
    expect(id!.filter((h, n) => h * labels[n]! <= 0)).toHaveLength(0);
  });

  it('a linear model keeps its accuracy when the background is negated', () => {
    const [parameters] = train('linear', (step) => drawn(step, 32), [100]);
    const batch = drawBatch(data, key, 99, 64);
    for (const shown of [batch, toOod(data, batch)]) {
      const images = drawImages(textures, shown);
      const outputs = imageOutputs(device, 'linear', parameters!, images.pixels);
      expect(outputs.filter((h, n) => h * images.labels[n]! <= 0)).toHaveLength(0);
    }
  });
});
