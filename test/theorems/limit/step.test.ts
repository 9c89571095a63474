/**
 * The law of the output and one step, against integrals: one kind of neuron, sure of its own class, and strengths that are Gaussian
 * themselves. Then A = sum over the core of g u and B over the background are independent Gaussians, the output is
 * H = (A + B)/2 - phi(B - A)/2, and every expectation is one integral over B of a closed form in A.
 */
import { describe, expect, it } from 'vitest';
import { normalCdf, normalDensity } from '../../../sim/random/normal.ts';
import type { LimitInstance } from '../../../theorems/limit/instance.ts';
import { newPreactivations, setPreactivations, type Neurons } from '../../../theorems/limit/neurons.ts';
import { outputLaw } from '../../../theorems/limit/output.ts';
import { step } from '../../../theorems/limit/step.ts';

/** Too small to be felt. */
const NOISE = 1e-9;

interface Case {
  readonly slope: number;
  /** Growth of two kinds of core and one of background features. */
  readonly growth: readonly [number, number, number];
  readonly kappa: number;
}

/** Outputs below, at and past the margin; the wrong class rarely, half of the time and mostly active; decay. */
const CASES: readonly Case[] = [0, 0.3].flatMap((slope) => [
  { slope, growth: [0.05, 0.07, 0.04], kappa: 0 },
  { slope, growth: [0.08, 0.08, 0.1], kappa: 0 },
  { slope, growth: [0.09, 0.1, 0.115], kappa: 0.05 },
  { slope, growth: [0.06, 0.08, 0.12], kappa: 0.01 },
  { slope, growth: [0.12, 0.12, 0.09], kappa: 0 },
  // Past the margin out of distribution as well.
  { slope, growth: [0.3, 0.25, 0.05], kappa: 0 },
]);

function instanceOf({ slope, kappa }: Case): LimitInstance {
  return {
    kinds: [
      { core: true, count: 8, mean: 0.5, variance: 1 / 12 },
      { core: true, count: 8, mean: 0.7, variance: 0.03 },
      { core: false, count: 16, mean: 0.6, variance: 0.05 },
    ],
    d: 1000,
    h: 0.05,
    kappa,
    slope,
  };
}

/** Mean and variance of A and B, and how a strength of each kind moves with its group's sum. */
function groups({ kinds }: LimitInstance, growth: readonly number[]) {
  const of = (core: boolean) => {
    let [mean, variance] = [0, 0];
    kinds.forEach((k, q) => {
      if (k.core !== core) return;
      mean += k.count * k.mean * growth[q]!;
      variance += k.count * k.variance * growth[q]! * growth[q]!;
    });
    return { mean, variance, deviation: Math.sqrt(variance) };
  };
  return { a: of(true), b: of(false) };
}

/** Moments of A up to `top`: of 1, A - E A and its square. */
function upTo(top: number, { mean, deviation }: { mean: number; deviation: number }) {
  const z = (top - mean) / deviation;
  return {
    one: normalCdf(z),
    excess: -deviation * normalDensity(z),
    square: deviation * deviation * (normalCdf(z) - z * normalDensity(z)),
  };
}

/** E[(offset + factor A)^2] over a part of A with these moments. */
const squared = (
  part: { one: number; excess: number; square: number },
  mean: number,
  offset: number,
  factor: number,
) => {
  const center = offset + factor * mean;
  return center * center * part.one + 2 * center * factor * part.excess + factor * factor * part.square;
};

function expectations(c: Case, instance: LimitInstance) {
  const { a, b } = groups(instance, c.growth);
  const intervals = 20_000;
  const from = b.mean - 9 * b.deviation;
  const width = (18 * b.deviation) / intervals;
  const sums = { all: [0, 0, 0], active: [0, 0, 0], risk: 0, mean: 0, square: 0, edge: 0 };
  for (let i = 0; i <= intervals; i++) {
    const B = from + i * width;
    const weight = ((i === 0 || i === intervals ? 1 : i % 2 === 1 ? 4 : 2) * width) / 3;
    const density = (weight * normalDensity((B - b.mean) / b.deviation)) / b.deviation;
    // Active on the wrong class where A <= B, and then H = A; else H = ((1 + slope) A + (1 - slope) B)/2.
    const idleTop = (2 - (1 - c.slope) * B) / (1 + c.slope);
    const active = upTo(Math.min(B, 1), a);
    const [idleFrom, idleTo] = [upTo(B, a), upTo(Math.max(B, idleTop), a)];
    const idle = { one: idleTo.one - idleFrom.one, excess: idleTo.excess - idleFrom.excess };
    for (const [sum, part] of [
      [sums.active, active],
      [sums.all, { one: active.one + idle.one, excess: active.excess + idle.excess }],
    ] as const) {
      sum[0]! += density * part.one;
      sum[1]! += density * part.excess;
      sum[2]! += density * part.one * (B - b.mean);
    }
    // E[(1 - H) 1(H <= 1)] and E[H], piece by piece.
    const rest = 1 - ((1 - c.slope) * B) / 2;
    sums.risk +=
      density *
      (active.one * (1 - a.mean) -
        active.excess +
        idle.one * (rest - ((1 + c.slope) / 2) * a.mean) -
        ((1 + c.slope) / 2) * idle.excess);
    const whole = upTo(B, a);
    const above = { one: 1 - whole.one, excess: -whole.excess, square: a.variance - whole.square };
    sums.square +=
      density *
      (squared(whole, a.mean, 0, 1) + squared(above, a.mean, ((1 - c.slope) * B) / 2, (1 + c.slope) / 2));
    // X = B - A is 0 where A = B, and H = A there.
    if (B <= 1) sums.edge += (density * normalDensity((B - a.mean) / a.deviation)) / a.deviation;
    sums.mean +=
      density *
      (whole.one * a.mean +
        whole.excess +
        (1 - whole.one) * (((1 + c.slope) / 2) * a.mean + ((1 - c.slope) / 2) * B) -
        ((1 + c.slope) / 2) * whole.excess);
  }
  return { ...sums, a, b };
}

describe.each(CASES)('%j', (c) => {
  const instance = instanceOf(c);
  const neurons: Neurons = {
    weight: Float64Array.of(1),
    growth: Float64Array.from(c.growth),
    noise: Float64Array.of(NOISE, NOISE, NOISE),
  };
  const p = newPreactivations(neurons);
  setPreactivations(p, instance, neurons);
  const law = outputLaw(instance, neurons, p);
  const { all, active, risk, mean, square, edge, a, b } = expectations(c, instance);

  it('is a case of the kind that is meant: sure of its own class', () => {
    expect(p.ownRate[0]).toBeGreaterThan(1 - 1e-6);
  });

  it('the law of the output is that of the integrals', () => {
    expect(law.mean).toBeCloseTo(mean, 6);
    expect(law.deviation).toBeCloseTo(Math.sqrt(square - mean * mean), 6);
    expect(law.inMargin).toBeCloseTo(all[0]!, 6);
    expect(law.idRisk).toBeCloseTo(risk, 6);
    // Out of distribution y h = phi(A - B)/2 - phi(-A - B)/2.
    const [m, s] = [a.mean - b.mean, Math.sqrt(a.variance + b.variance)];
    const positive = m * normalCdf(m / s) + s * normalDensity(m / s);
    const ood = (c.slope * (m + a.mean + b.mean) + (1 - c.slope) * positive) / 2;
    expect(law.oodMean).toBeCloseTo(ood, 6);
    if (m / s > 6) {
      // Sure of its sign, and so Gaussian.
      const [center, core, background] = [ood, (1 + c.slope) / 2, (1 - c.slope) / 2];
      const spread = Math.sqrt(core * core * a.variance + background * background * b.variance);
      const z = (1 - center) / spread;
      expect(law.oodRisk).toBeCloseTo((1 - center) * normalCdf(z) + spread * normalDensity(z), 6);
    } else expect(law.oodRisk).toBeGreaterThanOrEqual(1 - ood - 1e-9);
  });

  it('a step is the mean gradient', () => {
    const d0 = 32;
    const before = neurons.growth.slice();
    step(instance, neurons, p, law);
    instance.kinds.forEach((kind, q) => {
      // u - E u given the group's sum is proportional to the sum's excess: Gaussian regression.
      const group = kind.core ? a : b;
      const slope = (kind.variance * before[q]!) / group.variance;
      const at = kind.core ? 1 : 2;
      const own = kind.mean * all[0]! + slope * all[at]!;
      const wrong = c.slope * own + (1 - c.slope) * (kind.mean * active[0]! + slope * active[at]!);
      const sign = kind.core ? 1 : -1;
      const gradient = (own + sign * wrong) / (2 * d0);
      const moved = neurons.growth[q]! - (1 - instance.h * instance.kappa) * before[q]!;
      expect(moved / instance.h).toBeCloseTo(gradient, 7);
      // What is not common to a kind moves by the part of the gradient that is along the weight itself.
      const along = (kind.variance * (1 - c.slope) * edge) / (2 * d0);
      const factor = 1 - instance.h * instance.kappa - instance.h * along;
      expect(neurons.noise[q]! / NOISE).toBeCloseTo(factor, 7);
    });
  });
});
