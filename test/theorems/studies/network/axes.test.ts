/** Every axis makes an instance with the value it says, and leaves everything else as the path has it. */
import { describe, expect, it } from 'vitest';
import { STUDIES } from '../../../../theorems/registry.ts';
import { AXES } from '../../../../theorems/studies/network/axes.ts';
import { NoInstanceError } from '../../../../theorems/types.ts';
import { instanceAt, type Instance } from '../../../../theorems/studies/network/instance.ts';
import { evenPath as path } from '../../../support/networkPath.ts';

const D0 = 24;

interface ByHand {
  /** A value, and what the instance has: rounded to whole features, neurons, examples, dimensions. */
  readonly values: readonly (readonly [asked: number, has: number])[];
  readonly of: (i: Instance) => number | null;
  /** Fields that move with it. */
  readonly moves: readonly (keyof Instance)[];
  readonly scale: 'linear' | 'log';
  readonly range: readonly [number, number];
  readonly broad?: readonly [number, number];
  /** Simplest value, and the sampler's range. */
  readonly hunt?: readonly [simplest: number, sampler?: readonly [number, number]];
}

const COUNTS = ['dCore', 'dBackground', 'strengths'] as const;

/** By hand, at d0 = 24. */
const BY_HAND: Readonly<Record<string, ByHand>> = {
  d0: {
    values: [
      [40, 40],
      [40.4, 40],
    ],
    of: (i) => i.d0,
    moves: ['d0', ...COUNTS, 'd', 'eta', 'lambda'],
    scale: 'log',
    range: [4, 4096],
    hunt: [16, [16, 64]],
  },
  'dBackground/dCore': {
    // 24 (1/3)/(4/3) = 6 of 24; 24 (8)/(9) = 21.3, 21/3; never 0 or 24.
    values: [
      [1 / 3, 1 / 3],
      [8, 7],
      [1 / 1024, 1 / 23],
      [1024, 23],
    ],
    of: (i) => i.dBackground / i.dCore,
    moves: COUNTS,
    scale: 'log',
    range: [1 / 1024, 1024],
    broad: [0.125, 8],
    hunt: [1, [0.25, 1]],
  },
  mean: {
    values: [[0.625, 0.625]],
    of: (i) => (i.coreMean === i.backgroundMean ? i.coreMean : null),
    moves: ['coreMean', 'backgroundMean', 'strengths'],
    scale: 'linear',
    range: [0.02, 0.98],
    hunt: [0.5, [0.4, 0.75]],
  },
  variance: {
    // (3/8)^2
    values: [[0.140625, 0.140625]],
    of: (i) => (i.coreVariance === i.backgroundVariance ? i.coreVariance : null),
    moves: ['coreVariance', 'backgroundVariance', 'strengths'],
    scale: 'linear',
    range: [0, 0.25],
    hunt: [0.08, [0.02, 0.25]],
  },
  coreMean: {
    values: [[0.625, 0.625]],
    of: (i) => i.coreMean,
    moves: ['coreMean', 'strengths'],
    scale: 'linear',
    range: [0.02, 0.98],
    broad: [0.15, 0.85],
    hunt: [0.5],
  },
  coreVariance: {
    values: [[0.140625, 0.140625]],
    of: (i) => i.coreVariance,
    moves: ['coreVariance', 'strengths'],
    scale: 'linear',
    range: [0, 0.25],
    broad: [0.005, 0.2],
    hunt: [0.08],
  },
  backgroundMean: {
    values: [[0.625, 0.625]],
    of: (i) => i.backgroundMean,
    moves: ['backgroundMean', 'strengths'],
    scale: 'linear',
    range: [0.02, 0.98],
    broad: [0.15, 0.85],
    hunt: [0.5],
  },
  backgroundVariance: {
    values: [[0.140625, 0.140625]],
    of: (i) => i.backgroundVariance,
    moves: ['backgroundVariance', 'strengths'],
    scale: 'linear',
    range: [0, 0.25],
    broad: [0.005, 0.2],
    hunt: [0.08],
  },
  kappa: {
    values: [[0.2, 0.2]],
    of: (i) => (i.lambda * i.m) / i.d0,
    moves: ['kappa', 'lambda'],
    scale: 'log',
    range: [1e-9, 100],
    broad: [1e-5, 1e-2],
    hunt: [0, [0, 1e-3]],
  },
  'm/d0': {
    // 2 * 24; 1.27 * 24 = 30.48.
    values: [
      [2, 2],
      [1.27, 30 / 24],
    ],
    of: (i) => i.m / i.d0,
    moves: ['m', 'eta', 'lambda'],
    scale: 'log',
    range: [1 / 64, 1024],
    broad: [1, 8],
    hunt: [4, [2, 8]],
  },
  imbalance: {
    values: [[0.25, 0.25]],
    of: (i) => i.imbalance,
    moves: ['imbalance'],
    scale: 'linear',
    range: [0, 0.9],
    broad: [0, 0.4],
    hunt: [0, [0, 0.2]],
  },
  N: {
    values: [[100.4, 100]],
    of: (i) => i.N,
    moves: ['N'],
    scale: 'log',
    range: [1, 1e6],
    broad: [64, 512],
    hunt: [256, [256, 512]],
  },
  h: {
    values: [[0.1, 0.1]],
    of: (i) => (i.eta * i.d0) / i.m,
    moves: ['h', 'eta'],
    scale: 'log',
    range: [1e-4, 1.25],
    broad: [0.02, 0.2],
    hunt: [0.05, [0.04, 0.05]],
  },
  s: {
    values: [[20, 20]],
    of: (i) => i.s,
    moves: ['s'],
    scale: 'log',
    range: [0.05, 1000],
    broad: [20, 60],
  },
  d: {
    values: [[1000.4, 1000]],
    of: (i) => i.d,
    moves: ['d'],
    scale: 'log',
    range: [4, 1e12],
  },
  'ln(d)/ln(d0)': {
    // 24^2 = 576
    values: [[2, 2]],
    of: (i) => Math.log(i.d) / Math.log(i.d0),
    moves: ['d'],
    scale: 'linear',
    range: [1, 6],
    broad: [2, 3.5],
    hunt: [2.5, [2.5, 3]],
  },
};

const axes = AXES.map((axis) => [axis.name, axis] as const);

describe('axes', () => {
  it('are those written down here, of both studies of networks', () => {
    expect(AXES.map((a) => a.name)).toEqual(Object.keys(BY_HAND));
    for (const id of ['relu', 'linear']) expect(STUDIES[id]!.axes).toBe(AXES);
  });

  it.each(axes)('%s sets its quantity, and moves nothing else', (name, axis) => {
    const { values, of, moves } = BY_HAND[name]!;
    const plain = instanceAt(path, D0);
    for (const [asked, has] of values) {
      const { value, d0 = D0, set } = axis.at(asked, D0);
      const instance = instanceAt(path, d0, set);
      expect(value).toBeCloseTo(has, 12);
      expect(of(instance)).toBeCloseTo(has, 9);
      const moved = (Object.keys(plain) as (keyof Instance)[]).filter(
        (field) => JSON.stringify(instance[field]) !== JSON.stringify(plain[field]),
      );
      expect(moved.filter((field) => !moves.includes(field))).toEqual([]);
      // The axis sets fields that a user may set, and only those it is about.
      for (const field of Object.keys(set)) expect(STUDIES['relu']!.settable).toContain(field);
    }
  });

  it.each(axes)('%s has the scale and the ranges written down here', (name, axis) => {
    const { scale, range, broad, hunt } = BY_HAND[name]!;
    expect([axis.scale, axis.range, axis.broad]).toEqual([scale, range, broad]);
    expect(axis.hunt === undefined ? undefined : [axis.hunt.simplest, axis.hunt.sampler]).toEqual(
      hunt === undefined ? undefined : [hunt[0], hunt[1]],
    );
  });

  it.each(axes)('%s makes instances over all it is hunted and drawn on', (_, axis) => {
    for (const value of [...(axis.broad ?? []), ...(axis.hunt?.values ?? [])]) {
      const { d0 = D0, set } = axis.at(value, D0);
      const variance = axis.name.toLowerCase().includes('variance')
        ? { coreMean: 0.5, backgroundMean: 0.5 }
        : {};
      expect(() => instanceAt(path, d0, { ...variance, ...set })).not.toThrow();
    }
    const { hunt } = axis;
    if (hunt === undefined) return;
    expect(hunt.values).toEqual([...hunt.values].sort((a, b) => a - b));
    expect(hunt.values).toContain(hunt.simplest);
    if (hunt.sampler !== undefined) {
      const [low, high] = hunt.sampler;
      expect(hunt.values.filter((v) => low <= v && v <= high).length).toBeGreaterThan(1);
    }
  });

  it.each(axes)('%s has no range beyond what is an instance at some size', (_, axis) => {
    const exists = (value: number, size: number) => {
      const { d0 = size, set } = axis.at(value, size);
      // 1/2 has every variance up to 1/4.
      const means = axis.name.endsWith('ariance') ? { coreMean: 0.5, backgroundMean: 0.5 } : {};
      try {
        return instanceAt(path, d0, { ...means, ...set }).d0 === d0;
      } catch (error) {
        if (error instanceof NoInstanceError) return false;
        throw error;
      }
    };
    for (const end of axis.range)
      expect(
        [4, 24, 300, 4096].some((size) => exists(end, size)),
        `${end}`,
      ).toBe(true);
  });

  it('that other axes refine are left to them beyond the sampler', () => {
    const coarse = AXES.filter((a) => a.hunt?.beyondSampler === false).map((a) => a.name);
    expect(coarse).toEqual(['mean', 'variance']);
  });
});
