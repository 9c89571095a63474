import { describe, expect, it } from 'vitest';
import {
  lnBetaLower,
  lnBetaLowerOverKernel,
  lnBetaUpper,
  lnBetaUpperOverKernel,
} from '../../../properties/judge/statistics/index.ts';
import { ln, tails } from '../../properties/judge/statistics/decimalBeta.ts';

/**
 * Every shape an e-process meets up to n = 10^5, on a grid of places from far below to far above the mean. H0: the error is within
 * 1e-12 max(1, n/100), absolute in the logarithm, and (the sharper statement) within 100 (1e-14 + half a unit in the last place). The errors are deterministic: no false alarms on one platform, and
 * room of a factor 10 and more for another platform's Math.log.
 */
describe('tails of the beta distribution against 60-digit decimals', () => {
  it.each([100, 1_000, 10_000, 100_000])('n = %i', (n) => {
    const worst = { lower: 0, upper: 0, overKernel: 0, rounding: 0, smallest: 0 };
    const at = { lower: '', upper: '', overKernel: '' };
    const note = (key: 'lower' | 'upper' | 'overKernel', got: number, exact: number, where: string): void => {
      const error = Math.abs(got - exact);
      if (key !== 'overKernel')
        worst.rounding = Math.max(worst.rounding, error / (1e-14 + Math.abs(exact) * 2 ** -53));
      if (!(error <= worst[key])) [worst[key], at[key]] = [error, where];
      if (key !== 'overKernel') worst.smallest = Math.min(worst.smallest, exact);
    };
    const failures = [0, 1, 2, 10, 100, n / 1000, n / 100, n / 10, n / 2, n - 10, n - 1, n];
    for (const f of new Set(failures.map(Math.floor))) {
      for (const b of [1, 0.5]) {
        const shape = [f + 0.5, n - f + b] as const;
        for (const x of places(...shape, n)) {
          const exact = tails(x, ...shape);
          const where = `x = ${x}, a = ${shape[0]}, b = ${shape[1]}`;
          note('lower', lnBetaLower(x, ...shape), ln(exact.lower), where);
          note('upper', lnBetaUpper(x, ...shape), ln(exact.upper), where);
          note('overKernel', lnBetaLowerOverKernel(x, ...shape), ln(exact.lower.div(exact.kernel)), where);
          note('overKernel', lnBetaUpperOverKernel(x, ...shape), ln(exact.upper.div(exact.kernel)), where);
        }
      }
    }
    console.log(`n = ${n}: largest errors`, worst, at);
    const allowed = 1e-12 * Math.max(1, n / 100);
    expect(worst.lower).toBeLessThan(allowed);
    expect(worst.upper).toBeLessThan(allowed);
    expect(worst.overKernel).toBeLessThan(allowed);
    expect(worst.rounding).toBeLessThan(100);
    expect(worst.smallest).toBeLessThan(-n / 3);
  });
});

/** Around the mean in standard deviations, and fixed rates; where the decimal series is too long (rates near 1/2), fewer. */
function places(a: number, b: number, n: number): number[] {
  const mean = a / (a + b);
  const deviation = Math.sqrt((mean * (1 - mean)) / (a + b + 1));
  const near = [-30, -5, -1, 0, 1, 2, 5, 30].map((z) => mean + z * deviation);
  const far = n > 50_000 ? [0.01, 0.5] : [1e-6, 1e-3, 0.01, 0.05, 0.2, 0.5, 0.9];
  return [...near, (a + 1) / (a + b + 2), ...far].filter((x) => x > 1e-9 && x < 1 - 1e-9);
}
