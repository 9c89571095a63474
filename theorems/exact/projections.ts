/**
 * The population gradient along a feature, by the closed formula, against the derivative of the enumerated risk.
 *
 * In units of m (a_k = s_k / m), for a feature j and the expectations over ID data:
 *   T(y) = E[u_j 1[<w_k, x> >= 0] 1[y h(x) <= 1] | y]
 *   -m <grad_{w_k} E l, m_j> = (s_k / 2) (T(+1) + T(-1)) for core j,  (s_k / 2) (T(+1) - T(-1)) for background j
 * and, with no outcome on a kink between v_kj - eps and v_kj + eps,
 *   -m (E l (v_kj + eps) - E l (v_kj - eps)) = 2 eps times the same.
 */
import type { Arithmetic, Decimal } from '../../sim/exact/arithmetic.ts';
import { decimal } from '../../sim/exact/arithmetic.ts';
import {
  LEMMA,
  loss,
  preactivation,
  signedOutput,
  times,
  type ExactNetwork,
  type Formula,
  type Label,
} from '../../sim/exact/network.ts';
import { activationRate, expectationGiven, risk, type Outcome } from '../../sim/exact/population.ts';
import type { ExactExperiment, Finding } from './check.ts';
import { finitePopulation, type FinitePopulation, type PopulationShares } from './finitePopulation/draw.ts';
import {
  pairsOf,
  readFinitePopulation,
  STEP,
  stepped,
  type ReadPopulation,
} from './finitePopulation/read.ts';
import { withLargeInstances } from './largeInstances.ts';
import type { ExactClaim } from '../types.ts';

/** Indicators, and the sign between the classes' terms: +1 adds them, -1 subtracts. */
export interface ProjectionFormula extends Pick<Formula, 'active' | 'margin'> {
  readonly core: Label;
  readonly background: Label;
}

export const PROJECTION: ProjectionFormula = {
  active: LEMMA.active,
  margin: LEMMA.margin,
  core: 1,
  background: -1,
};

/** T(y) for neuron k and feature j. */
export function classTerm(
  A: Arithmetic,
  net: ExactNetwork,
  outcomes: readonly Outcome[],
  k: number,
  j: number,
  y: Label,
  { active, margin }: Pick<Formula, 'active' | 'margin'> = LEMMA,
): Decimal {
  return expectationGiven(A, outcomes, y, (o) => {
    const on =
      margin(signedOutput(A, net, o), net.target) &&
      (net.activation === 'identity' || active(preactivation(A, net, o.z, k)));
    return on ? o.u[j]! : o.u[j]!.times(0);
  });
}

export const PROJECTION_CASES = [
  'classes activate alike',
  'classes activate differently',
  'dead neuron',
  'no example past the margin',
  'some past the margin',
  'all past the margin',
  'both kinds of features',
] as const;

const SHARES: PopulationShares = {
  any: 40,
  early: 15,
  'large weights': 20,
  'dead neuron': 15,
  'all past margin': 10,
};

/** The claim about one kind of feature, under a formula. */
export function projectionCheck(
  which: 'core' | 'background',
  formula: ProjectionFormula = PROJECTION,
): ExactClaim['check'] {
  return withLargeInstances((sizes) =>
    projectionExperiment(which, formula, finitePopulation(SHARES, which, sizes)),
  );
}

export function projectionExperiment(
  which: 'core' | 'background',
  formula: ProjectionFormula,
  arbitrary: ExactExperiment<FinitePopulation>['arbitrary'],
): ExactExperiment<FinitePopulation> {
  return {
    arbitrary,
    cases: PROJECTION_CASES,
    examine: (instance) => examine(instance, which, formula),
  };
}

function examine(
  instance: FinitePopulation,
  which: 'core' | 'background',
  formula: ProjectionFormula,
): Finding {
  const read = readFinitePopulation(instance);
  const pairs = pairsOf(read, which);
  const wrong = pairs.find(({ k, j }) => {
    const { fall, claimed } = compareProjection(read, k, j, formula);
    return !fall.eq(claimed);
  });
  return {
    cases: casesOf(read),
    failure: wrong ? () => explainProjection(read, wrong.k, wrong.j, formula) : null,
  };
}

/** The risk's fall from v_kj - eps to v_kj + eps, and 2 eps times the closed formula. */
export function compareProjection(read: ReadPopulation, k: number, j: number, formula: ProjectionFormula) {
  const { A, net, outcomes, population } = read;
  const [below, above] = risksAround(read, k, j);
  const terms = ([1, -1] as const).map((y) => classTerm(A, net, outcomes, k, j, y, formula));
  const combine = j < population.dCore ? formula.core : formula.background;
  const both = A.add(terms[0]!, times(combine, terms[1]!));
  const projection = A.mul(A.mul(decimal('0.5'), net.a[k]!), both);
  const claimed = A.mul(A.mul(decimal(2), decimal(STEP)), projection);
  return {
    fall: A.sub(below, above),
    plus: terms[0]!,
    minus: terms[1]!,
    combine,
    projection,
    claimed,
  };
}

/** The population risk at v_kj - STEP and at v_kj + STEP. */
export function risksAround({ A, net, outcomes }: ReadPopulation, k: number, j: number): [Decimal, Decimal] {
  return [risk(A, stepped(A, net, k, j, -1), outcomes), risk(A, stepped(A, net, k, j, 1), outcomes)];
}

function casesOf({ A, net, population, outcomes }: ReadPopulation): string[] {
  const cases: string[] = [];
  const rates = net.a.map((_, k) => ([1, -1] as const).map((y) => activationRate(A, net, outcomes, k, y)));
  const alike = rates.every(([plus, minus]) => plus!.eq(minus!));
  cases.push(alike ? 'classes activate alike' : 'classes activate differently');
  if (rates.some(([plus, minus]) => plus!.isZero() && minus!.isZero())) cases.push('dead neuron');
  const past = outcomes.filter((o) => !PROJECTION.margin(signedOutput(A, net, o), net.target)).length;
  cases.push(
    past === 0
      ? 'no example past the margin'
      : past < outcomes.length
        ? 'some past the margin'
        : 'all past the margin',
  );
  const { dCore, strengths } = population;
  if (dCore > 0 && dCore < strengths.length) cases.push('both kinds of features');
  return cases;
}

/** The sums written out, outcome by outcome. */
export function explainProjection(
  read: ReadPopulation,
  k: number,
  j: number,
  formula: ProjectionFormula,
): string {
  const c = compareProjection(read, k, j, formula);
  return [
    ...workedRisks(read, k, j),
    `formula as tested: T(+1) = ${c.plus}, T(-1) = ${c.minus}, (${signed(Number(read.net.a[k]))}/2)*(${c.plus} ${c.combine === 1 ? '+' : '-'} ${c.minus}) = ${c.projection}; ` +
      `times 2*${STEP}: ${c.claimed}, not ${c.fall}`,
  ].join('\n');
}

/** The network, the risk on either side of v_kj outcome by outcome, and its fall. */
export function workedRisks(read: ReadPopulation, k: number, j: number): string[] {
  const { A, net, population, outcomes } = read;
  const m = net.a.length;
  const [below, above] = risksAround(read, k, j);
  const fall = A.sub(below, above);
  const table = (at: ExactNetwork, title: string, total: Decimal) => [
    `${title}:`,
    ...outcomes.map((o) => {
      const pre = net.a.map((_, i) => preactivation(A, at, o.z, i));
      return (
        `  y = ${signed(o.y)}, z = (${o.z.join(', ')}), probability 0.5*${o.probability}: <w, x> = (${pre.join(', ')}), ` +
        `${m === 1 ? '' : `${m} `}h = ${times(o.y, signedOutput(A, at, o))}, ${m === 1 ? '' : `${m} `}loss = ${loss(A, at, o)}`
      );
    }),
    `  mean loss ${total}`,
  ];
  return [
    `m = ${m}, ${net.activation === 'relu' ? 'ReLU' : 'identity'}, signs of a = (${net.a.map((a) => signed(Number(a))).join(', ')}), ${population.dCore} core and ` +
      `${population.strengths.length - population.dCore} background features; neuron k = ${k + 1}, feature j = ${j + 1} (${j < population.dCore ? 'core' : 'background'})`,
    ...net.v.map((row, i) => `v_${i + 1} = (${row.join(', ')})`),
    ...table(stepped(A, net, k, j, -1), `v_${k + 1}${j + 1} - ${STEP}`, below),
    ...table(stepped(A, net, k, j, 1), `v_${k + 1}${j + 1} + ${STEP}`, above),
    `the risk falls by ${fall}, so the projection is ${fall}/(2*${STEP})`,
  ];
}

const signed = (y: number) => (y > 0 ? '+1' : '-1');
