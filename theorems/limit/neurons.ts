/**
 * The neurons of the limit: a law over their initial weights, integrated on a grid, and what every neuron of the grid has become.
 *
 * A neuron of either sign is described by its own class (y the sign of its output weight) and the wrong one. Its weight on feature
 * j is growth + noise * e_j with e_j standard normal, core weights counted along the own class. Growth and noise are the same for
 * all features of a kind: what is common to them is in the growth, and starts as the part of the initial weights along mu_j of
 * the group; the rest of the initial weights is the noise.
 *
 * Given the class, <v, z> is Gaussian by the central limit theorem over the features, with mean M on the own class, W on the
 * wrong one, and the same standard deviation on both.
 */
import { normalCdf, normalDensity } from '../../sim/random/normal.ts';
import { groupSums, type FeatureKind, type LimitInstance } from './instance.ts';

/** Arrays over the neurons of the grid; [neurons, kinds] row-major where a kind matters. */
export interface Neurons {
  /** The law: sums to 1. */
  readonly weight: Float64Array;
  readonly growth: Float64Array;
  readonly noise: Float64Array;
}

/** Preactivations of every neuron: its class means, its standard deviation, P_k(y) on the own and the wrong class. */
export interface Preactivations {
  readonly ownMean: Float64Array;
  readonly wrongMean: Float64Array;
  readonly deviation: Float64Array;
  readonly ownRate: Float64Array;
  readonly wrongRate: Float64Array;
  /** Density of the preactivation at 0, on either class. */
  readonly ownDensity: Float64Array;
  readonly wrongDensity: Float64Array;
}

/** The grid reaches so many standard deviations from the mean; beyond are 0.1 % of the neurons. */
const REACH = 3.7;

/** Untrained neurons: class means of the core and of the background on a grid of `side` by `side` midpoints. */
export function initialNeurons({ kinds, d }: LimitInstance, side: number): Neurons {
  const scores = Array.from({ length: side }, (_, i) => REACH * ((2 * i + 1) / side - 1));
  const nodes = scores
    .flatMap((core) => scores.map((background) => ({ core, background })))
    .filter(({ core, background }) => core * core + background * background <= REACH * REACH);
  const densities = nodes.map(({ core, background }) => normalDensity(core) * normalDensity(background));
  const total = densities.reduce((sum, density) => sum + density, 0);
  const S = { core: groupSums(kinds, true).S, background: groupSums(kinds, false).S };
  const group = ({ core }: FeatureKind) => (core ? 'core' : 'background');
  return {
    weight: Float64Array.from(densities, (density) => density / total),
    growth: Float64Array.from(
      nodes.flatMap((node) =>
        kinds.map((kind) => (node[group(kind)] * kind.mean) / Math.sqrt(S[group(kind)] * d)),
      ),
    ),
    noise: Float64Array.from(
      nodes.flatMap(() => kinds.map((kind) => Math.sqrt((1 - (kind.mean * kind.mean) / S[group(kind)]) / d))),
    ),
  };
}

/** -1 for the core, +1 for the background: the sign of a feature on the wrong class, seen from the own. */
export const wrongSign = (core: boolean): 1 | -1 => (core ? -1 : 1);

/** Room for the preactivations of so many neurons. */
export function newPreactivations({ weight }: Neurons): Preactivations {
  const empty = () => new Float64Array(weight.length);
  return {
    ownMean: empty(),
    wrongMean: empty(),
    deviation: empty(),
    ownRate: empty(),
    wrongRate: empty(),
    ownDensity: empty(),
    wrongDensity: empty(),
  };
}

/** Writes to `p` what the neurons have become. */
export function setPreactivations(p: Preactivations, { kinds }: LimitInstance, neurons: Neurons): void {
  const { weight, growth, noise } = neurons;
  for (let i = 0; i < weight.length; i++) {
    let core = 0;
    let background = 0;
    let square = 0;
    for (let q = 0; q < kinds.length; q++) {
      const kind = kinds[q]!;
      const g = growth[i * kinds.length + q]!;
      const e = noise[i * kinds.length + q]!;
      if (kind.core) core += kind.count * kind.mean * g;
      else background += kind.count * kind.mean * g;
      square += kind.count * kind.variance * (g * g + e * e);
    }
    const deviation = Math.sqrt(square) + SMALLEST_DEVIATION;
    p.ownMean[i] = core + background;
    p.wrongMean[i] = background - core;
    p.deviation[i] = deviation;
    const own = (core + background) / deviation;
    const wrong = (background - core) / deviation;
    const ownDensity = densityNearZero(own);
    const wrongDensity = densityNearZero(wrong);
    p.ownRate[i] = ownDensity === 0 ? (own > 0 ? 1 : 0) : normalCdf(own, ownDensity);
    p.wrongRate[i] = wrongDensity === 0 ? (wrong > 0 ? 1 : 0) : normalCdf(wrong, wrongDensity);
    p.ownDensity[i] = ownDensity / deviation;
    p.wrongDensity[i] = wrongDensity / deviation;
  }
}

/** 0 where an activation is certain: the chance of the other one is below 1e-19. */
const densityNearZero = (x: number) => (Math.abs(x) > 9 ? 0 : normalDensity(x));

/** Strengths that do not vary make a preactivation certain; this keeps quotients numbers. */
export const SMALLEST_DEVIATION = 1e-100;

/** E[max(X, 0)] of a Gaussian. */
export function positivePart(mean: number, deviation: number): number {
  return mean * normalCdf(mean / deviation) + deviation * normalDensity(mean / deviation);
}

/** The mean over all neurons. */
export function meanOver({ weight }: Neurons, of: (i: number) => number): number {
  let sum = 0;
  for (let i = 0; i < weight.length; i++) sum += weight[i]! * of(i);
  return sum;
}

/** The value that a share of all neurons are at or below. */
export function quantileOver({ weight }: Neurons, values: Float64Array, share: number): number {
  const order = [...values.keys()].sort((a, b) => values[a]! - values[b]!);
  let below = 0;
  for (const i of order) {
    below += weight[i]!;
    if (below >= share) return values[i]!;
  }
  return values[order.at(-1)!]!;
}
