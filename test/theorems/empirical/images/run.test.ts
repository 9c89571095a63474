/** A run on small images, tiny, and what a probe counts. TensorFlow.js on WASM. */
import { expect, it } from 'vitest';
import { loadDevice } from '../../../../sim/engines/tfjsBackend.ts';
import { PIXELS } from '../../../../sim/images/draw.ts';
import { backgroundShare } from '../../../../sim/images/gradCam.ts';
import { imageCurve, probeImages, type ImageRun } from '../../../../theorems/empirical/images/run.ts';
import { IMAGE_SETTING } from '../../../../theorems/empirical/images/setting.ts';

const tiny: ImageRun = {
  setting: { ...IMAGE_SETTING, batch: 8, probe: 12, checkpoints: [0, 2] },
  model: 'convolutional',
  training: 'id',
  backend: 'wasm',
  root: 1,
  seed: 1,
};

it('a probe: mean logistic loss, and the share of images on the right side', async () => {
  const device = await loadDevice('wasm');
  // h = x_0: 1, -2, 0 and 3 for labels 1, 1, -1 and -1, so the margins are 1, -2, 0 and -3.
  const weights = new Float32Array(PIXELS);
  weights[0] = 1;
  const pixels = new Float32Array(4 * PIXELS);
  for (const [n, value] of [1, -2, 0, 3].entries()) pixels[n * PIXELS] = value;
  const images = { rows: 4, pixels, labels: Float32Array.of(1, 1, -1, -1) };
  const { risk, accuracy, share } = probeImages(device, 'linear', [weights, new Float32Array(1)], images);
  // ln(1 + e^-1) = .313262, ln(1 + e^2) = 2.126928, ln 2 = .693147, ln(1 + e^3) = 3.048587.
  expect(risk).toBeCloseTo((0.313262 + 2.126928 + 0.693147 + 3.048587) / 4, 6);
  expect([accuracy, share]).toEqual([0.25, null]);
  // What is not a number is no success.
  const broken = probeImages(device, 'linear', [weights.fill(NaN), new Float32Array(1)], images);
  expect(broken.accuracy).toBeNaN();
});

it('trainings share all but the batches’ signs: untrained they are the same network on the same images', async () => {
  const [id, environments] = await Promise.all(
    (['id', 'environments'] as const).map((training) => imageCurve({ ...tiny, training })),
  );
  expect(environments!.points[0]).toEqual(id!.points[0]);
  expect(environments!.points[1]).not.toEqual(id!.points[1]);
  expect(id!.points.map((p) => p.step)).toEqual([0, 2]);
});

it('with one texture and one environment, all plus, the trainings are the same, bit for bit', async () => {
  const setting = { ...tiny.setting, textures: 1, environments: 1 };
  const [id, environments] = await Promise.all(
    (['id', 'environments'] as const).map((training) => imageCurve({ ...tiny, setting, training })),
  );
  expect(environments!.points).toEqual(id!.points);
});

it('shows two images of either class, in and out of distribution, with maps that are not negative', async () => {
  const { examples } = await imageCurve(tiny);
  for (const shown of [examples.id, examples.ood]) {
    expect(shown.map((e) => e.label)).toEqual([1, 1, -1, -1]);
    for (const { pixels, map, share } of shown) {
      expect(pixels.length).toBe(PIXELS);
      expect(pixels.every((v) => Number.isInteger(v) && v >= 0 && v <= 255)).toBe(true);
      expect([map.length, map.every((v) => v >= 0)]).toEqual([64, true]);
      expect(share).toBe(backgroundShare(Float32Array.from(map)));
    }
  }
  expect(examples.ood[0]!.pixels).not.toEqual(examples.id[0]!.pixels);
  expect((await imageCurve({ ...tiny, model: 'linear' })).examples).toEqual({ id: [], ood: [] });
});
