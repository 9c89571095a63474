/** Minimum-norm interpolation of noisy labels, with two large directions and a long tail of small ones. */
import { standardNormals, type StreamKey } from 'feature-contamination-theorems';
import { dot, matrix, norm, plus, solved, times, type Matrix, type Vector } from './vectors.js';

const SPIKES = 2;
/** Draws of the label noise that are averaged over. */
const DRAWS = 16;

/** `tail` eigenvalues that add up to sqrt n, beside two of 1. */
export const tailEigenvalue = (n: number, tail: number): number => Math.sqrt(n) / tail;

/** Excess risk (w - w*)' Sigma (w - w*) of the minimum-norm w with X w = y, X' (X X')^-1 y, for each draw of the noise. */
function excessRisks(x: Matrix, noises: Matrix, truth: Vector, eigenvalues: Vector): Vector {
  const gram = x.map((a) => x.map((b) => dot(a, b)));
  const signal = x.map((row) => dot(row, truth));
  return noises.map((noise) => {
    const duals = solved(gram, plus(signal, 1, noise));
    const w = x.reduce((sum, row, i) => plus(sum, duals[i]!, row), times(0, truth));
    return plus(w, -1, truth).reduce((sum, error, j) => sum + eigenvalues[j]! * error ** 2, 0);
  });
}

/** The mean excess risk over draws of the noise, and its standard error. Normal features, a signal of norm 1 in the large directions. */
export function interpolated(key: StreamKey, n: number, tail: number, noise: number) {
  const small = Array.from({ length: tail }, () => tailEigenvalue(n, tail));
  const eigenvalues = [...Array.from({ length: SPIKES }, () => 1), ...small];
  const normals = matrix(n, SPIKES + tail, standardNormals(key, 0, n * (SPIKES + tail)));
  const x = normals.map((row) => row.map((v, j) => v * Math.sqrt(eigenvalues[j]!)));
  const truth = eigenvalues.map((_, j) => (j < SPIKES ? SPIKES ** -0.5 : 0));
  const noises = matrix(DRAWS, n, standardNormals(key, 1, DRAWS * n)).map((draw) => times(noise, draw));
  const risks = excessRisks(x, noises, truth, eigenvalues);
  const risk = risks.reduce((sum, r) => sum + r / DRAWS, 0);
  return { risk, error: norm(risks.map((r) => r - risk)) / Math.sqrt(DRAWS * (DRAWS - 1)) };
}
