/** The numbers of a run against a second computation, by the engine's own states. */
import { describe, expect, it } from 'vitest';
import { loadKernel } from '../../../sim/engines/kernel.ts';
import { stepsInstance } from '../../../theorems/steps/instance.ts';
import { measure } from '../../../theorems/steps/measure.ts';
import { networkTraining } from '../../../theorems/studies/network/measure.ts';
import type { Path } from '../../../theorems/studies/network/path.ts';

const PATH: Path = {
  ratio: 1,
  palette: [{ kind: 'uniform', low: 0, high: 1 }],
  widthFloor: 16,
  dimensionEighths: 20,
  batchFloor: 32,
  h: 0.05,
  kappa: 0.5,
  signs: 'even',
};
const engine = loadKernel();
const at = (change: Parameters<typeof stepsInstance>[1]) =>
  stepsInstance({ path: PATH, d0: 16, set: {} }, { s: 5, ...change });
const seen = (change: Parameters<typeof stepsInstance>[1] = {}) =>
  measure({ engine, labels: ['steps'] }, at(change));

/** Weights of every step. */
function states() {
  const { setup, batches, start, steps } = networkTraining(['steps'], at({}));
  const run = engine.start(setup, batches, start);
  const all = [start];
  for (let t = 0; t < steps; t++) {
    run.advance(1);
    all.push(run.state());
  }
  run.dispose();
  return all;
}

describe('a run', () => {
  it('grows by the share of the bound that the weights themselves show', () => {
    const all = states();
    const norm = (state: (typeof all)[number], k: number) =>
      Math.hypot(...state.weights.subarray(16 * k, 16 * k + 16));
    const decay = 1 - 0.05 * 0.5;
    let most = 0;
    for (let t = 1; t < all.length; t++) {
      // A geometric sum of t steps of 0.05/sqrt 16.
      const allowed = ((0.05 / 4) * (1 - decay ** t)) / (1 - decay);
      for (let k = 0; k < 16; k++)
        most = Math.max(most, (norm(all[t]!, k) - decay ** t * norm(all[0]!, k)) / allowed);
    }
    expect(seen().growthUsed).toBeCloseTo(most, 9);
    expect(seen({ reading: 'eighth' }).growthUsed).toBeCloseTo(8 * most, 9);
  });

  it('joins and leaves as the weights say', () => {
    const all = states();
    const signs = all[0]!.signs;
    const joined = new Set<number>();
    const left = new Set<number>();
    for (const { weights } of all)
      for (let k = 0; k < 16; k++) {
        const v = weights.subarray(16 * k, 16 * k + 16);
        // mu = 1/2 and variance 1/12 of every feature; eight core ones, then eight of the background.
        const own = v.reduce((sum, w, j) => sum + (j < 8 ? signs[k]! * w : w) / 2, 0);
        const deviation = Math.hypot(...v) / Math.sqrt(12);
        if (own > 3 * deviation) joined.add(k);
        else if (joined.has(k) && own <= 0) left.add(k);
      }
    expect(seen()).toMatchObject({ neurons: 16, joined: joined.size, left: left.size });
    expect(joined.size).toBeGreaterThan(8);
  });

  it('counts live neurons before the first step, and for the twin at the end', () => {
    // Untrained about half of 16 are live, at s = 5 most of those that can be.
    expect(seen().live).toBeLessThan(0.8);
    expect(seen({ reading: 'late' }).live).toBeGreaterThan(seen().live);
  });

  it('compares rates at looks, and finds more of them above a sharper exponential', () => {
    const own = seen();
    expect(own.rates).toBeGreaterThan(16);
    expect(own.aboveHoeffding).toBe(0);
    expect(seen({ reading: 'sharper' }).aboveHoeffding).toBeGreaterThan(0);
  });

  it('sees the gap fall where there is no core', () => {
    // Without the decay of this file's recipe, which holds the gap where it is.
    const own = seen({ kappa: 0 });
    expect(own).toMatchObject({ gapFell: 0 });
    expect(own.gapLooks).toBeGreaterThan(3);
    expect(seen({ kappa: 0, core: 'absent' }).gapFell).toBeGreaterThan(0);
  });
});

it('compares the gap at looks while R_ID is at least one half, and not after', () => {
  const saying = (output: number) => ({
    ...engine,
    probe: (...args: Parameters<typeof engine.probe>) => {
      const [minus, plus] = engine.probe(...args);
      return [minus, plus].map((c) => ({ ...c, id: c.id.map(() => output) })) as [typeof minus, typeof plus];
    },
  });
  // 100 steps: looks at 100, 71, 50, 35, 25, 18, 13, 9, 6, 4, 3, 2 and 1: twelve comparisons.
  const compared = (output: number) =>
    measure({ engine: saying(output), labels: ['steps'] }, at({})).gapLooks;
  expect([compared(0.5), compared(0.51)]).toEqual([12, 0]);
});

it('refuses a reading that there is not', () => {
  expect(() => at({ reading: 'other' as never })).toThrow(
    /reading must be one of own, eighth, sharper, late/,
  );
});
