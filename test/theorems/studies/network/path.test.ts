/** From a path to an instance, its parts, its times, its cost; and what the sampler draws. */
import { describe, expect, it } from 'vitest';
import { drawUnbiased } from '../../../../properties/trials/seeds.ts';
import { momentsOf } from '../../../../sim/data/strengths.ts';
import { streamKey } from '../../../../sim/random/stream.ts';
import { STUDIES } from '../../../../theorems/registry.ts';
import { checkpointTimes } from '../../../../theorems/studies/network/checkpoints.ts';
import { instanceAt } from '../../../../theorems/studies/network/instance.ts';
import { PARTS, partOf, pathSampler, type Path } from '../../../../theorems/studies/network/path.ts';
import type { Json } from '../../../../theorems/types.ts';
import { A, B, C, mixedPath as path, NETWORKS, shown } from '../../../support/networkPath.ts';

describe('an instance', () => {
  it('is what its path says at a size', () => {
    const { strengths, coreVariance, backgroundVariance, ...rest } = instanceAt(path, 24);
    // Dealt in turn to the core, and from the first again to the background.
    expect(strengths).toEqual([A, B, C, A, B, C, A, B, C, A, B, C, A, B, C, A, A, B, C, A, B, C, A, B]);
    expect(rest).toEqual({
      d0: 24,
      // 24 (1/2) / (3/2)
      dBackground: 8,
      dCore: 16,
      // (6/2 + 5/2 + 5 * 7/8)/16 and (3/2 + 3/2 + 2 * 7/8)/8
      coreMean: 0.6171875,
      backgroundMean: 0.59375,
      // max(64, 12), 24^2.625 = 4198.12, max(256, 96)
      m: 64,
      d: 4198,
      N: 256,
      h: 0.04,
      kappa: 0.003,
      s: 40,
      // h m/d0 and kappa d0/m
      eta: (0.04 * 64) / 24,
      lambda: (0.003 * 24) / 64,
      activation: 'relu',
      labels: 'true',
      core: 'present',
      gate: 'own',
      weights: 'trained',
      signs: 'even',
      imbalance: null,
      drift: 'none',
    });
    // B takes 65536 values: 1/12 to 2^-36.
    expect(coreVariance).toBeCloseTo((6 / 16 + 5 / 12 + (5 * 3) / 64) / 16, 9);
    expect(backgroundVariance).toBeCloseTo((3 / 16 + 3 / 12 + (2 * 3) / 64) / 8, 9);
  });

  it('has a width, a batch and a number of background features that grow with its size', () => {
    // max(64, 512/2), max(256, 4 * 512)
    expect(instanceAt(path, 512)).toMatchObject({ m: 256, N: 2048 });
    // d0/2 rounded up; 5 (1/4)/(5/4) = 1; never none: 4/257 < 1/2.
    expect(instanceAt({ ...path, widthFloor: 2, ratio: 1 / 4 }, 5)).toMatchObject({ m: 3, dBackground: 1 });
    expect(instanceAt({ ...path, ratio: 1 / 256 }, 4).dBackground).toBe(1);
  });

  it('without core features is all background', () => {
    const { strengths, ...rest } = instanceAt(path, 24, { core: 'absent' });
    expect(rest).toMatchObject({ dCore: 0, dBackground: 24, coreMean: null, coreVariance: null });
    expect(strengths.slice(0, 4)).toEqual([A, B, C, A]);
    expect(() => instanceAt(path, 24, { dBackground: 0 })).toThrow(/from 1 to 24, got 0/);
  });
});

describe('times', () => {
  it.each([
    [40, [1.25, 2.5, 5, 10, 20, 40]],
    [100, [1.25, 2.5, 5, 10, 20, 40, 100]],
    [6, [1.25, 2.5, 5, 6]],
    [5, [1.25, 2.5, 5]],
    [0.5, [0.5]],
  ])('up to %d are doubled, with the end last', (s, times) => {
    expect(checkpointTimes(s)).toEqual(times);
  });

  it('of the onset are counted in sqrt(d0/d)', () => {
    // sqrt(16/1024) = 1/8: a step of 0.1/8, trained to 64/8.
    const wide = { ...path, dimensionEighths: 20 } as unknown as Json;
    const at = { path: wide, d0: 16, variant: 'main', set: {} };
    expect(STUDIES['onset']!.instance(at)).toMatchObject({ d: 1024, h: 0.0125, s: 8 });
    expect(STUDIES['onset']!.training!({ ...at, labels: ['path test'] }).steps).toBe(640);
  });
});

describe('parts of the sampler', () => {
  it.each([
    [0, 0.49, 'even', 'no decay, ratio < 1/2, even signs'],
    [0, 0.5, 'uneven', 'no decay, ratio >= 1/2, uneven signs'],
    [1e-4, 0.49, 'uneven', 'decay, ratio < 1/2, uneven signs'],
    [1e-4, 0.5, 'even', 'decay, ratio >= 1/2, even signs'],
  ] as const)('kappa = %d, ratio %d and %s signs lie in "%s"', (kappa, ratio, signs, part) => {
    expect(partOf({ ...path, kappa, ratio, signs })).toBe(part);
    expect([PARTS.length, new Set(PARTS).size]).toEqual([8, 8]);
    expect(PARTS).toContain(part);
    for (const id of NETWORKS) {
      expect(STUDIES[id]!.parts).toEqual(PARTS);
      expect(STUDIES[id]!.partOf({ ...path, kappa, ratio, signs })).toBe(part);
    }
  });

  it('of the study of Lemma 1.2 are two', () => {
    const { parts, partOf: part } = STUDIES['gradient']!;
    expect([0.49, 0.5].map((ratio) => part({ ratio }))).toEqual(parts);
    expect(parts).toEqual(['ratio < 1/2', 'ratio >= 1/2']);
  });
});

const draws = Array.from({ length: 400 }, (_, i) => streamKey('path test', i));

describe('the sampler', () => {
  it('draws what its words say', () => {
    const strengths = new Set<string>();
    for (const key of draws) {
      const drawn = drawUnbiased(pathSampler, key);
      expect([64, 128]).toContain(drawn.widthFloor);
      expect([20, 21, 22, 23, 24]).toContain(drawn.dimensionEighths);
      expect([256, 512]).toContain(drawn.batchFloor);
      expect([0.04, 0.05]).toContain(drawn.h);
      expect(['even', 'uneven']).toContain(drawn.signs);
      expect(drawn.ratio).toBeGreaterThanOrEqual(0.25);
      expect(drawn.ratio).toBeLessThanOrEqual(1);
      // 1e-4 * 10 by eight roots of 10 rounds in the last place.
      if (drawn.kappa !== 0) expect(drawn.kappa).toBeGreaterThanOrEqual(1e-4);
      expect(drawn.kappa).toBeLessThanOrEqual(1e-3 * (1 + 2 ** -50));
      for (const s of drawn.palette) {
        const { mean, variance } = momentsOf(s);
        strengths.add(s.kind);
        expect([mean >= 0.4, mean <= 0.75, variance >= 0.02]).toEqual([true, true, true]);
      }
    }
    expect([...strengths].sort()).toEqual(['skewed', 'two-point', 'uniform']);
  });

  it('of the study at equal feature counts draws the ratio 1 and everything else alike', () => {
    for (const key of draws.slice(0, 20)) {
      const balanced = drawUnbiased(STUDIES['balanced']!.sampler, key) as unknown as Path;
      expect(balanced).toEqual({ ...drawUnbiased(pathSampler, key), ratio: 1 });
      expect(instanceAt(balanced, 24)).toMatchObject({ dCore: 12, dBackground: 12 });
    }
  });
});

describe('the onset', () => {
  it('has as much background as core in half of its draws, and at most half as much in the others', () => {
    const ratios = draws.map(
      (key) => (drawUnbiased(STUDIES['onset']!.sampler, key) as unknown as Path).ratio,
    );
    const equal = ratios.filter((r) => r === 1).length;
    // 400 fair coins: 200 and five standard deviations of 10.
    expect(Math.abs(equal - 200)).toBeLessThan(50);
    for (const ratio of ratios.filter((r) => r !== 1)) {
      expect(ratio).toBeGreaterThanOrEqual(0.25);
      expect(ratio).toBeLessThanOrEqual(0.5);
    }
  });

  it('of initial weights of variance d0/d has as many steps, each as much longer', () => {
    const wide = { ...path, dimensionEighths: 20 } as unknown as Json;
    const at = { path: wide, d0: 16, variant: 'wide-start', set: {} };
    // sqrt(16 * 16/1024) = 1/2.
    expect(STUDIES['onset']!.instance(at)).toMatchObject({ d: 1024, h: 0.05, s: 32 });
    const training = STUDIES['onset']!.training!({ ...at, labels: ['path test'] });
    expect([training.steps, training.setup.ambientDimension]).toEqual([640, 64]);
  });
});

describe('what follows d0 as the paper does not say', () => {
  it('is decay that grows like sqrt d0', () => {
    expect(instanceAt(path, 16, { drift: 'growing-decay' }).kappa).toBe(0.2);
    expect(instanceAt(path, 64, { drift: 'growing-decay' }).kappa).toBe(0.4);
  });

  it('is strengths that fall like d0^(-3/8), trained longer by d0^(3/4)', () => {
    expect(instanceAt(path, 16, { drift: 'shrinking-strengths' })).toMatchObject({
      s: 40,
      coreMean: instanceAt(path, 16).coreMean,
    });
    const { strengths, s } = instanceAt(path, 256, { drift: 'shrinking-strengths' });
    // 40 * 16^(3/4); 16^(-3/8) = 0.3536 of 16/64, 48/64 and 1, to 1/64.
    expect(s).toBeCloseTo(320, 9);
    expect(strengths.slice(0, 2)).toEqual([
      { kind: 'two-point', low: 6 / 64, high: 17 / 64, pLow: 0.5 },
      { kind: 'uniform', low: 0, high: 23 / 64 },
    ]);
  });
});

describe('a batch that grows', () => {
  const study = STUDIES['large-batch']!;
  const at = (d0: number, dimensionEighths: number, set: Record<string, Json> = {}) =>
    study.instance({
      path: { ...path, ratio: 1, dimensionEighths },
      d0,
      variant: 'main',
      set,
    });

  it('has 32 d/d0^2 examples, at d from d0^2.75 and equal feature counts', () => {
    for (const key of draws.slice(0, 20)) {
      const drawn = drawUnbiased(study.sampler, key) as unknown as Path;
      const { dimensionEighths } = drawUnbiased(pathSampler, key);
      const least = Math.max(22, dimensionEighths);
      expect(drawn).toEqual({ ...drawUnbiased(pathSampler, key), ratio: 1, dimensionEighths: least });
    }
    // 16^2.75 = 2048 and 16^3 = 4096, over 256.
    expect(at(16, 22)).toMatchObject({ d: 2048, N: 256, activation: 'identity', dBackground: 8 });
    expect(at(16, 24)).toMatchObject({ d: 4096, N: 512 });
    // 64^2.75 = 92681.9 over 4096: 724.08 and rounded up.
    expect(at(64, 22)).toMatchObject({ d: 92682, N: 725 });
    // Of the d that is set; a batch that is set is kept.
    expect(at(16, 22, { d: 8192 })).toMatchObject({ d: 8192, N: 1024 });
    expect(at(16, 22, { N: 300 })).toMatchObject({ N: 300 });
  });

  it('meets the hypotheses at every size of every profile', () => {
    for (const d0 of Object.values(study.sizes!).flat())
      for (const dimensionEighths of [22, 24]) {
        const drawn = { ...path, ratio: 1, dimensionEighths, kappa: 0, h: 0.05 } as unknown as Json;
        const met = study.hypotheses({ path: drawn, d0, variant: 'main', set: {} });
        expect(Object.values(met)).toEqual(Object.keys(met).map(() => true));
      }
  });
});

describe('the cost of a trial', () => {
  const cost = (id: string) => STUDIES[id]!.cost(path as unknown as Json, 24);
  it('is rows times weights times steps; a linear network is collapsed to a vector', () => {
    const rows = 256 * 24;
    expect(cost('relu')).toBeCloseTo((rows * 64) / 0.04, 6);
    expect(cost('linear')).toBeCloseTo((rows * 8) / 0.04, 6);
    expect(cost('onset')).toBeCloseTo((rows * 64 * 64) / 0.1, 6);
  });

  it('in the study of Lemma 1.2 has the enumerated examples as well', () => {
    // m d0 (200 batches of 256, and 20 times 2^(4 + 1) outcomes)
    const gradient = { ratio: 1, palette: [A], m: 16, dimensionEighths: 20, batchFactor: 1 };
    expect(STUDIES['gradient']!.cost(gradient as unknown as Json, 4)).toBe(16 * 4 * (200 * 256 + 20 * 32));
  });
});

describe('what a study offers', () => {
  it.each(NETWORKS)('%s: every field and every settable field is one of its instance', (id) => {
    const study = STUDIES[id]!;
    const instance: Readonly<Record<string, unknown>> = shown(study);
    for (const field of study.fields) expect(typeof instance[field]).toBe('number');
    for (const field of study.settable) expect(instance).toHaveProperty(field);
    expect(instance).not.toHaveProperty('strengths');
  });

  it.each(NETWORKS)('%s: the numbers that may be set are those that do not follow from others', (id) => {
    const study = STUDIES[id]!;
    const instance: Readonly<Record<string, unknown>> = shown(study);
    const follows = study.fields.filter((field) => !study.settable.includes(field));
    expect(follows).toEqual(['d0', 'dCore', 'eta', 'lambda']);
    for (const field of study.settable.filter((name) => study.fields.includes(name))) {
      // Near what it is anyway, so that it exists. A variance is met as nearly as the grid of strengths allows.
      const own = Number(instance[field]);
      const value = Number.isInteger(own) ? own + 1 : own / 1.1;
      const found = Number(shown(study, 'main', { [field]: value })[field]);
      expect(Math.abs(found - value), field).toBeLessThan(0.9 * Math.abs(own - value));
    }
  });
});
