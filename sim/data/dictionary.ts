/**
 * The ambient space of Definition 3.1 (as recalled): x = sum_j z_j m_j for a dictionary M = (m_1 ... m_d0) in R^{d x d0}
 * with orthonormal columns.
 *
 * Symbols: d `rows` of M, d0 `columns`; M is row-major [d, d0] in float64.
 */
import { standardNormals } from '../random/normal.ts';
import type { StreamKey } from '../random/stream.ts';

export interface Dictionary {
  readonly d: number;
  readonly d0: number;
  readonly columns: Float64Array;
}

/**
 * A dictionary drawn uniformly (Haar measure): Gaussian columns, made orthonormal one after another. Each column is
 * projected twice: once loses digits when columns nearly coincide (d close to d0), twice is enough to leave only
 * rounding (Giraud, Langou, Rozloznik 2005).
 */
export function drawDictionary(key: StreamKey, d: number, d0: number): Dictionary {
  if (!(Number.isInteger(d) && Number.isInteger(d0) && 1 <= d0 && d0 <= d)) {
    throw new RangeError(`a dictionary needs whole numbers 1 <= d0 <= d, got d0 = ${d0}, d = ${d}`);
  }
  const basis: Float64Array[] = [];
  const draws = standardNormals(key, 0, d * d0);
  for (let j = 0; j < d0; j++) {
    const column = draws.slice(j * d, (j + 1) * d);
    for (const _pass of ['first', 'again']) {
      for (const earlier of basis) {
        const overlap = dot(earlier, column);
        for (let i = 0; i < d; i++) column[i]! -= overlap * earlier[i]!;
      }
    }
    const length = Math.sqrt(dot(column, column));
    basis.push(column.map((x) => x / length));
  }
  const columns = new Float64Array(d * d0);
  basis.forEach((column, j) => column.forEach((x, i) => (columns[i * d0 + j] = x)));
  return { d, d0, columns };
}

/** The dictionary whose columns are the first d0 unit vectors: the ambient space is feature space and zeros. */
export function unitDictionary(d: number, d0: number): Dictionary {
  const columns = new Float64Array(d * d0);
  for (let j = 0; j < d0; j++) columns[j * d0 + j] = 1;
  return { d, d0, columns };
}

/** M z for every row of z [rows, d0], summed in float64, rounded once: [rows, d]. */
export function lift({ d, d0, columns }: Dictionary, z: Float32Array): Float32Array {
  const rows = z.length / d0;
  const x = new Float32Array(rows * d);
  for (let n = 0; n < rows; n++) {
    for (let i = 0; i < d; i++) {
      let sum = 0;
      for (let j = 0; j < d0; j++) sum += columns[i * d0 + j]! * z[n * d0 + j]!;
      x[n * d + i] = sum;
    }
  }
  return x;
}

/** M^T x for every row of x [rows, d], summed in float64, rounded once: [rows, d0]. */
export function project({ d, d0, columns }: Dictionary, x: Float32Array): Float32Array {
  const rows = x.length / d;
  const z = new Float32Array(rows * d0);
  const sums = new Float64Array(d0);
  for (let n = 0; n < rows; n++) {
    sums.fill(0);
    for (let i = 0; i < d; i++) {
      const value = x[n * d + i]!;
      for (let j = 0; j < d0; j++) sums[j]! += columns[i * d0 + j]! * value;
    }
    z.set(sums, n * d0);
  }
  return z;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
