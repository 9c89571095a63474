import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { exp, ln, powEighths } from '../../../sim/random/elementary.ts';
import { normalCdf, normalDensity, normalQuantile, standardNormals } from '../../../sim/random/normal.ts';
import { pageOf, streamKey, wordAt } from '../../../sim/random/stream.ts';

describe('stream', () => {
  it('names streams by their labels, whatever was made before', () => {
    const first = streamKey('a', 1);
    streamKey('b');
    expect(streamKey('a', 1)).toEqual(first);
    expect(streamKey('a', '1')).not.toEqual(first);
    expect(streamKey('a1')).not.toEqual(first);
    expect(() => streamKey('a', NaN)).toThrow('safe integer');
  });

  it('keeps its bits', () => {
    const page = pageOf(streamKey('reference'), 3);
    expect(page).toEqual({ start: page.start >>> 0, stride: (page.stride | 1) >>> 0 });
    expect([0, 1, 2, 0x80000000].map((i) => wordAt(page, i))).toMatchInlineSnapshot(`
      [
        1991191822,
        3972642857,
        84502854,
        2837762327,
      ]
    `);
  });
});

describe('elementary', () => {
  const Exact = Decimal.clone({ precision: 60 });
  it('ln is within 2 units in the last place', () => {
    for (const x of [
      2 ** -1022,
      1e-300,
      1e-9,
      0.1,
      0.7071,
      0.999999,
      1,
      1.0000001,
      Math.SQRT2,
      2,
      10,
      1e300,
    ]) {
      const exact = new Exact(x.toPrecision(60)).ln(); // the double itself, not its shortest decimal
      const unit = 2 ** (Math.floor(Math.log2(Math.max(Math.abs(exact.toNumber()), 2 ** -1000))) - 52);
      expect(new Exact(ln(x).toPrecision(60)).minus(exact).abs().div(unit).toNumber()).toBeLessThanOrEqual(2);
    }
    expect(() => ln(0)).toThrow('positive normal');
    expect(() => ln(NaN)).toThrow('positive normal');
  });

  it('exp is within 1 unit in the last place, and 0 where it would leave the normal numbers', () => {
    for (const x of [
      -708, -345.67, -20.1, -1, -0.3466, -1e-9, 0, 1e-20, 0.34657, 0.5, 1, 3.3, 88.7, 700.001, 709,
    ]) {
      const exact = new Exact(x.toPrecision(60)).exp();
      const unit = 2 ** (Math.floor(exact.ln().div(Exact.ln(2)).toNumber()) - 52);
      expect(new Exact(exp(x).toPrecision(60)).minus(exact).abs().div(unit).toNumber(), `${x}`).toBeLessThan(
        1,
      );
    }
    expect([exp(-708.001), exp(-Infinity)]).toEqual([0, 0]);
    expect(() => exp(709.1)).toThrow('at most 709, got 709.1');
    expect(() => exp(NaN)).toThrow('got NaN');
  });

  it('powEighths is a power', () => {
    expect(powEighths(16, 20)).toBeCloseTo(1024, 9);
    expect(powEighths(2, -16)).toBe(0.25);
    expect(() => powEighths(-1, 8)).toThrow('positive base');
  });
});

describe('normals', () => {
  it('invert the normal distribution function', () => {
    // Phi(x) by its series in decimals: the quantile of Phi(x) must be x to 1e-13.
    const Exact = Decimal.clone({ precision: 60 });
    const phi = (x: number) => {
      let term = new Exact(x);
      let sum = term;
      for (let n = 1; n < 400; n++) {
        term = term.times(-x * x).div(2 * n);
        sum = sum.plus(term.div(2 * n + 1));
      }
      return sum.div(Exact.acos(-1).times(2).sqrt()).plus(0.5).toNumber();
    };
    for (const x of [-6, -4.5, -3, -1.7, -0.9, -0.3, 0, 0.3, 0.9, 1.7, 3]) {
      expect(Math.abs(normalQuantile(phi(x)) - x)).toBeLessThan(1e-12 * Math.max(1, Math.abs(x)));
    }
    expect(() => normalQuantile(0)).toThrow('probability');
  });

  it('have a density and a distribution function, precise in the tail', () => {
    // Phi by its series, with digits enough for the cancellation at -30.
    const Exact = Decimal.clone({ precision: 440 });
    const root = Exact.acos(-1).times(2).sqrt();
    const cdf = (x: number) => {
      const at = new Exact(x.toPrecision(60));
      const square = at.pow(2).neg();
      let [term, sum] = [at, at];
      for (let n = 1; term.abs().gt('1e-430'); n++) {
        term = term.times(square).div(2 * n);
        sum = sum.plus(term.div(2 * n + 1));
      }
      return sum.div(root).plus(0.5);
    };
    for (const x of [-30, -12, -5.6569, -5.6568, -0.6745, -0.6744, -1e-8, 0, 0.5, 2, 7]) {
      const exact = cdf(x);
      expect(
        new Exact(normalCdf(x).toPrecision(60)).div(exact).minus(1).abs().toNumber(),
        `${x}`,
      ).toBeLessThan(1e-13);
      const density = new Exact(x.toPrecision(60)).pow(2).div(-2).exp().div(root);
      expect(new Exact(normalDensity(x).toPrecision(60)).div(density).minus(1).abs().toNumber()).toBeLessThan(
        1e-13,
      );
    }
    expect([normalCdf(-40), normalCdf(9), normalDensity(50)]).toEqual([0, 1, 0]);
    expect(() => normalCdf(NaN)).toThrow('got NaN');
  });

  it('have the moments of a standard normal', () => {
    // H0: the draws are standard normal. Three fixed-seed z-tests at 5 standard errors: false alarm 2e-6.
    const n = 400_000;
    const draws = standardNormals(streamKey('moments'), 0, n);
    const moment = (k: number) => draws.reduce((sum, x) => sum + x ** k, 0) / n;
    expect(Math.abs(moment(1))).toBeLessThan(5 * Math.sqrt(1 / n));
    expect(Math.abs(moment(2) - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
    expect(Math.abs(moment(4) - 3)).toBeLessThan(5 * Math.sqrt(96 / n));
  });
});
