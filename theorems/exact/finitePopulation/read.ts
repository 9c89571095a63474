/** The instance in decimals, and the step that its risk is compared over. */
import {
  arithmeticFor,
  decimal,
  digitsOf,
  digitsOfProduct,
  digitsOfSum,
  type Arithmetic,
  type Decimal,
} from '../../../sim/exact/arithmetic.ts';
import { digitsOfLoss, times, type ExactNetwork, type Label } from '../../../sim/exact/network.ts';
import {
  digitsOfExpectation,
  digitsOfFeatures,
  enumerate,
  type Outcome,
  type Population,
} from '../../../sim/exact/population.ts';
import { SMALL, type FinitePopulation } from './draw.ts';

/** A step within which no outcome meets a kink: features are at most 1, distances from kinks at least 0.001. */
export const STEP = '0.0001';

/** The instance in decimals, with every outcome and an arithmetic that holds the risk at weights moved by STEP. */
export interface ReadPopulation {
  readonly A: Arithmetic;
  /** Multiplied by m: a_k = +1 or -1, target m. */
  readonly net: ExactNetwork;
  readonly population: Population;
  readonly outcomes: readonly Outcome[];
}

export function readFinitePopulation(
  { dCore, strengths, signs, v }: FinitePopulation,
  activation: 'relu' | 'identity' = 'relu',
): ReadPopulation {
  const population: Population = {
    dCore,
    strengths: strengths.map((s) => ({
      values: s.values.map(decimal),
      probabilities: s.probabilities.map(decimal),
    })),
  };
  const net: ExactNetwork = {
    activation,
    a: signs.map((s) => times(s, decimal(1))),
    v: v.map((row) => row.map(decimal)),
    target: decimal(signs.length),
  };
  const z = digitsOfFeatures(population);
  const weights = digitsOfSum(2, digitsOf(net.v.flat()), digitsOf([decimal(STEP)]));
  const risk = digitsOfExpectation(population, digitsOfLoss(net, weights, z));
  // A difference of risks, and a projection times 2 STEP.
  const projection = digitsOfExpectation(population, z);
  const A = arithmeticFor(
    digitsOfSum(2, risk),
    digitsOfProduct(digitsOf([decimal(STEP), decimal(2)]), digitsOfSum(2, projection)),
  );
  return { A, net, population, outcomes: enumerate(A, population) };
}

/** Neurons with features of one kind: all pairs, but the first one only where enumerating is expensive. */
export function pairsOf(
  { net, population }: ReadPopulation,
  which: 'core' | 'background',
): readonly { readonly k: number; readonly j: number }[] {
  const { dCore, strengths } = population;
  const features = strengths.map((_, j) => j).filter((j) => j < dCore === (which === 'core'));
  const pairs = net.a.flatMap((_, k) => features.map((j) => ({ k, j })));
  return strengths.length <= SMALL.features[1] ? pairs : pairs.slice(0, 1);
}

/** The network with v_kj moved by STEP up (1) or down (-1). */
export function stepped(A: Arithmetic, net: ExactNetwork, k: number, j: number, way: Label): ExactNetwork {
  const vkj: Decimal = A.add(net.v[k]![j]!, times(way, decimal(STEP)));
  return {
    ...net,
    v: net.v.map((row, i) => (i === k ? row.map((v, l) => (l === j ? vkj : v)) : row)),
  };
}
