/**
 * Two jointly Gaussian variables X, Y with mean 0, variance 1 and correlation rho: the chance of a quadrant, and what the margin
 * and an activation need of it together. Basic arithmetic only, so the same bits everywhere.
 */
import { exp } from '../../sim/random/elementary.ts';
import { normalCdf, normalDensity } from '../../sim/random/normal.ts';

/** What is known of the events X <= x and Y >= -y together. */
export interface Together {
  /** P(X <= x, Y >= -y). */
  readonly probability: number;
  /** P(Y >= -y | X = x). */
  readonly givenX: number;
  /** P(X <= x | Y = -y). */
  readonly givenY: number;
}

/** P(X <= x) and P(Y <= y) may be given. */
export function together(x: number, y: number, rho: number, belowX?: number, belowY?: number): Together {
  const spread = Math.sqrt(Math.max(1 - rho * rho, SMALLEST));
  return {
    probability: quadrant(x, y, -rho, belowX, belowY),
    givenX: normalCdf((y + rho * x) / spread),
    givenY: normalCdf((x + rho * y) / spread),
  };
}

/** E[(x - X) 1(X <= x, Y >= -y)]: x times the probability, less E[X; ...] by Stein's lemma. */
export function expectedShortfall(x: number, y: number, rho: number, t: Together): number {
  return x * t.probability + normalDensity(x) * t.givenX - rho * normalDensity(y) * t.givenY;
}

/** P(X <= x, Y <= y), by Owen's formula (Annals of Mathematical Statistics 27, 1956, eq. 2.1). Absolute error below 1e-10. */
export function quadrant(
  x: number,
  y: number,
  rho: number,
  belowX = normalCdf(x),
  belowY = normalCdf(y),
): number {
  const spread = Math.sqrt(Math.max(1 - rho * rho, SMALLEST));
  const slope = (from: number, to: number) => {
    const rise = to - rho * from;
    // At the centre any direction will do: along x = y.
    if (from === 0 && to === 0) return (1 - rho) / spread;
    return from === 0 ? (rise >= 0 ? Infinity : -Infinity) : rise / (from * spread);
  };
  const opposite = x * y < 0 || (x * y === 0 && x + y < 0) ? 0.5 : 0;
  const sum = (belowX + belowY) / 2 - owenT(x, slope(x, y)) - owenT(y, slope(y, x)) - opposite;
  return Math.min(1, Math.max(0, sum));
}

/** T(h, a) = 1/(2 pi) times the integral over (0, a) of e^(-h^2 (1 + x^2)/2) / (1 + x^2). */
export function owenT(h: number, a: number): number {
  if (a < 0) return -owenT(h, -a);
  const from = Math.abs(h);
  if (a > 1) {
    if (a === Infinity) return normalCdf(-from) / 2;
    const p = normalCdf(-from);
    const q = normalCdf(-a * from);
    return (p + q) / 2 - p * q - owenT(a * from, 1 / a);
  }
  // Above 8 all of it is below 1e-15.
  if (from > 8) return 0;
  let sum = 0;
  for (let i = 0; i < GAUSS_NODES.length; i++) {
    const offset = GAUSS_NODES[i]!;
    sum +=
      GAUSS_WEIGHTS[i]! * (integrand(from, (a / 2) * (1 - offset)) + integrand(from, (a / 2) * (1 + offset)));
  }
  return (sum * a) / (4 * Math.PI);
}

const integrand = (h: number, x: number) => exp((-h * h * (1 + x * x)) / 2) / (1 + x * x);

/** Keeps a conditional variance above 0 where the variables determine each other. */
const SMALLEST = 1e-30;

/** Gauss-Legendre with 8 nodes on (-1, 1), the positive ones; on (0, 1) the integrand has its poles at +-i: error below 1e-10. */
const GAUSS_NODES = [0.18343464249564984, 0.525532409916329, 0.7966664774136267, 0.9602898564975362];
const GAUSS_WEIGHTS = [0.36268378337836166, 0.3137066458778869, 0.22238103445337443, 0.10122853629037706];
