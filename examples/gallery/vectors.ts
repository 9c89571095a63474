/** Vectors and matrices as plain arrays: what the studies of the gallery compute with. */
export type Vector = readonly number[];
/** By rows. */
export type Matrix = readonly Vector[];

export const dot = (a: Vector, b: Vector): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};
export const norm = (a: Vector): number => Math.sqrt(dot(a, a));
/** a + factor b. */
export const plus = (a: Vector, factor: number, b: Vector): Vector => a.map((x, i) => x + factor * b[i]!);
export const times = (factor: number, a: Vector): Vector => a.map((x) => factor * x);

export const transposed = (a: Matrix): Matrix => a[0]!.map((_, j) => a.map((row) => row[j]!));
export const product = (a: Matrix, b: Matrix): Matrix => {
  const columns = transposed(b);
  return a.map((row) => columns.map((column) => dot(row, column)));
};
export const combined = (a: Matrix, factor: number, b: Matrix): Matrix =>
  a.map((row, i) => plus(row, factor, b[i]!));
/** Frobenius. */
export const normOf = (a: Matrix): number => norm(a.map(norm));

/** Numbers row by row. */
export const matrix = (rows: number, columns: number, numbers: ArrayLike<number>): Matrix =>
  Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => numbers[i * columns + j]!),
  );

/** x with A x = b, for a symmetric positive definite A (Cholesky). */
export function solved(a: Matrix, b: Vector): Vector {
  const l = a.map((row) => row.map(() => 0));
  a.forEach((row, i) => {
    for (let j = 0; j <= i; j++) {
      const rest = row[j]! - dot(l[i]!.slice(0, j), l[j]!.slice(0, j));
      l[i]![j] = i === j ? Math.sqrt(rest) : rest / l[j]![j]!;
    }
  });
  const half: number[] = [];
  b.forEach((y, i) => half.push((y - dot(l[i]!.slice(0, i), half)) / l[i]![i]!));
  const x = half.map(() => 0);
  for (let i = x.length - 1; i >= 0; i--) {
    let rest = half[i]!;
    for (let j = i + 1; j < x.length; j++) rest -= l[j]![i]! * x[j]!;
    x[i] = rest / l[i]![i]!;
  }
  return x;
}
