/** Small decimals as text, and shares of draws. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalText, inShares } from '../../../theorems/exact/draw.ts';
import { chooseFeatures } from '../../../theorems/exact/finitePopulation/draw.ts';
import { atMost } from '../../../theorems/exact/finitePopulation/strength.ts';

describe('a decimal', () => {
  it.each([
    [-3, 1, '-0.3'], [10, 1, '1'], [5, 2, '0.05'], [-1234, 3, '-1.234'], [0, 1, '0'], [120, 0, '120'],
  ])('of %d units in %d places is %s', (units, places, text) => {
    expect(decimalText(units, places)).toBe(text);
  }); // prettier-ignore

  it('of half a unit is refused', () => {
    expect(() => decimalText(0.5, 1)).toThrow('a decimal needs a whole number of units, got 0.5');
  });
});

describe('shares', () => {
  it('are shares of the draws', () => {
    const drawn = fc.sample(inShares({ seldom: 1, often: 9 }), { seed: 1, numRuns: 2000 });
    // Expected 200, with a standard deviation of 13.4.
    const seldom = drawn.filter((name) => name === 'seldom').length;
    expect(Math.abs(seldom - 200)).toBeLessThan(80);
  });
});

describe('features', () => {
  const drawn = (...kinds: ('core' | 'background' | 'absent')[]) =>
    kinds.map((kind) => ({ present: kind !== 'absent', core: kind === 'core' }));

  it.each([
    ['core first', drawn('background', 'core', 'absent', 'core'), false, false, { order: [1, 3, 0], dCore: 2 }],
    ['at least one', drawn('absent', 'absent'), false, false, { order: [0], dCore: 0 }],
    ['a core one where it is needed', drawn('background', 'background'), true, false, { order: [0, 1], dCore: 1 }],
    ['a background one where it is needed', drawn('core', 'core'), false, true, { order: [0, 1], dCore: 1 }],
    ['one of either kind', drawn('core', 'absent'), true, true, { order: [0, 1], dCore: 1 }],
  ])('%s', (_, features, core, background, chosen) => {
    expect(chooseFeatures(features, core, background)).toEqual(chosen);
  }); // prettier-ignore
});

describe('a strength with fewer values', () => {
  it('has the probabilities of the last ones joined', () => {
    const three = { values: [3, 1, 2], weights: [2, 3, 5] };
    expect(atMost(three, 2)).toEqual({ values: [3, 1], weights: [2, 8] });
    expect(atMost(three, 3)).toEqual(three);
  });
});
