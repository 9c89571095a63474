/** Small images: what lies where, that negated features negate the background alone, and that the label leaves the background alone. */
import { describe, expect, it } from 'vitest';
import { drawBatch, toOod } from '../../../sim/data/batch.ts';
import {
  CHANNELS,
  drawImages,
  drawTextures,
  onPlate,
  onShape,
  PIXELS,
  SIDE,
} from '../../../sim/images/draw.ts';
import { streamKey } from '../../../sim/random/stream.ts';
import { imageData } from '../../../theorems/empirical/images/setting.ts';

const key = streamKey('images test');
const data = imageData({ textures: 8 });
const textures = drawTextures(key, 8);
const places = Array.from({ length: PIXELS }, (_, p) => {
  const place = Math.floor(p / CHANNELS);
  return { p, row: Math.floor(place / SIDE), column: place % SIDE };
});

describe('one image by hand', () => {
  // A texture of +1 outside the plate.
  const even = Float32Array.from(places, ({ row, column }) => (onPlate(row, column) ? 0 : 1));
  const of = (z: readonly number[]) =>
    drawImages([even], { rows: 1, z: Float32Array.from(z), y: Float32Array.from([Math.sign(z[0]!)]) }).pixels;

  it('a disc at its brightness on a grey plate, .4 of the strength around it', () => {
    const pixels = of([0.75, 0.5]);
    for (const { p, row, column } of places) {
      const expected = onPlate(row, column) ? (onShape(1, row, column) ? 0.75 : 0) : Math.fround(0.2);
      expect(pixels[p]).toBe(expected);
    }
  });

  it('shapes have 24 pixels and 28, all on the plate', () => {
    const counts = [1, -1].map(
      (label) => places.filter(({ row, column }) => onShape(label, row, column)).length / CHANNELS,
    );
    // Squares of distances from the middle are sums of two of 1/4, 9/4, 25/4: four quadrants of (1/4, 1/4), (1/4, 9/4) twice,
    // (9/4, 9/4), (1/4, 25/4) twice. The cross: two bars of 2 x 8, whose 2 x 2 in the middle count once.
    expect(counts).toEqual([4 * 6, 16 + 16 - 4]);
    expect(places.filter((q) => onShape(1, q.row, q.column) && !onPlate(q.row, q.column))).toEqual([]);
  });

  it('the background is clipped at white and black', () => {
    expect(of([1, 4])[0]).toBe(1);
    expect(of([1, -4])[0]).toBe(-1);
  });
});

it('a texture is -1 or +1 around the plate; the first of every four has one colour, the others have stripes', () => {
  for (const [j, texture] of textures.entries()) {
    for (const { p, row, column } of places) expect(Math.abs(texture[p]!)).toBe(onPlate(row, column) ? 0 : 1);
    const colours = new Set(
      places
        .filter(({ p, row, column }) => p % CHANNELS === 0 && !onPlate(row, column))
        .map(({ p }) => texture[p]),
    );
    expect(colours.size).toBe(j % 4 === 0 ? 1 : 2);
  }
});

it('out of distribution the background is negated and the plate as it was', () => {
  const batch = drawBatch(data, key, 0, 32);
  const [id, ood] = [drawImages(textures, batch), drawImages(textures, toOod(data, batch))];
  expect(ood.labels).toEqual(id.labels);
  for (let n = 0; n < 32; n++)
    for (const { p, row, column } of places) {
      const [before, after] = [id.pixels[n * PIXELS + p]!, ood.pixels[n * PIXELS + p]!];
      expect(after).toBeCloseTo(onPlate(row, column) ? before : -before, 10);
    }
});

describe('label and background', () => {
  it('the same draws with the other label have the same background, bit for bit', () => {
    const [up, down] = ([1, -1] as const).map((label) =>
      drawImages(textures, drawBatch(data, key, 0, 64, label)),
    );
    const differs = new Set<number>();
    up!.pixels.forEach((value, i) => value !== down!.pixels[i] && differs.add(i % PIXELS));
    expect(differs.size).toBeGreaterThan(0);
    for (const { p, row, column } of places)
      if (differs.has(p)) expect([row, column, onPlate(row, column)]).toEqual([row, column, true]);
  });

  it('counted: a bright corner comes as often with either label', () => {
    const rows = 1600;
    const { pixels, labels } = drawImages(textures, drawBatch(data, key, 1, rows));
    const counts = { bright: 0, up: 0, both: 0 };
    const corner = Array.from({ length: rows }, (_, n) => pixels[n * PIXELS]!);
    const middle = [...corner].sort((a, b) => a - b)[rows / 2]!;
    for (const [n, value] of corner.entries()) {
      counts.bright += value > middle ? 1 : 0;
      counts.up += labels[n]! > 0 ? 1 : 0;
      counts.both += value > middle && labels[n]! > 0 ? 1 : 0;
    }
    // Given the two margins `both` is hypergeometric; its variance is at most rows/16, and five of its deviations are 50.
    expect(Math.abs(counts.both - (counts.bright * counts.up) / rows)).toBeLessThan(5 * Math.sqrt(rows / 16));
  });
});

it('refuses features that are not those of the textures', () => {
  expect(() => drawImages(textures, { rows: 1, z: new Float32Array(3), y: new Float32Array(1) })).toThrow(
    '1 images of 9 features need 9 numbers, got 3',
  );
});
