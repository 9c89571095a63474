/**
 * Figure 2: what the two classes contribute to the gradient of one neuron along a background feature, before any example
 * has reached the margin. The hinge loss is then linear in the output for every example: 1[y h(x) <= 1] = 1.
 *
 * In units of m (a_k = s_k / m), with T(y) = E[u_j 1[<w_k, x> >= 0] | y] for ReLU and T(y) = E[u_j] for the identity:
 *   -m <grad_{w_k} E l, m_j> = (s_k / 2) (T(+1) - T(-1))   for background j.
 *   Identity: T(+1) = T(-1), so the classes cancel exactly, whatever the weights.
 *   ReLU: the residue is (s_k / 2) (T(+1) - T(-1)). Let D = P_k(+1) - P_k(-1). When the core weights of neuron k have one
 *   sign, say >= 0, then for the same strengths u the preactivation is at least as large under y = +1 as under y = -1, so
 *   the neuron is on under -1 only where it is on under +1, and T(+1) - T(-1) = E[u_j 1[on under +1 only]] lies between
 *   min(u_j) D and max(u_j) D. With positive strengths the classes fail to cancel exactly where their rates differ.
 *   When the core weights have both signs, rates may differ and one feature's residue vanish by coincidence (counted).
 */
import { decimal, type Decimal } from '../../sim/exact/arithmetic.ts';
import { isNegative, LEMMA, times, type Label } from '../../sim/exact/network.ts';
import { activationRate, expectationGiven } from '../../sim/exact/population.ts';
import type { ExactExperiment, Finding } from './check.ts';
import { finitePopulation, type FinitePopulation, type PopulationShares } from './finitePopulation/draw.ts';
import { pairsOf, readFinitePopulation, STEP, type ReadPopulation } from './finitePopulation/read.ts';
import { withLargeInstances } from './largeInstances.ts';
import { classTerm, risksAround, workedRisks } from './projections.ts';
import type { ExactClaim, Json } from '../types.ts';

export const LINEAR_CASES = [
  'classes activate alike',
  'classes activate differently',
  'core and background features',
  'several neurons',
] as const;

/** The claim that the classes cancel. A twin has another activation, or examples past the margin. */
export function cancellationCheck({
  activation = 'identity',
  early = true,
}: { activation?: 'identity' | 'relu'; early?: boolean } = {}): ExactClaim['check'] {
  const shares: PopulationShares = early ? { early: 1 } : { 'large weights': 1 };
  return withLargeInstances((sizes) =>
    cancellationExperiment(activation, finitePopulation(shares, 'background', sizes)),
  );
}

export function cancellationExperiment(
  activation: 'identity' | 'relu',
  arbitrary: ExactExperiment<FinitePopulation>['arbitrary'],
): ExactExperiment<FinitePopulation> {
  return {
    arbitrary,
    cases: LINEAR_CASES,
    examine: (instance) => examineCancellation(instance, activation),
  };
}

function examineCancellation(instance: FinitePopulation, activation: 'identity' | 'relu'): Finding {
  const read = readFinitePopulation(instance, activation);
  const wrong = pairsOf(read, 'background').find(({ k, j }) => !fallOf(read, k, j).isZero());
  const cases: string[] = [];
  cases.push(
    read.net.a.every((_, k) => gapOf(read, k).isZero())
      ? 'classes activate alike'
      : 'classes activate differently',
  );
  if (instance.dCore > 0) cases.push('core and background features');
  if (read.net.a.length > 1) cases.push('several neurons');
  return {
    cases,
    failure: wrong
      ? () => [...workedRisks(read, wrong.k, wrong.j), 'cancellation claims 0'].join('\n')
      : null,
  };
}

/** What is claimed of neuron k and background feature j; a broken twin replaces a part. */
export interface ResidueFormula {
  /** How the terms of the two classes make up the residue. */
  readonly residue: (read: ReadPopulation, k: number, j: number) => Decimal;
  /** The residue over the difference of the rates, at least and at most, for core weights of one sign. */
  readonly perRate: (values: readonly Decimal[]) => readonly [least: Decimal, most: Decimal];
}

export const RESIDUE: ResidueFormula = {
  /** T(+1) - T(-1). */
  residue: (read, k, j) => read.A.sub(termOf(read, k, j, 1), termOf(read, k, j, -1)),
  /** The smallest and the largest value of u_j. */
  perRate: (values) => [
    values.reduce((a, b) => (b.lt(a) ? b : a)),
    values.reduce((a, b) => (b.gt(a) ? b : a)),
  ],
};

/** Broken twins of the residue. */
export const BROKEN_RESIDUES = {
  /** T(+1) + T(-1), as for a core feature. */
  plusForMinus: (read, k, j) => read.A.add(termOf(read, k, j, 1), termOf(read, k, j, -1)),
  /** The gate averaged over both classes: then nothing is left. */
  classAverage: (read) => read.A.of(0),
  /** E[u_j] (P_k(+1) - P_k(-1)): as if activation did not depend on the strength of feature j. */
  independent: (read, k, j) => {
    const mean = expectationGiven(read.A, read.outcomes, 1, (o) => o.u[j]!);
    return read.A.mul(mean, gapOf(read, k));
  },
} satisfies Record<string, ResidueFormula['residue']>;

export const RESIDUE_CASES = [
  'rates alike',
  'rates differ',
  'core weights of one sign, rates differ',
  'core weights of both signs, rates differ',
  'positive strengths, rates differ',
] as const;

/** The claim about the residue, under a formula; the computed case of the picture comes with the outcome. */
export function residueCheck(formula: ResidueFormula = RESIDUE): ExactClaim['check'] {
  const check = withLargeInstances((sizes) =>
    residueExperiment(formula, finitePopulation({ early: 1 }, 'background', sizes)),
  );
  return async (options) => {
    const outcome = await check(options);
    return { ...outcome, notes: { ...outcome.notes, picture: contributions(PICTURE) } };
  };
}

export function residueExperiment(
  formula: ResidueFormula,
  arbitrary: ExactExperiment<FinitePopulation>['arbitrary'],
): ExactExperiment<FinitePopulation> {
  return { arbitrary, cases: RESIDUE_CASES, examine: (instance) => examineResidue(instance, formula) };
}

function examineResidue(instance: FinitePopulation, formula: ResidueFormula): Finding {
  const read = readFinitePopulation(instance);
  const { A, net, population } = read;
  const cases = new Set<string>();
  const tallies: string[] = [];
  let failure: Finding['failure'] = null;
  const oneSign = net.v.map((row) => signOf(row.slice(0, population.dCore)));
  for (const { k, j } of pairsOf(read, 'background')) {
    const gap = gapOf(read, k);
    const residue = formula.residue(read, k, j);
    // -m times the risk's derivative is (s_k / 2) residue: the risk falls by STEP s_k residue over 2 STEP.
    const claimed = A.mul(decimal(STEP), A.mul(net.a[k]!, residue));
    const fall = fallOf(read, k, j);
    const [low, high] = formula.perRate(population.strengths[j]!.values);
    const sign = oneSign[k]!;
    const difference = sign === 0 ? A.of(0) : times(sign, residue);
    const rise = sign === 0 ? A.of(0) : times(sign, gap);
    const bounded = sign === 0 || (A.mul(low, rise).lte(difference) && difference.lte(A.mul(high, rise)));
    cases.add(gap.isZero() ? 'rates alike' : 'rates differ');
    if (!gap.isZero()) {
      cases.add(`core weights of ${sign === 0 ? 'both signs' : 'one sign'}, rates differ`);
      if (low.gt(0)) cases.add('positive strengths, rates differ');
      tallies.push(
        `core weights of ${sign === 0 ? 'both signs' : 'one sign'}, ${low.gt(0) ? 'positive' : 'some zero'} strengths, rates differ: ` +
          (fall.isZero() ? 'cancels all the same' : 'does not cancel'),
      );
    }
    if (failure === null && !(fall.eq(claimed) && bounded)) {
      failure = () =>
        [
          ...workedRisks(read, k, j),
          `rates: P(+1) = ${activationRate(A, net, read.outcomes, k, 1)}, P(-1) = ${activationRate(A, net, read.outcomes, k, -1)}`,
          `T(+1) = ${termOf(read, k, j, 1)}, T(-1) = ${termOf(read, k, j, -1)}`,
          fall.eq(claimed)
            ? `residue ${residue} is not between ${low}*(${gap}) and ${high}*(${gap})`
            : `residue as tested: ${residue}; (${net.a[k]}/2)*(${residue}) times 2*${STEP}: ${claimed}, not ${fall}`,
        ].join('\n');
    }
  }
  return { cases: [...cases], tallies, failure };
}

function fallOf(read: ReadPopulation, k: number, j: number): Decimal {
  const [below, above] = risksAround(read, k, j);
  return read.A.sub(below, above);
}

/** P_k(+1) - P_k(-1), whatever the activation: the share of examples with <w_k, x> >= 0. */
function gapOf({ A, net, outcomes }: ReadPopulation, k: number): Decimal {
  return A.sub(activationRate(A, net, outcomes, k, 1), activationRate(A, net, outcomes, k, -1));
}

function termOf({ A, net, outcomes }: ReadPopulation, k: number, j: number, y: Label): Decimal {
  return classTerm(A, net, outcomes, k, j, y, { active: LEMMA.active, margin: () => true });
}

/** +1: all >= 0, -1: all <= 0, 0: both signs. No core weight at all counts as >= 0: then the classes look alike. */
function signOf(weights: readonly Decimal[]): Label | 0 {
  if (weights.every((w) => !isNegative(w))) return 1;
  return weights.every((w) => !w.gt(0)) ? -1 : 0;
}

/** The case that the picture shows: one neuron that prefers the class +1, three features of either kind. */
const PICTURE: FinitePopulation = {
  dCore: 3,
  strengths: [
    ['0.2', '1'],
    ['0.4', '0.8'],
    ['0.3', '0.9'],
    ['0.2', '1'],
    ['0.4', '0.8'],
    ['0.3', '0.9'],
  ].map((values) => ({ values, probabilities: ['0.5', '0.5'] })),
  signs: [1],
  v: [['0.06', '-0.01', '0.04', '0.15', '-0.16', '0.05']],
};

/** What each class contributes to -m <grad, m_j> for every feature, linear and ReLU, as numbers to draw. */
export function contributions(instance: FinitePopulation): Json {
  const panel = (activation: 'identity' | 'relu') => {
    const read = readFinitePopulation(instance, activation);
    const { A, net, population, outcomes } = read;
    const one = A.of(1);
    const half = A.mul(decimal('0.5'), net.a[0]!);
    const rate = (y: Label) => (activation === 'identity' ? one : activationRate(A, net, outcomes, 0, y));
    return {
      activation,
      rates: [Number(rate(1)), Number(rate(-1))],
      features: population.strengths.map((_, j) => {
        const core = j < population.dCore;
        const plus = A.mul(half, termOf(read, 0, j, 1));
        const minus = A.mul(half, times(core ? 1 : -1, termOf(read, 0, j, -1)));
        return { core, plus: Number(plus), minus: Number(minus), total: Number(A.add(plus, minus)) };
      }),
    };
  };
  return { panels: [panel('identity'), panel('relu')] };
}
