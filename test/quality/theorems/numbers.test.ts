/**
 * Reference figures from an independent simulator, one seed each: uniform strengths, dCore = dBackground, m = 128,
 * N = 512, no decay, d = d0^2.5, h = 0.02, s = 40. Ours over 20 seeds: the figure must lie within the spread.
 */
import { describe, expect, it } from 'vitest';
import { loadKernel } from '../../../sim/engines/kernel.ts';
import { reluStudy, linearStudy } from '../../../theorems/studies/network/study.ts';
import type { Path } from '../../../theorems/studies/network/path.ts';

const PATH: Path = {
  ratio: 1,
  palette: [{ kind: 'uniform', low: 0, high: 1 }],
  widthFloor: 128,
  dimensionEighths: 20,
  batchFloor: 512,
  h: 0.02,
  kappa: 0,
  signs: 'even',
};
const SEEDS = 20;

/** Figures and half a unit of their last printed digit. */
const REFERENCE = {
  16: {
    idRisk: [0.013, 5e-4],
    oodRisk: [0.775, 5e-4],
    oodError: [0.05, 5e-3],
    share: [0.95, 5e-3],
    linearOod: [0.01, 5e-4],
  },
  64: {
    idRisk: [0.0016, 5e-5],
    oodRisk: [0.874, 5e-4],
    oodError: [0.03, 5e-3],
    share: [0.97, 5e-3],
    linearOod: [0.0013, 5e-5],
  },
} as const;

describe('numbers of an independent simulator', async () => {
  const engine = await loadKernel();
  const last = (study: typeof reluStudy, d0: number, seed: number) => {
    const labels = ['numbers', d0, seed];
    const m = study.asMeasurement(
      study.measure({
        path: PATH as never,
        d0,
        variant: 'main',
        set: {},
        labels,
        engine,
      }),
    );
    return m.checkpoints.at(-1)!;
  };
  it.each([16, 64] as const)('d0 = %i', (d0) => {
    const runs = Array.from({ length: SEEDS }, (_, seed) => {
      const c = last(reluStudy, d0, seed);
      return {
        idRisk: c.progressiveRisk!.mean,
        oodRisk: c.oodRisk.mean,
        oodError: c.oodError.mean,
        share: (c.neurons[0].asymmetricShare + c.neurons[1].asymmetricShare) / 2,
        linearOod: last(linearStudy, d0, seed).oodRisk.mean,
      };
    });
    const table = (Object.keys(REFERENCE[d0]) as (keyof (typeof runs)[0])[]).map((name) => {
      const values = runs.map((r) => r[name]);
      const [figure, rounding] = REFERENCE[d0][name];
      return { d0, name, figure, rounding, least: Math.min(...values), most: Math.max(...values) };
    });
    console.table(table);
    for (const { name, figure, rounding, least, most } of table) {
      expect(figure, name).toBeGreaterThanOrEqual(least - rounding);
      expect(figure, name).toBeLessThanOrEqual(most + rounding);
    }
  });
});
