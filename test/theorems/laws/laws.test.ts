/** Which numbers each law reads, and what its twin is told: measurements and instances written here. */
import { describe, expect, it } from 'vitest';
import { LAWS } from '../../../theorems/laws/laws.ts';
import type { Held, LawMeasurement } from '../../../theorems/laws/measure.ts';
import type { LawPath } from '../../../theorems/laws/sampler.ts';
import suite from '../../../theorems/laws/suite.ts';
import type { Json } from '../../../theorems/types.ts';

const QUANTITIES = ['idRisk', 'oodRisk', 'wrongRate', 'contamination', 'size', 'deviation', 'shift'];
/** All within their tolerance but one, which is off by twice as much. */
const allBut = (off: string): LawMeasurement => ({
  R: 0.5,
  slope: 0,
  held: QUANTITIES.map((quantity): Held => ({
    quantity,
    s: 40,
    seen: quantity === off ? 3 : 1.25,
    predicted: 1,
    tolerance: 1,
  })),
});
const claims = LAWS.flatMap((law) => law.claims);
const failing = (off: string) =>
  claims.flatMap((claim) => {
    if (claim.kind !== 'withHighProbability') throw new Error(`${claim.id} has no event`);
    const { holds, slack } = claim.event(allBut(off) as unknown as Json);
    expect(slack).toBe(holds === true ? 0.75 : -1);
    return holds === true ? [] : [claim.id];
  });

describe('a number that is off', () => {
  it.each<[string, string[]]>([
    ['none', []],
    ['idRisk', ['law-path/risks', 'law-decay/id-risk', 'law-leaky-path/risks', 'law-leaky-decay/id-risk']],
    ['oodRisk', ['law-path/risks', 'law-leaky-path/risks']],
    [
      'wrongRate',
      [
        'law-path/features',
        'law-balance/wrong-rate',
        'law-leaky-path/features',
        'law-leaky-balance/wrong-rate',
      ],
    ],
    [
      'contamination',
      [
        'law-path/features',
        'law-balance/contamination',
        'law-leaky-path/features',
        'law-leaky-balance/contamination',
      ],
    ],
    ['size', ['law-path/features', 'law-leaky-path/features']],
    ['deviation', ['law-path/output']],
    ['shift', ['law-balance/shift', 'law-leaky-balance/shift']],
  ])('%s fails %j', (off, ids) => {
    expect(failing(off)).toEqual(ids);
  });
});

it('each law has one twin, whose network is the same and whose prediction is told something else', () => {
  const path: LawPath = {
    ratio: 1,
    palette: [{ kind: 'uniform', low: 0, high: 1 }],
    dimensionEighths: 20,
    decay: 2,
    slope: 0.2,
  };
  for (const control of LAWS.flatMap((law) => law.controls)) {
    if (control.kind === 'exact') throw new Error(`${control.id} is exact`);
    const claim = claims.find((c) => c.id === control.of)!;
    const study = suite.studies.find((s) => 'study' in claim && s.id === claim.study)!;
    const at = (variant: string) => study.instance({ path: path as never, d0: 16, variant, set: {} });
    const { prediction: own, ...network } = at('main');
    expect({ own, ...at(control.variant) }, control.id).toEqual({
      own: 'derived',
      ...network,
      prediction: control.variant,
    });
  }
  expect(LAWS.flatMap((law) => law.controls.map((c) => c.id))).toEqual([
    'law-path/risks~quieter',
    'law-path/features~background-louder',
    'law-path/output~quieter',
    'law-balance/wrong-rate~background-louder',
    'law-balance/contamination~limit-values',
    'law-balance/shift~limit-values',
    'law-decay/id-risk~core-alone',
    'law-leaky-path/risks~no-slope',
    'law-leaky-path/features~no-slope',
    'law-leaky-balance/wrong-rate~no-slope',
    'law-leaky-balance/contamination~limit-values',
    'law-leaky-balance/shift~no-slope',
    'law-leaky-decay/id-risk~no-slope',
  ]);
  expect(LAWS.flatMap((law) => law.controls.map((c) => c.of))).toEqual(claims.map((c) => c.id));
});
