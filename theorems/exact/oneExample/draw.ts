/** Instances of Lemma 1.1 on one example, drawn so that kinks are hit exactly. */
import fc from 'fast-check';
import type { Label } from '../../../sim/exact/network.ts';
import { decimalText, inShares, sign, tenths } from '../draw.ts';

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
