import { describe, expect, it } from 'vitest';
import { combineStrata, crossing, strataCrossing } from '../../../../properties/judge/statistics/index.ts';

const levels = { alphaSupport: 0.01, alphaRefute: 0.01 };

describe('strataCrossing', () => {
  it('is the sum over all 3^k outcomes of the strata', () => {
    const strata = [
      { p: 0.02, delta: 0.1, budget: 150 },
      { p: 0.12, delta: 0.1, budget: 300 },
      { p: 0.05, delta: 0.2, budget: 60 },
    ];
    const single = strata.map((s) => crossing({ ...s, alphaSupport: 0.01, alphaRefute: 0.01 / 3 }));
    const sum = { supported: 0, refuted: 0, inconclusive: 0 };
    const verdicts = ['supported', 'refuted', 'inconclusive'] as const;
    for (const x of verdicts)
      for (const y of verdicts)
        for (const z of verdicts) {
          const all = [x, y, z];
          const whole = all.includes('refuted')
            ? 'refuted'
            : all.includes('inconclusive')
              ? 'inconclusive'
              : 'supported';
          sum[whole] += single[0]![x] * single[1]![y] * single[2]![z];
        }
    const { expectedTrials, ...chances } = strataCrossing({ ...levels, strata });
    for (const v of verdicts) {
      expect(chances[v]).toBeCloseTo(sum[v], 14);
      expect(sum[v]).toBeGreaterThan(1e-4);
    }
    expect(expectedTrials).toBeCloseTo(
      single[0]!.expectedTrials + single[1]!.expectedTrials + single[2]!.expectedTrials,
    );
  });

  it('needs no split for support, and keeps alphaRefute over all strata', () => {
    const strata = (rates: number[]) => rates.map((p) => ({ p, delta: 0.1, budget: 400 }));
    // False claim in one stratum only: support errs at most alphaSupport.
    expect(strataCrossing({ ...levels, strata: strata([0.1, 0, 0, 0]) }).supported).toBeLessThanOrEqual(0.01);
    // True claim, every stratum on its edge: the union of refutations stays below alphaRefute.
    const edge = strataCrossing({ ...levels, strata: strata([0.1, 0.1, 0.1, 0.1]) });
    expect(edge.refuted).toBeLessThanOrEqual(0.01);
    expect(edge.refuted).toBeGreaterThan(0.001);
  });

  it('is the single claim for one stratum', () => {
    const one = { p: 0.03, delta: 0.1, budget: 200 };
    const whole = strataCrossing({ ...levels, strata: [one] });
    expect(whole).toEqual(crossing({ ...levels, ...one }));
  });

  it('keeps tiny chances', () => {
    const tiny = { supported: 1 - 1e-40, refuted: 1e-40, inconclusive: 1e-50, expectedTrials: 1 };
    const both = combineStrata([tiny, tiny]);
    expect(both.refuted).toBeCloseTo(2e-40, 54);
    expect(both.refuted / 2e-40).toBeCloseTo(1, 12);
    expect(both.inconclusive / 2e-50).toBeCloseTo(1, 12);
  });

  it('refuses an empty claim and bad levels', () => {
    expect(() => strataCrossing({ ...levels, strata: [] })).toThrow(
      RangeError('A claim needs at least one stratum, got none.'),
    );
    expect(() => strataCrossing({ alphaSupport: NaN, alphaRefute: 0.1, strata: [] })).toThrow(
      /^alphaSupport/,
    );
    expect(() => strataCrossing({ alphaSupport: 0.1, alphaRefute: NaN, strata: [] })).toThrow(/^alphaRefute/);
    expect(() => strataCrossing({ ...levels, strata: [{ p: NaN, delta: 0.1, budget: 1 }] })).toThrow(
      /^p must be/,
    );
  });
});
