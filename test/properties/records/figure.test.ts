/** Bands and shapes of Figure 3, on curves made up for the purpose. */
import { describe, expect, it } from 'vitest';
import { assembleFigure, bandOf, limitLine } from '../../../properties/records/figure.ts';
import type { FigureCurve } from '../../../theorems/figure-3/curve.ts';
import type { FigurePoint } from '../../../theorems/figure-3/probe.ts';
import {
  paperCodeSetting,
  spread,
  theorySetting,
  type FigureSetting,
} from '../../../theorems/figure-3/setting.ts';

const setting: FigureSetting = { ...theorySetting(), checkpoints: [0, 10] };

/** From untrained to the given end. */
function curve(activation: FigureCurve['activation'], seed: number, end: Partial<FigurePoint>): FigureCurve {
  const start = {
    step: 0,
    trainRisk: null,
    idRisk: 1,
    oodRisk: 1,
    idError: 0.5,
    oodError: 0.5,
    rateDifference: 0.4,
    core: 0,
    background: 0.01,
    coreNorm: 0.2,
    backgroundNorm: 0.2,
  };
  return { activation, seed, points: [start, { ...start, step: 10, core: 1, coreNorm: 1.2, ...end }] };
}

const LEARNED = { idRisk: 0.01, oodRisk: 0.9, rateDifference: 0.8, background: 0.81, backgroundNorm: 0.2 };
const figureOf = (curves: readonly FigureCurve[], s = setting) =>
  assembleFigure({ setting: s, seed: 1, seeds: 2, engine: 'made up', command: '' }, curves);
const seen = (curves: readonly FigureCurve[], s = setting) =>
  Object.fromEntries(figureOf(curves, s).shapes.map((shape) => [shape.id, shape.holds]));

describe('shapes', () => {
  const good = [1, 2].flatMap((seed) => [
    curve('relu', seed, LEARNED),
    curve('gelu', seed, LEARNED),
    curve('identity', seed, { background: 0.01 }),
  ]);

  it('are seen where every seed shows them', () => {
    expect(seen(good)).toEqual({
      'id-risk-falls': true,
      'ood-risk-stays': true,
      'asymmetry-grows': true,
      'background-learned': true,
      'gelu-learned': true,
      'identity-does-not': true,
    });
  });

  it.each<[string, FigureCurve['activation'], Partial<FigurePoint>]>([
    ['id-risk-falls', 'relu', { idRisk: 0.11 }],
    ['ood-risk-stays', 'relu', { oodRisk: 0.49 }],
    ['asymmetry-grows', 'relu', { rateDifference: 0.69 }],
    ['background-learned', 'relu', { background: 0.1 }],
    ['gelu-learned', 'gelu', { background: 0.1 }],
    ['identity-does-not', 'identity', { background: 0.12 }],
    ['id-risk-falls', 'relu', { idRisk: NaN }],
    ['identity-does-not', 'identity', { background: NaN }],
  ])('%s is not seen when one seed has %s %j', (id, activation, end) => {
    const spoilt = good.map((c) =>
      c.activation === activation && c.seed === 2 ? curve(activation, 2, { ...LEARNED, ...end }) : c,
    );
    expect(seen(spoilt)).toMatchObject({ [id]: false });
    expect(Object.values(seen(spoilt)).filter((holds) => !holds)).toHaveLength(1);
  });

  it('are those of block norms outside the theorems', () => {
    const outside = {
      ...paperCodeSetting({ loss: 'hinge', optimizer: 'momentum', outputLayer: 'frozen', core: 'linear' }),
      checkpoints: [0, 10],
    };
    expect(seen(good, outside)['background-learned']).toBe(false);
    expect(seen([curve('relu', 1, { ...LEARNED, backgroundNorm: 0.9 })], outside)['background-learned']).toBe(
      true,
    );
  });

  it('are judged in the set-up that their panel is about', () => {
    const judged = (s: FigureSetting) =>
      figureOf(good, { ...s, checkpoints: [0, 10] })
        .shapes.filter((one) => one.judged)
        .map((one) => one.id);
    const first = ['id-risk-falls', 'ood-risk-stays', 'asymmetry-grows', 'background-learned'];
    expect(judged(setting)).toEqual([...first, 'identity-does-not']);
    const choices = { loss: 'logistic', optimizer: 'adamw', outputLayer: 'trained' } as const;
    expect(judged(paperCodeSetting({ ...choices, core: 'spheres' }))).toEqual([
      'relu-learned',
      'gelu-learned',
    ]);
    expect(judged(paperCodeSetting({ ...choices, core: 'linear' }))).toEqual([...first, 'identity-does-not']);
  });

  it('of no curve are not seen', () => {
    expect(Object.values(seen([]))).toEqual([false, false, false, false]);
  });
});

describe('bands', () => {
  it('are mean and range over the seeds, in the unit of time of the setting', () => {
    const figure = figureOf([curve('relu', 1, { idRisk: 0.2 }), curve('relu', 2, { idRisk: 0.4 })]);
    const [start, end] = bandOf(figure, 'relu', 'idRisk');
    expect(start).toEqual({ step: 0, time: 0, mean: 1, low: 1, high: 1 });
    expect(end).toMatchObject({ step: 10, time: 0.5, low: 0.2, high: 0.4 });
    expect(end!.mean).toBeCloseTo(0.3, 12);
  });

  it('are empty where a quantity is not defined', () => {
    const figure = figureOf([
      {
        ...curve('relu', 1, {}),
        points: [0, 10].map((step) => ({ ...curve('relu', 1, {}).points[0]!, step, core: null })),
      },
    ]);
    expect(bandOf(figure, 'relu', 'core')).toEqual([]);
    expect(bandOf(figure, 'gelu', 'idRisk')).toEqual([]);
  });
});

describe('the limit', () => {
  it('is drawn in the theory, for activations that are linear on either side of 0, of what it tells', () => {
    const activations = ['relu', 'leaky-relu', 'identity', 'gelu', 'tanh'] as const;
    const figure = figureOf(activations.map((activation) => curve(activation, 1, {})));
    expect(figure.limits.map((l) => l.activation)).toEqual(['relu', 'leaky-relu', 'identity']);
    const [start, end] = limitLine(figure, 'relu', 'idRisk');
    expect([start!.time, end!.time]).toEqual([0, 0.5]);
    expect(start!.value).toBeCloseTo(1, 9);
    expect(end!.value).toBeLessThan(1);
    expect(limitLine(figure, 'relu', 'oodError')).toEqual([]);
    expect(limitLine(figure, 'tanh', 'idRisk')).toEqual([]);
    // The identity learns no background: what is there at the start stays.
    const [before, after] = limitLine(figure, 'identity', 'background');
    expect(after!.value).toBeCloseTo(before!.value, 9);
  });

  it('is none outside the theory', () => {
    const choices = { loss: 'hinge', optimizer: 'momentum', outputLayer: 'frozen', core: 'linear' } as const;
    expect(figureOf([curve('relu', 1, {})], paperCodeSetting(choices)).limits).toEqual([]);
  });
});

it('checkpoints ascend from 0 to the end, without repeats', () => {
  for (const [last, count] of [
    [800, 24],
    [20_000, 32],
    [5, 24],
  ] as const) {
    const steps = spread(last, count);
    expect(steps[0]).toBe(0);
    expect(steps.at(-1)).toBe(last);
    steps.slice(1).forEach((step, i) => expect(step).toBeGreaterThan(steps[i]!));
  }
});
