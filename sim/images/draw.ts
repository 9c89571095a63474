/**
 * Small images from the features of Definition 3.1: the core is a shape on a plate in the middle, the background is coloured
 * textures around it, so that no pixel shows both [ours; an analogue of the paper's images].
 *
 * Images are [rows, SIDE, SIDE, CHANNELS], row-major, values in [-1, 1] around mid-grey 0. Feature 0 is the core: its sign, the
 * label's, says which shape is drawn (+1 a disc, -1 a cross), its size how bright it is. Feature 1 + j is the strength of texture j:
 *   pixel = clip(gain * sum_j z_j texture_j)  outside the plate.
 * Negated features negate the background of an image and leave its plate as it is.
 */
import type { Batch } from '../data/batch.ts';
import { pageOf, wordAt, type StreamKey } from '../random/stream.ts';

export const SIDE = 16;
export const CHANNELS = 3;
export const PIXELS = SIDE * SIDE * CHANNELS;

/** Rows and columns of the plate: PLATE.from up to and without PLATE.to. */
export const PLATE = { from: 4, to: 12 } as const;

/** Brightness of a texture at strength 1; the sum is clipped at black and white. */
const GAIN = 0.4;

/** Labelled images; labels -1 or +1 [rows]. */
export interface Images {
  readonly rows: number;
  readonly pixels: Float32Array;
  readonly labels: Float32Array;
}

export function onPlate(row: number, column: number): boolean {
  const inside = (x: number) => x >= PLATE.from && x < PLATE.to;
  return inside(row) && inside(column);
}

/** Is the pixel part of the shape of a class? A disc, or a cross of two bars. */
export function onShape(label: number, row: number, column: number): boolean {
  const [y, x] = [row - (SIDE - 1) / 2, column - (SIDE - 1) / 2];
  if (label > 0) return x * x + y * y <= 6.5;
  return Math.min(Math.abs(x), Math.abs(y)) < 1 && onPlate(row, column);
}

/**
 * `count` textures [SIDE, SIDE, CHANNELS] of -1 and +1, 0 on the plate. Kinds take turns: one colour, then stripes of a drawn width
 * (1, 2 or 4 pixels) and phase along rows, columns and diagonals. Word j of page 0 gives texture j: its bits 31 to 29 the signs of
 * the channels, 28 and 27 the width (the fourth value is 2 again), 26 to 24 the phase.
 */
export function drawTextures(key: StreamKey, count: number): readonly Float32Array[] {
  const page = pageOf(key, 0);
  return Array.from({ length: count }, (_, j) => {
    const word = wordAt(page, j);
    const width = [1, 2, 4, 2][(word >>> 27) & 3]!;
    const phase = (word >>> 24) & 7;
    const along = [() => 0, (r: number) => r + phase, (_r: number, c: number) => c + phase][j % 4];
    const position = along ?? ((r: number, c: number) => r + c + phase);
    return everyPixel((row, column, channel) => {
      if (onPlate(row, column)) return 0;
      const stripe = Math.floor(position(row, column) / width) % 2 === 0 ? 1 : -1;
      return (word >>> (31 - channel)) & 1 ? stripe : -stripe;
    });
  });
}

/** The images of features z [rows, 1 + textures]. */
export function drawImages(textures: readonly Float32Array[], { rows, z, y }: Batch): Images {
  const features = 1 + textures.length;
  if (z.length !== rows * features)
    throw new RangeError(
      `${rows} images of ${features} features need ${rows * features} numbers, got ${z.length}`,
    );
  const shapes = { up: shape(1), down: shape(-1) };
  const pixels = new Float32Array(rows * PIXELS);
  for (let n = 0; n < rows; n++) {
    const core = z[n * features]!;
    const drawn = core >= 0 ? shapes.up : shapes.down;
    for (let p = 0; p < PIXELS; p++) {
      let sum = 0;
      for (let j = 0; j < textures.length; j++) sum += z[n * features + 1 + j]! * textures[j]![p]!;
      const background = Math.max(-1, Math.min(1, GAIN * sum));
      pixels[n * PIXELS + p] = Math.abs(core) * drawn[p]! + background;
    }
  }
  return { rows, pixels, labels: y };
}

function shape(label: 1 | -1): Float32Array {
  return everyPixel((row, column) => (onShape(label, row, column) ? 1 : 0));
}

function everyPixel(value: (row: number, column: number, channel: number) => number): Float32Array {
  return Float32Array.from({ length: PIXELS }, (_, p) => {
    const place = Math.floor(p / CHANNELS);
    return value(Math.floor(place / SIDE), place % SIDE, p % CHANNELS);
  });
}
