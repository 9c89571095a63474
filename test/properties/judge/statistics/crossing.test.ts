import { describe, expect, it } from 'vitest';
import {
  barriers,
  crossBarriers,
  crossing,
  lnERefute,
  lnESupport,
  reaches,
  trialsNeeded,
} from '../../../../properties/judge/statistics/index.ts';

describe('crossing', () => {
  it('gives the figures of docs/statistics.md: a = b = 1/2, level .01, 400 looks', () => {
    const mixture = { a: 0.5, b: 0.5, budget: 400 };
    const support = { ...mixture, delta: 0.05, alphaSupport: 0.01, alphaRefute: 0 };
    expect(crossing({ ...support, p: 0.05 }).supported.toFixed(4)).toBe('0.0062');
    expect(crossing({ ...support, p: 0.005 }).supported.toFixed(3)).toBe('0.998');
    const refute = { ...mixture, delta: 0.02, alphaSupport: 0, alphaRefute: 0.01 };
    expect(crossing({ ...refute, p: 0.02 }).refuted.toFixed(4)).toBe('0.0028');
    expect(crossing({ ...refute, p: 0.1 }).refuted.toFixed(4)).toBe('0.9998');
  });

  it('agrees with all 2^12 paths, each judged by the e-processes themselves', () => {
    const plan = { delta: 0.4, alphaSupport: 0.15, alphaRefute: 0.1, budget: 12 };
    for (const p of [0.1, 0.4, 0.75]) {
      const sum = { supported: 0, refuted: 0, inconclusive: 0, expectedTrials: 0 };
      for (let path = 0; path < 2 ** plan.budget; path++) {
        const all = popcount(path);
        const chance = p ** all * (1 - p) ** (plan.budget - all);
        const { verdict, trials } = judge(path, plan);
        sum[verdict] += chance;
        sum.expectedTrials += chance * trials;
      }
      const chances = crossing({ ...plan, p });
      for (const key of ['supported', 'refuted', 'inconclusive', 'expectedTrials'] as const) {
        expect(chances[key]).toBeCloseTo(sum[key], 10);
        expect(sum[key]).toBeGreaterThan(1e-4);
      }
    }
  });

  it('keeps both promised levels at p = delta, for every look up to 2,000', () => {
    for (const delta of [0.2, 0.01])
      for (const alpha of [1e-2, 1e-6]) {
        const at = crossing({ delta, alphaSupport: alpha, alphaRefute: alpha, budget: 2000, p: delta });
        expect(at.supported).toBeLessThanOrEqual(alpha);
        expect(at.refuted).toBeLessThanOrEqual(alpha);
        expect(at.refuted).toBeGreaterThan(alpha / 10); // it can fail: the bound is not idle
        expect(at.supported + at.refuted + at.inconclusive).toBeCloseTo(1, 12);
      }
  });

  it('is certain at p = 0 from the tabulated n on, and at p = 1', () => {
    const plan = { delta: 0.05, alphaSupport: 1e-3, alphaRefute: 1e-3 };
    const n = trialsNeeded({ delta: 0.05, alpha: 1e-3 });
    expect(crossing({ ...plan, budget: n - 1, p: 0 }).supported).toBe(0);
    expect(crossing({ ...plan, budget: n, p: 0 })).toEqual({
      supported: 1,
      refuted: 0,
      inconclusive: 0,
      expectedTrials: n,
    });
    expect(crossing({ ...plan, budget: n, p: 1 }).refuted).toBe(1);
    expect(crossing({ ...plan, budget: 0, p: 0.3 })).toEqual({
      supported: 0,
      refuted: 0,
      inconclusive: 1,
      expectedTrials: 0,
    });
  });

  it('keeps its digits in chances far below rounding', () => {
    const plan = { delta: 0.5, alphaSupport: 0, alphaRefute: 0.01 };
    // The first refutation possible needs n failures in n trials, with probability p^n.
    const n = barriers({ ...plan, budget: 50 }).refuteAtLeast.findIndex((f, n) => n > 0 && f <= n);
    expect(n).toBeGreaterThan(6);
    expect(crossing({ ...plan, budget: n, p: 1e-30 }).refuted / 1e-30 ** n).toBeCloseTo(1, 12);
  });

  it('reuses barriers for many p', () => {
    const plan = { delta: 0.1, alphaSupport: 0.01, alphaRefute: 0.01, budget: 200 };
    expect(crossBarriers(barriers(plan), 0.07)).toEqual(crossing({ ...plan, p: 0.07 }));
  });
});

describe('barriers', () => {
  it('are what a search over every f finds', () => {
    for (const delta of [0.02, 0.3, 0.9]) {
      const { supportAtMost, refuteAtLeast } = barriers({
        delta,
        alphaSupport: 0.05,
        alphaRefute: 0.01,
        budget: 120,
      });
      for (let trials = 1; trials <= 120; trials++) {
        const all = Array.from({ length: trials + 1 }, (_, failures) => failures);
        const support = all.filter((failures) => reaches(lnESupport({ failures, trials, delta }), 0.05));
        const refute = all.filter((failures) => reaches(lnERefute({ failures, trials, delta }), 0.01));
        expect(support).toEqual(all.slice(0, supportAtMost[trials]! + 1));
        expect(refute).toEqual(all.slice(refuteAtLeast[trials]));
      }
    }
  });

  it('may meet, and then nothing is left undecided', () => {
    const meeting = {
      budget: 2,
      supportAtMost: Int32Array.of(-1, 0, 0),
      refuteAtLeast: Int32Array.of(1, 1, 1),
    };
    expect(crossBarriers(meeting, 0.25)).toEqual({
      supported: 0.75,
      refuted: 0.25,
      inconclusive: 0,
      expectedTrials: 1,
    });
    const allSupported = {
      budget: 2,
      supportAtMost: Int32Array.of(-1, 1, 1),
      refuteAtLeast: Int32Array.of(1, 2, 3),
    };
    expect(crossBarriers(allSupported, 0.25)).toMatchObject({ supported: 1, inconclusive: 0 });
    const allRefuted = {
      budget: 2,
      supportAtMost: Int32Array.of(-1, -1, -1),
      refuteAtLeast: Int32Array.of(0, 0, 0),
    };
    expect(crossBarriers(allRefuted, 0.25)).toMatchObject({ refuted: 1, inconclusive: 0 });
  });

  it('switch off at level 0', () => {
    const off = barriers({ delta: 0.5, alphaSupport: 0, alphaRefute: 0, budget: 3 });
    expect([...off.supportAtMost]).toEqual([-1, -1, -1, -1]);
    expect([...off.refuteAtLeast]).toEqual([1, 2, 3, 4]);
  });
});

describe('arguments', () => {
  it('are refused in one sentence', () => {
    const plan = { delta: 0.1, alphaSupport: 0.01, alphaRefute: 0.01, budget: 10, p: 0.1 };
    expect(() => crossing({ ...plan, p: NaN })).toThrow(
      RangeError('p must be a probability from 0 to 1, got NaN.'),
    );
    expect(() => crossing({ ...plan, delta: NaN })).toThrow(
      /^delta must lie strictly between 0 and 1, got NaN\.$/,
    );
    expect(() => crossing({ ...plan, alphaSupport: 1 })).toThrow(
      RangeError('alphaSupport must be at least 0 (never declare) and below 1, got 1.'),
    );
    expect(() => crossing({ ...plan, alphaSupport: -0.1 })).toThrow(/^alphaSupport must be at least 0/);
    expect(() => crossing({ ...plan, alphaRefute: NaN })).toThrow(/^alphaRefute must be at least 0/);
    expect(() => crossing({ ...plan, budget: 1.5 })).toThrow(
      RangeError('budget must be a whole number, 0 or more, got 1.5.'),
    );
  });
});

type Plan = { delta: number; alphaSupport: number; alphaRefute: number; budget: number };

function judge(path: number, { delta, alphaSupport, alphaRefute, budget }: Plan) {
  let failures = 0;
  for (let trials = 1; trials <= budget; trials++) {
    failures += (path >> (trials - 1)) & 1;
    const at = { failures, trials, delta };
    if (reaches(lnESupport(at), alphaSupport)) return { verdict: 'supported', trials } as const;
    if (reaches(lnERefute(at), alphaRefute)) return { verdict: 'refuted', trials } as const;
  }
  return { verdict: 'inconclusive', trials: budget } as const;
}

function popcount(bits: number): number {
  let count = 0;
  for (; bits > 0; bits >>= 1) count += bits & 1;
  return count;
}
