/**
 * Lemma 1.2's variance: all batches of N independent examples of a finite population, written out.
 *
 * With x = -m <grad_{w_k} l, m_j> of one example, mu = E x, and S the sum of x over a batch, the empirical gradient misses
 * the population gradient by S / N - mu (in units of 1/m), and N times the variance of that is E (S - N mu)^2 / N. So the
 * claim, multiplied out:  E (S - N mu)^2 = N (E x^2 - mu^2).
 */
import fc from 'fast-check';
import {
  arithmeticFor,
  decimal,
  digitsOf,
  digitsOfProduct,
  digitsOfSum,
  type Arithmetic,
  type Decimal,
} from '../../sim/exact/arithmetic.ts';
import { gradient, LEMMA, preactivation, signedOutput } from '../../sim/exact/network.ts';
import { digitsOfFeatures } from '../../sim/exact/population.ts';
import type { ExactExperiment, Finding } from './check.ts';
import { finitePopulation, type FinitePopulation } from './finitePopulation/draw.ts';
import { readFinitePopulation, type ReadPopulation } from './finitePopulation/read.ts';

export interface BatchInstance {
  readonly N: number;
  readonly population: FinitePopulation;
}

/** Batches that are written out at most. */
const MOST_BATCHES = 350;

const instances: fc.Arbitrary<BatchInstance> = fc
  .record({
    drawnN: fc.integer({ min: 1, max: 3 }),
    population: fc.oneof(
      ...(['core', 'background'] as const).map((needed) =>
        finitePopulation({ any: 40, 'large weights': 40, 'dead neuron': 20 }, needed, {
          features: [1, 2],
          neurons: [1, 2],
        }),
      ),
    ),
  })
  .map(({ drawnN, population }) => {
    const outcomes = 2 * population.strengths.reduce((count, s) => count * s.values.length, 1);
    let N = drawnN;
    while (outcomes ** N > MOST_BATCHES) N--;
    return { N, population };
  });

export const VARIANCE_CASES = [
  'N = 1',
  'N = 2',
  'N = 3',
  'variance 0',
  'variance above 0',
  'some past the margin',
  'core feature',
  'background feature',
] as const;

/** What a broken twin replaces. */
export interface VarianceFormula {
  /** `reused`: the whole batch is its first example, N times. */
  readonly batch: 'independent' | 'reused';
  /** `second moment`: the mean is not subtracted. */
  readonly summand: 'variance' | 'second moment';
}

export function varianceExperiment({
  batch = 'independent',
  summand = 'variance',
}: Partial<VarianceFormula> = {}): ExactExperiment<BatchInstance> {
  return {
    arbitrary: instances,
    cases: VARIANCE_CASES,
    examine: (instance) => examine(instance, { batch, summand }),
  };
}

function examine({ N, population }: BatchInstance, formula: VarianceFormula): Finding {
  const read = readFinitePopulation(population);
  const features = read.population.strengths.length;
  const cases = new Set<string>([`N = ${N}`]);
  if (read.outcomes.some((o) => !LEMMA.margin(signedOutput(read.A, read.net, o), read.net.target)))
    cases.add('some past the margin');
  let failure: Finding['failure'] = null;
  const gradients = read.outcomes.map((o) => gradient(read.A, read.net, o));
  for (let k = 0; k < read.net.a.length; k++) {
    for (let j = 0; j < features; j++) {
      const sums = writeOut(
        read,
        gradients.map((g) => g[k]![j]!.neg()),
        N,
        formula,
      );
      cases.add(sums.variance.isZero() ? 'variance 0' : 'variance above 0');
      cases.add(j < read.population.dCore ? 'core feature' : 'background feature');
      if (failure === null && !sums.spread.eq(sums.claimed)) {
        const at = { k, j };
        failure = () => explain(read, N, at, sums);
      }
    }
  }
  return { cases: [...cases], failure };
}

interface Batch {
  readonly members: readonly number[];
  readonly probability: Decimal;
  readonly S: Decimal;
}

interface WrittenOut {
  /** Of each outcome: its probability and x. */
  readonly examples: readonly { readonly probability: Decimal; readonly x: Decimal }[];
  readonly batches: readonly Batch[];
  readonly mean: Decimal;
  readonly variance: Decimal;
  /** E (S - N mu)^2. */
  readonly spread: Decimal;
  readonly claimed: Decimal;
}

function writeOut(
  { population, outcomes }: ReadPopulation,
  values: readonly Decimal[],
  N: number,
  formula: VarianceFormula,
): WrittenOut {
  const A = arithmeticOf({ population, outcomes }, N);
  const half = decimal('0.5');
  const examples = outcomes.map((o, i) => ({ probability: A.mul(half, o.probability), x: values[i]! }));
  const mean = A.sum(examples.map(({ probability, x }) => A.mul(probability, x)));
  const secondMoment = A.sum(examples.map(({ probability, x }) => A.mul(probability, A.mul(x, x))));
  const variance = A.sub(secondMoment, A.mul(mean, mean));
  const batches = formula.batch === 'reused' ? reused(A, examples, N) : independent(A, examples, N);
  const center = A.mul(decimal(N), mean);
  const spread = A.sum(
    batches.map(({ probability, S }) => {
      const off = A.sub(S, center);
      return A.mul(probability, A.mul(off, off));
    }),
  );
  const claimed = A.mul(decimal(N), formula.summand === 'variance' ? variance : secondMoment);
  return { examples, batches, mean, variance, spread, claimed };
}

function independent(A: Arithmetic, examples: WrittenOut['examples'], N: number): Batch[] {
  let batches: Batch[] = [{ members: [], probability: A.of(1), S: A.of(0) }];
  for (let n = 0; n < N; n++) {
    batches = batches.flatMap(({ members, probability, S }) =>
      examples.map((e, i) => ({
        members: [...members, i],
        probability: A.mul(probability, e.probability),
        S: A.add(S, e.x),
      })),
    );
  }
  return batches;
}

function reused(A: Arithmetic, examples: WrittenOut['examples'], N: number): Batch[] {
  return examples.map(({ probability, x }, i) => ({
    members: Array.from({ length: N }, () => i),
    probability,
    S: A.mul(decimal(N), x),
  }));
}

/** Holds probabilities of batches times squares of sums, and the square of the mean. */
function arithmeticOf({ population, outcomes }: Pick<ReadPopulation, 'population' | 'outcomes'>, N: number) {
  const x = digitsOfFeatures(population);
  const p = digitsOfProduct(digitsOf([decimal('0.5')]), digitsOf(outcomes.map((o) => o.probability)));
  const mean = digitsOfSum(outcomes.length, digitsOfProduct(p, x));
  const off = digitsOfSum(2, digitsOfProduct(digitsOf([decimal(N)]), mean), digitsOfSum(N, x));
  const batch = digitsOfProduct(...Array.from({ length: N }, () => p));
  return arithmeticFor(
    digitsOfSum(outcomes.length ** N, digitsOfProduct(batch, off, off)),
    digitsOfProduct(
      digitsOf([decimal(N)]),
      digitsOfSum(2, digitsOfProduct(mean, mean), digitsOfProduct(p, x, x)),
    ),
  );
}

function explain(
  { A, net, population, outcomes }: ReadPopulation,
  N: number,
  at: { k: number; j: number },
  sums: WrittenOut,
) {
  return [
    `m = ${net.a.length}, signs of a = (${net.a.join(', ')}), ${population.dCore} core and ${population.strengths.length - population.dCore} background features; ` +
      `neuron k = ${at.k + 1}, feature j = ${at.j + 1} (${at.j < population.dCore ? 'core' : 'background'}), N = ${N}`,
    ...net.v.map((row, i) => `v_${i + 1} = (${row.join(', ')})`),
    'one example, x = -m <gradient, m_j>:',
    ...outcomes.map((o, i) => {
      const pre = net.v.map((_, l) => preactivation(A, net, o.z, l));
      const yh = signedOutput(A, net, o);
      return (
        `  ${i + 1}: y = ${o.y}, z = (${o.z.join(', ')}), probability ${sums.examples[i]!.probability}: <w, x> = (${pre.join(', ')}), ` +
        `m y h = ${yh}, ${LEMMA.margin(yh, net.target) ? 'at most' : 'above'} ${net.target}: x = ${sums.examples[i]!.x}`
      );
    }),
    `mean of x: mu = ${sums.mean}, variance ${sums.variance}`,
    'batches as tested:',
    ...sums.batches.map(
      ({ members, probability, S }) =>
        `  examples (${members.map((i) => i + 1).join(', ')}), probability ${probability}: S = ${S}`,
    ),
    `E (S - N mu)^2 = ${sums.spread}, claimed ${sums.claimed}`,
  ].join('\n');
}
