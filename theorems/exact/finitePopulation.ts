/**
 * Small networks on features with finitely many values, drawn so that no outcome lies on a kink: the population
 * risk is then differentiable, and linear on an interval of known length.
 *
 * Weights are whole hundredths and features whole tenths, so preactivations, outputs m h and their distances from
 * the kinks (0 and m) are whole thousandths; none of these distances is 0, so all are at least 0.001.
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
import { digitsOfLoss, times, type ExactNetwork, type Label } from '../../sim/exact/network.ts';
import {
  digitsOfExpectation,
  digitsOfFeatures,
  enumerate,
  type Outcome,
  type Population,
} from '../../sim/exact/population.ts';
import { decimalText, inShares, sign, tenths } from './draw.ts';

/** Plain JSON; numbers are decimals as text. Core features first. */
export interface FinitePopulation {
  readonly dCore: number;
  readonly strengths: readonly {
    readonly values: readonly string[];
    readonly probabilities: readonly string[];
  }[];
  /** Signs of a_k = sign / m; their number is m. */
  readonly signs: readonly Label[];
  /** v_kj = <w_k, m_j>, [m][d0]. */
  readonly v: readonly (readonly string[])[];
}

/** A step within which no outcome meets a kink: features are at most 1, distances from kinks at least 0.001. */
export const STEP = '0.0001';

/**
 * How often each kind is made on purpose (in percent). `early`: no example reaches the margin, even if linear;
 * `large weights`: some usually do.
 */
export type PopulationShares = Readonly<
  Partial<Record<'any' | 'early' | 'large weights' | 'dead neuron' | 'all past margin', number>>
>;

export interface Sizes {
  readonly features: readonly [number, number];
  readonly neurons: readonly [number, number];
}

/** At most four features: 2^4 values, 2^5 outcomes. */
export const SMALL: Sizes = { features: [1, 4], neurons: [1, 3] };
/** 2^9 values of the features, 2^10 outcomes. */
export const LARGE: Sizes = { features: [9, 9], neurons: [2, 2] };

export function finitePopulation(
  shares: PopulationShares,
  /** There is at least one feature of this kind. */
  needed: 'core' | 'background',
  sizes: Sizes = SMALL,
): fc.Arbitrary<FinitePopulation> {
  const [fewest, most] = sizes.features;
  const perFeature = <T>(arbitrary: fc.Arbitrary<T>) =>
    fc.array(arbitrary, { minLength: most, maxLength: most });
  return fc
    .record({
      kind: inShares(shares),
      // Each feature may be dropped by itself, so that a counterexample keeps no idle one.
      features: perFeature(
        fc.record({
          present: fc.integer({ min: fewest === most ? 1 : 0, max: 2 }).map((x) => x > 0),
          core: fc.boolean(),
          strength: strength(sizes === LARGE ? 2 : 1),
        }),
      ),
      neurons: fc.array(fc.record({ sign, v: perFeature(tenths) }), {
        minLength: sizes.neurons[0],
        maxLength: sizes.neurons[1],
      }),
      kept: inShares({ '1': 10, '2': 20, '3': 70 }),
    })
    .map(({ kind, features: drawnFeatures, neurons: drawnNeurons, kept }) => {
      const needsCore = needed === 'core' || kind === 'all past margin';
      const needsBackground = needed === 'background' || kind === 'dead neuron';
      const { order, dCore } = chooseFeatures(drawnFeatures, needsCore, needsBackground);
      const features = order.length;
      const strengths = order.map((j) => atMost(drawnFeatures[j]!.strength, features <= 2 ? 3 : 2));
      // An array shrinks by dropping its first neurons, `kept` by dropping the last.
      let neurons = drawnNeurons
        .slice(0, Number(kept))
        .map((n) => ({ sign: n.sign, v: order.map((j) => 10 * n.v[j]!) }));
      if (kind === 'large weights') neurons.forEach((n) => (n.v = n.v.map((v) => 8 * v)));
      if (kind === 'early')
        neurons.forEach((n) => (n.v = n.v.map((v) => Math.trunc(v / earlyDivisor(features)))));
      if (kind === 'dead neuron') {
        neurons[0]!.v = neurons[0]!.v.map((v, j) => (j < dCore ? 0 : -Math.abs(v) || -10));
        strengths.forEach((s) => (s.values = s.values.map((u) => u || 1)));
      }
      if (kind === 'all past margin') {
        // One neuron for each class, whose core weights outweigh every background.
        neurons = [1 as Label, -1 as Label].map((own, i) => {
          const background = (neurons[i] ?? neurons[0]!).v;
          return { sign: own, v: background.map((v, j) => (j < dCore ? own * 1000 * features : v)) };
        });
        strengths.forEach((s) => (s.values = s.values.map((u) => Math.max(u, 5))));
      }
      moveOffKinks(neurons, strengths, dCore);
      return {
        dCore,
        strengths: strengths.map(({ values, weights }) => ({
          values: values.map((u) => decimalText(u, 1)),
          probabilities: weights.map((w) => decimalText(w, 1)),
        })),
        signs: neurons.map((n) => n.sign),
        v: neurons.map((n) => n.v.map((v) => decimalText(v, 2))),
      };
    });
}

/**
 * Weights below 1/d0 keep |m h| < m, whatever the activation. They are drawn up to 200 hundredths, and moved by up to 7 more
 * off the kinks: divided by this, they stay one hundredth below.
 */
function earlyDivisor(features: number): number {
  return Math.max(3 * features, 200 / (Math.floor(100 / features) - 8));
}

/** Which of the drawn features there are, core first; at least one, and one of every kind that is needed. */
export function chooseFeatures(
  drawn: readonly { readonly present: boolean; readonly core: boolean }[],
  needsCore: boolean,
  needsBackground: boolean,
): { order: number[]; dCore: number } {
  const chosen = drawn.map((_, j) => j).filter((j) => drawn[j]!.present);
  const fewest = needsCore && needsBackground ? 2 : 1;
  for (let j = 0; chosen.length < fewest; j++) if (!chosen.includes(j)) chosen.push(j);
  const core = chosen.filter((j) => drawn[j]!.core);
  const background = chosen.filter((j) => !drawn[j]!.core);
  if (needsCore && core.length === 0) core.push(background.shift()!);
  if (needsBackground && background.length === 0) background.push(core.pop()!);
  return { order: [...core, ...background], dCore: core.length };
}

/** A strength in tenths: values with their probabilities. */
interface DrawnStrength {
  values: number[];
  weights: number[];
}

function strength(fewest: 1 | 2): fc.Arbitrary<DrawnStrength> {
  return fc
    .record({
      // An array, so that shrinking may drop any of them.
      values: fc.array(fc.integer({ min: 0, max: 10 }), { minLength: fewest, maxLength: 3 }),
      first: fc.integer({ min: 1, max: 8 }),
      second: fc.nat({ max: 8 }),
    })
    .map(({ values, first, second }) => {
      const middle = 1 + (second % (9 - first));
      const weights = [[10], [first, 10 - first], [first, middle, 10 - first - middle]];
      return { values, weights: weights[values.length - 1]! };
    });
}

/** The strength with at most `count` values: the last probabilities are joined. */
function atMost({ values, weights }: DrawnStrength, count: number): DrawnStrength {
  if (values.length <= count) return { values: [...values], weights };
  const kept = weights.slice(0, count - 1);
  return { values: values.slice(0, count), weights: [...kept, 10 - kept.reduce((sum, w) => sum + w, 0)] };
}

/**
 * Moves v_kj by 0 to 7 hundredths (the digits of (k + 1) t in base 8, t = 0, 1, 2 …) until no outcome with z != 0 is on a
 * kink, neither with ReLU nor with the identity.
 */
function moveOffKinks(
  neurons: { sign: Label; v: number[] }[],
  strengths: readonly DrawnStrength[],
  dCore: number,
): void {
  let values: number[][] = [[]];
  for (const s of strengths) values = values.flatMap((u) => s.values.map((value) => [...u, value]));
  const inputs = values.flatMap((u) => [u, u.map((value, j) => (j < dCore ? -value : value))]);
  const m = 1000 * neurons.length;
  const original = neurons.map((n) => n.v);
  for (let t = 0; t < 1000; t++) {
    neurons.forEach(
      (n, k) => (n.v = original[k]!.map((v, j) => v + (Math.floor(((k + 1) * t) / 8 ** j) % 8))),
    );
    const onKink = inputs.some((z) => {
      if (z.every((zj) => zj === 0)) return false;
      const pre = neurons.map((n) => n.v.reduce((sum, v, j) => sum + v * z[j]!, 0));
      const relu = neurons.reduce((sum, n, k) => sum + n.sign * Math.max(0, pre[k]!), 0);
      const linear = neurons.reduce((sum, n, k) => sum + n.sign * pre[k]!, 0);
      return pre.includes(0) || Math.abs(relu) === m || Math.abs(linear) === m;
    });
    if (!onKink) return;
  }
  throw new Error('no small move takes the network off its kinks');
}

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
