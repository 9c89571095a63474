import { describe, expect, it } from 'vitest';
import { studentInterval, studentQuantile } from '../../../../properties/judge/statistics/index.ts';

describe("Student's interval", () => {
  /** Closed forms: df = 1 is Cauchy, df = 2 algebraic; the rest from any table, to its digits. */
  it('has the quantiles of the closed forms and of the tables', () => {
    for (const alpha of [0.5, 0.05, 1e-3]) {
      expect(studentQuantile(alpha, 1)).toBeCloseTo(1 / Math.tan((Math.PI * alpha) / 2), 9);
      const c = 1 - alpha;
      expect(studentQuantile(alpha, 2)).toBeCloseTo(c * Math.sqrt(2 / (1 - c * c)), 9);
    }
    const table = { 3: 3.182, 10: 2.228, 30: 2.042, 120: 1.98 };
    for (const [df, t] of Object.entries(table)) expect(studentQuantile(0.05, Number(df))).toBeCloseTo(t, 3);
    expect(studentQuantile(0.05, 1e6)).toBeCloseTo(1.959966, 5);
  });

  it('needs two values, and gives NaN no way in', () => {
    expect(studentInterval([], 0.05)).toBeUndefined();
    expect(studentInterval([1], 0.05)).toBeUndefined();
    const interval = studentInterval([1, 2, 3], 0.05)!;
    expect(interval.mean).toBe(2);
    expect(interval.high - 2).toBeCloseTo(4.303 / Math.sqrt(3), 3);
    expect(interval.low + interval.high).toBeCloseTo(4, 12);
    // Two values, df = 1: tan is the quantile.
    expect(studentInterval([1, 3], 0.5)).toEqual({
      mean: 2,
      low: expect.closeTo(1, 9),
      high: expect.closeTo(3, 9),
    });
    expect(() => studentQuantile(NaN, 3)).toThrow('alpha');
    expect(() => studentQuantile(0.05, 0)).toThrow('df');
  });
});
