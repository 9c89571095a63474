/** When a run is looked at, what is kept of its losses, and what ends it. */
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../../../sim/engines/engine.ts';
import type { Measurement } from '../../../../theorems/studies/network/measurement.ts';
import { linearStudy, reluStudy } from '../../../../theorems/studies/network/study.ts';
import type { OnsetMeasurement } from '../../../../theorems/studies/onset/measure.ts';
import { onsetStudy } from '../../../../theorems/studies/onset/study.ts';
import { DivergedError, type Json, type Study } from '../../../../theorems/types.ts';
import { scriptedEngine, type Shown } from '../../../support/scripted.ts';

/** d0 = 4 = 2 + 2, d = 32, four neurons of both signs. */
const path = {
  ratio: 1,
  palette: [{ kind: 'two-point', low: 0.25, high: 0.75, pLow: 0.5 }],
  widthFloor: 4,
  dimensionEighths: 20,
  batchFloor: 16,
  h: 0.05,
  kappa: 0,
  signs: 'even',
} as unknown as Json;
const plain: Shown = { weights: Array(16).fill(0.5), signs: [1, 1, -1, -1] };

function measured(engine: Engine, set: Record<string, Json> = {}, study: Study = reluStudy) {
  return study.measure({
    path,
    d0: 4,
    variant: 'main',
    set,
    labels: ['checkpoints test'],
    engine,
  }) as unknown as Measurement;
}

describe('checkpoints of the studies of networks', () => {
  it('are the untrained network and doubled times, at the nearest whole step', () => {
    const at = (set: Record<string, Json>) =>
      measured(scriptedEngine([plain]), set).checkpoints.map(({ s, step }) => [s, step]);
    expect(at({})).toEqual([
      [0, 0],
      [1.25, 25],
      [2.5, 50],
      [5, 100],
      [10, 200],
      [20, 400],
      [40, 800],
    ]);
    // 1.25/0.04 = 31.25, 2.5/0.04 = 62.5, 3/0.04 = 75
    expect(at({ h: 0.04, s: 3 })).toEqual([
      [0, 0],
      [1.25, 31],
      [2.5, 63],
      [3, 75],
    ]);
  });

  it('carry the size of what was trained', () => {
    const { checkpoints, eachNeuron, ...sizes } = measured(scriptedEngine([plain]), {
      s: 1.25,
      d: 99,
      dBackground: 1,
    });
    expect(checkpoints.length).toBe(2);
    expect(sizes).toEqual({ d0: 4, dBackground: 1, m: 4, d: 99, everyStep: false });
    // Two neurons of either sign.
    expect(eachNeuron.map(({ core }) => core.length)).toEqual([2, 2]);
  });

  it('show the network of their own time', () => {
    const networks = [0.25, 0.5, 1].map((w) => ({ ...plain, weights: Array(16).fill(w) as number[] }));
    const { checkpoints } = measured(scriptedEngine(networks), { s: 5 });
    // The mean strength is 1/2, and there are two background features.
    expect(checkpoints.slice(1).map((c) => c.neurons[0].background[1])).toEqual([0.25, 0.5, 1]);
  });
});

describe('progressive validation', () => {
  const counting: Shown = { ...plain, loss: (step) => step };
  const of = (set: Record<string, Json>) =>
    measured(scriptedEngine([counting]), set).checkpoints.map((c) => c.progressiveRisk);

  it('averages the last twenty batches before a checkpoint', () => {
    const [untrained, first, second] = of({ s: 2.5 });
    expect(untrained).toBeNull();
    // Losses 5 ... 24: mean 14.5; variance (20^2 - 1)/12 = 33.25, over 19.
    expect(first!.mean).toBeCloseTo(14.5, 12);
    expect(first!.standardError).toBeCloseTo(Math.sqrt(1.75), 12);
    expect(second!.mean).toBeCloseTo(39.5, 12);
  });

  it('needs two batches since the checkpoint before', () => {
    // Steps 1, 2 and 4: one batch, one batch, two (losses 2 and 3: variance 1/4, over 1).
    expect(of({ h: 1.25, s: 5 })).toEqual([null, null, null, { mean: 2.5, standardError: 0.5 }]);
  });
});

describe('a run that leaves the finite numbers', () => {
  const broken = { ...plain, weights: plain.weights.map((w, i) => (i === 15 ? Infinity : w)) };

  it('has diverged, at the first checkpoint that shows it', () => {
    expect(() => measured(scriptedEngine([plain, plain, broken]), { s: 5 }, linearStudy)).toThrow(
      new DivergedError('training left the finite numbers before step 100'),
    );
    const nan: Shown = { ...plain, loss: (step) => (step === 49 ? NaN : 1) };
    expect(() => measured(scriptedEngine([nan]), { s: 5 }, linearStudy)).toThrow(
      new DivergedError('training left the finite numbers before step 50'),
    );
    expect(() => measured(scriptedEngine([broken]), {}, onsetStudy)).toThrow(DivergedError);
  });

  it('is disposed of like any other', () => {
    for (const study of [reluStudy, onsetStudy]) {
      for (const shown of [plain, broken]) {
        const engine = scriptedEngine([shown]);
        let disposed = 0;
        const watched: Engine = {
          ...engine,
          start: (...given) => ({ ...engine.start(...given), dispose: () => void disposed++ }),
        };
        try {
          measured(watched, {}, study);
        } catch (error) {
          expect(error).toBeInstanceOf(DivergedError);
        }
        expect(disposed).toBe(1);
      }
    }
  });
});

describe('checkpoints of the onset', () => {
  const onset = (set: Record<string, Json> = {}) =>
    measured(scriptedEngine([plain]), set, onsetStudy) as unknown as OnsetMeasurement;

  it('are the untrained network and r = s sqrt(d/d0), two to every doubling, at steps of 0.1', () => {
    const { checkpoints, ...sizes } = onset();
    expect(sizes).toEqual({ d0: 4, d: 32, unit: 1 });
    // 0.5 sqrt(2)^i in tenths: 5, 7.07, 10, 14.1, 20, 28.3, 40, 56.6, 80, 113.1, 160, 226.3, 320, 452.5, 640
    const steps = [0, 5, 7, 10, 14, 20, 28, 40, 57, 80, 113, 160, 226, 320, 453, 640];
    expect(checkpoints.length).toBe(steps.length);
    checkpoints.forEach(({ r }, i) => expect(r).toBeCloseTo(steps[i]! / 10, 12));
  });

  it('end where a user ends the run', () => {
    // unit = sqrt(4/16) = 1/2: s = 0.75 is r = 1.5, and h = 0.25 is half a unit.
    const { checkpoints } = onset({ d: 16, s: 0.75, h: 0.25 });
    expect(checkpoints.map((c) => c.r)).toEqual([0, 0.5, 0.5, 1, 1.5]);
  });
});
