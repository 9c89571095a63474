/**
 * The kernel against the other engines, one step from equal weights, on drawn instances: all families of strengths, odd sizes,
 * ratios 1/8 to 8, decay, early and late. Bounds from sim/referenceStep.ts.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawBatch } from '../../../sim/data/batch.ts';
import { loadKernel } from '../../../sim/engines/kernel.ts';
import { loadTfjs } from '../../../sim/engines/tfjs.ts';
import { arithmeticFor, decimalOfFloat, digitsOf } from '../../../sim/exact/arithmetic.ts';
import {
  digitsOfLoss,
  digitsOfStep,
  sgdStep,
  type ExactNetwork,
  type Label,
} from '../../../sim/exact/network.ts';
import { featureCount, slopeOf, updateCoefficients, type TrainingState } from '../../../sim/network.ts';
import { referenceStep } from '../../../sim/referenceStep.ts';
import type { Engine } from '../../../sim/engines/engine.ts';
import { instance, stateOf, type Instance } from './instances.ts';

const tfjs = await loadTfjs('wasm');

/** The largest entry of |actual - expected| / bound; a NaN is infinitely bad. */
function worst(actual: ArrayLike<number>, expected: ArrayLike<number>, bound: Float64Array): number {
  return bound.reduce((most, b, i) => {
    const ratio = Math.abs(actual[i]! - expected[i]!) / b;
    return ratio <= most ? most : Number.isNaN(ratio) ? Infinity : ratio;
  }, 0);
}

/** Half of the states are as young as the instances of the other laws, half are trained on to s = 20. */
const aged = fc.tuple(instance, fc.boolean()).map(([drawn, old]) => {
  const { eta, width, data } = drawn.setup;
  const pace = (eta * featureCount(data)) / width;
  return old ? { ...drawn, age: Math.min(1000, Math.ceil(20 / pace)) } : drawn;
});

function step(engine: Engine, { setup, batches }: Instance, state: TrainingState) {
  const run = engine.start(setup, batches, state);
  const [loss] = run.advance(1);
  const { weights } = run.state();
  run.dispose();
  return { loss: loss!, weights };
}

describe.each(['dense', 'skipping'] as const)('a %s step', (path) => {
  const kernel = loadKernel({ path });

  it('is that of tfjs, up to the rounding of both, on 150 instances', () => {
    let [closest, late, checked] = [0, 0, 0];
    fc.assert(
      fc.property(aged, (drawn) => {
        const state = stateOf(kernel, drawn);
        const batch = drawBatch(drawn.setup.data, drawn.batches, state.step, drawn.setup.batchSize);
        const { rounding, flips, inMargin } = referenceStep(drawn.setup, batch, state);
        const [one, other] = [step(kernel, drawn, state), step(tfjs, drawn, state)];
        const ratio = worst(
          one.weights,
          other.weights,
          rounding.map((r, i) => 2 * r + flips[i]!),
        );
        closest = Math.max(closest, ratio);
        late += inMargin < batch.rows ? 1 : 0;
        checked++;
        expect(ratio).toBeLessThanOrEqual(1);
      }),
      { numRuns: 150, seed: 3 },
    );
    console.log(
      `${path}: ${checked} instances, ${late} of them with examples past the margin; largest difference ${closest.toPrecision(2)} of its bound`,
    );
    expect(late).toBeGreaterThan(20);
  });

  it('is the exact one, up to its rounding, on small instances', () => {
    // The exact network has no slope.
    const small = aged.filter(
      ({ setup }) => featureCount(setup.data) <= 12 && setup.gate === 'own' && slopeOf(setup) === 0,
    );
    fc.assert(
      fc.property(small, (drawn) => {
        const { width, batchSize } = drawn.setup;
        const setup = { ...drawn.setup, width: Math.min(width, 6), batchSize: Math.min(batchSize, 8) };
        const own = { ...drawn, setup };
        const state = stateOf(kernel, own);
        const batch = drawBatch(setup.data, own.batches, state.step, setup.batchSize);
        const { rounding, flips } = referenceStep(setup, batch, state);
        const { weights } = step(kernel, own, state);
        const expected = exactStep(own, state);
        expect(
          worst(
            weights,
            expected,
            rounding.map((r, i) => r + flips[i]!),
          ),
        ).toBeLessThanOrEqual(1);
      }),
      { numRuns: 60, seed: 3 },
    );
  });
});

/** The weights after one step in exact decimals, [m, d0], each then rounded to float64. */
function exactStep({ setup, batches }: Instance, { weights, signs, step }: TrainingState): number[] {
  const d0 = featureCount(setup.data);
  const { z, y } = drawBatch(setup.data, batches, step, setup.batchSize);
  const rows = (values: Float32Array) =>
    Array.from({ length: values.length / d0 }, (_, i) =>
      Array.from(values.subarray(i * d0, (i + 1) * d0), decimalOfFloat),
    );
  const net: ExactNetwork = {
    activation: setup.activation,
    a: Array.from(signs, decimalOfFloat),
    v: rows(weights),
    target: decimalOfFloat(setup.width),
  };
  const batch = rows(z).map((row, n) => ({ z: row, y: y[n] as Label }));
  const { decay, rate } = updateCoefficients(setup);
  const update = { keep: decimalOfFloat(decay), rate: decimalOfFloat(rate) };
  const [v, x] = [digitsOf(net.v.flat()), digitsOf(batch.flatMap((e) => e.z))];
  const A = arithmeticFor(digitsOfLoss(net, v, x), digitsOfStep(net, v, x, batch.length, update));
  return sgdStep(A, net, batch, update).v.flat().map(Number);
}
