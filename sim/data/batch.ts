/**
 * Batches of Definition 3.1 (as recalled) in feature space: z_j = y u_j for core features, z_j = u_j for
 * background features; out of distribution (OOD) the background is negated.
 *
 * Symbols: d0 = dCore + dBackground features, core first; y the label; u_j the strength; z [rows, d0].
 *
 * Which word of a page is which draw (the contract that the WebAssembly kernel repeats bit for bit):
 *   features of row n: words n * W + 4 b + lane, W = 4 * ceil(d0 / 8), lane 0 … 3; the low 16 bits give
 *   feature 8 b + lane, the high 16 bits feature 8 b + 4 + lane;
 *   label of row n: word 2^31 + n; bit 31 set means y = +1. Bit 30 is the label of `labels: 'random'`.
 */
import { pageOf, wordAt, type StreamKey } from '../random/stream.ts';
import { piecesOf, strengthAt, type StrengthDistribution } from './strengths.ts';

/** The distribution of (z, y). */
export interface DataSpec {
  readonly dCore: number;
  readonly dBackground: number;
  /** Strength of feature j, core features first; length d0. */
  readonly strengths: readonly StrengthDistribution[];
  /** `true`: y is the sign of the core features. `random` (a broken twin): y is an independent fair sign. */
  readonly labels: 'true' | 'random';
}

/** `rows` examples: z row-major [rows, d0] and labels y [rows] of -1 or +1. */
export interface Batch {
  readonly rows: number;
  readonly z: Float32Array;
  readonly y: Float32Array;
}

/** Words a row of features takes. */
export function wordsPerRow(d0: number): number {
  return 4 * Math.ceil(d0 / 8);
}

/**
 * Batch number `page` of a stream, in distribution. `forced` replaces every label (class-conditional
 * draws for probes): the core features then carry that label.
 */
export function drawBatch(
  data: DataSpec,
  key: StreamKey,
  page: number,
  rows: number,
  forced?: 1 | -1,
): Batch {
  const d0 = data.dCore + data.dBackground;
  const pieces = data.strengths.map(piecesOf);
  if (pieces.length !== d0) throw new RangeError(`${d0} features need ${d0} strengths, got ${pieces.length}`);
  const words = pageOf(key, page);
  const width = wordsPerRow(d0);
  const z = new Float32Array(rows * d0);
  const y = new Float32Array(rows);
  for (let n = 0; n < rows; n++) {
    const label = wordAt(words, 0x80000000 + n);
    const coreSign = forced ?? (label & 0x80000000 ? 1 : -1);
    y[n] = data.labels === 'random' && forced === undefined ? (label & 0x40000000 ? 1 : -1) : coreSign;
    for (let w = 0; w < width; w++) {
      const word = wordAt(words, n * width + w);
      const low = 8 * (w >> 2) + (w & 3);
      if (low < d0) z[n * d0 + low] = sign(data, low, coreSign) * strengthAt(pieces[low]!, word & 0xffff);
      const high = low + 4;
      if (high < d0) z[n * d0 + high] = sign(data, high, coreSign) * strengthAt(pieces[high]!, word >>> 16);
    }
  }
  return { rows, z, y };
}

/** The same examples out of distribution: background features negated, core features and labels kept. */
export function toOod(data: DataSpec, batch: Batch): Batch {
  const d0 = data.dCore + data.dBackground;
  const z = batch.z.slice();
  for (let n = 0; n < batch.rows; n++) {
    for (let j = data.dCore; j < d0; j++) z[n * d0 + j] = -z[n * d0 + j]!;
  }
  return { rows: batch.rows, z, y: batch.y };
}

function sign(data: DataSpec, feature: number, coreSign: number): number {
  return feature < data.dCore ? coreSign : 1;
}
