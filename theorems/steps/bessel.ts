/**
 * Bessel's inequality for the gates: given the class, the strengths are independent, so mu_j (u_j - mu_j) are orthogonal and an
 * indicator 1_act of probability P cannot correlate with them by more than its own variance allows:
 *
 *   ( sum_j mu_j Cov(u_j, 1_act) )^2  <=  T^2 P (1 - P)  <=  T^2/4,        T^2 = sum_j mu_j^2 sigma_j^2
 *
 * Whatever the gate is, the gradient along the means differs from that of a gate independent of the strengths by T/2 at most.
 * Checked by enumeration in decimals, for indicators drawn outcome by outcome.
 */
import fc from 'fast-check';
import { Arithmetic, type Decimal } from '../../sim/exact/arithmetic.ts';
import { decimalText } from '../exact/draw.ts';
import { strength } from '../exact/finitePopulation/strength.ts';
import type { ExactStatement } from '../exact/claim.ts';

/** Plain JSON; numbers are decimals as text. */
export interface Gate {
  readonly strengths: readonly {
    readonly values: readonly string[];
    readonly probabilities: readonly string[];
  }[];
  /** Is the gate open on an outcome; read in turn, outcome by outcome, the first feature slowest. */
  readonly open: readonly boolean[];
}

/** Four features of three values: 81 outcomes, probabilities of four decimals; the largest product below needs some forty digits. */
const MOST_FEATURES = 4;
const A = new Arithmetic(100);

export const gates: fc.Arbitrary<Gate> = fc.record({
  strengths: fc.array(strength(1), { minLength: 1, maxLength: MOST_FEATURES }).map((drawn) =>
    drawn.map(({ values, weights }) => ({
      values: values.map((u) => decimalText(u, 1)),
      probabilities: weights.map((w) => decimalText(w, 1)),
    })),
  ),
  open: fc.array(fc.boolean(), { minLength: 1, maxLength: 3 ** MOST_FEATURES }),
});

/** Both sides, the left one squared. */
export interface Sides {
  /** sum_j mu_j Cov(u_j, 1_act) */
  readonly pull: Decimal;
  /** T^2 */
  readonly spread: Decimal;
  /** P */
  readonly rate: Decimal;
}

export function sidesOf({ strengths, open }: Gate): Sides {
  const read = strengths.map(({ values, probabilities }) => ({
    values: values.map((u) => A.of(u)),
    probabilities: probabilities.map((p) => A.of(p)),
  }));
  const moments = read.map(({ values, probabilities }) => {
    const mean = A.dot(values, probabilities);
    const square = A.dot(
      values.map((u) => A.mul(u, u)),
      probabilities,
    );
    return { mean, variance: A.sub(square, A.mul(mean, mean)) };
  });
  let outcomes: { readonly u: readonly Decimal[]; readonly p: Decimal }[] = [{ u: [], p: A.of(1) }];
  for (const { values, probabilities } of read)
    outcomes = outcomes.flatMap(({ u, p }) =>
      values.map((value, i) => ({ u: [...u, value], p: A.mul(p, probabilities[i]!) })),
    );
  const active = outcomes.filter((_, i) => open[i % open.length]!);
  const rate = A.sum(active.map(({ p }) => p));
  const pull = A.sum(
    moments.map(({ mean }, j) => {
      const together = A.sum(active.map(({ u, p }) => A.mul(u[j]!, p)));
      return A.mul(mean, A.sub(together, A.mul(mean, rate)));
    }),
  );
  const spread = A.sum(moments.map(({ mean, variance }) => A.mul(A.mul(mean, mean), variance)));
  return { pull, spread, rate };
}

/** The inequality with `factor` in place of 1 on its right: 4 pull^2 <= factor T^2 and pull^2 <= factor T^2 P (1 - P). */
export function besselStatement(factor: string): ExactStatement<Gate> {
  const allowed = (sides: Sides) => {
    const right = A.mul(A.of(factor), sides.spread);
    return { loose: right, tight: A.mul(right, A.mul(sides.rate, A.sub(A.of(1), sides.rate))) };
  };
  return {
    arbitrary: gates,
    holds: (gate) => {
      const sides = sidesOf(gate);
      const square = A.mul(sides.pull, sides.pull);
      const { loose, tight } = allowed(sides);
      return square.lte(tight) && A.mul(A.of(4), square).lte(loose);
    },
    explain: (gate) => {
      const sides = sidesOf(gate);
      const { loose, tight } = allowed(sides);
      return `sum_j mu_j Cov(u_j, 1_act) = ${sides.pull}, P = ${sides.rate}, T^2 = ${sides.spread}: its square ${A.mul(sides.pull, sides.pull)} is above ${tight}, or four times it above ${loose}`;
    },
    cases: (gate) => {
      const { pull, rate } = sidesOf(gate);
      const constant = rate.isZero() || rate.equals(1);
      return [
        constant ? 'a gate that is always open or never' : 'a gate that is open sometimes',
        ...(pull.isNegative() ? ['pull below 0'] : []),
      ];
    },
  };
}

export const BESSEL_CASES = [
  'a gate that is always open or never',
  'a gate that is open sometimes',
  'pull below 0',
];
