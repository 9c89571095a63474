/** The limit path against closed forms, each computed here from the moments alone, and against its own symmetries. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { normalCdf, normalDensity } from '../../../sim/random/normal.ts';
import type { TrainingSetup } from '../../../sim/network.ts';
import { limitOf, type LimitInstance } from '../../../theorems/limit/instance.ts';
import { linearStudy, reluStudy } from '../../../theorems/studies/network/study.ts';
import type { Curves, Json, Study } from '../../../theorems/types.ts';
import { json, MEASUREMENT } from '../../support/handWritten.ts';
import { settledRisk } from '../../support/linearDecay.ts';
import { GRID_SIDE, limitPath, marginTime, onsetTime } from '../../../theorems/limit/path.ts';

const MU = 0.5;
const VARIANCE = 1 / 12;

/** Uniform strengths; d so large that the initial weights are soon forgotten. */
function uniform(dCore: number, dBackground: number, change: Partial<LimitInstance> = {}): LimitInstance {
  const strength = { mean: MU, variance: VARIANCE };
  return {
    kinds: [
      { core: true, count: dCore, ...strength },
      { core: false, count: dBackground, ...strength },
    ],
    d: 1e12,
    h: 0.02,
    kappa: 0,
    slope: 0,
    ...change,
  };
}

const sums = (dCore: number, dBackground: number) => ({
  core: dCore * MU * MU,
  background: dBackground * MU * MU,
  all: (dCore + dBackground) * MU * MU,
});

const at = (instance: LimitInstance, s: number, side?: number) =>
  limitPath(instance, [Math.round(s / instance.h)], side)[0]!;

/**
 * p = Phi(-x) with S p + [((1 - p) T_bg^2 - (1 + p) T_core^2)/sqrt W] phi(x) = x sqrt W + S_bg - S_core, by bisection: the
 * difference of both sides falls in x.
 */
function fixedPoint(dCore: number, dBackground: number): number {
  const S = sums(dCore, dBackground);
  const [core, background] = [S.core * VARIANCE, S.background * VARIANCE];
  let [low, high] = [-10, 60];
  for (let i = 0; i < 200; i++) {
    const x = (low + high) / 2;
    const p = normalCdf(-x);
    const root = Math.sqrt((1 + p) ** 2 * core + (1 - p) ** 2 * background);
    const bend = (((1 - p) * background - (1 + p) * core) / root) * normalDensity(x);
    if (S.all * p + bend > x * root + S.background - S.core) low = x;
    else high = x;
  }
  return normalCdf(-low);
}

describe('before the margin', () => {
  // The fixed point keeps the first term in T/S of the weights that grow; the next is of relative order 1/d0.
  it.each([
    [21, 43],
    [32, 32],
    [128, 128],
    [1024, 1024],
    [100, 150],
    [1000, 3000],
  ])('the wrong class is activated as the fixed point says: %i core, %i background', (dCore, dBackground) => {
    const { medianRates } = at(uniform(dCore, dBackground), 6);
    expect(Math.abs(medianRates[1] - fixedPoint(dCore, dBackground))).toBeLessThan(
      0.1 / (dCore + dBackground),
    );
  });

  it('below ratio 1 that rate is exponentially small in d0, at 1 it falls like (T/S) sqrt(ln d0), above it does not fall', () => {
    // ln p falls in proportion to d0 while d0 doubles (x grows like sqrt d0, and -ln Phi(-x) like x^2/2).
    const logs = [32, 64, 128].map((n) => -Math.log(at(uniform(2 * n, n), 6).medianRates[1]));
    expect(logs[1]! / logs[0]!).toBeGreaterThan(1.7);
    expect(logs[2]! / logs[1]!).toBeGreaterThan(1.8);
    const scaled = [256, 1024, 4096].map((n) => {
      const { all } = sums(n, n);
      const unit = (Math.sqrt(all * VARIANCE) / all) * Math.sqrt(Math.log(2 * n));
      return at(uniform(n, n), 6).medianRates[1] / unit;
    });
    for (const ratio of scaled) expect(ratio).toBeGreaterThan(0.65);
    for (const ratio of scaled) expect(ratio).toBeLessThan(0.8);
    for (const R of [1.5, 2, 3]) {
      const { medianRates } = at(uniform(4000, 4000 * R), 6);
      expect(Math.abs(medianRates[1] - (R - 1) / (R + 1))).toBeLessThan(1 / Math.sqrt(4000));
    }
  });

  it.each([0, 0.1, 0.3])(
    'background over core is R (1 - a)/(1 + a) up to rho = (1 + a)/(1 - a), then 1: a = %f',
    (slope) => {
      const rho = (1 + slope) / (1 - slope);
      for (const R of [0.25, 0.5, 0.75].map((r) => r * rho)) {
        const instance = uniform(4000, Math.round(4000 * R), { slope });
        const point = at(instance, 6);
        // The first step has untrained gates: a share h/s of the growth is off by at most its own size.
        const early = instance.h / 6;
        expect(Math.abs(point.background / point.core - R / rho)).toBeLessThan(early);
        const x = R / rho ** 2;
        expect(Math.abs(point.oodMean / point.output.mean - (1 - x) / (1 + x))).toBeLessThan(early);
      }
      for (const R of [1.5, 2].map((r) => r * rho)) {
        const point = at(uniform(4000, Math.round(4000 * R), { slope }), 6);
        // What is left of the difference is x sqrt W, of order d0^(-1/2).
        expect(Math.abs(point.background / point.core - 1)).toBeLessThan(1 / Math.sqrt(4000));
        expect(Math.abs(point.medianRates[1] - (R - rho) / (R + 1))).toBeLessThan(1 / Math.sqrt(4000));
        const x = 1 / rho;
        expect(Math.abs(point.oodMean / point.output.mean - (1 - x) / (1 + x))).toBeLessThan(0.03);
      }
    },
  );

  it('the identity: core weight j is s mu_j/d0, no background, ID and OOD alike, at every time', () => {
    const instance = uniform(40, 24, { slope: 1 });
    const points = limitPath(instance, [0, 100, 200, 1000]);
    for (const { s, output, oodMean, idRisk, oodRisk } of points.slice(0, 3)) {
      const mean = (s * 40 * MU * MU) / 64;
      expect(output.mean).toBeCloseTo(mean, 10);
      expect(output.deviation).toBeCloseTo((s * MU * Math.sqrt(40 * VARIANCE)) / 64, 6);
      expect([oodMean, oodRisk]).toEqual([expect.closeTo(output.mean, 12), expect.closeTo(idRisk, 12)]);
    }
    const { live, oodRisk, idRisk } = points[3]!;
    expect(live.background / live.core).toBeLessThan(1e-4);
    expect(oodRisk).toBeCloseTo(idRisk, 12);
    expect(idRisk).toBeLessThan(0.01);
  });
});

describe('weight decay', () => {
  // Without an example past the margin every weight tends to its gradient over kappa; then R_ID is 1 - kappa*/kappa.
  const equilibrium = (instance: LimitInstance) => at(instance, 20 / instance.kappa);

  it.each([
    [0, 32, 32],
    [0, 48, 16],
    [0.3, 32, 32],
  ])(
    'above kappa* the ID risk tends to 1 - kappa*/kappa: a = %f, %i core, %i background',
    (slope, dCore, dBackground) => {
      const S = sums(dCore, dBackground);
      const critical = ((1 + slope) ** 2 * S.core + (1 - slope) ** 2 * S.background) / (4 * 64);
      for (const factor of [2, 10]) {
        const { idRisk } = equilibrium(uniform(dCore, dBackground, { slope, kappa: factor * critical }));
        // At R = 1 a few neurons are active on the wrong class, which costs of order p sqrt(1/d0).
        expect(Math.abs(idRisk - (1 - 1 / factor))).toBeLessThan(0.02 / factor);
      }
    },
  );

  it('with more background than core, kappa* is S_core S_bg/(d0 S) times the share of live neurons', () => {
    const S = sums(800, 1600);
    const critical = (S.core * S.background) / (2400 * S.all);
    const { idRisk, live } = equilibrium(uniform(800, 1600, { kappa: 3 * critical }));
    expect(Math.abs(idRisk - (1 - live.share / 3))).toBeLessThan(0.01);
  });

  it.each([
    [0.01, 0.0062],
    [0.05, 0.0346],
    [0.1, 0.0836],
  ])('a linear network settles where the hinge holds it, kappa = %d: R_ID is %d', (kappa, risk) => {
    const expected = settledRisk({ d0: 64, dCore: 32, kappa, mean: MU, variance: VARIANCE });
    expect(Math.abs(expected - risk)).toBeLessThan(5e-5);
    const settled = at(uniform(32, 32, { slope: 1, kappa, h: 0.05 }), 200);
    expect(settled.idRisk).toBeCloseTo(expected, 9);
    expect(settled.oodRisk).toBeCloseTo(settled.idRisk, 12);
  });

  it('below kappa* the margin is reached', () => {
    const { idRisk, output } = at(uniform(48, 16, { kappa: 0.25 / 16, h: 0.05 }), 300);
    expect(output.mean).toBeGreaterThan(1);
    expect(idRisk).toBeLessThan(0.02);
  });
});

describe('symmetries', () => {
  const given = uniform(21, 43, { d: 2 ** 15 });

  it('(d, h) to (4d, h/2): every gate is the same and every weight half, bit for bit, before the margin', () => {
    const steps = [0, 1, 5, 20, 80];
    const [one, other] = [given, { ...given, d: 4 * given.d, h: given.h / 2 }].map((i) =>
      limitPath(i, steps),
    );
    one!.forEach((point, i) => {
      const half = other![i]!;
      expect(half.medianRates).toEqual(point.medianRates);
      expect(half.live.share).toBe(point.live.share);
      expect(half.output.mean).toBe(point.output.mean / 2);
      expect(half.core).toBe(point.core / 2);
    });
  });

  it('features of one kind may be counted in parts', () => {
    const [core, background] = given.kinds as [LimitInstance['kinds'][0], LimitInstance['kinds'][0]];
    const parts = { ...given, kinds: [core, { ...background, count: 40 }, { ...background, count: 3 }] };
    const [one, other] = [given, parts].map((i) => at(i, 25));
    for (const name of ['idRisk', 'oodRisk', 'core', 'background', 'inMargin'] as const)
      expect(other![name]).toBeCloseTo(one![name], 9);
  });

  it('the same instance gives the same bits on every machine', () => {
    const points = [given, { ...given, slope: 0.3, kappa: 1e-3 }].flatMap((i) =>
      limitPath(i, [0, 10, 200, 1000]),
    );
    const digest = createHash('sha256').update(JSON.stringify(points)).digest('hex').slice(0, 16);
    expect(digest).toMatchInlineSnapshot(`"92b0567a039d760f"`);
  });
});

describe('computing it', () => {
  const given = uniform(32, 32, { d: 2 ** 15, h: 0.04 });

  it('halving the step halves its error: the path is of first order in h', () => {
    // Away from the margin, where the neurons that wake late make the path jump.
    const small = { ...given, d: 2 ** 9 };
    const [coarse, middle, fine] = [0.04, 0.02, 0.01].map((h) => at({ ...small, h }, 2).output.mean);
    const ratio = (coarse! - middle!) / (middle! - fine!);
    expect(ratio).toBeGreaterThan(1.5);
    expect(ratio).toBeLessThan(2.6);
  });

  it('a finer grid of neurons moves the risks by a few per cent of themselves at most', () => {
    const steps = [2, 10, 20, 40].map((s) => Math.round(s / given.h));
    const fine = limitPath(given, steps, 2 * GRID_SIDE);
    for (const [i, coarse] of limitPath(given, steps, GRID_SIDE).entries()) {
      expect(Math.abs(coarse.idRisk / fine[i]!.idRisk - 1)).toBeLessThan(0.04);
      expect(Math.abs(coarse.oodRisk - fine[i]!.oodRisk)).toBeLessThan(0.001);
      expect(Math.abs(coarse.medianRates[1] - fine[i]!.medianRates[1])).toBeLessThan(0.003);
    }
  });

  it('starts as neurons with random weights are', () => {
    const d = 2 ** 15;
    const [core, background] = [24, 40];
    const instance = uniform(core, background, { d });
    const point = limitPath(instance, [0], 40)[0]!;
    // Class means of the core and the background are independent; the deviation within a class is nearly the same for all.
    const deviation = Math.sqrt((64 * VARIANCE) / d);
    const scale = (count: number) => Math.sqrt((count * MU * MU) / d);
    const side = 200;
    const scores = Array.from({ length: side }, (_, i) => -5 + (10 * (i + 0.5)) / side);
    const sums = { weight: 0, difference: 0, size: 0, added: 0, square: 0 };
    const positive = (mean: number) =>
      mean * normalCdf(mean / deviation) + deviation * normalDensity(mean / deviation);
    for (const x of scores) {
      for (const y of scores) {
        const weight = normalDensity(x) * normalDensity(y);
        const [own, wrong] = [1, -1].map((sign) => sign * scale(core) * x + scale(background) * y) as [
          number,
          number,
        ];
        const added = positive(own) - positive(wrong);
        sums.weight += weight;
        sums.difference += weight * Math.abs(normalCdf(own / deviation) - normalCdf(wrong / deviation));
        sums.size += weight * Math.abs(scale(background) * y);
        sums.added += weight * added;
        sums.square += weight * added * added;
      }
    }
    const relative = (seen: number, exact: number) => Math.abs(seen / exact - 1);
    // The path spreads the deviation within a class a little between neurons, by order 1/d0.
    expect(relative(point.means.rateDifference, sums.difference / sums.weight)).toBeLessThan(1 / 64);
    expect(relative(point.means.background, sums.size / sums.weight)).toBeLessThan(0.002);
    expect(relative(point.neuronSpread, Math.sqrt(sums.square / sums.weight) / 2)).toBeLessThan(1 / 64);
    for (const mean of [point.oodMean, point.output.mean, sums.added])
      expect(Math.abs(mean)).toBeLessThan(1e-9);
    const [own, wrong] = point.medianRates;
    expect([own, wrong]).toEqual([expect.closeTo(0.5, 1), expect.closeTo(0.5, 1)]);
  });

  it('the asymmetry is the c that half of the neurons need', () => {
    // Trained, nearly all neurons are alike: sure of their own class, p on the wrong one.
    const { asymmetry, medianRates } = at(uniform(21, 43), 6);
    // sqrt(64/ln 64) p/2, ln 64 = 4.158883083359672
    expect(asymmetry).toBeCloseTo((Math.sqrt(64 / 4.158883083359672) * medianRates[1]) / 2, 6);
  });

  it('starts untrained, and its times are those of its curves', () => {
    const steps = Array.from({ length: 501 }, (_, i) => i);
    const points = limitPath(given, steps);
    expect(points[0]).toMatchObject({ s: 0, inMargin: 1 });
    expect(points[0]!.idRisk).toBeCloseTo(1, 12);
    const margin = marginTime(points);
    const before = points.findLast(({ s }) => s <= margin)!;
    expect(before.output.mean).toBeLessThan(1);
    expect(points[before.step + 1]!.output.mean).toBeGreaterThanOrEqual(1);
    expect(marginTime(points.slice(0, 100))).toBe(Infinity);
    const onset = onsetTime(points, 1);
    expect(points.filter(({ s }) => s >= onset).every(({ asymmetry }) => asymmetry <= 1)).toBe(true);
    expect(points[Math.round(onset / given.h) - 1]!.asymmetry).toBeGreaterThan(1);
    expect(onsetTime(points, 1e-9)).toBe(Infinity);
    expect(() => limitPath(given, [3, 2])).toThrow('ascending; got 2 after 3');
    expect(() => limitPath(given, [0.5])).toThrow('whole numbers');
  });

  it('ends where the run diverges', () => {
    const points = limitPath({ ...given, kappa: 1000 }, [0, 10, 20, 1000]);
    expect(points.map((p) => p.step)).toEqual([0, 10, 20]);
    expect(JSON.stringify(points)).not.toMatch(/null|NaN/);
  });

  it('strengths that do not vary, and a core alone, give numbers', () => {
    const still = { ...given, kinds: given.kinds.map((k) => ({ ...k, variance: 0 })) };
    const alone = { ...given, kinds: given.kinds.slice(0, 1) };
    for (const instance of [still, alone]) {
      for (const point of limitPath(instance, [0, 100, 1000]))
        expect(JSON.stringify(point)).not.toMatch(/null|NaN/);
    }
  });
});

describe('the curve of a study', () => {
  const path = {
    ratio: 0.5,
    palette: [{ kind: 'uniform', low: 0, high: 1 }],
    widthFloor: 64,
    dimensionEighths: 20,
    batchFloor: 256,
    h: 0.05,
    kappa: 0,
    signs: 'even',
  };
  const input = { path: path as unknown as Json, d0: 16, variant: 'main', set: {} };
  const measurement = json(MEASUREMENT);
  const curvesOf = (study: Study, variant = 'main') => study.curves!(measurement, { ...input, variant });
  const predictedBy = ({ predictedAt, panels }: Curves) => ({
    predictedAt,
    lines: panels.map((panel) => panel.predicted),
  });

  it('is the path at the instance, over what was measured', () => {
    const { predictedAt, panels } = curvesOf(reluStudy);
    expect([predictedAt[0], predictedAt.at(-1)]).toEqual([0, 40]);
    const point = at(uniform(11, 5, { d: 1024, h: 0.05 }), 40);
    expect(panels.map((panel) => panel.predicted.map((values) => values.at(-1)))).toEqual(
      [[point.idRisk, point.oodRisk], [...point.medianRates], [point.core, point.background]].map((values) =>
        values.map((value) => expect.closeTo(value, 6)),
      ),
    );
  });

  it('is none for twins that the derivation does not speak of, and the linear network where the identity replaces ReLU', () => {
    for (const variant of ['random-labels', 'no-core', 'class-average'])
      expect(predictedBy(curvesOf(reluStudy, variant)).predictedAt).toEqual([]);
    const identity = predictedBy(curvesOf(reluStudy, 'identity'));
    expect(identity).toEqual(predictedBy(curvesOf(linearStudy)));
    expect(identity).not.toEqual(predictedBy(curvesOf(reluStudy)));
  });
});

describe('limitOf', () => {
  const setup: TrainingSetup = {
    data: {
      dCore: 3,
      dBackground: 2,
      strengths: [
        { kind: 'uniform', low: 0, high: 1 },
        { kind: 'two-point', low: 0.25, high: 0.75, pLow: 0.5 },
        { kind: 'uniform', low: 0, high: 1 },
        { kind: 'uniform', low: 0, high: 1 },
        { kind: 'uniform', low: 0, high: 1 },
      ],
      labels: 'true',
    },
    width: 20,
    ambientDimension: 77,
    batchSize: 9,
    eta: 0.2,
    lambda: 0.01,
    activation: 'relu',
    gate: 'own',
  };

  it('groups features by group and moments', () => {
    const limit = limitOf(setup)!;
    expect(limit.kinds.map(({ core, count, mean }) => [core, count, mean])).toEqual([
      [true, 2, 0.5],
      [true, 1, 0.5],
      [false, 2, 0.5],
    ]);
    expect(limit.kinds[1]!.variance).toBe(0.0625);
    expect(limit).toMatchObject({ d: 77, h: (0.2 * 5) / 20, kappa: (0.01 * 20) / 5, slope: 0 });
    expect(limitOf({ ...setup, activation: 'identity' })!.slope).toBe(1);
  });

  it('does not speak of the broken twins', () => {
    expect(limitOf({ ...setup, gate: 'class-average' })).toBeNull();
    expect(limitOf({ ...setup, data: { ...setup.data, labels: 'random' } })).toBeNull();
    expect(limitOf({ ...setup, data: { ...setup.data, dCore: 0, dBackground: 5 } })).toBeNull();
  });
});
