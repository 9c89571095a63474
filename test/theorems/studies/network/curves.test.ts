/** What is drawn of a trained network, by hand. */
import { expect, it } from 'vitest';
import { networkCurves, type DrawnNetwork } from '../../../../theorems/studies/network/curves.ts';
import { MEASUREMENT } from '../../../support/handWritten.ts';

const limit: DrawnNetwork = {
  checkpoints: [0, 5, 40].map((s) => ({
    s,
    step: 20 * s,
    idRisk: { mean: 1 / (1 + s) },
    oodRisk: { mean: 2 / (1 + s) },
    neurons: [
      {
        sign: 1,
        medianRates: [0.5 + s / 100, 0.5 - s / 100],
        core: [null, s, null],
        background: [null, 2 * s, null],
      },
    ],
  })),
};

it('are risks, rates and correlations of every checkpoint, both signs apart', () => {
  const { checkpoints } = MEASUREMENT;
  const { at, columns, panels, predictedAt } = networkCurves(MEASUREMENT, null);
  expect([at, predictedAt]).toEqual([checkpoints.map((c) => c.s), []]);
  expect(columns).toEqual([{ name: 'step', values: checkpoints.map((c) => c.step) }]);
  const of = (i: 0 | 1) => checkpoints.map((c) => c.neurons[i]);
  expect(panels.map(({ title, lines }) => [title, lines.map((l) => [l.name, l.values])])).toEqual([
    [
      'Risk',
      [
        ['ID risk', checkpoints.map((c) => c.idRisk.mean)],
        ['OOD risk', checkpoints.map((c) => c.oodRisk.mean)],
        ['OOD 0-1 error', checkpoints.map((c) => c.oodError.mean)],
      ],
    ],
    [
      'Activation',
      [
        ['own class, +', of(0).map((n) => n.medianRates[0])],
        ['own class, −', of(1).map((n) => n.medianRates[0])],
        ['other class, +', of(0).map((n) => n.medianRates[1])],
        ['other class, −', of(1).map((n) => n.medianRates[1])],
      ],
    ],
    [
      'Learned features',
      [
        ['core, +', of(0).map((n) => n.core[1])],
        ['core, −', of(1).map((n) => n.core[1])],
        ['background, +', of(0).map((n) => n.background[1])],
        ['background, −', of(1).map((n) => n.background[1])],
      ],
    ],
  ]);
  expect(panels.map(({ predicted }) => predicted.flat())).toEqual([[], [], []]);
});

it('carry the limit over its own times, neurons of both signs alike', () => {
  const { predictedAt, panels } = networkCurves(MEASUREMENT, limit);
  expect(predictedAt).toEqual([0, 5, 40]);
  expect(panels.map((panel) => panel.predicted)).toEqual([
    [
      [1, 1 / 6, 1 / 41],
      [2, 2 / 6, 2 / 41],
    ],
    [
      [0.5, 0.55, 0.9],
      [0.5, 0.45, 0.5 - 40 / 100],
    ],
    [
      [0, 5, 40],
      [0, 10, 80],
    ],
  ]);
});

it('have a gap where a number is not finite, or a sign has no neuron', () => {
  const [first] = MEASUREMENT.checkpoints;
  const broken = { ...first!, idRisk: { mean: NaN }, neurons: [first!.neurons[0]] };
  const { panels } = networkCurves({ checkpoints: [broken] }, null);
  expect(panels[0]!.lines[0]!.values).toEqual([null]);
  expect(panels[1]!.lines.map((l) => l.values[0] === null)).toEqual([false, true, false, true]);
});
