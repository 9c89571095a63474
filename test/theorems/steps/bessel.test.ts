import { describe, expect, it } from 'vitest';
import { besselStatement, sidesOf, type Gate } from '../../../theorems/steps/bessel.ts';

const half = ['0.5', '0.5'];
/** u in {0, 1} with equal chances, the gate open at 1: mu = 1/2, Cov = 1/4, T^2 = 1/4 * 1/4, P = 1/2. */
const tight: Gate = { strengths: [{ values: ['0', '1'], probabilities: half }], open: [false, true] };

describe('both sides', () => {
  it('by hand: one coin, where Bessel is an equality', () => {
    const { pull, spread, rate } = sidesOf(tight);
    expect([pull, spread, rate].map(String)).toEqual(['0.125', '0.0625', '0.5']);
  });

  it('by hand: two coins, the gate open where the first is 1 and the second 0', () => {
    // P = 1/4; Cov(u1, 1) = 1/4 - 1/8, Cov(u2, 1) = 0 - 1/8: they cancel.
    const { pull, spread, rate } = sidesOf({
      strengths: [
        { values: ['0', '1'], probabilities: half },
        { values: ['0', '1'], probabilities: half },
      ],
      open: [false, false, true, false],
    });
    expect([pull, spread, rate].map(String)).toEqual(['0', '0.125', '0.25']);
  });

  it('read the gate outcome by outcome, the first feature slowest', () => {
    const strengths = [
      { values: ['0.2', '1'], probabilities: ['0.3', '0.7'] },
      { values: ['0', '0.5', '1'], probabilities: ['0.2', '0.2', '0.6'] },
    ];
    // Open on (0.2, 0.5) and (1, 1): 0.3 * 0.2 + 0.7 * 0.6.
    const open = [false, true, false, false, false, true];
    expect(String(sidesOf({ strengths, open }).rate)).toBe('0.48');
  });
});

it('holds with equality of the tight gate, and not with anything less', () => {
  expect(besselStatement('1').holds(tight)).toBe(true);
  expect(besselStatement('0.999').holds(tight)).toBe(false);
  expect(besselStatement('0.999').explain(tight)).toMatch(/0\.125, P = 0\.5, T\^2 = 0\.0625/);
});

it('names constant gates and a pull below 0', () => {
  const { cases } = besselStatement('1');
  expect(cases({ ...tight, open: [true] })).toEqual(['a gate that is always open or never']);
  expect(cases({ ...tight, open: [true, false] })).toEqual(['a gate that is open sometimes', 'pull below 0']);
});
