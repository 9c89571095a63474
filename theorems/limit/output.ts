/**
 * The law of the output on one class: H = y h(x), the mean over infinitely many neurons, half of them with the sign of the class.
 *
 * H = U - Q. U holds the neurons' own class and the slope below zero: its fluctuations are linear in the strengths, so Gaussian.
 * Q = B max(Y, 0) is what neurons of the other sign take away: Y is their common Gaussian preactivation on this, their wrong,
 * class. So H is Gaussian in two pieces, U where Y < 0 and U - B Y where Y >= 0, and every expectation is closed.
 */
import { normalCdf, normalDensity } from '../../sim/random/normal.ts';
import { expectedShortfall, together } from './bivariate.ts';
import type { FeatureKind, LimitInstance } from './instance.ts';
import { positivePart, SMALLEST_DEVIATION, wrongSign, type Neurons, type Preactivations } from './neurons.ts';

/** H where it is one Gaussian: its slope along the strength of a feature of each kind, and (1 - mean)/deviation. */
export interface Piece {
  readonly deviation: number;
  readonly slopes: Float64Array;
  readonly limit: number;
  /** P(it is <= 1). */
  readonly below: number;
}

export interface OutputLaw {
  readonly mean: number;
  readonly deviation: number;
  /** P(H <= 1). */
  readonly inMargin: number;
  /** E[max(0, 1 - H)], in distribution and with the background negated. */
  readonly idRisk: number;
  readonly oodRisk: number;
  /** Mean output out of distribution. */
  readonly oodMean: number;
  /** E[delta(H - 1) dH/du] for each kind: the density at the margin times the slope there. */
  readonly marginSlopes: Float64Array;
  /** H where neurons are active on their wrong class. */
  readonly active: Piece;
}

/** Less than this of the neurons active on their wrong class is none. */
const NONE = 1e-12;

export function outputLaw(instance: LimitInstance, neurons: Neurons, p: Preactivations): OutputLaw {
  const { kinds, slope } = instance;
  const { weight, growth } = neurons;
  const bend = 1 - slope;
  const [idle, wrong, ood] = [0, 1, 2].map(() => new Float64Array(kinds.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let [mean, oodMean, wrongShare, wrongMean] = [0, 0, 0, 0];
  for (let i = 0; i < weight.length; i++) {
    const half = weight[i]! / 2;
    const own = p.ownMean[i]!;
    const other = p.wrongMean[i]!;
    const ownRate = p.ownRate[i]!;
    const wrongRate = p.wrongRate[i]!;
    const square = p.deviation[i]! * p.deviation[i]!;
    // E[max(X, 0)] on either class; with the background negated the two classes change places and sign.
    const ownPart = own * ownRate + square * p.ownDensity[i]!;
    const wrongPart = other * wrongRate + square * p.wrongDensity[i]!;
    mean += half * (slope * (own - other) + bend * (ownPart - wrongPart));
    oodMean += half * (slope * (own - other) + bend * (wrongPart - other - (ownPart - own)));
    const active = half * bend * wrongRate;
    wrongShare += active;
    wrongMean += active * other;
    for (let q = 0; q < kinds.length; q++) {
      const sign = wrongSign(kinds[q]!.core);
      const g = growth[i * kinds.length + q]!;
      idle[q]! += half * g * (slope * (1 - sign) + bend * ownRate);
      wrong[q]! += active * g * sign;
      ood[q]! += half * g * (slope * (1 - sign) + bend * (1 - ownRate - sign * (1 - wrongRate)));
    }
  }
  const variance = (x: Float64Array, y: Float64Array) => covarianceOf(kinds, x, y);
  const deviationOf = (x: Float64Array) => Math.sqrt(variance(x, x)) + SMALLEST_DEVIATION;

  const oodDeviation = deviationOf(ood);
  const oodRisk = 1 - oodMean + positivePart(oodMean - 1, oodDeviation);
  const law = { mean, oodMean, oodRisk };
  if (wrongShare < NONE) return { ...law, ...onePiece(mean, deviationOf(idle), idle) };

  const common = wrong.map((x) => x / wrongShare);
  const commonDeviation = deviationOf(common);
  const y = wrongMean / wrongShare / commonDeviation;
  const rate = normalCdf(y);
  if (rate < NONE) return { ...law, ...onePiece(mean, deviationOf(idle), idle) };
  // Never more than all neurons of the other sign.
  const factor = Math.min(wrongShare / rate, bend / 2);
  const commonMean = y * commonDeviation;
  const taken = positivePart(commonMean, commonDeviation);
  const idleMean = mean + factor * taken;
  const slopes = idle.map((u, q) => u - factor * common[q]!);
  const pieces = {
    idle: pieceOf(idleMean, deviationOf(idle), idle),
    active: pieceOf(idleMean - factor * commonMean, deviationOf(slopes), slopes),
  };
  const part = ({ deviation, slopes: own, limit, below }: Piece) => {
    const rho = correlation(variance(own, common), deviation, commonDeviation);
    const t = together(limit, y, rho, below, rate);
    const density = normalDensity(limit) / deviation;
    return {
      probability: t.probability,
      risk: deviation * expectedShortfall(limit, y, rho, t),
      density: density * t.givenX,
      whole: density,
    };
  };
  const [a, b] = [part(pieces.idle), part(pieces.active)];
  const idleRisk = positivePart(1 - idleMean, pieces.idle.deviation);
  const commonVariance = variance(common, common);
  const square = commonVariance * (y * y * rate + y * normalDensity(y) + rate) - taken * taken;
  const total = variance(idle, idle) - 2 * factor * rate * variance(idle, common) + factor * factor * square;
  return {
    ...law,
    deviation: Math.sqrt(Math.max(0, total)),
    inMargin: pieces.idle.below - a.probability + b.probability,
    idRisk: idleRisk - a.risk + b.risk,
    marginSlopes: idle.map((u, q) => (a.whole - a.density) * u + b.density * slopes[q]!),
    active: pieces.active,
  };
}

function onePiece(mean: number, deviation: number, slopes: Float64Array) {
  const piece = pieceOf(mean, deviation, slopes);
  const density = normalDensity(piece.limit) / deviation;
  return {
    deviation,
    inMargin: piece.below,
    idRisk: positivePart(1 - mean, deviation),
    marginSlopes: slopes.map((u) => density * u),
    active: piece,
  };
}

function pieceOf(mean: number, deviation: number, slopes: Float64Array): Piece {
  const limit = (1 - mean) / deviation;
  return { deviation, slopes, limit, below: normalCdf(limit) };
}

/** Covariance of two outputs or preactivations with these slopes along the strength of a feature of each kind. */
export function covarianceOf(kinds: readonly FeatureKind[], x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let q = 0; q < kinds.length; q++) sum += kinds[q]!.count * kinds[q]!.variance * x[q]! * y[q]!;
  return sum;
}

/** Within [-1, 1] whatever rounding did. */
export const correlation = (covariance: number, x: number, y: number): number =>
  Math.min(1, Math.max(-1, covariance / (x * y)));
