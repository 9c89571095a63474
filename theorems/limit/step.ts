/**
 * One step of SGD on an infinite batch: v <- (1 - h kappa) v + (h/d0) E[y z 1(margin) phi'(<v, z>)], for every neuron of the grid.
 * Expectations of a strength times indicators follow from Stein's lemma: E[u F] = mu E[F] + sigma^2 E[dF/du].
 */
import { normalDensity } from '../../sim/random/normal.ts';
import { together } from './bivariate.ts';
import type { LimitInstance } from './instance.ts';
import { wrongSign, type Neurons, type Preactivations } from './neurons.ts';
import { correlation, type OutputLaw, type Piece } from './output.ts';

/** Where less than this is past the margin, or active on the wrong class, none is. */
const NEGLIGIBLE = 1e-9;

/** What the step needs of the wrong class: X the preactivation of a neuron, H the output where X >= 0. */
interface WrongClass {
  /** P(X >= 0, H <= 1). */
  rate: number;
  /** Density of X at 0 with H <= 1. */
  density: number;
  /** Density of H at 1 with X >= 0. */
  margin: number;
}

/** Changes the neurons in place. `p` and `law` are those before the step. */
export function step(instance: LimitInstance, neurons: Neurons, p: Preactivations, law: OutputLaw): void {
  const { kinds, h, kappa, slope } = instance;
  const { weight, growth, noise } = neurons;
  const bend = 1 - slope;
  const decay = 1 - h * kappa;
  const rate = h / (2 * kinds.reduce((sum, { count }) => sum + count, 0));
  const met = 1 - law.inMargin > NEGLIGIBLE;
  const inMargin = met ? law.inMargin : 1;
  const wrong: WrongClass = { rate: 0, density: 0, margin: 0 };
  for (let i = 0; i < weight.length; i++) {
    wrong.rate = p.wrongRate[i]!;
    wrong.density = p.wrongDensity[i]!;
    if (met) cutByMargin(wrong, instance, neurons, p, law.active, i);
    const gate = slope + bend * p.ownRate[i]!;
    // What the activations add is along the weight itself, with one sign on both groups.
    const stretch = rate * bend * (inMargin * p.ownDensity[i]! - wrong.density);
    for (let q = 0; q < kinds.length; q++) {
      const at = i * kinds.length + q;
      const { core, mean, variance } = kinds[q]!;
      const sign = wrongSign(core);
      const drift = inMargin * (gate - sign * slope) - sign * bend * wrong.rate;
      // A larger strength moves examples out of the margin.
      const lost = met
        ? (gate - sign * slope) * law.marginSlopes[q]! - sign * bend * wrong.margin * law.active.slopes[q]!
        : 0;
      const factor = decay + variance * stretch;
      growth[at] = factor * growth[at]! + rate * (mean * drift - variance * lost);
      noise[at]! *= factor;
    }
  }
}

/** Leaves of the wrong class of neuron i what is in the margin. */
function cutByMargin(
  wrong: WrongClass,
  { kinds }: LimitInstance,
  { growth }: Neurons,
  p: Preactivations,
  { deviation, slopes, limit, below }: Piece,
  i: number,
): void {
  wrong.margin = 0;
  if (wrong.rate < NEGLIGIBLE) return;
  let covariance = 0;
  for (let q = 0; q < kinds.length; q++) {
    const { core, count, variance } = kinds[q]!;
    covariance += count * variance * slopes[q]! * wrongSign(core) * growth[i * kinds.length + q]!;
  }
  const rho = correlation(covariance, deviation, p.deviation[i]!);
  const t = together(limit, p.wrongMean[i]! / p.deviation[i]!, rho, below, wrong.rate);
  wrong.margin = (normalDensity(limit) / deviation) * t.givenX;
  wrong.density *= t.givenY;
  wrong.rate = t.probability;
}
