/** What the scaling claims read off a measurement. */
import { describe, expect, it } from 'vitest';
import {
  backgroundPoint,
  allTimes,
  bothRisksPoint,
  corePoint,
  idRiskPoint,
  lastOnsetTime,
  lastTime,
  learnedBackgroundPoint,
  onsetPoint,
  plainOnsetPoint,
  oodGapPoint,
  timeToCore,
  timeToLowRisk,
  wrongClassPoint,
} from '../../theorems/ladders.ts';
import { constants } from '../../theorems/constants.ts';
import type { Measurement } from '../../theorems/studies/network/measurement.ts';
import { reluStudy } from '../../theorems/studies/network/study.ts';
import type { OnsetMeasurement } from '../../theorems/studies/onset/measure.ts';
import { onsetStudy } from '../../theorems/studies/onset/study.ts';
import type { Json } from '../../theorems/types.ts';

interface Made {
  readonly s: number;
  readonly risk?: number;
  readonly core?: number;
  readonly wrong?: number;
  readonly background?: number;
  readonly learned?: number;
  readonly ood?: number;
}

/** A measurement at d0 = 64, d = 2^15 with the given checkpoints; T0 is at s = 5.9. */
const measured = (checkpoints: readonly Made[]): Measurement =>
  reluStudy.asMeasurement({
    d0: 64,
    dBackground: 32,
    m: 64,
    d: 2 ** 15,
    checkpoints: checkpoints.map(
      ({ s, risk = 0.5, core = 1, wrong = 0.1, background = 1, learned = 1, ood }) => ({
        s,
        progressiveRisk: { mean: risk, standardError: 0.01 },
        idRisk: { mean: risk, standardError: 0.015 },
        oodRisk: { mean: ood ?? 2 * risk, standardError: 0.02 },
        learnedBackground: learned,
        neurons: [1, -1].map((sign) => ({
          sign,
          count: 32,
          wrongRate: wrong,
          core: [core, core, core],
          background: [background, background, background],
        })),
      }),
    ),
  });

const onsetMeasured = (checkpoints: readonly Json[]): OnsetMeasurement =>
  onsetStudy.asMeasurement({ d0: 64, d: 2 ** 15, unit: 1, checkpoints });

const valueOf = (point: object) => (point as { value: number }).value;

describe('points of a ladder', () => {
  it('a risk of 0 is an interval from 0 to the upper end for no event in 2048 examples', () => {
    expect(idRiskPoint(measured([{ s: 40, risk: 0.25 }]))).toEqual({
      value: 0.25,
      low: 0.25,
      high: 0.25,
      standardError: 0.01,
    });
    const zero = idRiskPoint(measured([{ s: 40, risk: 0 }])) as { high: number };
    // (1 - high)^2048 = 0.025: ln 0.025 = -3.688879454113936.
    expect(zero.high).toBeCloseTo(1 - Math.exp(-3.688879454113936 / 2048), 12);
    const both = bothRisksPoint(measured([{ s: 40, risk: 0.25 }]));
    expect(both).toMatchObject({ value: 0.75, standardError: Math.hypot(0.01, 0.02) });
  });

  it('times are interpolated between the checkpoints before and after', () => {
    const { value } = constants().constants.coreLow;
    const half = measured([
      { s: 0, core: 0 },
      { s: 1, core: value / 2 },
      { s: 2, core: 1.5 * value },
    ]);
    expect(valueOf(timeToCore(half))).toBeCloseTo(1.5 / 64, 12);
    // ln R_ID is linear: 1 at s = 0, 0.01 at s = 2, so 0.1 at s = 1.
    const falling = measured([
      { s: 0, risk: 1 },
      { s: 2, risk: 0.01 },
    ]);
    expect(valueOf(timeToLowRisk(falling))).toBeCloseTo(1 / 64, 12);
    expect(timeToLowRisk(measured([{ s: 0, risk: 1 }]))).toEqual({ absent: 'R_ID never fell to 0.1' });
  });

  it('a time is reached at a checkpoint that is exactly there, the first and the last too', () => {
    const { value } = constants().constants.coreLow;
    const at = (...cores: readonly number[]) =>
      timeToCore(measured(cores.map((core, i) => ({ s: 2 * (i + 1), core }))));
    expect(valueOf(at(value, 2 * value))).toBe(2 / 64);
    expect(valueOf(at(2 * value, 2 * value))).toBe(2 / 64);
    expect(valueOf(at(0, value))).toBe(4 / 64);
    expect(at(0, value / 2)).toEqual({
      absent: `the median core correlation of one sign never reached ${value}`,
    });
    // What comes after the first time does not count, NaN or not.
    expect(valueOf(at(0, value, NaN))).toBe(4 / 64);
  });

  it('a risk of 0 is reached right after the checkpoint before', () => {
    const falling = measured([
      { s: 0, risk: 1 },
      { s: 4, risk: 0.5 },
      { s: 8, risk: 0 },
    ]);
    expect(valueOf(timeToLowRisk(falling))).toBe(4 / 64);
  });

  it('without a progressive risk the probed one is read', () => {
    const run = measured([{ s: 40, risk: 0.25 }]);
    const [end] = run.checkpoints;
    const probed = { ...end!, progressiveRisk: null, idRisk: { mean: 0.05, standardError: 0.015 } };
    const none = { ...run, checkpoints: [probed] };
    expect(valueOf(timeToLowRisk(none))).toBe(40 / 64);
    expect(idRiskPoint(none)).toEqual({ value: 0.05, low: 0.05, high: 0.05, standardError: 0.015 });
    // 0.05 + 2 * 0.25, and 3-4-5 in thousandths of five.
    expect(bothRisksPoint(none)).toMatchObject({ value: 0.55, standardError: 0.025 });
  });

  it('a quantity that is not there breaks the claim, and NaN is no quantity', () => {
    const absent = (what: string) => ({
      absent: `the median ${what} correlation of one sign is not positive`,
    });
    for (const core of [-1, 0]) {
      expect(corePoint(measured([{ s: 40, core }]))).toEqual(absent('core'));
      expect(backgroundPoint(measured([{ s: 40, background: core }]))).toEqual(absent('background'));
    }
    expect(learnedBackgroundPoint(measured([{ s: 40, learned: 0 }]))).toEqual({
      absent: 'nothing was learned of the background',
    });
    for (const ood of [0.5, 0.25])
      expect(oodGapPoint(measured([{ s: 40, risk: 0.5, ood }]))).toEqual({
        absent: 'R_OOD is not above R_ID',
      });
    for (const point of [
      corePoint(measured([{ s: 40, core: NaN }])),
      learnedBackgroundPoint(measured([{ s: 40, learned: NaN }])),
      learnedBackgroundPoint(measured([{ s: 40, core: NaN }])),
      oodGapPoint(measured([{ s: 40, ood: NaN }])),
      timeToCore(measured([{ s: 40, core: NaN }])),
      timeToLowRisk(measured([{ s: 40, risk: NaN }])),
      wrongClassPoint(measured([{ s: 40, wrong: NaN }])),
    ])
      expect(valueOf(point)).toBeNaN();
  });

  it('what is learned of the background counts where the core was learned, by the neurons of either sign', () => {
    const { value } = constants().constants.linearCore;
    // d = 2^15
    expect(valueOf(learnedBackgroundPoint(measured([{ s: 40, core: value, learned: 0.5 }])))).toBeCloseTo(
      0.5 / Math.sqrt(2 ** 15),
      12,
    );
    const absent = { absent: `the core was not learned: its correlation is below ${value}` };
    const run = measured([{ s: 40, core: value }]);
    const [end] = run.checkpoints;
    for (const at of [0, 1]) {
      const neurons = end!.neurons.map((n, i) => (i === at ? { ...n, core: [value - 1e-9, 2, 2] } : n));
      const weak = { ...run, checkpoints: [{ ...end!, neurons }] } as unknown as Measurement;
      expect(learnedBackgroundPoint(weak)).toEqual(absent);
    }
  });

  it('a run that ends before T0 says of the rates past it that they are rates, and no more', () => {
    // T0 is at s = 5.9.
    const nothing = { value: 0, low: 0, high: 1, standardError: 0 };
    expect(wrongClassPoint(measured([{ s: 0 }, { s: 5, wrong: 0.3 }]))).toEqual(nothing);
    expect(valueOf(wrongClassPoint(measured([{ s: 0 }, { s: 6, wrong: 0.3 }])))).toBeCloseTo(0.3, 12);
  });

  it('of a claim about the end the case is the last time; of one about the way there, every time', () => {
    const run = measured([{ s: 0 }, { s: 20 }, { s: 40 }]);
    expect(lastTime(run)).toEqual(['s=40']);
    expect(allTimes(run)).toEqual(['s=0', 's=20', 's=40']);
    const onset = (r: number) => lastOnsetTime(onsetMeasured([{ r: 0 }, { r: 1 }, { r }]));
    // Steps are 0.1 long in r, so the last is within 0.05 of the time asked for.
    expect([onset(64 - 1e-9), onset(64.04), onset(45.3)]).toEqual([['r=64'], ['r=64'], ['r=45']]);
  });

  it('a risk is that of the probe where the last steps were too few for progressive validation', () => {
    const run = measured([{ s: 40, risk: 0.25 }]);
    const idRisk = { mean: 0.5, standardError: 0.03 };
    const probed = {
      ...run,
      checkpoints: run.checkpoints.map((c) => ({ ...c, progressiveRisk: null, idRisk })),
    };
    expect(idRiskPoint(probed)).toMatchObject({ value: 0.5, standardError: 0.03 });
    expect(bothRisksPoint(probed)).toMatchObject({ value: 1, standardError: Math.hypot(0.03, 0.02) });
  });

  it('rates on the other class are averaged past T0 only; no count at all is an interval', () => {
    const rates = measured([
      { s: 2.5, wrong: 0.9 },
      { s: 10, wrong: 0.1 },
      { s: 40, wrong: 0.3 },
    ]);
    expect(valueOf(wrongClassPoint(rates))).toBeCloseTo(0.2, 12);
    // 64 neurons share the level: 64 (1 - high)^1024 = 0.025, ln 0.025 - ln 64 = -7.847762537473608.
    const high = 1 - Math.exp(-7.847762537473608 / 1024);
    const none = wrongClassPoint(measured([{ s: 40, wrong: 0 }])) as { high: number };
    expect(none).toMatchObject({ value: 0, low: 0, standardError: 0 });
    expect(none.high).toBeCloseTo(high, 12);
  });

  it('with thresholds in proportion to d0^(-1/2) the onset is that of all neurons together, with c = 2/3', () => {
    const plain = (...needed: readonly number[]) =>
      plainOnsetPoint(onsetMeasured(needed.map((c, i) => ({ r: 2 ** i, asymmetry: [0, 0], plain: c }))));
    // Half-way from 1 to 1/3 between r = 2 and 4: 2 sqrt 2 over sqrt 64.
    expect(valueOf(plain(2, 1, 1 / 3))).toBeCloseTo(Math.SQRT2 / 4, 12);
    // On the constant it is met.
    expect(valueOf(plain(2, 2 / 3))).toBeCloseTo(2 / 8, 12);
    expect(plain(2, 1)).toHaveProperty('absent');
  });

  it('the onset is the time from which on both signs stay asymmetric', () => {
    const { value: c } = constants().constants.asymmetry;
    const onset = (...needed: readonly (readonly [number, number])[]) =>
      onsetPoint(onsetMeasured(needed.map((asymmetry, i) => ({ r: i === 0 ? 0 : 2 ** i, asymmetry }))));
    const [more, less] = [c + 0.5, c - 0.5];
    // Half-way between r = 4 and r = 8 in ln r; in units of sqrt(d0) = 8.
    expect(valueOf(onset([more, more], [more, more], [less, more], [less, less]))).toBeCloseTo(
      Math.sqrt(32) / 8,
      12,
    );
    // An early dip does not count.
    expect(valueOf(onset([more, more], [less, less], [more, less], [less, less]))).toBeCloseTo(
      Math.sqrt(32) / 8,
      12,
    );
    // Before the first checkpoint: at most there.
    expect(valueOf(onset([more, more], [less, less]))).toBeCloseTo(2 / 8, 12);
    // From c + 0.5 to c - 1.5 the constant is a quarter of the way: 4 * 2^(1/4).
    expect(valueOf(onset([more, more], [more, more], [more, more], [c - 1.5, less - 1]))).toBeCloseTo(
      (4 * 2 ** (1 / 4)) / 8,
      12,
    );
    // On the constant is asymmetric.
    expect(valueOf(onset([more, more], [more, more], [more, more], [c, c], [less, less]))).toBeCloseTo(1, 12);
    const never = { absent: 'half of the neurons were not asymmetric at s = 64 sqrt(d0/d)' };
    expect(onset([more, more], [more, less])).toEqual(never);
    expect(onset([more, more], [less, less], [less, more])).toEqual(never);
    // An untrained network that is asymmetric never turned so.
    expect(onset([less, less], [less, less])).toHaveProperty('absent');
    expect(valueOf(onset([more, more], [NaN, less], [less, less]))).toBeNaN();
    // A unit of r that is longer is a later onset.
    const run = onsetMeasured(
      [0, 1].map((i) => ({ r: 2 * i, asymmetry: i === 0 ? [more, more] : [less, less] })),
    );
    expect(valueOf(onsetPoint({ ...run, unit: 8 }))).toBeCloseTo(8 * valueOf(onsetPoint(run)), 12);
  });
});
