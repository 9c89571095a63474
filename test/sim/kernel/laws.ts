/**
 * What the kernel must do, as functions of its bytes: each throws when it finds a counterexample. The tests hold the
 * shipped module to them; test/quality/kernel shows that broken ones do not pass.
 */
import fc from 'fast-check';
import { expect } from 'vitest';
import { drawBatch } from '../../../sim/data/batch.ts';
import type { Engine } from '../../../sim/engines/engine.ts';
import { loadKernel } from '../../../sim/engines/kernel.ts';
import { Kernel } from '../../../sim/kernel/instance.ts';
import { initialState, type TrainingSetup } from '../../../sim/network.ts';
import { streamKey } from '../../../sim/random/stream.ts';
import { groupLaw } from './groupLaw.ts';
import { instance, stateOf } from './instances.ts';
import { probeLaw } from './probeLaw.ts';
import { referenceStep } from './reference.ts';
import { pathsLaw, skippingLaw } from './skippingLaws.ts';

export interface LawOptions {
  readonly numRuns: number;
  readonly seed?: number;
}

export type Law = (bytes: Uint8Array, options: LawOptions) => void;

/** Batches are those of drawBatch, bit for bit. */
export const batchLaw: Law = (bytes, options) => {
  const kernel = new Kernel(bytes);
  fc.assert(
    fc.property(instance, fc.nat({ max: 0xffffffff }), ({ setup, batches }, page) => {
      const d0 = kernel.prepare(setup, batches);
      kernel.exports.draw(page);
      const expected = drawBatch(setup.data, batches, page, setup.batchSize);
      const signed = new Float32Array(expected.z.length);
      kernel.readRows(kernel.exports.Z.value, signed, d0);
      const y = kernel.floats(kernel.exports.Y.value, setup.batchSize);
      expect(bits(y)).toEqual(bits(expected.y));
      expect(bits(signed.map((zy, i) => y[Math.floor(i / d0)]! * zy))).toEqual(bits(expected.z));
    }),
    options,
  );
};

/** One step is the step of the definition, up to the rounding of float32, whichever path makes it. */
export const stepLaw: Law = (bytes, options) => {
  const engines = (['dense', 'skipping'] as const).map((path) => loadKernel({ bytes, path }));
  fc.assert(
    fc.property(instance, fc.constantFrom(...engines), (drawn, engine) => {
      const state = stateOf(engine, drawn);
      const expected = referenceStep(drawn.setup, drawn.batches, state);
      const run = engine.start(drawn.setup, drawn.batches, state);
      const [loss] = run.advance(1);
      const after = run.state();
      expect(after.step).toBe(state.step + 1);
      expect(Math.abs(loss! - expected.loss)).toBeLessThanOrEqual(expected.lossBound);
      after.weights.forEach((v, i) => {
        const gap = Math.abs(v - expected.weights[i]!);
        if (!(gap <= expected.weightBound[i]!)) {
          throw new Error(
            `weight ${i}: ${v}, expected ${expected.weights[i]} within ${expected.weightBound[i]}`,
          );
        }
      });
    }),
    options,
  );
};

/** Two half-runs are one run, bit for bit, in losses and weights. */
export const halvesLaw: Law = (bytes, options) => {
  const engine = loadKernel({ bytes });
  const steps = fc.integer({ min: 0, max: 40 });
  fc.assert(
    fc.property(instance, steps, steps, ({ setup, batches, seed }, first, second) => {
      const initial = initialState(setup, streamKey('halves', seed));
      const whole = engine.start(setup, batches, initial);
      const half = engine.start(setup, batches, initial);
      const losses = [...half.advance(first)];
      const rest = engine.start(setup, batches, half.state());
      losses.push(...rest.advance(second));
      expect(losses).toEqual([...whole.advance(first + second)]);
      expect(rest.state()).toEqual(whole.state());
    }),
    options,
  );
};

/**
 * At the kinks the definition's choices hold: a zero preactivation is active (all-zero weights learn), and an
 * example exactly on the margin is inside it (all strengths 1: <v, z> = dCore for the one neuron, of the label's sign).
 */
export const kinkLaw: Law = (bytes) => {
  for (const path of ['dense', 'skipping'] as const) checkKinks(loadKernel({ bytes, path }));
};

function checkKinks(engine: Engine): void {
  const ones = { kind: 'uniform', low: 1, high: 1 } as const;
  const setup = (width: number): TrainingSetup => ({
    data: { dCore: 1, dBackground: 1, strengths: [ones, ones], labels: 'true' },
    width,
    ambientDimension: 4,
    batchSize: 64,
    eta: 1,
    lambda: 0,
    activation: 'relu',
    gate: 'own',
  });
  const key = streamKey('kinks');
  const zero = engine.start(setup(3), key, {
    step: 0,
    weights: new Float32Array(6),
    signs: Int8Array.of(1, -1, 1),
  });
  expect([...zero.advance(1)]).toEqual([1]);
  const { y } = drawBatch(setup(3).data, key, 0, 64);
  const background = y.reduce((sum, label) => sum + label, 0) / (3 * 64);
  const moved = zero.state().weights;
  [1, -1, 1].forEach((sign, k) => {
    expect(moved[2 * k]).toBeCloseTo(sign / 3, 6);
    expect(moved[2 * k + 1]).toBeCloseTo(sign * background, 6);
  });
  // h(z) = relu(u_core y) - relu(-u_core y) = y exactly: on the margin, loss 0, and the gradient is not 0.
  const edge = { step: 0, weights: Float32Array.of(2, 0, -2, 0), signs: Int8Array.of(1, -1) };
  const run = engine.start(setup(2), key, edge);
  expect([...run.advance(1)]).toEqual([0]);
  expect(run.state().weights[0]).toBeGreaterThan(2);
  expect(run.state().weights[2]).toBeLessThan(-2);
  // A hair beyond, nothing moves.
  const beyond = { ...edge, weights: Float32Array.of(2 + 2 ** -21, 0, -2 - 2 ** -21, 0) };
  const still = engine.start(setup(2), key, beyond);
  expect([...still.advance(1)]).toEqual([0]);
  expect(still.state().weights).toEqual(beyond.weights);
}

/** A NaN weight stays and makes every loss NaN; it never becomes a finite result. */
export const nanLaw: Law = (bytes, options) => {
  const engine = loadKernel({ bytes });
  fc.assert(
    fc.property(instance, fc.nat(), fc.integer({ min: 1, max: 5 }), ({ setup, batches, seed }, at, steps) => {
      const state = initialState(setup, streamKey('nan', seed));
      const i = at % state.weights.length;
      state.weights[i] = NaN;
      const run = engine.start(setup, batches, state);
      expect([...run.advance(steps)].every(Number.isNaN)).toBe(true);
      expect(run.state().weights[i]).toBeNaN();
    }),
    options,
  );
};

export const laws: Readonly<Record<string, Law>> = {
  'batches are those of drawBatch': batchLaw,
  'one step is the step of the definition': stepLaw,
  'two half-runs are one run': halvesLaw,
  'a probe is what plain loops find': probeLaw,
  'kinks are decided as defined': kinkLaw,
  'NaN stays visible': nanLaw,
  'settled gates and margins are those of the dense kernel': skippingLaw,
  'a group is settled for each of its examples': groupLaw,
  'both paths lead to the same weights': pathsLaw,
};

/** The bits of a float32 array: tells -0 from 0. */
export function bits(values: Float32Array): Uint32Array {
  return new Uint32Array(values.slice().buffer);
}
