/**
 * A short training run in exact decimals: v_k(0) = g_k / sqrt(d), then one SGD step on each batch. In units of m (outputs
 * and losses times m, a_k = s_k), a step is v_k <- (1 - eta lambda) v_k - (eta / (m N)) sum_n grad(m l_n).
 *
 * sqrt(d), m and N have finite inverses: 1/sqrt(d) is drawn as a decimal, m is 1, 2 or 4 (8 when doubled), N is 1 or 2.
 */
import fc from 'fast-check';
import {
  arithmeticFor,
  decimal,
  digitsOf,
  digitsOfProduct,
  type Arithmetic,
  type Decimal,
} from '../../sim/exact/arithmetic.ts';
import {
  digitsOfLoss,
  digitsOfStep,
  isNegative,
  preactivation,
  sgdStep,
  signedOutput,
  times,
  type ExactNetwork,
  type Example,
  type Label,
} from '../../sim/exact/network.ts';
import { decimalText, sign, tenths } from './draw.ts';
import { chooseFeatures } from './finitePopulation/draw.ts';

/** Plain JSON; numbers are decimals as text. Core features first. */
export interface ShortRun {
  readonly dCore: number;
  /** 1 / sqrt(d) */
  readonly inverseRoot: string;
  readonly eta: string;
  /** 1 - eta lambda */
  readonly keep: string;
  readonly signs: readonly Label[];
  /** v(0) sqrt(d), [m][d0]. */
  readonly g: readonly (readonly string[])[];
  /** One batch of strengths and labels per step. */
  readonly batches: readonly (readonly { readonly y: Label; readonly u: readonly string[] }[])[];
}

/** A short run with what the symmetries change it by. */
export interface SymmetryInstance extends ShortRun {
  /** Draws of permutations: any numbers, ranked. */
  readonly shuffle: readonly number[];
  /** c of the scaling law: a square, so that c^(3/2) is a finite decimal too. */
  readonly c: keyof typeof SCALES;
}

/** 1/c and 1/c^(3/2). */
export const SCALES = {
  '4': { '2': '0.25', '3': '0.125' },
  '25': { '2': '0.04', '3': '0.008' },
  '0.25': { '2': '4', '3': '8' },
} as const;

/** 1/m and 1/N. */
const INVERSES: Readonly<Record<number, string>> = { 1: '1', 2: '0.5', 4: '0.25', 8: '0.125' };
/** Features at most. */
const MOST_FEATURES = 3;

export const symmetryInstance: fc.Arbitrary<SymmetryInstance> = (() => {
  const perFeature = <T>(arbitrary: fc.Arbitrary<T>) =>
    fc.array(arbitrary, { minLength: MOST_FEATURES, maxLength: MOST_FEATURES });
  const example = fc.record({ y: sign, u: perFeature(fc.integer({ min: 0, max: 10 })) });
  return fc
    .record({
      features: perFeature(
        fc.record({ present: fc.integer({ min: 0, max: 2 }).map((x) => x > 0), core: fc.boolean() }),
      ),
      neurons: fc.array(fc.record({ sign, g: perFeature(tenths) }), { minLength: 1, maxLength: 4 }),
      inverseRoot: fc.constantFrom('0.1', '0.2', '0.5', '1'),
      eta: fc.constantFrom('1', '2', '0.5', '4'),
      keep: fc.constantFrom('1', '0.9', '0.99'),
      two: fc.boolean(),
      batches: fc.array(fc.tuple(example, example), { minLength: 1, maxLength: 4 }),
      shuffle: fc.array(fc.nat({ max: 99 }), { minLength: 4, maxLength: 4 }),
      c: fc.constantFrom<(keyof typeof SCALES)[]>('4', '25', '0.25'),
    })
    .map(({ features, neurons, two, batches, ...rest }) => {
      const { order, dCore } = chooseFeatures(features, false, false);
      const kept = neurons.length === 3 ? neurons.slice(1) : neurons;
      return {
        ...rest,
        dCore,
        signs: kept.map((n) => n.sign),
        g: kept.map((n) => order.map((j) => decimalText(n.g[j]!, 1))),
        batches: batches.map((batch) =>
          batch.slice(two ? 0 : 1).map(({ y, u }) => ({ y, u: order.map((j) => decimalText(u[j]!, 1)) })),
        ),
        // Only as many as are used, so that a counterexample shows no idle number.
        shuffle: rest.shuffle.slice(0, Math.max(kept.length, order.length)),
      };
    });
})();

/** A run carried out: the networks before and after every step. */
export interface Trajectory {
  readonly A: Arithmetic;
  readonly batches: readonly (readonly Example[])[];
  /** Length steps + 1. */
  readonly nets: readonly ExactNetwork[];
  /** The first step whose batch has an example past the margin; the number of steps if there is none. */
  readonly exit: number;
}

export function train(run: ShortRun): Trajectory {
  const { signs, dCore } = run;
  const m = signs.length;
  const batches = run.batches.map((batch) =>
    batch.map(({ y, u }): Example => ({
      y,
      z: u.map((value, j) => (j < dCore ? times(y, decimal(value)) : decimal(value))),
    })),
  );
  const size = batches[0]!.length;
  const g = run.g.map((row) => row.map(decimal));
  const factors = [decimal(run.eta), decimal(INVERSES[m]!), decimal(INVERSES[size]!)] as const;
  // Decimals made from text are wide: these products do not round.
  const rate = factors.reduce((product, f) => product.times(f));
  const update = { keep: decimal(run.keep), rate };
  const bare: ExactNetwork = {
    activation: 'relu',
    a: signs.map((s) => times(s, decimal(1))),
    v: g,
    target: decimal(m),
  };
  const z = digitsOf(batches.flat().flatMap((e) => e.z));
  let weights = digitsOfProduct(digitsOf(g.flat()), digitsOf([decimal(run.inverseRoot)]));
  const needs = [weights, digitsOfProduct(...factors.map((f) => digitsOf([f])))];
  for (const batch of batches) {
    needs.push(digitsOfLoss(bare, weights, z));
    weights = digitsOfStep(bare, weights, z, batch.length, update);
    needs.push(weights);
  }
  const A = arithmeticFor(...needs, digitsOfLoss(bare, weights, z));
  const nets: ExactNetwork[] = [
    { ...bare, v: g.map((row) => row.map((x) => A.mul(x, decimal(run.inverseRoot)))) },
  ];
  for (const batch of batches) nets.push(sgdStep(A, nets.at(-1)!, batch, update));
  const exit = batches.findIndex((batch, t) =>
    batch.some((e) => signedOutput(A, nets[t]!, e).gt(nets[t]!.target)),
  );
  return { A, batches, nets, exit: exit < 0 ? batches.length : exit };
}

/** Which examples of the whole run turn each neuron on, at time t: [m][examples]. */
export function gatesAt({ A, batches, nets }: Trajectory, t: number): boolean[][] {
  const net = nets[t]!;
  return net.v.map((_, k) => batches.flat().map(({ z }) => !isNegative(preactivation(A, net, z, k))));
}

/**
 * T0 of each neuron: the first time from which, up to `last`, it is on for every example of one class in the run and off for
 * every one of the other; null where there is none (or only one class).
 */
export function onsets(trajectory: Trajectory, last: number): (number | null)[] {
  const { batches, nets } = trajectory;
  const labels = batches.flat().map((e) => e.y);
  const both = labels.includes(1) && labels.includes(-1);
  const gates = Array.from({ length: last + 1 }, (_, t) => gatesAt(trajectory, t));
  return nets[0]!.v.map((_, k) => {
    const asymmetric = gates.map((at) =>
      ([1, -1] as const).some((y) => at[k]!.every((on, n) => on === (labels[n] === y))),
    );
    const off = asymmetric.lastIndexOf(false);
    return both && off < last ? off + 1 : null;
  });
}

export function describeRun({ A, batches, nets }: Trajectory, run: ShortRun, name: string): string[] {
  return [
    `${name}: m = ${run.signs.length}, signs of a = (${run.signs.join(', ')}), ${run.dCore} core of ${run.g[0]!.length} features, ` +
      `1/sqrt(d) = ${run.inverseRoot}, eta = ${run.eta}, 1 - eta lambda = ${run.keep}, N = ${batches[0]!.length}`,
    ...nets.flatMap((net, t) => [
      `  t = ${t}: v = ${matrix(net.v)}`,
      ...(batches[t] ?? []).map(
        (e) =>
          `    y = ${e.y}, z = (${e.z.join(', ')}): <v, z> = (${net.v.map((_, k) => preactivation(A, net, e.z, k)).join(', ')}), ` +
          `m y h = ${signedOutput(A, net, e)}, at most m = ${net.target}: ${signedOutput(A, net, e).lte(net.target) ? 'in the margin' : 'past the margin'}`,
      ),
    ]),
  ];
}

export const matrix = (v: readonly (readonly Decimal[])[]) => v.map((row) => `(${row.join(', ')})`).join(' ');
