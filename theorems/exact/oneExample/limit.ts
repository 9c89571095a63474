/** The double kink: what the formula says there is the limit of gradients at networks nearby. */
import { decimal, type Arithmetic, type Decimal } from '../../../sim/exact/arithmetic.ts';
import {
  gradient,
  isNegative,
  loss,
  moved,
  preactivation,
  times,
  type ExactNetwork,
  type Example,
  type Formula,
} from '../../../sim/exact/network.ts';
import { stepWithinKinks } from './compare.ts';

export interface JointLimit {
  readonly holds: boolean;
  readonly l: number;
  readonly claimed: readonly Decimal[];
  readonly near: readonly {
    readonly s: Decimal;
    readonly net: ExactNetwork;
    readonly quotients: readonly Decimal[];
  }[];
}

/**
 * For s = 10^-2, 10^-3: w_k + s x turns neuron k on and raises y h by |a_k| s |x|^2; neuron l, which is on and has
 * y a_l > 0, moves by -2 s x and lowers it by twice that. There the loss is smooth in w_k; its difference
 * quotients must equal the formula at the kink, for every such s: the limit is that of a constant.
 */
export function limitOfJointGradients(
  A: Arithmetic,
  net: ExactNetwork,
  example: Example,
  k: number,
  formula: Formula,
): JointLimit {
  const { y, z } = example;
  const square = A.dot(z, z);
  const l = net.a.findIndex(
    (a, i) => i !== k && !isNegative(times(y, a)) && preactivation(A, net, z, i).gt(0),
  );
  const claimed = gradient(A, net, example, formula)[k]!;
  const near = ['1e-2', '1e-3', '1e-4', '1e-5'].flatMap((text) => {
    const s = decimal(text);
    const on = preactivation(A, net, z, l);
    // Neuron l must stay on.
    if (A.mul(A.mul(s, square), decimal(2)).gte(on)) return [];
    const nearby = moved(A, moved(A, net, k, s, z), l, A.mul(decimal(-2), s), z);
    const quotients = z.map((_, j) => {
      const u = z.map((_, i) => decimal(i === j ? 1 : 0));
      const eps = stepWithinKinks(A, nearby, example, k, u);
      const rise = A.sub(
        loss(A, moved(A, nearby, k, eps, u), example),
        loss(A, moved(A, nearby, k, eps.neg(), u), example),
      );
      // Dividing by 2 eps = 2 10^-i: times 0.5 10^i.
      return A.mul(rise, A.mul(decimal('0.5'), decimal(`1e${-eps.e}`)));
    });
    return [{ s, net: nearby, quotients }];
  });
  if (near.length < 2) throw new Error('fewer than two nearby networks keep neuron l on');
  const holds = near.every(({ quotients }) => quotients.every((q, j) => q.eq(claimed[j]!)));
  return { holds, l, claimed, near };
}
