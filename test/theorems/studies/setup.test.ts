/** The set-up that is trained is the instance that is shown, field by field, whatever was set or broken. */
import { describe, expect, it } from 'vitest';
import { momentsOf, type StrengthDistribution } from '../../../sim/data/strengths.ts';
import { STUDIES } from '../../../theorems/registry.ts';
import type { Json, Study } from '../../../theorems/types.ts';
import { A, C, mixedPath as path, NETWORKS, shown } from '../../support/networkPath.ts';

const trained = (study: Study, variant = 'main', set: Record<string, Json> = {}, d0 = 24) =>
  study.training!({ path: path as unknown as Json, d0, variant, set, labels: ['path test'] });

describe('what is trained', () => {
  /** The fields of the set-up, from the instance that is shown. */
  const setupFrom = (i: Readonly<Record<string, Json>>) => ({
    width: i['m'],
    // Initial weights of variance d0/d are those of a dimension d/d0.
    ambientDimension: (i['d'] as number) / (i['drift'] === 'wide-start' ? (i['d0'] as number) : 1),
    batchSize: i['N'],
    eta: ((i['h'] as number) * (i['m'] as number)) / (i['d0'] as number),
    lambda: ((i['kappa'] as number) * (i['d0'] as number)) / (i['m'] as number),
    activation: i['activation'],
    gate: i['gate'],
  });

  const changes: readonly Record<string, Json>[] = [
    {},
    { dBackground: 3 },
    { coreMean: 0.3, coreVariance: 0.02 },
    { backgroundMean: 0.7, backgroundVariance: 0.01 },
    { m: 40 },
    { d: 999 },
    { N: 33 },
    { kappa: 0.2 },
    { h: 0.02 },
    { activation: 'identity' },
    { labels: 'random' },
    { core: 'absent' },
    { gate: 'class-average' },
  ];
  const cases = NETWORKS.flatMap((id) =>
    changes.flatMap((set) =>
      ['main', ...Object.keys(STUDIES[id]!.variants)].map((variant) => [id, variant, set] as const),
    ),
  );

  it.each(cases)('%s, %s, with %j is what is shown', (id, variant, set) => {
    const study = STUDIES[id]!;
    const instance = shown(study, variant, set);
    const { setup, steps } = trained(study, variant, set);
    const { data, ...rest } = setup;
    expect(rest).toEqual(setupFrom(instance));
    expect({ eta: setup.eta, lambda: setup.lambda }).toEqual({
      eta: instance['eta'],
      lambda: instance['lambda'],
    });
    const { dCore, dBackground, labels, strengths } = data;
    expect({ dCore, dBackground, labels }).toEqual({
      dCore: instance['dCore'],
      dBackground: instance['dBackground'],
      labels: instance['labels'],
    });
    const average = (group: readonly StrengthDistribution[]) =>
      group.length === 0
        ? null
        : group.map((s) => momentsOf(s).mean).reduce((a, b) => a + b, 0) / group.length;
    expect(strengths.length).toBe(24);
    expect(average(strengths.slice(0, dCore))).toBe(instance['coreMean']);
    expect(average(strengths.slice(dCore))).toBe(instance['backgroundMean']);
    expect(steps).toBe(Math.round((instance['s'] as number) / (instance['h'] as number)));
  });

  it.each(NETWORKS)('%s: fields that are set are those that are shown, and no others move', (id) => {
    const study = STUDIES[id]!;
    const plain = shown(study);
    const derived: Readonly<Record<string, readonly string[]>> = {
      dBackground: ['dCore', 'coreMean', 'coreVariance', 'backgroundMean', 'backgroundVariance'],
      coreMean: ['coreVariance'],
      coreVariance: ['coreMean'],
      backgroundMean: ['backgroundVariance'],
      backgroundVariance: ['backgroundMean'],
      m: ['eta', 'lambda'],
      h: ['eta'],
      kappa: ['lambda'],
      // A step of the onset is a part of sqrt(d0/d), and so is its end; a large batch grows like d.
      d: { onset: ['h', 's', 'eta'], 'large-batch': ['N'] }[id] ?? [],
      core: ['dCore', 'dBackground', 'coreMean', 'coreVariance', 'backgroundMean', 'backgroundVariance'],
    };
    for (const set of [...changes, { s: 7 }]) {
      const changed = shown(study, 'main', set);
      const moved = Object.keys(plain).filter((field) => changed[field] !== plain[field]);
      const allowed = Object.keys(set).flatMap((field) => [field, ...(derived[field] ?? [])]);
      expect(moved.filter((field) => !allowed.includes(field))).toEqual([]);
      for (const [field, value] of Object.entries(set)) {
        // Moments lie on the grid of strengths.
        if (/Mean|Variance/.test(field)) expect(changed[field]).toBeCloseTo(value as number, 2);
        else expect(changed[field]).toBe(value);
      }
    }
  });

  it('in the study of Lemma 1.2 is what is shown, without decay', () => {
    const study = STUDIES['gradient']!;
    const at = {
      path: { ratio: 0.5, palette: [A, C], m: 16, dimensionEighths: 21, batchFactor: 2 } as unknown as Json,
      d0: 6,
      variant: 'main',
      set: {},
    };
    // 6 (1/2)/(3/2) = 2, 6^2.625 = 110.4, 2 max(256, 8 * 36)
    const instance = study.instance(at);
    expect(instance).toEqual({
      ...{ d0: 6, dCore: 4, dBackground: 2, m: 16, d: 110, N: 576, h: 0.05 },
      ...{ radius: 'union', batch: 'fresh', spread: 'variance' },
    });
    const { setup, steps } = study.training!({ ...at, labels: ['path test'] });
    expect(setup).toEqual({
      data: { dCore: 4, dBackground: 2, strengths: [A, C, A, C, A, C], labels: 'true' },
      ...{ width: 16, ambientDimension: 110, batchSize: 576, activation: 'relu', gate: 'own' },
      eta: (0.05 * 16) / 6,
      lambda: 0,
    });
    expect(steps).toBe(200);
  });
});

describe('variants', () => {
  const near = (x: number): number => expect.closeTo(x, 4) as number;
  /** What each breaks, and what follows from that. */
  const BROKEN: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
    'random-labels': { labels: 'random' },
    'no-core': { core: 'absent', dCore: 0, dBackground: 24, coreMean: null, coreVariance: null },
    identity: { activation: 'identity' },
    relu: { activation: 'relu' },
    'class-average': { gate: 'class-average' },
    apart: { weights: 'apart' },
    'core-permuted': { weights: 'core-permuted' },
    // sqrt(24/16) times 0.2, over 64/24; the onset's step and end are sqrt 24 times as long.
    'growing-decay': { drift: 'growing-decay', kappa: near(0.2449489743), lambda: near(0.0918558654) },
    // Strengths times (24/16)^(-3/8) = 0.8589, to 1/64: 14/64 and 41/64, [0, 55/64], 27/64 and 55/64.
    'shrinking-strengths': {
      drift: 'shrinking-strengths',
      // 40 (3/2)^(3/4)
      s: near(54.2161202),
      // (6 * 27.5 + 5 * 27.5 + 5 * 48)/64/16, and (6 * 13.5^2 + 5 * 55^2/12 + 5 * 28^2 * 3/16)/64^2/16.
      coreMean: near(0.5297851563),
      coreVariance: near(0.0471331),
    },
    'wide-start': { drift: 'wide-start', h: near(0.0370359), s: near(23.7066397), eta: near(0.098762) },
  };
  const OF: Readonly<Record<string, readonly string[]>> = {
    relu: [
      ...['random-labels', 'no-core', 'identity', 'class-average', 'apart', 'core-permuted'],
      ...['growing-decay', 'shrinking-strengths'],
    ],
    balanced: ['random-labels'],
    linear: ['relu'],
    'large-batch': ['relu'],
    onset: ['no-core', 'wide-start'],
  };

  it.each(NETWORKS)('of %s change the field that they name', (id) => {
    const study = STUDIES[id]!;
    expect(Object.keys(study.variants)).toEqual(OF[id]);
    const main = shown(study);
    expect(main['activation']).toBe(['linear', 'large-batch'].includes(id) ? 'identity' : 'relu');
    for (const variant of OF[id]!) {
      const changed = shown(study, variant);
      const moved = Object.fromEntries(
        Object.entries(changed).filter(
          ([field, value]) =>
            value !== main[field] && !field.startsWith('backgroundM') && !field.startsWith('backgroundV'),
        ),
      );
      expect(moved).toEqual(BROKEN[variant]);
      const { field, value } = study.variants[variant]!;
      expect(changed[field]).toBe(value);
      // A twin stays broken whatever the user sets.
      expect(shown(study, variant, { [field]: main[field]! })[field]).toBe(value);
    }
  });
});
