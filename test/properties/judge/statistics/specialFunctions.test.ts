import { describe, expect, it } from 'vitest';
import {
  lnBeta,
  lnBetaKernel,
  lnBetaLower,
  lnBetaLowerOverKernel,
  lnBetaUpper,
  lnBetaUpperOverKernel,
  lnGamma,
} from '../../../../properties/judge/statistics/index.ts';
import { beta, Decimal, exactly, gamma, ln, tails } from './decimalBeta.ts';

/** Absolute in the logarithm, as promised: 1e-12 up to n = 100, then in proportion to n. */
const allowed = (n: number): number => 1e-12 * Math.max(1, n / 100);

describe('the oracle', () => {
  it('agrees with finite binomial sums to 50 digits', () => {
    for (const [x, a, b] of [
      [0.3, 4, 9],
      [0.7, 4, 9],
      [0.01, 1, 30],
      [0.5, 20, 3],
    ] as const) {
      const n = a + b - 1;
      let sum = new Decimal(0);
      for (let j = a; j <= n; j++) {
        const ways = gamma(n + 1).div(gamma(j + 1).times(gamma(n - j + 1)));
        sum = sum.plus(ways.times(exactly(x).pow(j)).times(new Decimal(1).minus(exactly(x)).pow(n - j)));
      }
      expect(tails(x, a, b).lower.div(sum).minus(1).abs().toNumber()).toBeLessThan(1e-50);
    }
  });
});

describe('lnGamma and lnBeta', () => {
  it('match exact products', () => {
    for (const x of [0.5, 1, 1.5, 2, 2.5, 3, 9.5, 10, 10.5, 50, 170.5, 1000, 2000.5]) {
      const exact = ln(gamma(x));
      expect(Math.abs(lnGamma(x) - exact), `${x}`).toBeLessThan(3e-15 * Math.max(1, Math.abs(exact)));
    }
  });

  it('lose nothing where the gamma functions cancel', () => {
    for (const [a, b] of [
      [0.5, 1],
      [0.5, 0.5],
      [1, 3000],
      [0.5, 2000],
      [3000, 0.5],
      [9.5, 1000],
      [1000.5, 1000],
    ] as const) {
      const exact = ln(beta(a, b));
      expect(Math.abs(lnBeta(a, b) - exact), `${a}, ${b}`).toBeLessThan(1e-14 * Math.max(1, Math.abs(exact)));
    }
  });

  it('satisfy Gamma(x+1) = x Gamma(x) down to tiny x', () => {
    for (const x of [1e-300, 1e-9, 0.1, 0.3, 1.7, 9.3, 12.2])
      expect(Math.abs(lnGamma(x + 1) - lnGamma(x) - Math.log(x))).toBeLessThan(2e-14 + 1e-15 * -Math.log(x));
  });
});

const shapes: readonly (readonly [number, number])[] = [
  [0.5, 1],
  [1, 0.5],
  [0.5, 0.5],
  [1, 1],
  [0.5, 10],
  [3.5, 96],
  [50, 50.5],
  [0.5, 1000],
  [999.5, 1],
  [20.5, 1980],
  [1500, 1500],
];
const places = [1e-12, 1e-6, 1e-3, 0.01, 0.05, 0.2, 0.49, 0.5, 0.51, 0.9, 0.999];

describe('the incomplete beta function', () => {
  it('has both tails within 1e-12 max(1, n/100), far out too', () => {
    let smallest = 0;
    for (const [a, b] of shapes) {
      for (const x of places) {
        const exact = tails(x, a, b);
        const at = `x = ${x}, a = ${a}, b = ${b}`;
        const [lower, upper, kernel] = [lnBetaLower(x, a, b), lnBetaUpper(x, a, b), lnBetaKernel(x, a, b)];
        smallest = Math.min(smallest, lower, upper);
        expect(Math.abs(lower - ln(exact.lower)), at).toBeLessThan(allowed(a + b));
        expect(Math.abs(upper - ln(exact.upper)), at).toBeLessThan(allowed(a + b));
        expect(Math.abs(kernel - ln(exact.kernel)), at).toBeLessThan(allowed(a + b));
        const lowerRatio = ln(exact.lower.div(exact.kernel));
        const upperRatio = ln(exact.upper.div(exact.kernel));
        expect(Math.abs(lnBetaLowerOverKernel(x, a, b) - lowerRatio), at).toBeLessThan(allowed(a + b));
        expect(Math.abs(lnBetaUpperOverKernel(x, a, b) - upperRatio), at).toBeLessThan(allowed(a + b));
      }
    }
    expect(smallest).toBeLessThan(-690);
  });

  it('is as precise near the mean, where the side of the fraction changes', () => {
    for (const [a, b] of shapes) {
      for (const factor of [0.9, 0.99, 1, 1.01, 1.1]) {
        const x = Math.min(0.9999, ((a + 1) / (a + b + 2)) * factor);
        const exact = tails(x, a, b);
        expect(Math.abs(lnBetaLower(x, a, b) - ln(exact.lower))).toBeLessThan(2e-13);
        expect(Math.abs(lnBetaUpper(x, a, b) - ln(exact.upper))).toBeLessThan(2e-13);
      }
    }
  });

  it('has its closed forms: b = 1, a = 1, and the ends', () => {
    for (const x of [1e-300, 0.1, 0.9]) {
      expect(lnBetaLower(x, 0.5, 1)).toBeCloseTo(0.5 * Math.log(x), 12);
      expect(lnBetaUpper(x, 1, 7)).toBeCloseTo(7 * Math.log1p(-x), 12);
    }
    expect([lnBetaLower(0, 2, 3), lnBetaUpper(0, 2, 3), lnBetaKernel(0, 2, 3)]).toEqual([
      -Infinity,
      0,
      -Infinity,
    ]);
    expect([lnBetaLower(1, 2, 3), lnBetaUpper(1, 2, 3), lnBetaKernel(1, 2, 3)]).toEqual([
      0,
      -Infinity,
      -Infinity,
    ]);
  });

  it('keeps the digits of a tail whose complement is tiny', () => {
    for (const x of [1e-10, 1e-30, 1e-300])
      expect(lnBetaUpper(x, 0.5, 1) / Math.log1p(-Math.sqrt(x))).toBeCloseTo(1, 12);
    expect(lnBetaLower(0.5, 1, 100) / -(2 ** -100)).toBeCloseTo(1, 12);
  });

  it('is symmetric: I_x(a, b) = 1 - I_(1-x)(b, a)', () => {
    for (const [a, b] of shapes)
      for (const x of [0.25, 0.5, 0.9375])
        expect(Math.abs(lnBetaLower(x, a, b) - lnBetaUpper(1 - x, b, a))).toBeLessThan(allowed(a + b));
  });
});

describe('arguments', () => {
  it('are refused in one sentence', () => {
    for (const bad of [NaN, 0, -1, Infinity]) {
      expect(() => lnGamma(bad)).toThrow(RangeError(`x must be positive and finite, got ${bad}.`));
      expect(() => lnBeta(bad, 1)).toThrow(RangeError(`a must be positive and finite, got ${bad}.`));
      expect(() => lnBetaLower(0.5, 1, bad)).toThrow(
        RangeError(`b must be positive and finite, got ${bad}.`),
      );
    }
    for (const bad of [NaN, -0.1, 1.1]) {
      const sentence = RangeError(`x must be a probability from 0 to 1, got ${bad}.`);
      for (const f of [lnBetaLower, lnBetaUpper, lnBetaKernel]) expect(() => f(bad, 1, 1)).toThrow(sentence);
    }
    for (const f of [lnBetaLowerOverKernel, lnBetaUpperOverKernel])
      for (const bad of [NaN, 0, 1])
        expect(() => f(bad, 1, 1)).toThrow(RangeError(`x must lie strictly between 0 and 1, got ${bad}.`));
  });
});
