/**
 * The claims about trained networks say something: an untrained network meets none of them, and no frozen constant is loose.
 * `npm run evidence:trivial` makes the same table for other networks that are worth nothing.
 */
import { describe, expect, it } from 'vitest';
import type { Profile } from '../../properties/judge/profile.ts';
import { constants, ConstantsError, parseConstants, type ConstantsFile } from '../../theorems/constants.ts';
import { QUANTITIES, type Quantity, type QuantityName } from '../../theorems/quantities.ts';
import { THEOREMS } from '../../theorems/registry.ts';
import type { Measurement } from '../../theorems/studies/network/measurement.ts';
import type { Json, Point, Theorem } from '../../theorems/types.ts';
import { judgedOn, ofTraining } from '../support/judgedOn.ts';
import { PROFILES } from '../support/paper.ts';
import { untrainedEngine } from '../support/trivialNetworks.ts';

/** A constant may be at most this many times worse than the worst value of its calibration. */
const LOOSEST = 2;

const names = Object.keys(QUANTITIES) as QuantityName[];
const quantity = (name: QuantityName): Quantity => QUANTITIES[name];

/** What is wrong with the constants, in words; nothing when they are tight. */
function looseness({ constants: frozen }: ConstantsFile): string[] {
  const found: string[] = [];
  const violated = new Map<string, boolean>();
  for (const name of names) {
    const { side, group } = quantity(name);
    const { value, worst, untrainedBest } = frozen[name];
    const ratio = side === 'upper' ? value / worst : worst / value;
    if (!(ratio >= 1 && ratio <= LOOSEST)) found.push(`${name} is ${ratio} times its worst calibrated value`);
    // The most favourable of all untrained networks is on the wrong side: all of them are.
    const violates = side === 'upper' ? untrainedBest > value : untrainedBest < value;
    violated.set(group, (violated.get(group) ?? false) || violates);
  }
  for (const [group, any] of violated) if (!any) found.push(`an untrained network meets all of ${group}`);
  return found;
}

const changed = (name: QuantityName, factor: number): ConstantsFile => {
  const file = structuredClone(constants()) as { constants: Record<string, { value: number }> };
  file.constants[name]!.value *= factor;
  return file as unknown as ConstantsFile;
};

describe('frozen constants', () => {
  it('are tight, and violated by every untrained network of the calibration, in every group', () => {
    expect(looseness(constants())).toEqual([]);
    console.table(
      Object.fromEntries(
        names.map((name) => {
          const { value, q01, q50, q99, worst, untrainedBest } = constants().constants[name];
          const short = (x: number) => Number(x.toPrecision(3));
          return [
            name,
            Object.fromEntries(
              Object.entries({ value, q01, q50, q99, worst, untrainedBest }).map(([k, v]) => [k, short(v)]),
            ),
          ];
        }),
      ),
    );
  });

  it.each(names)('%s: a loose one is found', (name) => {
    const outward = quantity(name).side === 'upper' ? 3 : 1 / 3;
    expect(looseness(changed(name, outward))).toContainEqual(expect.stringContaining(`${name} is `));
  });

  it('one that every network meets is found', () => {
    expect(looseness(changed('oodGap', 0.001))).toContain('an untrained network meets all of thm-4.3/ood');
  });

  it('come from the committed file, and a file that is not JSON or of another schema is refused', () => {
    expect(() => parseConstants('{')).toThrow('is not JSON');
    expect(() => parseConstants('{"schema":2}')).toThrow('has schema 2, expected 1');
    expect(() => parseConstants('null')).toThrow(ConstantsError);
    expect(() => parseConstants('null')).toThrow(
      /^theorems\/constants.json has schema undefined, expected 1; run `npm run calibrate` to make it anew$/,
    );
    expect(new ConstantsError('').name).toBe('ConstantsError');
    expect(() => parseConstants(JSON.stringify({ ...constants(), constants: {} }))).toThrow(
      'needs a finite number at constants.asymmetry.value, got undefined',
    );
  });
});

/** Levels of profile quick, at the smallest sizes that give a slope. */
const quick = PROFILES['quick']!;
const profileOf = (ladders: number): Profile => ({
  ...quick,
  studies: Object.fromEntries(
    // The repaired statements have no slope: one size tells.
    Object.keys(quick.studies).map((id) => [
      id,
      { sizes: id.startsWith('region-') ? [16] : [16, 24, 32, 48], ladders },
    ]),
  ),
});

/** On networks before their first step; the seed is fixed, so every number below is the same in every run. */
const untrained = (ladders: number, suite: readonly Theorem[] = THEOREMS) =>
  judgedOn({
    engine: untrainedEngine(),
    profile: profileOf(ladders),
    fingerprint: 'tightness',
    seed: 1,
    suite,
  });

/** A slope's claim with another quantity, alone in its theorem. */
function withQuantity(id: string, of: (m: Measurement) => number): readonly Theorem[] {
  return ofTraining(THEOREMS).flatMap((theorem): readonly Theorem[] => {
    const claims = theorem.claims.flatMap((claim) => {
      if (claim.id !== id || claim.kind !== 'scaling') return [];
      const point = (json: Json): Point => {
        const value = of(json as unknown as Measurement);
        return { value, low: value, high: value, standardError: 0 };
      };
      return [{ ...claim, point }];
    });
    return claims.length === 0 ? [] : [{ ...theorem, claims }];
  });
}

describe('claims about trained networks', () => {
  it('are refuted by untrained ones: constants and slopes', async () => {
    const judged = await untrained(40);
    const claims = ofTraining(THEOREMS).flatMap((t) => t.claims.map((c) => c.id));
    expect(judged.map(({ id }) => id).toSorted()).toEqual(claims.toSorted());
    expect(judged.filter(({ verdict }) => verdict !== 'refuted')).toEqual([]);
  });

  it.each<readonly [string, (m: Measurement) => number]>([
    // About 1 at every size: an exponent of 0.
    ['thm-4.3/ood-risk-exponent', (m) => m.checkpoints.at(-1)!.oodRisk.mean],
    // max |<w_k, m_j>|: initial weights are of order 1/sqrt d.
    [
      'thm-4.4/background-weight-exponent',
      (m) => m.checkpoints.at(-1)!.largestBackground / Math.sqrt(2 * Math.log(m.m * m.dBackground) * m.d),
    ],
  ])('%s would be met, if it were about what initial weights have', async (id, of) => {
    const [judged] = await untrained(6, withQuantity(id, of));
    expect(judged).toMatchObject({ failures: 0, trials: 6 });
  });
});
