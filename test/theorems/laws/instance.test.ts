import { describe, expect, it } from 'vitest';
import { lawInstance, setupOf, toldOf } from '../../../theorems/laws/instance.ts';
import type { LawPath } from '../../../theorems/laws/sampler.ts';
import { balanceStudy, decayStudy, pathStudy } from '../../../theorems/laws/studies.ts';

const PATH: LawPath = {
  ratio: 1,
  palette: [
    { kind: 'uniform', low: 0, high: 1 },
    { kind: 'two-point', low: 0.25, high: 0.75, pLow: 0.5 },
  ],
  dimensionEighths: 20,
  decay: 2,
  slope: 0,
};
const schedule = () => ({ kappa: 0.01, s: 3 });
const at = (change = {}) => lawInstance(PATH, 16, schedule, change);

describe('an instance', () => {
  it('has the sizes of its recipe, and R and kappa* of its strengths', () => {
    // All means are 1/2: R = 8/8, kappa* = 16/4/(4 * 16).
    expect(at()).toMatchObject({ dCore: 8, dBackground: 8, R: 1, d: 1024, m: 256, N: 512, h: 0.05 });
    expect(at().kappaStar).toBeCloseTo(1 / 16, 6);
    expect(at({ dBackground: 12 }).R).toBeCloseTo(3, 6);
  });

  it.each<[object, RegExp]>([
    [{ m: 7 }, /m must be even/],
    [{ dBackground: 16 }, /dBackground/],
    [{ kappa: 40 }, /kappa/],
    [{ h: 4 }, /h must lie/],
    [{ prediction: 'other' }, /prediction must be one of/],
    [{ slope: 1 }, /slope must lie in \[0, 1\), got 1/],
    [{ slope: -0.1 }, /slope must lie in/],
  ])('with %j is none', (change, words) => {
    expect(() => at(change)).toThrow(words);
  });
});

it('a slope is trained, told, and moves kappa*', () => {
  const leaky = lawInstance({ ...PATH, slope: 0.5 }, 16, schedule, {});
  expect(setupOf(leaky).slope).toBe(0.5);
  expect(toldOf(leaky).slope).toBe(0.5);
  expect(toldOf({ ...leaky, prediction: 'no-slope' }).slope).toBe(0);
  // S = 2 a group, 4 d0 = 64: (9/4 * 2 + 1/4 * 2)/64.
  expect(leaky.kappaStar).toBeCloseTo(5 / 64, 6);
  expect(at({ slope: 0.25 }).slope).toBe(0.25);
});

describe('what the prediction is told', () => {
  it('is the run itself', () => {
    expect(toldOf(at())).toMatchObject({ d: 1024, h: 0.05, kappa: 0.01, slope: 0 });
    expect(toldOf(at()).kinds.map(({ core, count }) => [core, count])).toEqual([
      [true, 4],
      [true, 4],
      [false, 4],
      [false, 4],
    ]);
  });

  it('is wrong in one place for a twin, and the network stays', () => {
    const [own, louder, quieter, limit] = ['derived', 'background-louder', 'quieter', 'limit-values'].map(
      (prediction) => toldOf(at({ prediction })),
    );
    expect(limit!.kinds.map((k) => k.variance)).toEqual(own!.kinds.map(() => 0));
    expect(limit!.kinds.map((k) => k.mean)).toEqual(own!.kinds.map((k) => k.mean));
    for (const [i, { core, mean, variance }] of own!.kinds.entries()) {
      expect(louder!.kinds[i]!.mean / mean).toBeCloseTo(core ? 1 : 1.25, 12);
      expect(quieter!.kinds[i]!.variance / variance).toBeCloseTo(0.25, 12);
      expect([louder!.kinds[i]!.variance, quieter!.kinds[i]!.mean]).toEqual([variance, mean]);
    }
  });
});

it('studies end where they say: at s = 40, half-way to the margin, at eight times 1/kappa', () => {
  const shown = (study: typeof pathStudy) =>
    study.instance({ path: PATH as never, d0: 16, variant: 'main', set: {} });
  expect(shown(pathStudy)).toMatchObject({ s: 40, kappa: 2 });
  expect(shown(balanceStudy)).toMatchObject({ kappa: 0 });
  // kappa = 2 kappa* = 1/8.
  expect(shown(decayStudy)['s']).toBeCloseTo(64, 3);
});
