/** The slope of the activation below 0, by hand. */
import { describe, expect, it } from 'vitest';
import { auditSpace } from '../../sim/audit.ts';
import { drawBatch } from '../../sim/data/batch.ts';
import type { Engine } from '../../sim/engines/engine.ts';
import { loadKernel } from '../../sim/engines/kernel.ts';
import { loadTfjs } from '../../sim/engines/tfjs.ts';
import { slopeOf, type TrainingSetup } from '../../sim/network.ts';
import { streamKey } from '../../sim/random/stream.ts';

const one = { kind: 'uniform', low: 1, high: 1 } as const;
const half = { kind: 'uniform', low: 0.5, high: 0.5 } as const;
/** One core feature of strength 1 and one background feature of strength 1/2, so that an example is its label. */
const setup: TrainingSetup = {
  data: { dCore: 1, dBackground: 1, strengths: [one, half], labels: 'true' },
  width: 2,
  ambientDimension: 4,
  batchSize: 16,
  eta: 2,
  lambda: 0,
  activation: 'relu',
  slope: 0.25,
  gate: 'own',
};
const start = { step: 0, weights: Float32Array.of(0.5, 0.5, 0.25, -0.25), signs: Int8Array.of(1, -1) };
const batches = streamKey('slope');

const engines: readonly (readonly [string, () => Promise<Engine>])[] = [
  ['dense', () => Promise.resolve(loadKernel({ path: 'dense' }))],
  ['skipping', () => Promise.resolve(loadKernel({ path: 'skipping' }))],
  ['tfjs', () => loadTfjs('cpu')],
];

describe.each(engines)('%s', (_, load) => {
  it('probes: what is below 0 counts a quarter', async () => {
    const [minus, plus] = (await load()).probe(setup, start, { stream: batches, page: 0, rows: 4 });
    // Class +: z = (1, 1/2), p = (3/4, 1/8), h = (3/4 - 1/8) / 2. OOD: z = (1, -1/2), p = (1/4, 3/8), h = -1/16.
    expect([...plus.id]).toEqual([0.3125, 0.3125, 0.3125, 0.3125]);
    expect(plus.ood[0]).toBe(-0.0625);
    // Class -: z = (-1, 1/2), p = (-1/4, -3/8), h = (-1/16 + 3/32) / 2 = 1/64. OOD: z = (-1, -1/2), h = (-3/16 + 1/32) / 2.
    expect(minus.id[0]).toBe(-1 / 64);
    expect(minus.ood[0]).toBe(5 / 64);
    expect([...minus.rates, ...plus.rates]).toEqual([0, 0, 1, 1]);
  });

  it('trains: an inactive neuron moves a quarter of the way', async () => {
    const run = (await load()).start(setup, batches, start);
    const [loss] = run.advance(1);
    const p = drawBatch(setup.data, batches, 0, 16).y.filter((y) => y > 0).length / 16;
    expect(p).toBeGreaterThan(0);
    expect(p).toBeLessThan(1);
    // All examples are in the margin: y h = 5/16 in class +, -1/64 in class -. The loss is the mean of 1 - y h.
    expect(loss).toBeCloseTo(p * (11 / 16) + (1 - p) * (65 / 64), 6);
    // y z is (1, 1/2) in class +, gates open, and (1, -1/2) in class -, gates a quarter open; eta/m = 1.
    const core = p + (1 - p) / 4;
    const background = (p - (1 - p) / 4) / 2;
    const expected = [0.5 + core, 0.5 + background, 0.25 - core, -0.25 - background];
    run.state().weights.forEach((w, i) => expect(w).toBeCloseTo(expected[i]!, 6));
  });
});

it.each([-0.1, 1, NaN, Infinity])('refuses a slope of %d', (slope) => {
  expect(() => slopeOf({ activation: 'relu', slope })).toThrow(/a slope is from 0 to less than 1/);
});

it('is audited in feature space', () => {
  expect(auditSpace(setup)).toBe('features');
  expect(auditSpace({ ...setup, slope: 0 })).toBe('ambient');
});
