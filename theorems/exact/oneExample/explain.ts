/** What is written of an instance that fails: a calculation that a person can check by hand. */
import type { Arithmetic, Decimal } from '../../../sim/exact/arithmetic.ts';
import {
  moved,
  output,
  preactivation,
  signedOutput,
  type ExactNetwork,
  type Example,
  type Formula,
} from '../../../sim/exact/network.ts';
import type { Comparison } from './compare.ts';
import type { Kind, OneExample } from './draw.ts';
import type { JointLimit } from './limit.ts';
import { isSmooth } from './read.ts';

export function explain(
  A: Arithmetic,
  net: ExactNetwork,
  example: Example,
  k: number,
  kind: Kind,
  c: Comparison,
  formula: Formula,
): string {
  const scaled = net.target.eq(1) ? '' : `${net.target} `;
  const name = `${scaled}h`;
  const lossName = `${scaled}loss`;
  const p = preactivation(A, net, example.z, k);
  const yh = signedOutput(A, net, example);
  const line = (title: string, at: ExactNetwork, value: Decimal) =>
    `${title}: w_${k + 1} = ${vector(at.v[k]!)}, <w_${k + 1}, x> = ${preactivation(A, at, example.z, k)}, ` +
    `${name} = ${output(A, at, example.z)}, ${lossName} = max(0, ${net.target} - (${signed(example.y)})*(${output(A, at, example.z)})) = ${value}`;
  const [left, right] = [A.sub(c.at, c.below), A.sub(c.above, c.at)];
  return [
    `m = ${net.a.length}, y = ${signed(example.y)}, x = ${vector(example.z)}` +
      `, ${scaled ? `${scaled}a` : 'a'} = ${vector(net.a)}; neuron k = ${k + 1}; ${kind}`,
    ...net.v.map((row, i) => `w_${i + 1} = ${vector(row)}`),
    `the loss along u = ${vector(c.u)}, eps = ${c.eps}:`,
    line('at w_k - eps u', moved(A, net, k, c.eps.neg(), c.u), c.below),
    line('at w_k', net, c.at),
    line('at w_k + eps u', moved(A, net, k, c.eps, c.u), c.above),
    `rise on the left ${left}, on the right ${right}`,
    `formula as tested: -a_k * (label factor ${formula.label(example.y)}) * (margin ${formula.margin(yh, net.target) ? 1 : 0})` +
      ` * (activation ${formula.active(p) ? 1 : 0}) * <u, x> = ${c.slope}; times eps: ${A.mul(c.eps, c.slope)}`,
    isSmooth(kind)
      ? `no kink in between, yet ${left} + ${right} is not 2 * (${A.mul(c.eps, c.slope)})`
      : `${A.mul(c.eps, c.slope)} is not between ${left} and ${right}`,
  ].join('\n');
}

export function explainLimit(instance: OneExample, limit: JointLimit, flat: boolean): string {
  return [
    `m = ${instance.signs.length}, y = ${signed(instance.y)}, x = (${instance.x.join(', ')}), signs (${instance.signs.map(signed).join(', ')})`,
    `double kink: <w_${instance.k + 1}, x> = 0 and y h = 1, y a_${instance.k + 1} > 0`,
    ...limit.near.map(
      ({ s, net, quotients }) =>
        `w_${instance.k + 1} moved by ${s} x to ${vector(net.v[instance.k]!)}, w_${limit.l + 1} by -2*${s} x to ${vector(net.v[limit.l]!)}: difference quotients ${vector(quotients)}`,
    ),
    flat
      ? 'along every direction of w_k alone the loss stays 0'
      : 'along some direction of w_k alone the loss leaves 0',
    `formula as tested at the kink: ${vector(limit.claimed)}${limit.holds ? '' : ', not their limit'}`,
  ].join('\n');
}

const vector = (values: readonly Decimal[]) => `(${values.join(', ')})`;

const signed = (y: number) => (y > 0 ? '+1' : '-1');
