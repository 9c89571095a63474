/** The loss on either side of the network, along one direction, against the formula. */
import { decimal, type Arithmetic, type Decimal } from '../../../sim/exact/arithmetic.ts';
import {
  gradient,
  loss,
  moved,
  preactivation,
  signedOutput,
  type ExactNetwork,
  type Example,
  type Formula,
} from '../../../sim/exact/network.ts';
import type { Kind } from './draw.ts';
import { isSmooth, SMALLEST_STEP } from './read.ts';

/** What is compared along one direction. */
export interface Comparison {
  readonly u: readonly Decimal[];
  readonly eps: Decimal;
  readonly below: Decimal;
  readonly at: Decimal;
  readonly above: Decimal;
  /** <formula, u> */
  readonly slope: Decimal;
  readonly holds: boolean;
}

export function compare(
  A: Arithmetic,
  net: ExactNetwork,
  example: Example,
  k: number,
  u: readonly Decimal[],
  kind: Kind,
  formula: Formula,
): Comparison {
  const eps = stepWithinKinks(A, net, example, k, u);
  const lossAt = (t: Decimal) => loss(A, moved(A, net, k, t, u), example);
  const [below, at, above] = [lossAt(eps.neg()), loss(A, net, example), lossAt(eps)];
  const slope = A.dot(gradient(A, net, example, formula)[k]!, u);
  const rise = A.mul(eps, slope);
  const holds = isSmooth(kind)
    ? A.sub(above, below).eq(A.add(rise, rise))
    : isBetween(A, { below, at, above }, rise);
  return { u, eps, below, at, above, slope, holds };
}

export function isBetween(
  A: Arithmetic,
  { below, at, above }: Pick<Comparison, 'below' | 'at' | 'above'>,
  rise: Decimal,
) {
  const [left, right] = [A.sub(at, below), A.sub(above, at)];
  return left.lte(right) ? left.lte(rise) && rise.lte(right) : right.lte(rise) && rise.lte(left);
}

/** The largest 10^-i with which neither kink, unless it is at 0, is reached within [-eps, eps]. */
export function stepWithinKinks(
  A: Arithmetic,
  net: ExactNetwork,
  example: Example,
  k: number,
  u: readonly Decimal[],
): Decimal {
  const along = A.dot(u, example.z).abs();
  const p = preactivation(A, net, example.z, k).abs();
  const slack = A.sub(net.target, signedOutput(A, net, example)).abs();
  const reached = (distance: Decimal, reach: Decimal) => !distance.isZero() && reach.gte(distance);
  for (let i = 1; i <= SMALLEST_STEP; i++) {
    const eps = decimal(`1e-${i}`);
    const reach = A.mul(eps, along);
    // |a_k| <= 1: the output moves by no more than the preactivation.
    if (!reached(p, reach) && !reached(slack, reach)) return eps;
  }
  throw new Error(`no step above 10^-${SMALLEST_STEP} avoids the kinks`);
}
