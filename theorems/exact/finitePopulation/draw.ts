/**
 * Small networks on features with finitely many values, drawn so that no outcome lies on a kink: the population
 * risk is then differentiable, and linear on an interval of known length.
 *
 * Weights are whole hundredths and features whole tenths, so preactivations, outputs m h and their distances from
 * the kinks (0 and m) are whole thousandths; none of these distances is 0, so all are at least 0.001.
 */
import fc from 'fast-check';
import type { Label } from '../../../sim/exact/network.ts';
import { decimalText, inShares, sign, tenths } from '../draw.ts';
import { moveOffKinks } from './offKinks.ts';
import { atMost, strength } from './strength.ts';

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
