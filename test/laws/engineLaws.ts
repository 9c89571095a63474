/**
 * What any engine must satisfy, as data: a law takes an engine and an instance and gives back numbers that should be equal,
 * with the bound on their difference that float32 rounding allows (derived in sim/referenceStep.ts; zero where a law holds
 * bit for bit). No law knows which engine it runs on.
 *
 * Single steps from equal weights: over many steps one example at the edge of a mask may be decided either way, and two right
 * runs then part by the size of that example. Whole runs appear only in laws that hold bit for bit.
 */
import * as fc from 'fast-check';
import { drawBatch, toOod, type DataSpec } from '../../sim/data/batch.ts';
import type { StrengthDistribution } from '../../sim/data/strengths.ts';
import type { Engine } from '../../sim/engines/engine.ts';
import { featureCount, type TrainingSetup, type TrainingState } from '../../sim/network.ts';
import { standardNormals } from '../../sim/random/normal.ts';
import { streamKey, type StreamKey } from '../../sim/random/stream.ts';
import { referenceForward, unsure, type Forward, type Space } from '../../sim/referenceForward.ts';
import { referenceStep, type ReferenceStep } from '../../sim/referenceStep.ts';

/** An engine under law. */
export interface Subject {
  readonly engine: Engine;
  readonly space: Space;
  /** An engine of other code or another backend that does the same. */
  readonly against: Engine;
  /** The same engine with another dictionary. */
  readonly rotated?: Engine;
  /** The general core has the paper's own gate only, and no slope below 0. */
  readonly ownGateOnly: boolean;
  /** The general core multiplies every term by 1/m and 1/N before it adds them up; the others add labels times features. */
  readonly scalesTerms: boolean;
}

export interface Instance {
  readonly setup: TrainingSetup;
  readonly start: TrainingState;
  readonly batches: StreamKey;
  /** Shuffles, and the lengths of runs. */
  readonly shuffle: readonly number[];
  readonly halves: readonly [number, number];
  /** The exponent of a power of two. */
  readonly power: number;
}

/** Numbers that should agree: |actual - expected| <= bound, entry by entry. */
export interface Comparison {
  readonly actual: ArrayLike<number>;
  readonly expected: ArrayLike<number>;
  readonly bound: ArrayLike<number>;
}

export interface Law {
  readonly id: string;
  readonly words: string;
  /** The bound is zero: equal bit for bit. */
  readonly exact?: boolean;
  /** Undefined: the law says nothing about this instance or engine. */
  check(subject: Subject, instance: Instance): readonly Comparison[] | undefined;
}

export const ENGINE_LAWS: readonly Law[] = [
  {
    id: 'formula',
    words: 'a step and its loss are those of the formulas in float64',
    check: (subject, instance) => {
      const { engine, space } = subject;
      const exact = reference(instance, space);
      const { losses, weights } = run(engine, instance, 1);
      return [
        { actual: weights, expected: exact.weights, bound: sum(exact.rounding, exact.flips) },
        { actual: losses, expected: [exact.loss], bound: [exact.lossBound] },
      ];
    },
  },
  {
    id: 'other-code',
    words:
      'two engines (manual and automatic gradient, ambient and feature space, backend and backend) make the same step',
    check: ({ engine, against, space }, instance) => [
      {
        actual: run(engine, instance, 1).weights,
        expected: run(against, instance, 1).weights,
        bound: twoSteps(instance, space),
      },
    ],
  },
  {
    id: 'probes',
    words: 'outputs and activation rates on fresh examples are those of the network',
    check: ({ engine, space }, { setup, start, batches }) => {
      const draw = { stream: batches, page: start.step, rows: setup.batchSize };
      const found = engine.probe(setup, start, draw);
      const rates = engine.rates(setup, start, draw);
      return ([-1, 1] as const).flatMap((label, i) => {
        const batch = drawBatch(setup.data, batches, 2 * draw.page + i, draw.rows, label);
        const id = referenceForward(setup, batch, start, space);
        const ood = referenceForward(setup, toOod(setup.data, batch), start, space);
        const margins = ({ outputs, outputErrors }: Forward) => ({
          expected: outputs.map((output) => (label * output) / setup.width),
          bound: outputErrors.map((error) => error / setup.width),
        });
        return [
          { actual: found[i]!.id, ...margins(id) },
          { actual: found[i]!.ood, ...margins(ood) },
          { actual: found[i]!.rates, ...activationRates(id, setup.width) },
          equal(rates[i]!, found[i]!.rates),
        ];
      });
    },
  },
  {
    id: 'half-runs',
    words: 'two half-runs are one run',
    exact: true,
    check: ({ engine, space }, instance) => {
      // In the ambient space a state is projected and lifted again between the halves, which rounds.
      if (space === 'ambient') return undefined;
      const [first, second] = instance.halves;
      const whole = run(engine, instance, first + second);
      const half = run(engine, instance, first);
      const rest = run(engine, { ...instance, start: half.state }, second);
      return [equal(rest.weights, whole.weights), equal([...half.losses, ...rest.losses], whole.losses)];
    },
  },
  {
    id: 'repeat',
    words: 'a run repeated gives the same bits',
    exact: true,
    check: ({ engine }, instance) => {
      const [one, two] = [run(engine, instance, 3), run(engine, instance, 3)];
      return [equal(one.weights, two.weights), equal(one.losses, two.losses)];
    },
  },
  {
    id: 'neurons',
    words: 'permuting neurons permutes the result and nothing else',
    check: ({ engine, space }, instance) => {
      const { setup, start, shuffle } = instance;
      const order = permutation(setup.width, shuffle);
      const d0 = featureCount(setup.data);
      const permuted = {
        ...start,
        weights: rowsIn(order, start.weights, d0),
        signs: start.signs.map((_, k) => start.signs[order[k]!]!),
      };
      return [
        {
          actual: run(engine, { ...instance, start: permuted }, 1).weights,
          expected: rowsIn(order, run(engine, instance, 1).weights, d0),
          bound: rowsIn(order, symmetryBound(instance, space), d0),
        },
      ];
    },
  },
  {
    id: 'features',
    words: 'permuting features permutes the result and nothing else (strengths that do not vary)',
    check: ({ engine, space }, drawn) => {
      const instance = withConstantStrengths(drawn);
      const { setup, start, shuffle } = instance;
      const { dCore, dBackground } = setup.data;
      const core = permutation(dCore, shuffle);
      const order = [...core, ...permutation(dBackground, shuffle).map((j) => j + dCore)];
      const permuted = {
        ...instance,
        setup: {
          ...setup,
          data: { ...setup.data, strengths: order.map((j) => setup.data.strengths[j]!) },
        },
        start: { ...start, weights: columnsIn(order, start.weights) },
      };
      return [
        {
          actual: run(engine, permuted, 1).weights,
          expected: columnsIn(order, run(engine, instance, 1).weights),
          bound: columnsIn(order, symmetryBound(instance, space)),
        },
      ];
    },
  },
  {
    id: 'label-flip',
    words: 'negating y, a and the core weights mirrors the step (strengths that do not vary)',
    check: ({ engine, space, scalesTerms }, drawn) => {
      const instance = withConstantStrengths(drawn);
      const { setup, start } = instance;
      const pages = mirroredPages(instance);
      if (pages === undefined) return undefined;
      const { dCore } = setup.data;
      const d0 = featureCount(setup.data);
      const mirror = (weights: Float32Array) => weights.map((v, i) => (i % d0 < dCore ? -v : v));
      const original = { ...instance, start: { ...start, step: pages[0] } };
      const mirrored = {
        ...instance,
        start: { step: pages[1], weights: mirror(start.weights), signs: start.signs.map((s) => -s) },
      };
      return [
        {
          actual: run(engine, mirrored, 1).weights,
          expected: mirror(run(engine, original, 1).weights),
          // Small whole multiples of the grid add up without rounding in any order, unless 1/(m N) has rounded them.
          bound:
            scalesTerms && !Number.isInteger(Math.log2(setup.width * setup.batchSize))
              ? twoSteps(original, space, space)
              : symmetryBound(original, space),
        },
      ];
    },
  },
  {
    id: 'scaling',
    words:
      '(eta, lambda, v) -> (eta/c, c lambda, v/c) scales whole runs by 1/c while every example is in the margin',
    exact: true,
    check: ({ engine }, drawn) => {
      const instance = small(drawn);
      const c = 2 ** instance.power;
      const { setup, start } = instance;
      const scaled = {
        ...instance,
        setup: { ...setup, eta: setup.eta / c, lambda: setup.lambda * c },
        start: { ...start, weights: start.weights.map((v) => v / c) },
      };
      const steps = instance.halves[0] + instance.halves[1];
      const pair = [instance, scaled] as const;
      if (!pair.every((i) => staysInMargin(engine, i, steps))) return undefined;
      const [one, other] = pair.map((i) => run(engine, i, steps).weights);
      return [
        equal(
          other!,
          one!.map((v) => v / c),
        ),
      ];
    },
  },
  {
    id: 'eta-over-m',
    words:
      'each neuron twice, with eta doubled and lambda halved, moves as before while every example is in the margin',
    check: ({ engine, space }, drawn) => {
      const instance = small(drawn);
      const { setup, start } = instance;
      const twice = <T extends Float32Array | Int8Array>(values: T): T => {
        const all = values.constructor as unknown as new (from: Iterable<number>) => T;
        return new all([...values, ...values]);
      };
      const doubled = {
        ...instance,
        setup: { ...setup, width: 2 * setup.width, eta: 2 * setup.eta, lambda: setup.lambda / 2 },
        start: { ...start, weights: twice(start.weights), signs: twice(start.signs) },
      };
      if (!staysInMargin(engine, instance, 1) || !staysInMargin(engine, doubled, 1)) return undefined;
      const bound = symmetryBound(instance, space);
      return [
        {
          actual: run(engine, doubled, 1).weights,
          expected: twice(run(engine, instance, 1).weights),
          bound: [...bound, ...bound],
        },
      ];
    },
  },
  {
    id: 'rotation',
    words: 'another dictionary changes nothing',
    check: ({ engine, rotated, space }, instance) =>
      rotated && [
        {
          actual: run(rotated, instance, 1).weights,
          expected: run(engine, instance, 1).weights,
          bound: twoSteps(instance, space, space),
        },
      ],
  },
];

/** The worst entry of some comparisons: its difference in units of its bound (a NaN counts as infinitely bad). */
export function worst(comparisons: readonly Comparison[]): {
  ratio: number;
  difference: number;
  bound: number;
} {
  let found = { ratio: 0, difference: 0, bound: 0 };
  for (const { actual, expected, bound } of comparisons) {
    if (actual.length !== expected.length)
      throw new Error(`${actual.length} numbers against ${expected.length}`);
    for (let i = 0; i < expected.length; i++) {
      const difference = Math.abs(actual[i]! - expected[i]!);
      const ratio = difference === 0 ? 0 : difference / bound[i]!;
      if (ratio <= found.ratio) continue;
      found = { ratio: Number.isNaN(ratio) ? Infinity : ratio, difference, bound: bound[i]! };
    }
  }
  return found;
}

const gridded = (low: number, high: number): fc.Arbitrary<number> =>
  fc.integer({ min: low * 64, max: high * 64 }).map((i) => i / 64);

/** Any distribution of the grid. */
export const strength: fc.Arbitrary<StrengthDistribution> = fc
  .tuple(gridded(0, 1), gridded(0, 1), fc.integer({ min: 0, max: 256 }), fc.constantFrom(0, 1, 2))
  .map(([a, b, pLow, kind]) => {
    const [low, high] = [Math.min(a, b), Math.max(a, b)];
    return [
      { kind: 'uniform', low, high } as const,
      { kind: 'two-point', low, high, pLow: pLow / 256 } as const,
      { kind: 'skewed', low, high } as const,
    ][kind]!;
  });

/** Mostly tiny; some large enough for every block and every padding of the kernel. */
const shape = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.tuple(...[5, 5, 7, 33].map((max, i) => fc.integer({ min: i < 2 ? 0 : 1, max }))),
  },
  { weight: 1, arbitrary: fc.tuple(...[24, 24, 40, 160].map((max) => fc.integer({ min: max / 2, max }))) },
);

export const instances: fc.Arbitrary<Instance> = shape
  .filter(([dCore, dBackground]) => dCore! + dBackground! > 0)
  .chain(([dCore, dBackground, width, batchSize]) => {
    const d0 = dCore! + dBackground!;
    return fc
      .record({
        strengths: fc.array(strength, { minLength: d0, maxLength: d0 }),
        labels: fc.constantFrom('true' as const, 'random' as const),
        activation: fc.constantFrom('relu' as const, 'identity' as const),
        gate: fc.constantFrom('own' as const, 'own' as const, 'class-average' as const),
        eta: fc.double({ min: 0.001, max: 2, noNaN: true }),
        // fc.double draws representable numbers, most of them far too small to be seen.
        lambda: fc.oneof(
          fc.constant(0),
          fc.integer({ min: 1, max: 400 }).map((n) => n / 1000),
        ),
        extra: fc.integer({ min: 0, max: 30 }),
        seed: fc.nat(),
        scale: fc.integer({ min: -8, max: 4 }),
        shuffle: fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
        halves: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
        power: fc.integer({ min: -3, max: 6 }),
        slope: fc.constantFrom(0, 0, 0.25, 0.7),
      })
      .map(({ strengths, labels, seed, scale, extra, shuffle, halves, power, ...rest }) => ({
        setup: {
          ...rest,
          data: { dCore: dCore!, dBackground: dBackground!, strengths, labels },
          width: width!,
          batchSize: batchSize!,
          ambientDimension: d0 + extra,
        },
        start: {
          step: seed % 1000,
          weights: Float32Array.from(
            standardNormals(streamKey('law', seed), 0, width! * d0),
            (g) => g * 2 ** scale,
          ),
          signs: Int8Array.from(standardNormals(streamKey('law', seed), 1, width!), (g) => (g < 0 ? -1 : 1)),
        },
        batches: streamKey('law', seed, 'batches'),
        shuffle,
        halves,
        power,
      }));
  });

function run(engine: Engine, { setup, batches, start }: Instance, steps: number) {
  const training = engine.start(setup, batches, start);
  try {
    const losses = training.advance(steps);
    const state = training.state();
    return { losses, state, weights: state.weights };
  } finally {
    training.dispose();
  }
}

function reference({ setup, batches, start }: Instance, space: Space): ReferenceStep {
  const batch = drawBatch(setup.data, batches, start.step, setup.batchSize);
  return referenceStep(setup, batch, start, space);
}

/** Share of the examples that activate each neuron; those within rounding of the kink may count either way. */
function activationRates({ p, e }: Forward, width: number): Pick<Comparison, 'expected' | 'bound'> {
  const active = new Float64Array(width);
  const unsureGates = new Float64Array(width);
  p.forEach((value, i) => {
    active[i % width]! += value >= 0 ? 1 : 0;
    unsureGates[i % width]! += unsure(value, e[i]!) ? 1 : 0;
  });
  const share = (count: number) => count / (p.length / width);
  // The difference of two shares is rounded.
  return { expected: active.map(share), bound: unsureGates.map((count) => count && share(count + 0.5)) };
}

/** How far one step in `space` may be from one in `other`: both roundings, and the wider flips. */
function twoSteps(instance: Instance, space: Space, other: Space = 'features'): Float64Array {
  const [one, two] = [reference(instance, space), reference(instance, other)];
  return sum(sum(one.rounding, two.rounding), one.flips);
}

/**
 * Zero, bit for bit, in feature space where no gate or margin is within rounding of its kink: a neuron's move depends on the
 * others through the margins alone, and entry by entry the same terms are added in the same order.
 */
function symmetryBound(instance: Instance, space: Space): Float64Array {
  const { uncertainGates, uncertainMargins } = reference(instance, space);
  const bound = twoSteps(instance, space, space);
  return space === 'features' && uncertainGates + uncertainMargins === 0 ? bound.fill(0) : bound;
}

function sum(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value + b[i]!);
}

/** -0 and 0 count as equal. */
function equal(actual: ArrayLike<number>, expected: ArrayLike<number>): Comparison {
  return { actual, expected, bound: new Float64Array(expected.length) };
}

function permutation(length: number, shuffle: readonly number[]): number[] {
  const key = (i: number) => (shuffle[i % shuffle.length]! ^ Math.imul(i + 1, 0x9e3779b1)) >>> 0;
  return Array.from({ length }, (_, i) => i).sort((a, b) => key(a) - key(b));
}

function rowsIn<T extends Float32Array | Float64Array>(order: readonly number[], values: T, d0: number): T {
  return values.map((_, i) => values[order[Math.floor(i / d0)]! * d0 + (i % d0)]!) as T;
}

function columnsIn<T extends Float32Array | Float64Array>(order: readonly number[], values: T): T {
  const d0 = order.length;
  return values.map((_, i) => values[i - (i % d0) + order[i % d0]!]!) as T;
}

function withConstantStrengths(instance: Instance): Instance {
  const { setup } = instance;
  const strengths = setup.data.strengths.map(({ high }) => ({ kind: 'uniform', low: high, high }) as const);
  const data: DataSpec = { ...setup.data, labels: 'true', strengths };
  return { ...instance, setup: { ...setup, data } };
}

/**
 * Two pages with opposite numbers of labels +1. With constant strengths all examples of a class are alike, so the second
 * batch is the first with every label flipped, in some order.
 */
function mirroredPages({ setup, batches }: Instance): [number, number] | undefined {
  const firstWith = new Map<number, number>();
  for (let page = 0; page < 400; page++) {
    const { y } = drawBatch(setup.data, batches, page, setup.batchSize);
    const count = y.reduce((total, label) => total + (label === 1 ? 1 : 0), 0);
    const partner = firstWith.get(setup.batchSize - count);
    // The same count twice is a mirror of itself: no flip to be seen.
    if (partner !== undefined && 2 * count !== setup.batchSize) return [partner, page];
    if (!firstWith.has(count)) firstWith.set(count, page);
  }
  return undefined;
}

/** Weights and steps so small that examples stay in the margin. */
function small(instance: Instance): Instance {
  const { setup, start } = instance;
  const largest = start.weights.reduce((most, v) => Math.max(most, Math.abs(v)), 2 ** -20);
  const shrink = 2 ** -Math.ceil(Math.log2(largest) + 10);
  return {
    ...instance,
    setup: { ...setup, eta: setup.eta / 64 },
    start: { ...start, weights: start.weights.map((v) => v * shrink) },
  };
}

function staysInMargin(engine: Engine, instance: Instance, steps: number): boolean {
  const training = engine.start(instance.setup, instance.batches, instance.start);
  try {
    for (let i = 0; i < steps; i++) {
      const before = training.state();
      const { setup, batches } = instance;
      const batch = drawBatch(setup.data, batches, before.step, setup.batchSize);
      if (referenceStep(setup, batch, before).inMargin < setup.batchSize) return false;
      training.advance(1);
    }
    return true;
  } finally {
    training.dispose();
  }
}
