/**
 * Lemma 1.1 on one example: the loss along a direction u of one neuron's weights, against the formula.
 *
 * L(t) = m l with w_k replaced by w_k + t u. Its kinks are where <w_k + t u, x> = 0 and where y h = 1, so with
 * eps |<u, x>| below the distance of both from their kinks, L is linear on [-eps, eps] apart from a kink at 0:
 *
 *   no kink at 0:                    (L(eps) - L(-eps)) / (2 eps) = <formula, u>
 *   ReLU or hinge kink, or both with y a_k < 0:  <formula, u> lies between the two one-sided derivatives
 *   both with y a_k > 0:             L = 0 on both sides; the formula is the limit of gradients at networks where
 *                                    w_k moves by s x (neuron k comes on) and a neuron l that is on moves so that
 *                                    y h falls by more than that raises it, s -> 0
 *
 * Everything is multiplied by eps or 2 eps: no division. The loss changes by at most |<u, x>| t per unit of a_k = +-1.
 */
import fc from 'fast-check';
import {
  arithmeticFor,
  decimal,
  digitsOf,
  digitsOfProduct,
  digitsOfSum,
  type Arithmetic,
  type Decimal,
} from '../../sim/exact/arithmetic.ts';
import {
  digitsOfLoss,
  gradient,
  isNegative,
  LEMMA,
  loss,
  moved,
  output,
  preactivation,
  signedOutput,
  times,
  type ExactNetwork,
  type Example,
  type Formula,
  type Label,
} from '../../sim/exact/network.ts';
import type { ExactExperiment, Finding } from './check.ts';
import { decimalText, inShares, sign, tenths } from './draw.ts';

/** Plain JSON; numbers are decimals as text. */
export interface OneExample {
  readonly y: Label;
  /** The neuron looked at. */
  readonly k: number;
  readonly x: readonly string[];
  /** Signs of a_k = sign / m; their number is m. */
  readonly signs: readonly Label[];
  readonly w: readonly (readonly string[])[];
  /** Looked at beside the coordinate directions. */
  readonly direction: readonly string[];
}

/** How often each kind is made on purpose (in percent); what an instance is, is decided by its numbers. */
const SHARES = {
  smooth: 35,
  'dead neuron': 10,
  'past margin': 10,
  'relu-kink': 15,
  'hinge-kink': 14,
  'double-kink, y a_k < 0': 8,
  'double-kink, y a_k > 0': 8,
};
export type Kind = keyof typeof SHARES;
export const KINDS = Object.keys(SHARES) as Kind[];

/** x_1 and its inverse in units: both finite decimals. */
const FIRST_INPUTS = [
  { x: '1', inverse: 10 },
  { x: '-1', inverse: -10 },
  { x: '2', inverse: 5 },
  { x: '0.5', inverse: 20 },
  { x: '-0.2', inverse: -50 },
];

/**
 * Instances are drawn by their preactivations p_k, so that kinks are hit exactly: w_k1 is solved from
 * <w_k, x> = p_k, and for a hinge kink one neuron's p is solved from y m h = m.
 */
export const oneExample: fc.Arbitrary<OneExample> = fc
  .record({
    kind: inShares(SHARES),
    y: sign,
    neurons: fc.array(fc.record({ sign, p: tenths, tail: fc.tuple(tenths, tenths) }), {
      minLength: 1,
      maxLength: 4,
    }),
    dimension: fc.integer({ min: 1, max: 3 }),
    first: fc.constantFrom(...FIRST_INPUTS),
    rest: fc.tuple(tenths, tenths),
    which: fc.nat({ max: 3 }),
    beyond: fc.integer({ min: 1, max: 20 }),
    direction: fc.tuple(tenths, tenths, tenths),
  })
  .map(({ kind, y, neurons: drawn, dimension, first, rest, which, beyond, direction }) => {
    const needsOther = kind.startsWith('double-kink') && drawn.length === 1;
    const neurons = (
      needsOther ? [...drawn, { sign: y, p: 0, tail: [0, 0] as [number, number] }] : drawn
    ).map((neuron) => ({ ...neuron }));
    const k = which % neurons.length;
    const own = neurons[k]!;
    const other = neurons[(k + 1) % neurons.length]!;
    const away = Math.abs(own.p) || 1;
    if (kind === 'dead neuron') own.p = -away;
    if (kind === 'smooth' || kind === 'past margin' || kind === 'hinge-kink') own.p = away;
    if (kind === 'relu-kink' || kind.startsWith('double-kink')) own.p = 0;
    if (kind === 'double-kink, y a_k < 0') own.sign = -y as Label;
    if (kind === 'double-kink, y a_k > 0') own.sign = y;
    if (kind === 'past margin') balance(neurons, other, y, 10 * neurons.length + beyond);
    if (kind === 'hinge-kink' || kind.startsWith('double-kink'))
      balance(neurons, other, y, 10 * neurons.length);
    const tails = neurons.map(({ tail }) => tail.slice(0, dimension - 1));
    return {
      y,
      k,
      x: [first.x, ...rest.slice(0, dimension - 1).map((r) => decimalText(r, 1))],
      signs: neurons.map((n) => n.sign),
      w: neurons.map(({ p }, i) => {
        // In hundredths: p - <tail, rest>; times the inverse in tenths: thousandths.
        const remaining = tails[i]!.reduce((sum, t, j) => sum - t * rest[j]!, 10 * p);
        return [decimalText(remaining * first.inverse, 3), ...tails[i]!.map((t) => decimalText(t, 1))];
      }),
      direction: direction.slice(0, dimension).map((u) => decimalText(u, 1)),
    };
  });

/** Sets one neuron's sign and preactivation such that y sum_l sign_l relu(p_l) = `level`, in tenths. */
function balance(
  neurons: { sign: Label; p: number }[],
  free: { sign: Label; p: number },
  y: Label,
  level: number,
) {
  const others = neurons.reduce((sum, n) => (n === free ? sum : sum + n.sign * Math.max(0, n.p)), 0);
  const needed = y * level - others;
  free.p = needed === 0 ? -1 : Math.abs(needed);
  if (needed !== 0) free.sign = needed > 0 ? 1 : -1;
}

export const ONE_EXAMPLE_CASES = [...KINDS, 'y=+1', 'y=-1', '1/m finite', '1/m not finite'] as const;

/** The claim with the formula given (a broken twin replaces one of its parts). */
export function oneExampleExperiment(formula: Formula = LEMMA): ExactExperiment<OneExample> {
  return {
    arbitrary: oneExample,
    cases: ONE_EXAMPLE_CASES,
    examine: (instance) => examine(instance, formula),
  };
}

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
const SMALLEST_STEP = 8;

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

/** What is compared along one direction. */
interface Comparison {
  readonly u: readonly Decimal[];
  readonly eps: Decimal;
  readonly below: Decimal;
  readonly at: Decimal;
  readonly above: Decimal;
  /** <formula, u> */
  readonly slope: Decimal;
  readonly holds: boolean;
}

function examine(instance: OneExample, formula: Formula): Finding {
  const { y, k } = instance;
  const { A, finite, net, example, directions } = readOneExample(instance);
  const kind = kindOf(A, net, example, k);
  const cases = [kind, y === 1 ? 'y=+1' : 'y=-1', finite ? '1/m finite' : '1/m not finite'];
  const comparisons = directions.map((u) => compare(A, net, example, k, u, kind, formula));
  const tallies = readings(A, net, example, k, kind, comparisons);
  if (kind === 'double-kink, y a_k > 0') {
    const limit = limitOfJointGradients(A, net, example, k, formula);
    const flat = comparisons.every((c) => c.below.isZero() && c.above.isZero());
    return {
      cases,
      tallies,
      failure: flat && limit.holds ? null : () => explainLimit(instance, limit, flat),
    };
  }
  const wrong = comparisons.find((c) => !c.holds);
  return { cases, tallies, failure: wrong ? () => explain(A, net, example, k, kind, wrong, formula) : null };
}

/** At kinks: do the readings with weak and with strict inequalities lie between the one-sided derivatives? */
function readings(
  A: Arithmetic,
  net: ExactNetwork,
  example: Example,
  k: number,
  kind: Kind,
  comparisons: readonly Comparison[],
): string[] {
  if (isSmooth(kind)) return [];
  return Object.entries(READINGS).map(([name, formula]) => {
    const g = gradient(A, net, example, formula)[k]!;
    const between = comparisons.every((c) => isBetween(A, c, A.mul(c.eps, A.dot(g, c.u))));
    return `${kind}: ${name} ${between ? 'between' : 'not between'}`;
  });
}

/** The indicators' inequalities: (activation, margin). */
const READINGS: Readonly<Record<string, Formula>> = {
  '(>=, <=)': LEMMA,
  '(>, <=)': { ...LEMMA, active: (p) => p.gt(0) },
  '(>=, <)': { ...LEMMA, margin: (yh, target) => yh.lt(target) },
  '(>, <)': { ...LEMMA, active: (p) => p.gt(0), margin: (yh, target) => yh.lt(target) },
};

const isSmooth = (kind: Kind) => kind === 'smooth' || kind === 'dead neuron' || kind === 'past margin';

function isBetween(
  A: Arithmetic,
  { below, at, above }: Pick<Comparison, 'below' | 'at' | 'above'>,
  rise: Decimal,
) {
  const [left, right] = [A.sub(at, below), A.sub(above, at)];
  return left.lte(right) ? left.lte(rise) && rise.lte(right) : right.lte(rise) && rise.lte(left);
}

function compare(
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

/** The largest 10^-i with which neither kink, unless it is at 0, is reached within [-eps, eps]. */
function stepWithinKinks(
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

interface JointLimit {
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
function limitOfJointGradients(
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

function explain(
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

function explainLimit(instance: OneExample, limit: JointLimit, flat: boolean): string {
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
