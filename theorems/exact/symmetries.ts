/**
 * Exact symmetries of training: two runs, and how the weights of one follow from those of the other at every step.
 *
 *   label flip           (y, a, core weights) -> negated; core features carry y, so they are negated with it
 *   permutations         of neurons; of core features among themselves, of background features among themselves
 *   scaling              (d, eta, v) -> (c^2 d, eta / c, v / c) with eta lambda kept: v(t) -> v(t) / c, gates unchanged, and
 *                        so every onset T0, until an example leaves the margin
 *   width                (m, eta) -> (2 m, 2 eta): the neurons both have move alike until an example leaves the margin,
 *                        whatever the further ones: m and eta enter only as eta / m
 * So T0 depends on d, m and eta only through eta sqrt(d) / m.
 */
import {
  arithmeticFor,
  decimal,
  digitsOf,
  digitsOfProduct,
  type Decimal,
} from '../../sim/exact/arithmetic.ts';
import type { Label } from '../../sim/exact/network.ts';
import type { ExactExperiment, Finding } from './check.ts';
import {
  describeRun,
  gatesAt,
  matrix,
  onsets,
  SCALES,
  symmetryInstance,
  train,
  type ShortRun,
  type SymmetryInstance,
  type Trajectory,
} from './shortRun.ts';

type Weights = readonly (readonly Decimal[])[];

export interface Symmetry {
  readonly other: (run: SymmetryInstance) => ShortRun;
  /** The other run's weights of the neurons both have, from this run's. */
  readonly carry: (run: SymmetryInstance, v: Weights) => Weights;
  /** Claimed only until an example leaves the margin in either run; then gates and onsets are claimed equal too. */
  readonly untilExit: boolean;
}

/** Label flip; the twin leaves the output weights as they are. */
export const labelFlip = (flipOutput = true): Symmetry => ({
  other: (run) => ({
    ...run,
    signs: flipOutput ? run.signs.map((s) => -s as Label) : run.signs,
    g: run.g.map((row) => row.map((x, j) => (j < run.dCore ? negated(x) : x))),
    batches: run.batches.map((batch) => batch.map(({ y, u }) => ({ y: -y as Label, u }))),
  }),
  carry: ({ dCore }, v) => v.map((row) => row.map((x, j) => (j < dCore ? x.neg() : x))),
  untilExit: false,
});

/** The neurons in another order; the twin leaves the output weights in place. */
export const neuronPermutation = (withOutput = true): Symmetry => ({
  other: (run) => {
    const order = orderOf(run.shuffle, 0, run.signs.length);
    return {
      ...run,
      signs: withOutput ? order.map((k) => run.signs[k]!) : run.signs,
      g: order.map((k) => run.g[k]!),
    };
  },
  carry: (run, v) => orderOf(run.shuffle, 0, run.signs.length).map((k) => v[k]!),
  untilExit: false,
});

/** The features of either kind in another order; the twin leaves the initial weights in place. */
export const featurePermutation = (withWeights = true): Symmetry => ({
  other: (run) => {
    const order = featureOrder(run);
    return {
      ...run,
      g: withWeights ? run.g.map((row) => order.map((j) => row[j]!)) : run.g,
      batches: run.batches.map((batch) => batch.map(({ y, u }) => ({ y, u: order.map((j) => u[j]!) }))),
    };
  },
  carry: (run, v) => v.map((row) => featureOrder(run).map((j) => row[j]!)),
  untilExit: false,
});

/** d -> c^power d: 2 is the law, 3 the twin. */
export const scaling = (power: '2' | '3' = '2'): Symmetry => ({
  other: (run) => ({
    ...run,
    inverseRoot: product(run.inverseRoot, SCALES[run.c][power]),
    eta: product(run.eta, SCALES[run.c]['2']),
  }),
  carry: ({ c }, v) => v.map((row) => row.map((x) => exactProduct(x, decimal(SCALES[c][power])))),
  untilExit: true,
});

/** Twice the neurons: each has a companion with other weights; the twin leaves eta. */
export const width = (scaleEta = true): Symmetry => ({
  other: (run) => ({
    ...run,
    eta: scaleEta ? product(run.eta, '2') : run.eta,
    signs: [...run.signs, ...run.signs.map((s) => -s as Label)],
    g: [...run.g, ...run.g.map((row) => [...row].reverse())],
  }),
  carry: (_, v) => v,
  untilExit: true,
});

export const SYMMETRY_CASES = [
  'an example leaves the margin',
  'no example leaves the margin',
  'at least one step compared',
  'a gate changes',
  'a neuron becomes asymmetric',
  'with decay',
  'several neurons',
  'core and background features',
] as const;

export function symmetryExperiment(symmetry: Symmetry): ExactExperiment<SymmetryInstance> {
  return {
    arbitrary: symmetryInstance,
    cases: SYMMETRY_CASES,
    examine: (instance) => examine(instance, symmetry),
  };
}

function examine(instance: SymmetryInstance, symmetry: Symmetry): Finding {
  const otherRun = symmetry.other(instance);
  const [one, other] = [train(instance), train(otherRun)];
  const last = symmetry.untilExit ? Math.min(one.exit, other.exit) : one.batches.length;
  const wrong = firstDifference(instance, symmetry, one, other, last);
  const cases = casesOf(instance, one, last);
  if (wrong === null) return { cases, failure: null };
  return {
    cases,
    failure: () =>
      [
        ...describeRun(one, instance, 'the run'),
        ...describeRun(other, otherRun, 'the other run'),
        wrong,
      ].join('\n'),
  };
}

/** Where the claim fails, in words; null where it holds. */
function firstDifference(
  instance: SymmetryInstance,
  symmetry: Symmetry,
  one: Trajectory,
  other: Trajectory,
  last: number,
): string | null {
  const m = instance.signs.length;
  for (let t = 0; t <= last; t++) {
    const expected = symmetry.carry(instance, one.nets[t]!.v);
    const found = other.nets[t]!.v.slice(0, m);
    if (!expected.every((row, k) => row.every((x, j) => x.eq(found[k]![j]!)))) {
      return `at t = ${t} the other run's weights should be ${matrix(expected)} and are ${matrix(found)}`;
    }
    if (!symmetry.untilExit) continue;
    const [gates, otherGates] = [gatesAt(one, t), gatesAt(other, t).slice(0, m)];
    if (JSON.stringify(gates) !== JSON.stringify(otherGates)) return `at t = ${t} the gates differ`;
  }
  if (symmetry.untilExit) {
    const [times, otherTimes] = [onsets(one, last), onsets(other, last).slice(0, m)];
    if (JSON.stringify(times) !== JSON.stringify(otherTimes))
      return `onsets T0 are ${words(times)} and ${words(otherTimes)}`;
  }
  return null;
}

const words = (onsets: readonly (number | null)[]) => onsets.map((t) => t ?? 'none').join(', ');

function casesOf(instance: SymmetryInstance, one: Trajectory, last: number): string[] {
  const steps = one.batches.length;
  const cases = [one.exit < steps ? 'an example leaves the margin' : 'no example leaves the margin'];
  if (last >= 1) cases.push('at least one step compared');
  if (JSON.stringify(gatesAt(one, 0)) !== JSON.stringify(gatesAt(one, last))) cases.push('a gate changes');
  if (onsets(one, last).some((t) => t !== null && t > 0)) cases.push('a neuron becomes asymmetric');
  if (instance.keep !== '1') cases.push('with decay');
  if (instance.signs.length > 1) cases.push('several neurons');
  if (instance.dCore > 0 && instance.dCore < instance.g[0]!.length)
    cases.push('core and background features');
  return cases;
}

const negated = (text: string) => decimal(text).neg().toString();

const exactProduct = (a: Decimal, b: Decimal) =>
  arithmeticFor(digitsOfProduct(digitsOf([a]), digitsOf([b]))).mul(a, b);

const product = (a: string, b: string) => exactProduct(decimal(a), decimal(b)).toString();

/** Indices from `from` to `to` - 1 in the order of their drawn ranks. */
function orderOf(shuffle: readonly number[], from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i).sort(
    (a, b) => shuffle[a]! - shuffle[b]! || a - b,
  );
}

/** Core features among themselves, then background features among themselves. */
function featureOrder({ shuffle, dCore, g }: SymmetryInstance): number[] {
  return [...orderOf(shuffle, 0, dCore), ...orderOf(shuffle, dCore, g[0]!.length)];
}
