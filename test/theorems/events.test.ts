/** Events of the probability claims: which side of a constant is which, what a conjunction is, and which cases came up. */
import { describe, expect, it } from 'vitest';
import { constants, slackOf } from '../../theorems/constants.ts';
import { allOf, boundedBy, sameNeurons, withinConstants } from '../../theorems/events.ts';
import { QUANTITIES, type QuantityName } from '../../theorems/quantities.ts';
import { json, MEASUREMENT, withLast, withNeurons } from '../support/handWritten.ts';

const frozen = constants().constants;
const names = Object.keys(QUANTITIES) as QuantityName[];

/** MEASUREMENT with the last checkpoint's core correlations at the given multiples of their constants. */
const coreAt = (low: number, high: number) => {
  const core = [low * frozen.coreLow.value, 1.5, high * frozen.coreHigh.value] as const;
  const end = MEASUREMENT.checkpoints.at(-1)!;
  return withLast({ neurons: withNeurons(withNeurons(end, 1, { core }), -1, { core }).neurons });
};

describe('slack', () => {
  it.each(names)('of %s is the distance to its constant in units of it, negative outside', (name) => {
    const q = QUANTITIES[name];
    const limit = frozen[name].value;
    const outward = q.side === 'upper' ? 1 : -1;
    // (limit - 1.5 limit) / limit, and the like.
    expect(slackOf(q, name, limit * (1 + outward / 2))).toBeCloseTo(-1 / 2, 12);
    expect(slackOf(q, name, limit * (1 - outward / 4))).toBeCloseTo(1 / 4, 12);
    expect(slackOf(q, name, limit)).toBe(0);
    expect(slackOf(q, name, NaN)).toBeNaN();
  });
});

describe('within constants', () => {
  const event = withinConstants('coreLow', 'coreHigh');

  it('holds where every quantity does, on its constant too', () => {
    expect(event(coreAt(1, 1))).toMatchObject({ holds: true, slack: 0 });
    expect(event(coreAt(1 - 1e-9, 0.5)).holds).toBe(false);
    expect(event(coreAt(1.5, 1 + 1e-9)).holds).toBe(false);
  });

  it('has the smallest slack of its quantities', () => {
    // low: (1.5 - 1)/1; high: (1 - 0.75)/1
    expect(event(coreAt(1.5, 0.75)).slack).toBeCloseTo(0.25, 12);
    expect(event(coreAt(1.125, 0.75)).slack).toBeCloseTo(0.125, 12);
    expect(event(coreAt(0.75, 0.5)).slack).toBeCloseTo(-0.25, 12);
  });

  it('does not know where one quantity is NaN, whatever the others say', () => {
    expect(event(coreAt(NaN, 0.5))).toMatchObject({ holds: undefined, slack: NaN });
    expect(event(coreAt(0.5, NaN))).toMatchObject({ holds: undefined, slack: NaN });
  });

  it('of a run that ends before T0 is undecided and no error: there was no checkpoint to look at', () => {
    const short = (asymmetry: number) => {
      const checkpoints = MEASUREMENT.checkpoints.slice(0, 2).map((c) => withNeurons(c, 1, { asymmetry }));
      return withinConstants('asymmetry')({ ...MEASUREMENT, checkpoints });
    };
    const nothing = { holds: undefined, unresolved: true, slack: NaN, cases: [] };
    expect([short(0), short(NaN)]).toEqual([nothing, nothing]);
    // One quantity of several that looks at nothing is enough.
    const some = { ...MEASUREMENT, checkpoints: MEASUREMENT.checkpoints.slice(0, 2) };
    expect(withinConstants('asymmetry', 'oodHigh')(some)).toMatchObject({
      holds: undefined,
      unresolved: true,
      cases: ['s=2.5', 'y=+1', 'y=-1'],
    });
    // Past T0, a number that is none is an error.
    const broken = event(coreAt(NaN, 1));
    expect([broken.holds, broken.unresolved]).toEqual([undefined, undefined]);
  });

  it('asks for one quantity at least: the smallest of no slacks would be infinite', () => {
    // @ts-expect-error no quantity
    expect(() => withinConstants()).not.toThrow();
  });

  it('reports the checkpoints it read and the signs that have neurons', () => {
    expect(event(MEASUREMENT).cases.toSorted()).toEqual(['s=40', 'y=+1', 'y=-1']);
    const past = withinConstants('asymmetry', 'idRisk')(MEASUREMENT);
    expect(past.cases.toSorted()).toEqual(['s=10', 's=40', 'y=+1', 'y=-1']);
    const between = { looks: 1, asymmetry: 0.1, s: 30 };
    expect(withinConstants('asymmetry')(withLast({ between })).cases).toContain('between checkpoints');
    const end = MEASUREMENT.checkpoints.at(-1)!;
    const of = (sign: 1 | -1) =>
      event(withLast({ neurons: withNeurons(end, sign, { count: 0 }).neurons })).cases.toSorted();
    expect(of(1)).toEqual(['s=40', 'y=-1']);
    expect(of(-1)).toEqual(['s=40', 'y=+1']);
  });
});

describe('the same neurons', () => {
  const c = frozen.asymmetry.value;
  const core = (frozen.coreLow.value + frozen.coreHigh.value) / 2;
  const background = (frozen.backgroundLow.value + frozen.backgroundHigh.value) / 2;
  /** Neurons of one sign, each with what it has: the core, the background, and asymmetry. */
  const neurons = (...has: readonly string[]) => ({
    asymmetry: has.map((what) => (what.includes('a') ? c : c + 1e-4)),
    core: has.map((what) => (what.includes('c') ? core : 0)),
    background: has.map((what) => (what.includes('b') ? background : 0)),
  });
  const event = (plus: readonly string[], minus: readonly string[]) =>
    sameNeurons({ ...MEASUREMENT, eachNeuron: [neurons(...plus), neurons(...minus)] });

  it('are at least half of either sign', () => {
    expect(event(['abc', 'ab'], ['abc'])).toMatchObject({ holds: true, slack: 0 });
    // (3/4 - 1/2)/(1/2) and (1/3 - 1/2)/(1/2)
    expect(event(['abc', 'abc', 'abc', ''], ['abc']).slack).toBeCloseTo(1 / 2, 12);
    expect(event(['abc'], ['abc', 'ac', 'bc'])).toMatchObject({ holds: false });
    expect(event(['abc'], ['abc', 'ac', 'bc']).slack).toBeCloseTo(-1 / 3, 12);
  });

  it('are not there where seven tenths have the core and seven tenths the background', () => {
    const apart = ['ac', 'ac', 'ac', 'abc', 'abc', 'abc', 'abc', 'ab', 'ab', 'ab'];
    expect(event(apart, apart)).toMatchObject({ holds: false });
    expect(event(apart, apart).slack).toBeCloseTo(-1 / 5, 12);
  });

  it.each([
    ['coreLow', 'core', -1],
    ['coreHigh', 'core', 1],
    ['backgroundLow', 'background', -1],
    ['backgroundHigh', 'background', 1],
    ['asymmetry', 'asymmetry', 1],
  ] as const)('lie on the right side of %s, on it too', (name, field, outward) => {
    const at = (value: number) => {
      const each = { ...neurons('abc'), [field]: [value] };
      return sameNeurons({ ...MEASUREMENT, eachNeuron: [each, neurons('abc')] }).holds;
    };
    expect(at(frozen[name].value)).toBe(true);
    expect(at(frozen[name].value * (1 + outward * 1e-9))).toBe(false);
  });

  it('of a sign that has none are not known; the cases are those of the end', () => {
    expect(event([], ['abc'])).toMatchObject({ holds: undefined, slack: NaN });
    expect(sameNeurons(MEASUREMENT).cases.toSorted()).toEqual(['s=40', 'y=+1', 'y=-1']);
    // 2 of 3 and 3 of 4
    expect(sameNeurons(MEASUREMENT).slack).toBeCloseTo(1 / 3, 12);
  });
});

describe('all of several events', () => {
  const event =
    (holds: boolean | undefined, slack: number, ...cases: readonly string[]) =>
    () => ({
      holds,
      slack,
      cases,
    });
  const unresolved = () => ({ holds: undefined, unresolved: true, slack: NaN, cases: ['c'] });

  it('hold where each does, with the smallest slack and the cases of all', () => {
    expect(allOf(event(true, 2, 'a', 'b'), event(true, 1, 'b', 'c'))(0)).toEqual({
      ...{ holds: true, slack: 1, cases: ['a', 'b', 'c'] },
    });
    expect(allOf(event(true, 2), event(false, -1))(0)).toMatchObject({ holds: false, slack: -1 });
  });

  it('are not known where one is not, whatever the others say', () => {
    expect(allOf(event(false, -1), event(undefined, NaN, 'b'))(0)).toEqual({
      ...{ holds: undefined, slack: NaN, cases: ['b'] },
    });
    expect(allOf(event(true, 1, 'a'), unresolved)(0)).toEqual({ ...unresolved(), cases: ['a', 'c'] });
    // What was not measured comes before what is too coarse: the one counts as missing.
    expect(allOf(unresolved, event(undefined, NaN))(0)).toEqual({
      holds: undefined,
      slack: NaN,
      cases: ['c'],
    });
  });
});

describe('constants as reports show them', () => {
  it.each(names)('%s carries its words, its calibration and how it is read', (name) => {
    const [shown] = boundedBy(name);
    const { id, study, words, side } = QUANTITIES[name];
    const { value, q01, q50, q99, worst, untrainedBest } = frozen[name];
    expect(shown).toMatchObject({ id, study: study.id, words, side });
    expect(shown!.frozen).toEqual({ value, q01, q50, q99, worst, untrainedBest });
    expect(frozen[name].id).toBe(id);
    // Its value and its slack are those of the event.
    const measured = shown!.valueOf(json(MEASUREMENT));
    expect(withinConstants(name)(MEASUREMENT).slack).toBe(slackOf(QUANTITIES[name], name, measured));
  });

  it('are in the order in which they were named', () => {
    expect(boundedBy('oodHigh', 'coreLow').map((c) => c.id)).toEqual([
      'thm-4.3/ood-high',
      'thm-4.2/core-low',
    ]);
  });
});
