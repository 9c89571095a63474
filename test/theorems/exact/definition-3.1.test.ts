/** Definition 3.1 and its twins; and its claims against code with a mistake, on instances written by hand. */
import { describe, expect, it } from 'vitest';
import { momentsOf, type StrengthDistribution } from '../../../sim/data/strengths.ts';
import { definition31 } from '../../../theorems/definition-3.1.ts';
import { dictionaryExperiment } from '../../../theorems/exact/definition/dictionary.ts';
import { correlationExperiment, shiftExperiment } from '../../../theorems/exact/definition/features.ts';
import { momentsExperiment, sumsOf } from '../../../theorems/exact/definition/moments.ts';
import { everyExactClaim, linesOf } from './refutation.ts';

everyExactClaim(definition31, { runs: 150 });

/** Always 3/4. */
const always: StrengthDistribution = { kind: 'two-point', low: 0.25, high: 0.75, pLow: 0 };
const example = { dCore: 1, strengths: [always, always], stream: 1 };

describe('features', () => {
  it('a background feature that carries the label is seen, and that the core does not', () => {
    expect(correlationExperiment().examine(example).failure).toBeNull();
    expect(linesOf(correlationExperiment({ carryLabel: 'all' }).examine(example))).toEqual([
      'feature j = 2 (background), strength {"kind":"two-point","low":0.25,"high":0.75,"pLow":0}, drawn from the same words with either label',
      'z at y = +1: 0.75',
      'z at y = -1: -0.75',
      'mean of y z over the label = 0.75',
      'claimed: 0',
    ]);
    expect(linesOf(correlationExperiment({ carryLabel: 'none' }).examine(example)).slice(3)).toEqual([
      'mean of y z over the label = 0',
      'claimed: the strength',
    ]);
  });

  it('a shift of the core is seen, and that the background stays', () => {
    expect(shiftExperiment().examine(example).failure).toBeNull();
    const [core] = linesOf(shiftExperiment({ shifted: 'all' }).examine(example));
    const [background] = linesOf(shiftExperiment({ shifted: 'none' }).examine(example));
    expect([core, background].map((line) => line!.split(',')[0])).toEqual([
      'feature j = 1 (core)',
      'feature j = 2 (background)',
    ]);
  });
});

describe('moments', () => {
  it('are sums over all words', () => {
    // A quarter at 1/4, three quarters at 3/4: mean 5/8, mean square 1/64 + 27/64 = 7/16.
    const { least, most, first, second } = sumsOf({ kind: 'two-point', low: 0.25, high: 0.75, pLow: 0.25 });
    expect([least, most]).toEqual([2 ** 22, 3 * 2 ** 22]);
    expect(first).toBe(5n * 2n ** 37n);
    expect(second).toBe(7n * 2n ** 60n);
    const uniform: StrengthDistribution = { kind: 'uniform', low: 0, high: 1 };
    // Words r + 1/2 over 2^16: their mean is 1/2.
    expect(sumsOf(uniform).first).toBe(2n ** 39n);
    expect(momentsOf(uniform).mean).toBe(0.5);
  });

  it.each([
    ['a mean of 3/8', { kind: 'two-point', low: 0.25, high: 0.5, pLow: 0.5 }, false],
    ['a mean of 25/32', { kind: 'two-point', low: 0.5625, high: 1, pLow: 0.5 }, false],
    // (1/8)^2 = 0.0156 and (3/16)^2 = 0.035
    ['a variance of 0.0156', { kind: 'two-point', low: 0.375, high: 0.625, pLow: 0.5 }, false],
    ['a variance of 0.035', { kind: 'two-point', low: 0.3125, high: 0.6875, pLow: 0.5 }, true],
  ] as const)('%s', (_, strength, holds) => {
    expect(momentsExperiment('sampler').examine([strength]).failure === null).toBe(holds);
  });
});

describe('a dictionary', () => {
  it('whose columns are twice as long, or drawn alone, is seen', () => {
    const drawn = { d: 3, d0: 2, stream: 1 };
    expect(dictionaryExperiment('orthonormal').examine(drawn).failure).toBeNull();
    expect(linesOf(dictionaryExperiment('doubled').examine(drawn)).slice(-2)).toEqual([
      '<m_1, m_1> = 4.000000',
      // 2 (1 * 5 + 9) 2^-53
      'claimed: 1, up to 3.11e-15',
    ]);
    expect(linesOf(dictionaryExperiment('independent').examine(drawn)).at(-1)).toBe(
      'claimed: 0, up to 3.11e-15',
    );
  });
});
