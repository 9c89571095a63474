/**
 * One training step in exact decimals, by the formula of Lemma 1.1, and how far rounding can take floating point from it.
 *
 * Float32 weights, features and coefficients are decimals, so nothing here rounds but the bound itself, a sum of positive
 * numbers in float64 (relative error below 10^-12, allowed for at the end).
 *
 * Notation: u = 2^-24 for float32, 2^-53 for float64; gamma(n) = n u / (1 - n u) bounds the relative error of n operations
 * in a row and, for a sum of products in any order, its error relative to the sum of their sizes (Higham, Accuracy and
 * Stability of Numerical Algorithms, section 3.1). A step is v' = decay v - rate G, with G_kj the sum over the batch of
 * the gradients of m l, entries -s_k y_n z_nj where the neuron is on and the example in the margin.
 *
 * 1. p_kn = <v_k, z_n>: d0 products and d0 - 1 additions; one more where a neuron's weights are put together first (linear
 *    networks in collapsed form) and one where they are cast:      e_kn = gamma(d0 + 2) sum_j |v_kj z_nj|
 * 2. o_n = sum_k s_k phi(p_kn): m additions, and a_k = s_k / m rounded, multiplied, compared with 1 instead of m:
 *                                                   E_n = sum_k e_kn + gamma(m + 4) sum_k (|phi(p_kn)| + e_kn)
 * 3. A gate may fall the other way only where |p_kn| <= e_kn (and e_kn > 0: sums of zeros are exact), a margin only where
 *    |m - y_n o_n| <= E_n. Let F_kj = sum of |z_nj| over those examples: all that such a choice can move in G_kj.
 * 4. G_kj adds S terms of sizes |z_nj| over the S examples in, or perhaps in, the margin. An engine may add the sum
 *    of each class and then take off the exceptions: 2 S + 2 additions, each off by at most u times its result, and no result
 *    exceeds A_j (the sum without regard to the gate). 1/N, 1/m, signs and the automatic derivatives of mean, product and
 *    hinge scale the terms in at most 12 operations more:         |error of G_kj| <= gamma(2 S + 14) A_j + F_kj
 * 5. v': products with decay and rate, a sum, and two casts:      gamma(5) (|decay v_kj| + rate A_j)
 */
import { drawBatch } from '../../../sim/data/batch.ts';
import {
  arithmeticFor,
  decimal,
  decimalOfFloat,
  digitsOf,
  type Decimal,
} from '../../../sim/exact/arithmetic.ts';
import {
  digitsOfLoss,
  digitsOfStep,
  preactivation,
  activate,
  sgdStep,
  signedOutput,
  times,
  type ExactNetwork,
  type Example,
} from '../../../sim/exact/network.ts';
import { featureCount, updateCoefficients } from '../../../sim/network.ts';
import type { Instance } from '../../laws/engineLaws.ts';

export interface ExactStep {
  /** v' without rounding, row-major [m, d0]. */
  readonly weights: readonly Decimal[];
  /** How far from it arithmetic of unit roundoff u may be, [m, d0]. */
  bound(u: number): Float64Array;
  /** Gates and margins that arithmetic of unit roundoff u may decide either way. */
  undecided(u: number): number;
  readonly kinds: { readonly dead: boolean; readonly past: boolean };
}

export function exactStep({ setup, batches, start }: Instance): ExactStep {
  const { width: m, activation, batchSize } = setup;
  const d0 = featureCount(setup.data);
  const batch = drawBatch(setup.data, batches, start.step, batchSize);
  const examples = Array.from({ length: batchSize }, (_, n): Example => ({
    z: Array.from(batch.z.subarray(n * d0, (n + 1) * d0), decimalOfFloat),
    y: batch.y[n] === 1 ? 1 : -1,
  }));
  const net: ExactNetwork = {
    activation,
    a: Array.from(start.signs, (s) => times(s === 1 ? 1 : -1, decimal(1))),
    v: Array.from({ length: m }, (_, k) =>
      Array.from(start.weights.subarray(k * d0, (k + 1) * d0), decimalOfFloat),
    ),
    target: decimal(m),
  };
  const { decay, rate } = updateCoefficients(setup);
  const update = { keep: decimalOfFloat(decay), rate: decimalOfFloat(rate) };
  const [v, z] = [digitsOf(net.v.flat()), digitsOf(examples.flatMap((e) => e.z))];
  const A = arithmeticFor(digitsOfLoss(net, v, z), digitsOfStep(net, v, z, batchSize, update));
  const weights = sgdStep(A, net, examples, update).v.flat();
  const pre = examples.map((e) => net.a.map((_, k) => preactivation(A, net, e.z, k)));
  const slack = examples.map((e) => A.sub(net.target, signedOutput(A, net, e)));

  /** Gates [N, m] and margins [N] within rounding of their kinks. */
  const doubts = (u: number) => {
    const g = gamma(u);
    const error = examples.map((_, n) =>
      net.a.map(
        (_, k) => g(d0 + 2) * sum(d0, (j) => Math.abs(start.weights[k * d0 + j]! * batch.z[n * d0 + j]!)),
      ),
    );
    const phi = pre.map((row) => row.map((p) => Math.abs(Number(activate(net, p)))));
    const outputError = examples.map(
      (_, n) => sum(m, (k) => error[n]![k]!) + g(m + 4) * sum(m, (k) => phi[n]![k]! + error[n]![k]!),
    );
    return {
      gate: pre.map((row, n) =>
        row.map((p, k) => activation === 'relu' && error[n]![k]! > 0 && within(p, error[n]![k]!)),
      ),
      margin: slack.map((s, n) => outputError[n]! > 0 && within(s, outputError[n]!)),
    };
  };

  const bound = (u: number) => {
    const g = gamma(u);
    const { gate, margin } = doubts(u);
    const inside = slack.map((s, n) => margin[n]! || s.gte(0));
    const S = inside.filter(Boolean).length;
    return Float64Array.from({ length: m * d0 }, (_, i) => {
      const [k, j] = [Math.floor(i / d0), i % d0];
      const size = (n: number) => Math.abs(batch.z[n * d0 + j]!);
      const reach = sum(batchSize, (n) => (inside[n] ? size(n) : 0));
      const moved = sum(batchSize, (n) => (inside[n] && (gate[n]![k] || margin[n]) ? size(n) : 0));
      const own = Math.abs(decay * start.weights[i]!);
      const rounding = rate * g(2 * S + 14) * reach + g(5) * (own + rate * reach);
      return (rounding + rate * moved) * (1 + 1e-12);
    });
  };

  return {
    weights,
    bound,
    undecided: (u) => {
      const { gate, margin } = doubts(u);
      return [...gate.flat(), ...margin].filter(Boolean).length;
    },
    kinds: {
      dead: net.a.some((_, k) => pre.every((row) => row[k]!.isNegative() && !row[k]!.isZero())),
      past: slack.some((s) => s.lt(0)),
    },
  };
}

/** The largest difference in units of its bound; a number that is not finite counts as infinitely far. */
export function largestRatio(found: ArrayLike<number>, exact: ExactStep, u: number): number {
  const bound = exact.bound(u);
  return exact.weights.reduce((largest, weight, i) => {
    if (!Number.isFinite(found[i]!)) return Infinity;
    const difference = Math.abs(Number(WIDE.sub(decimalOfFloat(found[i]!), weight)));
    const ratio = difference === 0 ? 0 : difference / bound[i]!;
    return Math.max(largest, Number.isNaN(ratio) ? Infinity : ratio);
  }, 0);
}

/** Holds the difference of a float and a step. */
const WIDE = arithmeticFor({ whole: 300, fraction: 1500 });

const gamma = (u: number) => (n: number) => (n * u) / (1 - n * u);

const within = (x: Decimal, distance: number) => x.abs().lte(decimalOfFloat(distance * (1 + 1e-12)));

function sum(count: number, term: (i: number) => number): number {
  let total = 0;
  for (let i = 0; i < count; i++) total += term(i);
  return total;
}
