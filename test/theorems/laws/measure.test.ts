/** What the laws look at: trained networks with as many neurons of either sign, on fresh examples. */
import { expect, it } from 'vitest';
import { loadKernel } from '../../../sim/engines/kernel.ts';
import { lawInstance } from '../../../theorems/laws/instance.ts';
import { alongPath, beforeMargin, lawTraining, underDecay } from '../../../theorems/laws/measure.ts';
import type { LawPath } from '../../../theorems/laws/sampler.ts';

const PATH: LawPath = {
  ratio: 1,
  palette: [{ kind: 'uniform', low: 0, high: 1 }],
  dimensionEighths: 20,
  decay: 0,
  slope: 0,
};
const small = lawInstance(PATH, 16, () => ({ kappa: 0.2, s: 1.6 }), { m: 8, N: 16 });
const trial = { engine: loadKernel(), labels: ['laws'] };

it('starts with as many neurons of either sign', () => {
  expect([...lawTraining(['laws'], small).start.signs]).toEqual([1, -1, 1, -1, 1, -1, 1, -1]);
});

it('looks at a run at a sixteenth, an eighth, a quarter, a half of its time and at its end', () => {
  const times = alongPath(trial, small).held.map(({ s }) => s);
  // h = .05: steps 2, 4, 8, 16, 32.
  expect([...new Set(times)].map((s) => Math.round(s / 0.05))).toEqual([2, 4, 8, 16, 32]);
});

it('allows 1/d0 and four standard errors where a closed form is compared', () => {
  for (const { tolerance, seen, quantity } of beforeMargin(trial, small).held) {
    expect(tolerance, quantity).toBeGreaterThan(1 / 16);
    expect(seen, quantity).not.toBeNaN();
  }
});

it('predicts the risk under decay by what is live: 1 - live kappa*/kappa', () => {
  // After one step of eight neurons some are not live; kappa* = 1/16 and kappa = .2.
  const young = { ...small, s: small.h };
  const [held] = underDecay(trial, young).held;
  const live = ((1 - held!.predicted) * 0.2) / small.kappaStar;
  expect(live * 8).toBeCloseTo(Math.round(live * 8), 9);
  expect(live).toBeLessThan(1);
  const without = underDecay(trial, { ...young, prediction: 'core-alone' }).held[0]!;
  expect(1 - without.predicted).toBeCloseTo((1 - held!.predicted) / 2, 12);
});

it('with a slope counts every neuron under decay', () => {
  const leaky = { ...small, slope: 0.5, kappaStar: 5 / 64, s: small.h };
  const [held] = underDecay(trial, leaky).held;
  // kappa = .2.
  expect(held!.predicted).toBeCloseTo(1 - 5 / 64 / 0.2, 6);
  expect(underDecay(trial, leaky).slope).toBe(0.5);
});
