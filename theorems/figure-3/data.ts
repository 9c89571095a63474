/** What a run of Figure 3 is trained and probed on. */
import { drawBatch, toOod, type Batch, type DataSpec } from '../../sim/data/batch.ts';
import type { StrengthDistribution } from '../../sim/data/strengths.ts';
import { standardNormals } from '../../sim/random/normal.ts';
import type { StreamKey } from '../../sim/random/stream.ts';
import type { FigureSetting } from './setting.ts';

export const UNIFORM: StrengthDistribution = { kind: 'uniform', low: 0, high: 1 };

/** Strengths uniform on [0, 1]; of a core on spheres only the sizes count. */
export function dataOf({ dCore, dBackground }: FigureSetting): DataSpec {
  return {
    dCore,
    dBackground,
    strengths: Array.from({ length: dCore + dBackground }, () => UNIFORM),
    labels: 'true',
  };
}

/** A batch of the setting; on spheres the core block is drawn anew. */
export function drawFigureBatch(
  setting: FigureSetting,
  key: StreamKey,
  page: number,
  rows: number,
  label?: 1 | -1,
): Batch {
  const batch = drawBatch(dataOf(setting), key, page, rows, label);
  if (setting.core === 'linear') return batch;
  const { dCore, dBackground } = setting;
  const d0 = dCore + dBackground;
  // Pages of normals far from those of the batches.
  const normals = standardNormals(key, 2 ** 20 + page, rows * dCore);
  const z = batch.z.slice();
  for (let n = 0; n < rows; n++) {
    const direction = normals.subarray(n * dCore, (n + 1) * dCore);
    const scale = (batch.y[n]! > 0 ? 2 : 1) / norm(direction, 0, dCore);
    for (let j = 0; j < dCore; j++) z[n * d0 + j] = scale * direction[j]!;
  }
  return { ...batch, z };
}

/**
 * Fresh examples with their background negated; where the training sample is fixed, that sample's own core features and
 * labels with fresh backgrounds, negated.
 */
export function oodSets(
  setting: FigureSetting,
  classes: readonly Batch[],
  key: (purpose: string) => StreamKey,
): readonly Batch[] {
  if (setting.examples.kind === 'fresh') return classes.map((batch) => toOod(dataOf(setting), batch));
  const { dCore, dBackground } = setting;
  const { rows } = setting.examples;
  const trained = drawFigureBatch(setting, key('examples'), 0, rows);
  const other = toOod(dataOf(setting), drawFigureBatch(setting, key('probes'), 2, rows));
  const z = trained.z.slice();
  for (let n = 0; n < rows; n++) {
    const row = n * (dCore + dBackground);
    for (let j = dCore; j < dCore + dBackground; j++) z[row + j] = other.z[row + j]!;
  }
  return [{ ...trained, z }];
}

export function norm(values: Float32Array | Float64Array, from: number, to: number): number {
  let squares = 0;
  for (let i = from; i < to; i++) squares += values[i]! ** 2;
  return Math.sqrt(squares);
}
