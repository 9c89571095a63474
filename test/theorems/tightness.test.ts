/** The frozen constants say something: an untrained network violates every group of them, and none is loose. */
import { describe, expect, it } from 'vitest';
import { constants, ConstantsError, parseConstants, type ConstantsFile } from '../../theorems/constants.ts';
import { QUANTITIES, type Quantity, type QuantityName } from '../../theorems/quantities.ts';

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
