/** Drawn training problems for the laws of the kernel: odd sizes, all families of strengths, all variants of a step. */
import fc from 'fast-check';
import { STRENGTH_GRID, type StrengthDistribution } from '../../../sim/data/strengths.ts';
import { initialState, type TrainingSetup, type TrainingState } from '../../../sim/network.ts';
import { streamKey, type StreamKey } from '../../../sim/random/stream.ts';
import type { Engine } from '../../../sim/engines/engine.ts';

export interface Instance {
  readonly setup: TrainingSetup;
  readonly batches: StreamKey;
  readonly seed: number;
  /** Steps trained before the step under test. */
  readonly age: number;
}

/** A point of the strengths' grid in [0, 1], low and high in order. */
const support = fc
  .tuple(fc.integer({ min: 0, max: 64 }), fc.integer({ min: 0, max: 64 }))
  .map(([a, b]) => ({ low: Math.min(a, b) * STRENGTH_GRID, high: Math.max(a, b) * STRENGTH_GRID }));

const unskewed: fc.Arbitrary<StrengthDistribution> = fc.oneof(
  support.map((s) => ({ kind: 'uniform' as const, ...s })),
  fc
    .tuple(support, fc.integer({ min: 0, max: 256 }))
    .map(([s, p]) => ({ kind: 'two-point' as const, ...s, pLow: p / 256 })),
);

const strength = fc.oneof(
  { arbitrary: unskewed, weight: 2 },
  { arbitrary: support.map((s) => ({ kind: 'skewed' as const, ...s })), weight: 1 },
);

/** The kernel draws uniform strengths, uniform and two-point ones, and those with skewed ones among them each in its own way. */
const strengths = (d0: number): fc.Arbitrary<readonly StrengthDistribution[]> =>
  fc.oneof(
    fc.array(strength, { minLength: d0, maxLength: d0 }),
    fc.array(unskewed, { minLength: d0, maxLength: d0 }),
    fc.constant(Array.from({ length: d0 }, () => ({ kind: 'uniform' as const, low: 0, high: 1 }))),
  );

/** Ratios of background to core features from 1/8 to 8, features from 2 to 72. */
const features = fc
  .tuple(fc.integer({ min: 1, max: 36 }), fc.integer({ min: -3, max: 3 }))
  .map(([d, log]): [number, number] => (log < 0 ? [Math.min(64, d << -log), d] : [d, Math.min(64, d << log)]))
  .map(([dCore, dBackground]) => ({ dCore, dBackground }));

export const instance: fc.Arbitrary<Instance> = features
  .chain((shape) =>
    fc.record({
      shape: fc.constant(shape),
      strengths: strengths(shape.dCore + shape.dBackground),
      labels: fc.constantFrom('true' as const, 'true' as const, 'random' as const),
      width: fc.integer({ min: 1, max: 70 }),
      exponent: fc.double({ min: 1, max: 4, noNaN: true }),
      batchSize: fc.integer({ min: 1, max: 150 }),
      pace: fc.double({ min: 0.01, max: 0.6, noNaN: true }),
      decay: fc.constantFrom(0, 0, 1e-3, 0.1),
      activation: fc.constantFrom('relu' as const, 'relu' as const, 'relu' as const, 'identity' as const),
      gate: fc.constantFrom('own' as const, 'own' as const, 'class-average' as const),
      seed: fc.nat(),
      age: fc.constantFrom(0, 0, 3, 30, 120),
      slope: fc.constantFrom(0, 0, 0, 0.05, 0.3, 0.9),
    }),
  )
  .map(
    ({
      shape,
      strengths,
      labels,
      width,
      exponent,
      batchSize,
      pace,
      decay,
      activation,
      gate,
      seed,
      age,
      slope,
    }) => {
      const d0 = shape.dCore + shape.dBackground;
      const eta = (pace * width) / d0;
      return {
        setup: {
          data: { ...shape, strengths, labels },
          width,
          ambientDimension: Math.ceil(d0 ** exponent),
          batchSize,
          eta,
          lambda: decay / eta,
          activation,
          slope,
          gate,
        },
        batches: streamKey('kernel laws', 'batches', seed),
        seed,
        age,
      };
    },
  );

/** The state before the step under test: trained by `engine` itself for `age` steps. */
export function stateOf(engine: Engine, { setup, batches, seed, age }: Instance): TrainingState {
  const run = engine.start(setup, batches, initialState(setup, streamKey('kernel laws', 'initial', seed)));
  run.advance(age);
  const state = run.state();
  run.dispose();
  return state;
}
