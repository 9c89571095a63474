/**
 * What follows of the limit path in closed form, for ReLU and with a slope below 0; derived in docs/theory/limit-path.md, nothing fitted.
 *
 * Symbols of the derivation -> names: S, T^2 sums over a group of mu_j^2 and mu_j^2 sigma_j^2; p the rate P_k(-y) of a live neuron;
 * x with p = Phi(-x); a the slope, q = a + (1 - a) p its mean gate there; W its variance on the wrong class, in units of growth; B, C
 * background and core correlation.
 */
import { normalCdf, normalDensity } from '../../sim/random/normal.ts';
import { groupSums, type FeatureKind } from '../limit/instance.ts';

/** A live neuron while every example is in the margin. */
export interface Balance {
  /** P_k(-y). */
  readonly wrongRate: number;
  /** B/C. */
  readonly contamination: number;
  /** Mean of y h out of distribution over the mean in distribution. */
  readonly shift: number;
}

/** Bisections: the bracket of x is far below rounding after them. */
const HALVINGS = 100;

/**
 * The fixed point p = Phi(-x) with S q + (1 - a) [((1 - q) T_bg^2 - (1 + q) T_core^2)/sqrt W] phi(x) = x sqrt W + S_bg - S_core,
 * W = (1 + q)^2 T_core^2 + (1 - q)^2 T_bg^2, and what it says of B/C and of the shift. Kinds without variance have the limit of large d0.
 */
export function balanceOf(kinds: readonly FeatureKind[], slope = 0): Balance {
  const [core, background] = [groupSums(kinds, true), groupSums(kinds, false)];
  const at = (x: number) => {
    const p = normalCdf(-x);
    const q = slope + (1 - slope) * p;
    const root = Math.sqrt((1 + q) ** 2 * core.T2 + (1 - q) ** 2 * background.T2);
    const density = normalDensity(x);
    const bend = root === 0 ? 0 : ((1 - slope) * density) / root;
    const learnedCore = (1 + q) * (core.S - core.T2 * bend);
    const learnedBackground = (1 - q) * (background.S - background.T2 * bend);
    return { x, p, root, density, learnedCore, learnedBackground };
  };
  // Background less core that is learned, plus x sqrt W, grows in x.
  let [low, high] = [-40, 40];
  for (let i = 0; i < HALVINGS; i++) {
    const x = (low + high) / 2;
    const { learnedCore, learnedBackground, root } = at(x);
    if (learnedBackground - learnedCore < -x * root) low = x;
    else high = x;
  }
  const { x, p, root, density, learnedCore, learnedBackground } = at(low);
  const own = learnedCore + learnedBackground;
  // Means of relu(X) and of relu(-X) on the wrong class, where X has mean B - C, which is -x sqrt W where it varies.
  const above = root * density - x * root * p;
  const below = above + learnedCore - learnedBackground;
  return {
    wrongRate: p,
    contamination: learnedBackground / learnedCore,
    // Out of distribution -X takes the place of X on the wrong class, and the own class that of its negative.
    shift: (below - slope * above + slope * own) / (own - above + slope * below),
  };
}

/**
 * kappa* = [(1 + a)^2 S_core + (1 - a)^2 S_bg]/(4 d0): the mean output at which decay holds the weights while every example is in the
 * margin is its ratio to kappa.
 */
export function largestDecay(kinds: readonly FeatureKind[], slope = 0): number {
  const d0 = kinds.reduce((sum, { count }) => sum + count, 0);
  const [core, background] = [groupSums(kinds, true).S, groupSums(kinds, false).S];
  return ((1 + slope) ** 2 * core + (1 - slope) ** 2 * background) / (4 * d0);
}

/** rho = (1 + a)/(1 - a): up to this R a neuron learns less background than core. */
export const edgeOf = (slope: number): number => (1 + slope) / (1 - slope);
