/**
 * The network of `sim/network.ts` in exact decimals: forward pass, hinge loss, gradient and SGD step.
 *
 * Symbols of the paper -> names: a_k `a[k]`, <w_k, m_j> = v_kj `v[k][j]`, h(x) `output`, phi `activation`.
 * 1/m is a finite decimal only for m = 2^i 5^j. For any m, take a_k = +1 or -1 and `target` m: then `output` is
 * m h, `loss` is m l = max(0, m - y m h), and `gradient` is that of m l.
 */
import {
  digitsOf,
  digitsOfProduct,
  digitsOfSum,
  type Arithmetic,
  type Decimal,
  type Digits,
} from './arithmetic.ts';

export type Label = 1 | -1;

export interface ExactNetwork {
  readonly activation: 'relu' | 'identity';
  /** Output weights, [m]. */
  readonly a: readonly Decimal[];
  /** First-layer weights, [m][d0] (or [m][d] in the ambient space: nothing here depends on which). */
  readonly v: readonly (readonly Decimal[])[];
  /** The margin: 1, or m when `a` is multiplied by m. */
  readonly target: Decimal;
}

export interface Example {
  readonly z: readonly Decimal[];
  readonly y: Label;
}

/** The two indicators and the sign of a gradient, so that a broken twin can replace one of them. */
export interface Formula {
  /** 1[<w_k, x> >= 0] */
  readonly active: (preactivation: Decimal) => boolean;
  /** 1[y h(x) <= 1] */
  readonly margin: (yh: Decimal, target: Decimal) => boolean;
  /** The factor y. */
  readonly label: (y: Label) => Label;
}

/** Lemma 1.1, weak inequalities at both kinks. */
export const LEMMA: Formula = {
  active: (p) => !isNegative(p),
  margin: (yh, target) => yh.lte(target),
  label: (y) => y,
};

export function preactivation(A: Arithmetic, net: ExactNetwork, z: readonly Decimal[], k: number): Decimal {
  return A.dot(net.v[k]!, z);
}

export function activate(net: ExactNetwork, p: Decimal): Decimal {
  return net.activation === 'relu' && isNegative(p) ? p.times(0) : p;
}

/** h(x), or m h(x) for a network multiplied by m. */
export function output(A: Arithmetic, net: ExactNetwork, z: readonly Decimal[]): Decimal {
  return A.sum(net.a.map((a, k) => A.mul(a, activate(net, preactivation(A, net, z, k)))));
}

/** y h(x). */
export function signedOutput(A: Arithmetic, net: ExactNetwork, { z, y }: Example): Decimal {
  return times(y, output(A, net, z));
}

/** The hinge loss max(0, target - y h(x)). */
export function loss(A: Arithmetic, net: ExactNetwork, example: Example): Decimal {
  const slack = A.sub(net.target, signedOutput(A, net, example));
  return isNegative(slack) ? slack.times(0) : slack;
}

/** The gradient of the loss in v_k for every k, by the formula: -a_k y 1[margin] 1[active] z. [m][d0] */
export function gradient(
  A: Arithmetic,
  net: ExactNetwork,
  { z, y }: Example,
  formula: Formula = LEMMA,
): Decimal[][] {
  const inside = formula.margin(signedOutput(A, net, { z, y }), net.target);
  return net.a.map((a, k) => {
    const on = inside && (net.activation === 'identity' || formula.active(preactivation(A, net, z, k)));
    return z.map((zj) => (on ? A.mul(times(formula.label(y), a), zj).neg() : zj.times(0)));
  });
}

/** One update on a batch: v_k <- keep v_k - rate * (sum over the batch of the gradients), rate = eta / N. */
export function sgdStep(
  A: Arithmetic,
  net: ExactNetwork,
  batch: readonly Example[],
  { keep, rate }: { keep: Decimal; rate: Decimal },
): ExactNetwork {
  const gradients = batch.map((example) => gradient(A, net, example));
  return {
    ...net,
    v: net.v.map((vk, k) =>
      vk.map((v, j) => A.sub(A.mul(keep, v), A.mul(rate, A.sum(gradients.map((g) => g[k]![j]!))))),
    ),
  };
}

/** The network with v_k moved to v_k + step * direction. */
export function moved(
  A: Arithmetic,
  net: ExactNetwork,
  k: number,
  step: Decimal,
  direction: readonly Decimal[],
): ExactNetwork {
  const vk = net.v[k]!.map((v, j) => A.add(v, A.mul(step, direction[j]!)));
  return { ...net, v: net.v.map((v, i) => (i === k ? vk : v)) };
}

/** Digits of the loss and of everything on the way to it, for weights and inputs with the given digits. */
export function digitsOfLoss(net: ExactNetwork, v: Digits, z: Digits): Digits {
  const width = net.a.length;
  const features = net.v[0]!.length;
  const pre = digitsOfSum(features, digitsOfProduct(v, z));
  const h = digitsOfSum(width, digitsOfProduct(digitsOf(net.a), pre));
  return digitsOfSum(2, h, digitsOf([net.target]));
}

/** Digits of the weights after one step on `size` examples. */
export function digitsOfStep(
  net: ExactNetwork,
  v: Digits,
  z: Digits,
  size: number,
  { keep, rate }: { keep: Decimal; rate: Decimal },
): Digits {
  const summand = digitsOfProduct(digitsOf(net.a), z);
  return digitsOfSum(
    2,
    digitsOfProduct(digitsOf([keep]), v),
    digitsOfProduct(digitsOf([rate]), digitsOfSum(size, summand)),
  );
}

/** Below zero; decimal.js has a negative zero, which is not. */
export function isNegative(x: Decimal): boolean {
  return x.isNegative() && !x.isZero();
}

/** y x for a label y. */
export function times(y: Label, x: Decimal): Decimal {
  return y === 1 ? x : x.neg();
}
