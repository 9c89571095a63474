import { describe, expect, it } from 'vitest';
import { normalCdf, normalDensity } from '../../../sim/random/normal.ts';
import { expectedShortfall, owenT, quadrant, together } from '../../../theorems/limit/bivariate.ts';

/** Simpson's rule on 4000 intervals: the integrands are smooth on a scale of 0.1 or more, so its error is below 1e-10. */
function integral(of: (x: number) => number, from: number, to: number, intervals = 4000): number {
  const width = (to - from) / intervals;
  let sum = of(from) + of(to);
  for (let i = 1; i < intervals; i++) sum += (i % 2 === 1 ? 4 : 2) * of(from + i * width);
  return (sum * width) / 3;
}

const PLACES = [-2.5, -0.7, 0, 0.3, 1.9, 4];
const RHOS = [-0.95, -0.6, 0, 0.4, 0.9];
const all = PLACES.flatMap((x) => PLACES.flatMap((y) => RHOS.map((rho) => ({ x, y, rho }))));

/** E[f(X) 1(Y >= -y)] over X <= x, as one integral over X. */
const below = (x: number, y: number, rho: number, f: (z: number) => number) =>
  integral(
    (z) => f(z) * normalDensity(z) * normalCdf((y + rho * z) / Math.sqrt(1 - rho * rho)),
    Math.min(-9, x),
    x,
  );

describe('two Gaussian variables', () => {
  it.each(all)('quadrant and shortfall are the integrals: %j', ({ x, y, rho }) => {
    const t = together(x, y, rho);
    expect(t.probability).toBeCloseTo(
      below(x, y, rho, () => 1),
      9,
    );
    expect(expectedShortfall(x, y, rho, t)).toBeCloseTo(
      below(x, y, rho, (z) => x - z),
      8,
    );
  });

  it('is known at the centre: 1/4 + arcsin(rho)/(2 pi)', () => {
    for (const rho of RHOS)
      expect(quadrant(0, 0, rho)).toBeCloseTo(1 / 4 + Math.asin(rho) / (2 * Math.PI), 10);
  });

  it('is one variable where both determine each other', () => {
    for (const { x, y } of all) {
      expect(quadrant(x, y, 1)).toBeCloseTo(normalCdf(Math.min(x, y)), 9);
      expect(quadrant(x, y, -1)).toBeCloseTo(Math.max(0, normalCdf(x) + normalCdf(y) - 1), 9);
    }
  });

  it("Owen's T: T(h, 1) = Phi(h) Phi(-h)/2, T(0, a) = arctan(a)/(2 pi), T(h, infinity) = Phi(-|h|)/2, odd in a", () => {
    for (const h of [0, 0.2, 1, 2.7, 6]) {
      expect(owenT(h, 1)).toBeCloseTo((normalCdf(h) * normalCdf(-h)) / 2, 10);
      expect(owenT(h, Infinity)).toBeCloseTo(normalCdf(-h) / 2, 12);
      expect(owenT(-h, -0.4)).toBe(-owenT(h, 0.4));
    }
    for (const a of [0.1, 0.9, 1.5, 30]) expect(owenT(0, a)).toBeCloseTo(Math.atan(a) / (2 * Math.PI), 10);
  });
});
