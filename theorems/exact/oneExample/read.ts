/** An instance in decimals, and where its network stands with respect to the kinks. */
import {
  arithmeticFor,
  decimal,
  digitsOf,
  digitsOfProduct,
  digitsOfSum,
  type Arithmetic,
} from '../../../sim/exact/arithmetic.ts';
import {
  digitsOfLoss,
  isNegative,
  preactivation,
  signedOutput,
  times,
  type ExactNetwork,
  type Example,
} from '../../../sim/exact/network.ts';
import type { Kind, OneExample } from './draw.ts';

/** The instance as decimals, with arithmetic that holds everything below; multiplied by m where 1/m is not finite. */
export function readOneExample(instance: OneExample) {
  const { signs } = instance;
  const m = signs.length;
  const finite = FINITE_INVERSE[m] !== undefined;
  const [a, target] = finite ? [FINITE_INVERSE[m]!, '1'] : ['1', String(m)];
  const net: ExactNetwork = {
    activation: 'relu',
    a: signs.map((s) => times(s, decimal(a))),
    v: instance.w.map((row) => row.map(decimal)),
    target: decimal(target),
  };
  const example: Example = { z: instance.x.map(decimal), y: instance.y };
  const directions = [
    ...instance.x.map((_, j) => instance.x.map((_, i) => decimal(i === j ? 1 : 0))),
    instance.direction.map(decimal),
  ];
  const wide = { whole: 2, fraction: SMALLEST_STEP };
  const u = digitsOf([...directions.flat(), ...example.z]);
  const weights = digitsOfSum(2, digitsOf(net.v.flat()), digitsOfProduct(wide, u));
  const A = arithmeticFor(
    digitsOfSum(2, digitsOfLoss(net, weights, digitsOf(example.z))),
    digitsOfProduct(
      wide,
      digitsOfSum(directions.length, digitsOfProduct(digitsOf(net.a), digitsOf(example.z), u)),
    ),
  );
  return { A, finite, net, example, directions };
}

/** 1/m as text, where it is a finite decimal. */
const FINITE_INVERSE: Readonly<Record<number, string>> = { 1: '1', 2: '0.5', 4: '0.25', 5: '0.2' };

/** No step below 10^-8 is ever needed: distances from kinks are at least 10^-4, |<u, x>| is below 100. */
export const SMALLEST_STEP = 8;

/** Where a network stands with respect to the kinks in w_k. */
export function kindOf(A: Arithmetic, net: ExactNetwork, example: Example, k: number): Kind {
  const p = preactivation(A, net, example.z, k);
  const slack = A.sub(net.target, signedOutput(A, net, example));
  if (isNegative(p)) return 'dead neuron';
  if (isNegative(slack)) return 'past margin';
  if (!p.isZero()) return slack.isZero() ? 'hinge-kink' : 'smooth';
  if (!slack.isZero()) return 'relu-kink';
  return isNegative(times(example.y, net.a[k]!)) ? 'double-kink, y a_k < 0' : 'double-kink, y a_k > 0';
}

export const isSmooth = (kind: Kind) => kind === 'smooth' || kind === 'dead neuron' || kind === 'past margin';
