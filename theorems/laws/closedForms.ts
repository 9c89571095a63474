/**
 * What follows of the limit path in closed form, for ReLU; derived in docs/theory/limit-path.md, nothing fitted.
 *
 * Symbols of the derivation -> names: S, T^2 sums over a group of mu_j^2 and mu_j^2 sigma_j^2; p the rate P_k(-y) of a live neuron;
 * x with p = Phi(-x); W its variance on the wrong class, in units of growth; B, C background and core correlation.
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
 * The fixed point p = Phi(-x) with S p + [((1 - p) T_bg^2 - (1 + p) T_core^2)/sqrt W] phi(x) = x sqrt W + S_bg - S_core,
 * W = (1 + p)^2 T_core^2 + (1 - p)^2 T_bg^2, and what it says of B/C and of the shift. Kinds without variance have the limit of large d0.
 */
export function balanceOf(kinds: readonly FeatureKind[]): Balance {
  const [core, background] = [groupSums(kinds, true), groupSums(kinds, false)];
  const at = (x: number) => {
    const p = normalCdf(-x);
    const root = Math.sqrt((1 + p) ** 2 * core.T2 + (1 - p) ** 2 * background.T2);
    const density = normalDensity(x);
    const bend = root === 0 ? 0 : density / root;
    const learnedCore = (1 + p) * (core.S - core.T2 * bend);
    const learnedBackground = (1 - p) * (background.S - background.T2 * bend);
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
  const wrongPart = root * density - x * root * p;
  const idMean = learnedCore + learnedBackground - wrongPart;
  return {
    wrongRate: p,
    contamination: learnedBackground / learnedCore,
    // Out of distribution -X takes the place of X on the wrong class.
    shift: (wrongPart + x * root) / idMean,
  };
}

/** kappa* = S/(4 d0): the mean output at which decay holds the weights while every example is in the margin is its ratio to kappa. */
export function largestDecay(kinds: readonly FeatureKind[]): number {
  const d0 = kinds.reduce((sum, { count }) => sum + count, 0);
  return (groupSums(kinds, true).S + groupSums(kinds, false).S) / (4 * d0);
}
