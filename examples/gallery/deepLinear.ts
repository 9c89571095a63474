/** Deep linear networks W_N … W_1 under gradient descent on the square loss, whitened data. */
import { standardNormals, streamKey } from 'feature-contamination-theorems';
import { combined, matrix, normOf, product, transposed, type Matrix } from './vectors.js';

const LAYERS = 3;
const WIDTH = 4;

const normal = (data: number, page: number, scale: number): Matrix =>
  matrix(
    WIDTH,
    WIDTH,
    standardNormals(streamKey('deep-linear', data), page, WIDTH ** 2).map((x) => scale * x),
  );

export interface DeepLinear {
  readonly weights: readonly Matrix[];
  /** What the product of the weights is to become. */
  readonly target: Matrix;
}

/** Normal weights of about unit norm, so nothing is balanced, and a normal target. */
export const start = (data: number): DeepLinear => ({
  weights: Array.from({ length: LAYERS }, (_, layer) => normal(data, layer, WIDTH ** -0.5)),
  target: normal(data, LAYERS, WIDTH ** -0.5),
});

const chain = (factors: readonly Matrix[]): Matrix => factors.reduce((all, w) => product(w, all));

/** 1/2 |W_N … W_1 - target|^2. */
export const loss = ({ weights, target }: DeepLinear): number =>
  normOf(combined(chain(weights), -1, target)) ** 2 / 2;

/** One step: W_j - eta (gradient + decay W_j), all layers at once. */
export function stepped({ weights, target }: DeepLinear, eta: number, decay: number): DeepLinear {
  const error = combined(chain(weights), -1, target);
  const moved = weights.map((w, j) => {
    const below = j === 0 ? undefined : transposed(chain(weights.slice(0, j)));
    const above = j === LAYERS - 1 ? undefined : transposed(chain(weights.slice(j + 1)));
    const right = below === undefined ? error : product(error, below);
    const gradient = above === undefined ? right : product(above, right);
    return combined(w, -eta, combined(gradient, decay, w));
  });
  return { weights: moved, target };
}

/** Largest change of W_(j+1)' W_(j+1) - W_j W_j' over the layers (Frobenius). */
export function drift(from: DeepLinear, to: DeepLinear): number {
  const balance = ({ weights }: DeepLinear) =>
    weights
      .slice(1)
      .map((w, j) => combined(product(transposed(w), w), -1, product(weights[j]!, transposed(weights[j]!))));
  const before = balance(from);
  return Math.max(...balance(to).map((b, j) => normOf(combined(b, -1, before[j]!))));
}
