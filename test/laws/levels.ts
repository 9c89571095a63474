/**
 * Statistical laws with a derived level. The null hypothesis is always that the words of the streams are independent and
 * uniform; the bounds below hold for every number of terms, so nothing is asymptotic. A law spends LEVEL over all its
 * instances and all its looks together (union bound); seeds are fixed, so a law that passes once passes for ever.
 */
import type { Comparison } from './engineLaws.ts';

/** Probability that a law rejects ideal streams. */
export const LEVEL = 1e-9;

/** Independent terms with the given mean and variance, none further than `range` from the mean. */
export interface Sample {
  readonly terms: readonly number[];
  readonly mean: number;
  readonly variance: number;
  readonly range: number;
}

/** The means of some samples against what they should be, at LEVEL / `runs` for all of them. */
export function sampleMeans(samples: readonly Sample[], runs: number): Comparison {
  const level = LEVEL / runs / samples.length;
  return {
    actual: samples.map(({ terms }) => terms.reduce((sum, x) => sum + x, 0) / terms.length),
    expected: samples.map(({ mean }) => mean),
    // Numbers of at most 1 in float64: n additions and a division round by less than n 2^-52.
    bound: samples.map((s) => bernstein(s, level) + s.terms.length * 2 ** -52),
  };
}

/** Bernstein: P(|mean - mu| >= e) <= 2 exp(-n e^2 / (2 variance + 2 range e / 3)), solved for e. */
function bernstein({ terms, variance, range }: Sample, level: number): number {
  const linear = (range * Math.log(2 / level)) / (3 * terms.length);
  return linear + Math.sqrt(linear ** 2 + (2 * variance * Math.log(2 / level)) / terms.length);
}

/** The largest gap between an empirical and a true distribution function (Dvoretzky, Kiefer, Wolfowitz; Massart's constant). */
export function distribution(
  terms: readonly number[],
  atMost: (value: number) => number,
  runs: number,
): Comparison {
  const sorted = [...terms].sort((a, b) => a - b);
  const gaps = sorted.map((value, i) =>
    // Equal values: only the last of them is where the empirical function ends its jump.
    value === sorted[i + 1] ? 0 : Math.abs((i + 1) / sorted.length - atMost(value)),
  );
  const bound = Math.sqrt(Math.log((2 * runs) / LEVEL) / (2 * terms.length));
  return { actual: [Math.max(...gaps)], expected: [0], bound: [bound] };
}

/** Mean and variance of standard normals: Gaussian tail, and Laurent and Massart (2000) for sums of squares. */
export function normals(terms: readonly number[], runs: number): Comparison {
  const n = terms.length;
  const log = Math.log((4 * runs) / LEVEL);
  const mean = terms.reduce((sum, g) => sum + g, 0) / n;
  const square = terms.reduce((sum, g) => sum + g * g, 0) / n;
  return {
    actual: [mean, square],
    expected: [0, 1],
    bound: [Math.sqrt((2 * log) / n), 2 * Math.sqrt(log / n) + (2 * log) / n],
  };
}

/** Uniform on (-1/2, 1/2). */
export const UNIFORM = { mean: 0, variance: 1 / 12, range: 1 / 2 } as const;

/** Squares of centred terms; their variance is at most E[x^4] <= range^2 variance. */
export function squared({ terms, variance, range }: Sample): Sample {
  return {
    terms: terms.map((x) => x * x),
    mean: variance,
    variance: range ** 2 * variance,
    range: range ** 2,
  };
}

/** Products of independent centred terms. */
export function product(a: Sample, b: Sample): Sample {
  return {
    terms: a.terms.map((x, i) => x * b.terms[i]!),
    mean: 0,
    variance: a.variance * b.variance,
    range: a.range * b.range,
  };
}

/** Terms number offset, offset + stride, …. */
export function every(sample: Sample, offset: number, stride = 2): Sample {
  return { ...sample, terms: sample.terms.filter((_, i) => i % stride === offset) };
}
