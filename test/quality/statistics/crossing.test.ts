import { describe, expect, it } from 'vitest';
import {
  barriers,
  crossBarriers,
  crossing,
  trialsNeeded,
} from '../../../properties/judge/statistics/index.ts';

const deltas = [0.2, 0.1, 0.05, 0.01];
const levels = [1e-2, 1e-3, 1e-6];

/** Exact dynamic programming: H0 is "some level is exceeded", nothing is random, no false alarms. */
describe('error rates within 2,000 looks', () => {
  it('never exceed alpha at p = delta, nor inside the null hypotheses; they fall away from the edge', () => {
    for (const delta of deltas) {
      for (const alpha of levels) {
        for (const [a, b] of [
          [0.5, 1],
          [0.5, 0.5],
          [1, 1],
        ] as const) {
          const walls = barriers({ delta, alphaSupport: alpha, alphaRefute: alpha, budget: 2000, a, b });
          const alone = {
            support: barriers({ delta, alphaSupport: alpha, alphaRefute: 0, budget: 2000, a, b }),
            refute: barriers({ delta, alphaSupport: 0, alphaRefute: alpha, budget: 2000, a, b }),
          };
          const edge = crossBarriers(walls, delta);
          // Alone, a test can only err more often: the other one no longer ends the walk first.
          const support = crossBarriers(alone.support, delta).supported;
          const refute = crossBarriers(alone.refute, delta).refuted;
          expect(support).toBeLessThanOrEqual(alpha);
          expect(refute).toBeLessThanOrEqual(alpha);
          expect(edge.supported).toBeLessThanOrEqual(support);
          expect(edge.refuted).toBeLessThanOrEqual(refute);
          expect(crossBarriers(walls, 1.1 * delta).supported).toBeLessThan(edge.supported + Number.MIN_VALUE);
          expect(crossBarriers(walls, 0.9 * delta).refuted).toBeLessThan(edge.refuted);
          expect(edge.supported + edge.refuted + edge.inconclusive).toBeCloseTo(1, 11);
        }
      }
    }
  });

  it('have the power tabulated here', () => {
    const rows = deltas.flatMap((delta) =>
      levels.map((alpha) => {
        const walls = barriers({ delta, alphaSupport: alpha, alphaRefute: alpha, budget: 2000 });
        const at = (p: number) => crossBarriers(walls, p);
        return {
          delta,
          alpha,
          needed: trialsNeeded({ delta, alpha }),
          'false support at delta': at(delta).supported.toExponential(2),
          'false refute at delta': at(delta).refuted.toExponential(2),
          'support at 0': at(0).supported,
          'at delta/10': at(delta / 10).supported.toFixed(5),
          'trials there': at(delta / 10).expectedTrials.toFixed(0),
          'at delta/2': at(delta / 2).supported.toFixed(5),
          'refute at 2 delta': at(2 * delta).refuted.toFixed(5),
          'trials there ': at(2 * delta).expectedTrials.toFixed(0),
        };
      }),
    );
    console.table(rows);
    for (const row of rows) expect(row['support at 0']).toBe(row.needed <= 2000 ? 1 : 0);
    // More trials never lower a chance of support, a stricter level never raises it.
    for (const delta of deltas) {
      const chance = (alpha: number, budget: number) =>
        crossing({ delta, alphaSupport: alpha, alphaRefute: alpha, budget, p: delta / 3 }).supported;
      expect(chance(1e-2, 2000)).toBeGreaterThanOrEqual(chance(1e-2, 1000));
      expect(chance(1e-2, 1000)).toBeGreaterThanOrEqual(chance(1e-3, 1000) - 1e-3);
    }
  });

  it('also hold within 100,000 looks', () => {
    const plan = { delta: 0.01, alphaSupport: 1e-3, alphaRefute: 1e-3, budget: 100_000 };
    const edge = crossing({ ...plan, p: 0.01 });
    expect(edge.supported).toBeLessThanOrEqual(1e-3);
    expect(edge.refuted).toBeLessThanOrEqual(1e-3);
    expect(edge.supported + edge.refuted + edge.inconclusive).toBeCloseTo(1, 9);
  });
});
