/** The quantities that may decide whether a claim holds, calculated by hand. */
import { describe, expect, it } from 'vitest';
import type { StrengthDistribution } from '../../../../sim/data/strengths.ts';
import { STUDIES } from '../../../../theorems/registry.ts';
import { dimensionlessOf } from '../../../../theorems/studies/network/dimensionless.ts';
import { instanceAt, type Instance } from '../../../../theorems/studies/network/instance.ts';
import { evenPath as path } from '../../../support/networkPath.ts';

const D0 = 24;

describe('dimensionless quantities', () => {
  /** Mean 1/2, variance 1/16; mean 3/4, variance 1/16; mean 1/4, variance 3/16. */
  const strengths: readonly StrengthDistribution[] = [
    { kind: 'two-point', low: 0.25, high: 0.75, pLow: 0.5 },
    { kind: 'two-point', low: 0.5, high: 1, pLow: 0.5 },
    { kind: 'two-point', low: 0, high: 1, pLow: 0.75 },
  ];
  const [core1, core2, other] = strengths as [
    StrengthDistribution,
    StrengthDistribution,
    StrengthDistribution,
  ];

  it('are those calculated by hand', () => {
    const instance: Instance = {
      ...instanceAt(path, 5, { m: 20, N: 30, kappa: 0.07, h: 0.03, s: 9, imbalance: -0.125 }),
      ...{ dCore: 2, dBackground: 3, strengths: [core1, core2, other, other, core1] },
    };
    // Core: sum mu = 5/4, mu^2 = 1/4 + 9/16 = 13/16, sigma^2 = 2/16. Background: sum mu = 1/4 + 1/4 + 1/2 = 1,
    // mu^2 = 1/16 + 1/16 + 1/4 = 6/16, sigma^2 = 3/16 + 3/16 + 1/16 = 7/16.
    const expected = {
      'counts bg/core': 3 / 2,
      'sum mu bg/core': 4 / 5,
      'sum mu^2 bg/core': 6 / 13,
      // (6 + 7)/(13 + 2)
      'sum E[u^2] bg/core': 13 / 15,
      'sum sigma^2 bg/core': 7 / 2,
      // 9 (13/16)/5
      's sum mu^2 core/d0': 117 / 80,
      // (1/4 * 1/16 + 9/16 * 1/16)/(13/16)^2 = (13/256)/(169/256)
      'var/mean^2 of core sum mu u': 1 / 13,
      kappa: 0.07,
      'm/d0': 4,
      '|m+ - m-|/m': 0.125,
      'N/d0': 6,
      h: 0.03,
      s: 9,
    };
    const actual = dimensionlessOf(instance);
    expect(Object.keys(actual)).toEqual(Object.keys(expected));
    for (const [name, value] of Object.entries(expected)) expect(actual[name], name).toBeCloseTo(value, 12);
  });

  it('the imbalance of drawn signs stands for its mean, sqrt(2/(pi m))', () => {
    // sqrt(2/(64 pi))
    expect(dimensionlessOf(instanceAt(path, D0, { m: 64 }))['|m+ - m-|/m']).toBeCloseTo(0.0997355701, 9);
  });

  it('of a study are those of its instance', () => {
    for (const id of ['relu', 'linear']) {
      const at = { path: path as never, d0: D0, variant: 'main', set: { m: 48, kappa: 0.1 } };
      expect(STUDIES[id]!.dimensionless!(at)).toEqual(
        dimensionlessOf(instanceAt(path, D0, { m: 48, kappa: 0.1 })),
      );
    }
  });
});
