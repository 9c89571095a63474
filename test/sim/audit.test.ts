import { describe, expect, test } from 'vitest';
import { auditSpace, auditStep } from '../../sim/audit.ts';
import { loadKernel } from '../../sim/engines/kernel.ts';
import { loadTfjs } from '../../sim/engines/tfjs.ts';
import { initialState, type TrainingSetup, type TrainingState } from '../../sim/network.ts';
import { streamKey } from '../../sim/random/stream.ts';

const batches = streamKey('audit test', 'batches');

function setupOf(d0: number, change: Partial<TrainingSetup> = {}): TrainingSetup {
  const strength = { kind: 'uniform', low: 0, high: 1 } as const;
  return {
    data: { dCore: d0 / 2, dBackground: d0 / 2, strengths: Array(d0).fill(strength), labels: 'true' },
    width: 32,
    ambientDimension: Math.ceil(d0 ** 2.5),
    batchSize: 256,
    eta: (0.05 * 32) / d0,
    lambda: 0.01,
    activation: 'relu',
    gate: 'own',
    ...change,
  };
}

/** Two states of a kernel run, one step apart, after `steps` steps. */
function twoStates(setup: TrainingSetup, steps: number): [TrainingState, TrainingState] {
  const run = loadKernel().start(setup, batches, initialState(setup, streamKey('audit test', 'initial')));
  run.advance(steps);
  const before = run.state();
  run.advance(1);
  return [before, run.state()];
}

const small = setupOf(16);
const large = setupOf(40);

describe.each([
  ['in the ambient space', small, 'ambient', 'ambient-autodiff-cpu'],
  ['in feature space', large, 'features', 'tfjs-cpu'],
  ['linear', setupOf(16, { activation: 'identity' }), 'ambient', 'ambient-autodiff-cpu'],
  ['with averaged gates', setupOf(16, { gate: 'class-average' }), 'features', 'tfjs-cpu'],
] as const)('%s', (_words, setup, space, engine) => {
  test.each([0, 30, 600])('a right step passes, after %i steps', async (steps) => {
    const [before, after] = twoStates(setup, steps);
    const audit = await auditStep(setup, batches, before, after, 'cpu');
    expect(audit).toMatchObject({ space, engine, agrees: true });
    // Zero is common in feature space: sums of strengths on a grid of 2^-17 are exact up to 128.
    if (space === 'ambient') expect(audit.ratio).toBeGreaterThan(0);
    expect(audit.ratio).toBeLessThan(1);
  });

  test.each([
    ['decay forgotten', (s: TrainingSetup) => ({ ...s, lambda: 0 })],
    ['one part in a thousand more of eta', (s: TrainingSetup) => ({ ...s, eta: s.eta * 1.001 })],
    ['random labels', (s: TrainingSetup): TrainingSetup => ({ ...s, data: { ...s.data, labels: 'random' } })],
    [
      'another activation',
      (s: TrainingSetup): TrainingSetup => ({
        ...s,
        activation: s.activation === 'relu' ? 'identity' : 'relu',
      }),
    ],
  ])('a wrong step fails: %s', async (_wrong, change) => {
    const [before] = twoStates(setup, 30);
    const run = loadKernel().start(change(setup), batches, before);
    run.advance(1);
    const audit = await auditStep(setup, batches, before, run.state(), 'cpu');
    expect(audit.agrees).toBe(false);
    expect(audit.ratio).toBeGreaterThan(1);
  });
});

test('the space follows N d, and averaged gates exist in feature space only', () => {
  expect(auditSpace({ ...small, batchSize: 1000, ambientDimension: 1000 })).toBe('ambient');
  expect(auditSpace({ ...small, batchSize: 1000, ambientDimension: 1001 })).toBe('features');
  expect(auditSpace({ ...small, gate: 'class-average' })).toBe('features');
});

test('a weight that is not a number never agrees', async () => {
  const [before, after] = twoStates(large, 3);
  after.weights[7] = NaN;
  const audit = await auditStep(large, batches, before, after, 'cpu');
  expect(audit.agrees).toBe(false);
  expect(audit.largestDifference).toBeNaN();
});

test('a gate decided the other way within rounding is no failure, and is seen', async () => {
  const one = { kind: 'uniform', low: 1, high: 1 } as const;
  const data = { dCore: 0, dBackground: 3, strengths: [one, one, one], labels: 'true' } as const;
  const setup = { ...small, data, width: 1, batchSize: 3, ambientDimension: 2 ** 20, lambda: 0 };
  // (0.1 + 0.2) - 0.3 on z = (1, 1, 1): the sign depends on the order of summation.
  const weights = Float32Array.from([0.1, 0.2, -Math.fround(Math.fround(0.1) + Math.fround(0.2))]);
  const before = { step: 0, weights, signs: Int8Array.of(1) };
  // With the identity every gate is open.
  const moved = loadKernel().start({ ...setup, activation: 'identity' }, batches, before);
  moved.advance(1);
  const active = moved.state();
  const still = { ...before, step: 1 };
  const audits = [
    await auditStep(setup, batches, before, active, 'cpu'),
    await auditStep(setup, batches, before, still, 'cpu'),
  ];
  for (const audit of audits) expect(audit).toMatchObject({ agrees: true, uncertainGates: 3 });
  expect(audits.map((a) => a.flippedWeights > 0).sort()).toEqual([false, true]);
});

test('refuses states that are not one step apart', async () => {
  const [before, after] = twoStates(small, 0);
  await expect(auditStep(small, batches, before, { ...after, step: 2 })).rejects.toThrow('got 0 and 2');
});

test('names the backend it ran on', async () => {
  const [before, after] = twoStates(large, 1);
  const audit = await auditStep(large, batches, before, after);
  expect(audit.engine).toBe((await loadTfjs()).name);
});
