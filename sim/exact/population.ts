/**
 * Expectations over features with finitely many values, by complete enumeration: nothing is sampled.
 *
 * The data are those of Definition 3.1 as recalled: y uniform on {-1, +1}, strengths u_j independent,
 * z_j = y u_j for the first dCore features and z_j = u_j for the rest.
 */
import {
  digitsOf,
  digitsOfProduct,
  digitsOfSum,
  type Arithmetic,
  type Decimal,
  type Digits,
} from './arithmetic.ts';
import {
  gradient,
  isNegative,
  loss,
  preactivation,
  type ExactNetwork,
  type Example,
  type Formula,
  type Label,
} from './network.ts';

/** u = values[i] with probability probabilities[i]. */
export interface FiniteStrength {
  readonly values: readonly Decimal[];
  readonly probabilities: readonly Decimal[];
}

export interface Population {
  readonly dCore: number;
  /** Core features first; length d0. */
  readonly strengths: readonly FiniteStrength[];
}

/** One value of (z, y) with its probability given y. */
export interface Outcome extends Example {
  readonly u: readonly Decimal[];
  readonly probability: Decimal;
}

/** Every value of (z, y), for both labels; probabilities sum to 1 for each label. */
export function enumerate(A: Arithmetic, population: Population): Outcome[] {
  let partial: { u: Decimal[]; probability: Decimal }[] = [{ u: [], probability: A.of(1) }];
  for (const strength of population.strengths) {
    partial = partial.flatMap(({ u, probability }) =>
      strength.values.map((value, i) => ({
        u: [...u, value],
        probability: A.mul(probability, strength.probabilities[i]!),
      })),
    );
  }
  return ([1, -1] as const).flatMap((y) =>
    partial.map(({ u, probability }) => ({
      u,
      probability,
      y,
      z: u.map((value, j) => (j < population.dCore && y === -1 ? value.neg() : value)),
    })),
  );
}

/** The same outcomes out of distribution: background features negated. */
export function outOfDistribution(population: Population, outcomes: readonly Outcome[]): Outcome[] {
  return outcomes.map((o) => ({ ...o, z: o.z.map((z, j) => (j < population.dCore ? z : z.neg())) }));
}

/** E[f | y]. */
export function expectationGiven(
  A: Arithmetic,
  outcomes: readonly Outcome[],
  y: Label,
  f: (outcome: Outcome) => Decimal,
): Decimal {
  return A.sum(outcomes.filter((o) => o.y === y).map((o) => A.mul(o.probability, f(o))));
}

/** E[f]: both labels are equally likely. */
export function expectation(
  A: Arithmetic,
  outcomes: readonly Outcome[],
  f: (outcome: Outcome) => Decimal,
): Decimal {
  const [plus, minus] = [expectationGiven(A, outcomes, 1, f), expectationGiven(A, outcomes, -1, f)];
  return A.mul(A.of('0.5'), A.add(plus, minus));
}

/** The population risk E l (E m l for a network multiplied by m). */
export function risk(A: Arithmetic, net: ExactNetwork, outcomes: readonly Outcome[]): Decimal {
  return expectation(A, outcomes, (o) => loss(A, net, o));
}

/** E of the gradient of the loss, [m][d0]: Lemma 1.1 summed over all outcomes. */
export function populationGradient(
  A: Arithmetic,
  net: ExactNetwork,
  outcomes: readonly Outcome[],
  formula?: Formula,
): Decimal[][] {
  const gradients = outcomes.map((o) => gradient(A, net, o, formula));
  return net.v.map((vk, k) =>
    vk.map((_, j) =>
      A.mul(A.of('0.5'), A.sum(outcomes.map((o, n) => A.mul(o.probability, gradients[n]![k]![j]!)))),
    ),
  );
}

/** P_k(y) = Pr[<w_k, x> >= 0 | y]. */
export function activationRate(
  A: Arithmetic,
  net: ExactNetwork,
  outcomes: readonly Outcome[],
  k: number,
  y: Label,
): Decimal {
  const [zero, one] = [A.of(0), A.of(1)];
  return expectationGiven(A, outcomes, y, ({ z }) => (isNegative(preactivation(A, net, z, k)) ? zero : one));
}

/** Digits of an expectation of something with the digits `value`. */
export function digitsOfExpectation(population: Population, value: Digits): Digits {
  const { strengths } = population;
  const probability = digitsOfProduct(...strengths.map((s) => digitsOf(s.probabilities)));
  const outcomes = strengths.reduce((count, s) => count * s.values.length, 1);
  const half = { whole: 0, fraction: 1 };
  return digitsOfProduct(half, digitsOfSum(2 * outcomes, digitsOfProduct(probability, value)));
}

/** Digits of the features. */
export function digitsOfFeatures(population: Population): Digits {
  return digitsOf(population.strengths.flatMap((s) => s.values));
}
