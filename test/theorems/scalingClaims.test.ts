/** What the scaling claims fit, which slopes they allow and which paths they speak of: written from their words. */
import { describe, expect, it } from 'vitest';
import { ladderEvent } from '../../properties/judge/scaling/event.ts';
import type { Json, ScalingClaim } from '../../theorems/types.ts';
import { json, MEASUREMENT } from '../support/handWritten.ts';
import { scalingClaims } from '../support/ladders.ts';

/**
 * On the sizes 16 to 128, ln d0 = 4, 5, 6, 7 times ln 2, one power of ln d0 adds to a slope
 * k = (1.5 ln(7/4) + 0.5 ln(6/5)) / (5 ln 2) = (0.8394 + 0.0912) / 3.4657 = 0.2685.
 */
const SIZES = [16, 32, 64, 128];
const K = 0.2685;

/** Slopes that a scaling claim allows, in the calculation of its words; what it reads of MEASUREMENT, is in READ. */
const FITTED: Readonly<
  Record<
    string,
    {
      readonly study: string;
      readonly variable: 'd0' | 'd';
      readonly low: number;
      readonly high: number;
      readonly cases: string;
      readonly rung: 'end' | 'all' | 'end of the onset';
      readonly paths: 'every' | 'no decay' | 'weaker' | 'equal';
    }
  >
> = {
  // At most one power of the logarithm, and half of one for the tolerance; no lower end.
  'thm-4.1/onset-d0': {
    study: 'onset',
    variable: 'd0',
    low: -Infinity,
    high: 1.5 * K,
    cases: 'r=64 slope',
    rung: 'end of the onset',
    paths: 'every',
  },
  // The power -1/2, up to one power of the logarithm, and the tolerance.
  'thm-4.1/onset-weaker': {
    study: 'onset',
    variable: 'd0',
    low: -0.5 - K / 2,
    high: -0.5 + 1.5 * K,
    cases: 'r=64 slope',
    rung: 'end of the onset',
    paths: 'weaker',
  },
  // The power 0, down to one power of the logarithm, and the tolerance.
  'thm-4.1/onset-equal': {
    study: 'onset',
    variable: 'd0',
    low: -1.5 * K,
    high: K / 2,
    cases: 'r=64 slope',
    rung: 'end of the onset',
    paths: 'equal',
  },
  // Falls faster than half a power.
  'thm-4.1/wrong-class-rate': {
    study: 'balanced',
    variable: 'd0',
    low: -Infinity,
    high: -K / 2,
    cases: 's=40 slope hold-out',
    rung: 'all',
    paths: 'every',
  },
  // Exactly the power 0; the tolerance of half a log power.
  'thm-4.2/core-exponent': {
    study: 'relu',
    variable: 'd0',
    low: -K / 2,
    high: K / 2,
    cases: 's=40 slope',
    rung: 'end',
    paths: 'every',
  },
  // One power in either direction, and the tolerance.
  'thm-4.2/background-exponent': {
    study: 'relu',
    variable: 'd0',
    low: -1.5 * K,
    high: 1.5 * K,
    cases: 's=40 slope',
    rung: 'end',
    paths: 'every',
  },
  'thm-4.2/time-d0': {
    study: 'relu',
    variable: 'd0',
    low: -1 - 1.5 * K,
    high: -1 + 1.5 * K,
    cases: 's=40 slope',
    rung: 'all',
    paths: 'every',
  },
  // Falls faster than one power.
  'thm-4.3/id-risk-exponent': {
    study: 'relu',
    variable: 'd0',
    low: -Infinity,
    high: -K,
    cases: 's=40 slope hold-out',
    rung: 'end',
    paths: 'no decay',
  },
  'thm-4.3/ood-risk-exponent': {
    study: 'relu',
    variable: 'd0',
    low: -1.5 * K,
    high: 1.5 * K,
    cases: 's=40 slope',
    rung: 'end',
    paths: 'every',
  },
  'thm-4.3/time-d0': {
    study: 'relu',
    variable: 'd0',
    low: -1 - 1.5 * K,
    high: -1 + 1.5 * K,
    cases: 's=40 slope',
    rung: 'all',
    paths: 'every',
  },
  // At most -1/2 with a tolerance of (1/2 - 8/22)/2 = 3/44 = 0.0682; no lower end.
  'thm-4.4/background-weight-exponent': {
    study: 'large-batch',
    variable: 'd',
    low: -Infinity,
    high: -0.5 + 0.0682,
    cases: 's=40 slope',
    rung: 'end',
    paths: 'every',
  },
  'thm-4.4/risks-exponent': {
    study: 'linear',
    variable: 'd0',
    low: -Infinity,
    high: -K,
    cases: 's=40 slope hold-out',
    rung: 'end',
    paths: 'every',
  },
};

const PATHS = {
  every: { share: 1, on: [0, 1e-4].flatMap((kappa) => [20, 21, 22, 24].map((p) => [kappa, p])), off: [] },
  'no decay': { share: 1 / 2, on: [[0, 20]], off: [[1e-4, 20]] },
  // The third number is the ratio.
  weaker: {
    share: 1 / 2,
    on: [
      [0, 20, 0.25],
      [0, 24, 0.5],
    ],
    off: [
      [0, 20, 0.51],
      [0, 20, 1],
    ],
  },
  equal: {
    share: 1 / 2,
    on: [[0, 20, 1]],
    off: [
      [0, 20, 0.5],
      [0, 20, 0.99],
    ],
  },
} as const;

describe('a scaling claim', () => {
  it('is one of those written down here', () => {
    expect(scalingClaims.map((c) => c.id).toSorted()).toEqual(Object.keys(FITTED).toSorted());
  });

  const heldAt = (claim: ScalingClaim, slope: number) => {
    const variables = SIZES.map((d0) => (claim.variable.name === 'd' ? d0 ** 3 : d0));
    const rungs = variables.map((variable) => {
      const value = variable ** slope;
      return { variable, point: { value, low: value, high: value, standardError: 0 } };
    });
    return ladderEvent(claim.law, rungs).holds;
  };

  it.each(scalingClaims.map((c) => [c.id, c] as const))(
    '%s allows the slopes that its words allow',
    (id, claim) => {
      const { low, high } = FITTED[id]!;
      // The bounds above are rounded to four digits.
      const near = 2e-4;
      expect(heldAt(claim, high - near)).toBe(true);
      expect(heldAt(claim, high + near)).toBe(false);
      if (low === -Infinity) return expect(heldAt(claim, high - 3)).toBe(true);
      expect(heldAt(claim, low + near)).toBe(true);
      expect(heldAt(claim, low - near)).toBe(false);
    },
  );

  it.each(scalingClaims.map((c) => [c.id, c] as const))(
    '%s reads its variable, its study and its cases',
    (id, claim) => {
      const { study, variable, cases } = FITTED[id]!;
      expect([claim.study, claim.variable.name, claim.requiredCases.join(' ')]).toEqual([
        study,
        variable,
        cases,
      ]);
      expect(claim.variable.of(json(MEASUREMENT))).toBe({ d0: 64, d: 65536 }[variable]);
    },
  );

  it.each(scalingClaims.map((c) => [c.id, c] as const))(
    '%s speaks of the paths that its words name',
    (id, claim) => {
      const { share, on, off } = PATHS[FITTED[id]!.paths];
      const path = ([kappa, dimensionEighths, ratio]: readonly (number | undefined)[]) =>
        ({ kappa, dimensionEighths, ratio }) as Json;
      expect(on.map((p) => claim.path.holds(path(p)))).toEqual(on.map(() => true));
      expect(off.map((p) => claim.path.holds(path(p)))).toEqual(off.map(() => false));
      expect(claim.path.share).toBe(share);
    },
  );

  it.each(scalingClaims.map((c) => [c.id, c] as const))(
    '%s says how far each rung was trained',
    (id, claim) => {
      const onset = { checkpoints: [{ r: 0 }, { r: 63.6 }] };
      const measured = id.includes('/onset-') ? (onset as Json) : json(MEASUREMENT);
      expect(claim.rungCases(measured)).toEqual(
        {
          end: ['s=40'],
          all: ['s=0', 's=2.5', 's=10', 's=40'],
          // Made of steps: to the nearest whole r.
          'end of the onset': ['r=64'],
        }[FITTED[id]!.rung],
      );
    },
  );

  /** What each reads off the end of MEASUREMENT; times and onsets are in test/theorems/ladders.test.ts. */
  const READ: Readonly<Record<string, readonly [value: number, standardError: number]>> = {
    // The median of the sign where it is smaller: 1.6 and 1.5; 0.9 and 1.
    'thm-4.2/core-exponent': [1.5, 0],
    'thm-4.2/background-exponent': [0.9, 0],
    'thm-4.3/id-risk-exponent': [0.0625, 0.003],
    // Both from the same probe: 0.6875 - 0.0875, and the errors 0.004 and 0.0025.
    'thm-4.3/ood-risk-exponent': [0.6, Math.hypot(0.004, 0.0025)],
    // 0.5 / 256, and the core was learned.
    'thm-4.4/background-weight-exponent': [1 / 512, 0],
    // 0.0625 + 0.6875, and 3-4-5.
    'thm-4.4/risks-exponent': [0.75, 0.005],
    // Past T0, s = 10 and 40: (0.25 + 0.5 + 0.125 + 0.0625)/4 = 15/64, and
    // sum p (1 - p) = 0.1875 + 0.25 + 0.109375 + 0.05859375 = 0.60546875 over 1024 examples each.
    'thm-4.1/wrong-class-rate': [15 / 64, Math.sqrt(0.60546875 / 1024) / 4],
  };

  it.each(Object.keys(READ))('%s fits the number of its words', (id) => {
    const claim = scalingClaims.find((c) => c.id === id)!;
    const [value, standardError] = READ[id]!;
    const point = claim.point(json(MEASUREMENT)) as Exclude<
      ReturnType<typeof claim.point>,
      { absent: string }
    >;
    expect(point.value).toBeCloseTo(value, 12);
    expect(point.standardError).toBeCloseTo(standardError, 12);
    expect([point.low, point.high]).toEqual([point.value, point.value]);
  });
});
