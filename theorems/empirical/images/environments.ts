/** Environments: the background of Definition 3.1 under sign patterns other than that of OOD. */
import type { Batch } from '../../../sim/data/batch.ts';
import { pageOf, wordAt, type StreamKey } from '../../../sim/random/stream.ts';

/** Signs -1 and +1 of every background feature. */
export type SignPattern = readonly (1 | -1)[];

/**
 * `count` different patterns of `features` signs, none of them all minus. Word i of page 0 is the i-th try: its highest bits, set
 * for plus. Throws a RangeError where there are too few patterns.
 */
export function drawEnvironments(key: StreamKey, count: number, features: number): readonly SignPattern[] {
  if (!(features >= 1 && features <= 31 && count <= 2 ** features - 1))
    throw new RangeError(`${features} background features have no ${count} patterns besides all minus`);
  const page = pageOf(key, 0);
  const drawn = new Set<number>();
  for (let i = 0; drawn.size < count; i++) {
    const bits = wordAt(page, i) >>> (32 - features);
    if (bits !== 0) drawn.add(bits);
  }
  return [...drawn].map((bits) => Array.from({ length: features }, (_, j) => ((bits >>> j) & 1 ? 1 : -1)));
}

/** The batch with row n in environment n mod count: its background features times that pattern. The core keeps its sign. */
export function inEnvironments(batch: Batch, environments: readonly SignPattern[]): Batch {
  const z = batch.z.slice();
  const d0 = z.length / batch.rows;
  for (let n = 0; n < batch.rows; n++) {
    const signs = environments[n % environments.length]!;
    for (const [j, sign] of signs.entries()) z[(n + 1) * d0 - signs.length + j]! *= sign;
  }
  return { ...batch, z };
}
