/** What every bounded quantity reads, on a measurement written by hand. */
import { describe, expect, it } from 'vitest';
import {
  checkpointsFor,
  pastOnset,
  QUANTITIES,
  type Quantity,
  type QuantityName,
} from '../../theorems/quantities.ts';
import { onsetTime } from '../../theorems/asymmetry.ts';
import type { Measurement } from '../../theorems/studies/network/measurement.ts';
import { MEASUREMENT, SIGNS_EXCHANGED, withLast, withNeurons } from '../support/handWritten.ts';

const read = (name: QuantityName, m: Measurement) => {
  const q: Quantity = QUANTITIES[name];
  return q.of(m, checkpointsFor(q, m));
};

/** By hand: of which checkpoint and sign, and the calculation. */
const BY_HAND: Readonly<
  Record<QuantityName, readonly [value: number, side: string, study: string, group: string]>
> = {
  // Past T0 are s = 10 (1.25 and 1.5) and s = 40 (0.375 and 0.75).
  asymmetry: [1.5, 'upper', 'relu', 'thm-4.1'],
  // At s = 40: the smaller first place of 1.1 and 1.2, the larger last place of 2.4 and 2.2.
  coreLow: [1.1, 'lower', 'relu', 'thm-4.2/core'],
  coreHigh: [2.4, 'upper', 'relu', 'thm-4.2/core'],
  // 0.7 and 0.6; 1.4 and 1.3.
  backgroundLow: [0.6, 'lower', 'relu', 'thm-4.2/background'],
  backgroundHigh: [1.4, 'upper', 'relu', 'thm-4.2/background'],
  // 0.0625 sqrt(64), progressive; the probed 0.0875 would give 0.7.
  idRisk: [0.5, 'upper', 'relu', 'thm-4.3/id'],
  // 0.6875 - 0.0875, both from the same probe.
  oodGap: [0.6, 'lower', 'relu', 'thm-4.3/ood'],
  oodHigh: [0.6875, 'upper', 'relu', 'thm-4.3/ood'],
  // 8 / sqrt(2 ln(100 * 24)), ln 2400 = 7.783224016336037.
  linearBackground: [8 / Math.sqrt(2 * 7.783224016336037), 'upper', 'linear', 'thm-4.4/weights'],
  linearCore: [1.1, 'lower', 'linear', 'thm-4.4/weights'],
  // 0.6875 sqrt(64)
  linearOodRisk: [5.5, 'upper', 'linear', 'thm-4.4/ood'],
};

const names = Object.keys(BY_HAND) as QuantityName[];

describe('the onset', () => {
  it('is 4 ln(d0) d0 / sqrt(d) in the time s', () => {
    // 4 * 4.158883083359672 * 64 / 256
    expect(onsetTime(MEASUREMENT)).toBeCloseTo(4.158883083359672, 12);
    // 4 * 2.772588722239781 * 16 / 64
    expect(onsetTime({ d0: 16, d: 4096 })).toBeCloseTo(2.772588722239781, 12);
  });

  it('is behind the checkpoints from T0 on, one exactly at T0 included', () => {
    expect(pastOnset(MEASUREMENT).map((c) => c.s)).toEqual([10, 40]);
    const [first, ...rest] = MEASUREMENT.checkpoints;
    const at = (s: number) => ({ ...MEASUREMENT, checkpoints: [{ ...first!, s }, ...rest.slice(1)] });
    const T0 = onsetTime(MEASUREMENT);
    expect(pastOnset(at(T0)).length).toBe(3);
    expect(pastOnset(at(T0 * (1 - 2 ** -50))).length).toBe(2);
  });
});

describe('a bounded quantity', () => {
  it('is one of those written down here', () => {
    expect(Object.keys(QUANTITIES)).toEqual(names);
    expect(new Set(Object.values(QUANTITIES).map((q) => q.id)).size).toBe(names.length);
  });

  it.each(names)('%s is what was calculated by hand, with its side, study and group', (name) => {
    const [value, ...rest] = BY_HAND[name];
    const { side, study, group } = QUANTITIES[name];
    expect(read(name, MEASUREMENT)).toBeCloseTo(value, 12);
    expect([side, study.id, group]).toEqual(rest);
  });

  it.each(names)('%s reads the neurons of both signs', (name) => {
    expect(read(name, SIGNS_EXCHANGED)).toBe(read(name, MEASUREMENT));
  });

  it('reads the probed ID risk where no batch came since the checkpoint before', () => {
    // 0.0875 sqrt(64)
    expect(read('idRisk', withLast({ progressiveRisk: null }))).toBeCloseTo(0.7, 12);
  });

  it.each(names)('%s is NaN where a number it reads is', (name) => {
    const nan = { mean: NaN, standardError: NaN };
    const bad = { asymmetry: NaN, core: [NaN, NaN, NaN], background: [NaN, NaN, NaN] } as const;
    const end = MEASUREMENT.checkpoints.at(-1)!;
    for (const sign of [1, -1] as const) {
      const { neurons } = withNeurons(end, sign, bad);
      const m = withLast({
        neurons,
        largestBackground: NaN,
        progressiveRisk: nan,
        idRisk: nan,
        oodRisk: nan,
      });
      expect(read(name, m)).toBeNaN();
    }
  });

  it('asymmetry is the worst that was seen between checkpoints past T0 as well, and NaN if that is', () => {
    const seen = (s: number, asymmetry: number): Measurement => ({
      ...MEASUREMENT,
      checkpoints: MEASUREMENT.checkpoints.map((c) =>
        c.s === s ? { ...c, between: { looks: 3, asymmetry, s: 0.8 * s } } : c,
      ),
    });
    expect(read('asymmetry', seen(40, 1.625))).toBe(1.625);
    expect(read('asymmetry', seen(10, 1.75))).toBe(1.75);
    expect(read('asymmetry', seen(40, 0.5))).toBe(1.5);
    expect(read('asymmetry', seen(40, NaN))).toBeNaN();
    // Before T0 nothing is read.
    expect(read('asymmetry', seen(2.5, 9))).toBe(1.5);
  });

  it.each(names)('%s is NaN where there is no checkpoint to read', (name) => {
    expect(read(name, { ...MEASUREMENT, checkpoints: [] })).toBeNaN();
  });
});
