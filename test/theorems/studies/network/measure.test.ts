/** What a trial draws: each part from a stream of its own, each size from fresh ones. */
import { describe, expect, it } from 'vitest';
import { SAMPLER_REGIME } from '../../../../properties/trials/regime.ts';
import { runTask } from '../../../../properties/trials/task.ts';
import { drawBatch } from '../../../../sim/data/batch.ts';
import type { Engine, ProbeDraw } from '../../../../sim/engines/engine.ts';
import { loadKernel } from '../../../../sim/engines/kernel.ts';
import { initialState, type TrainingSetup, type TrainingState } from '../../../../sim/network.ts';
import type { StreamKey } from '../../../../sim/random/stream.ts';
import { STUDIES, THEOREMS } from '../../../../theorems/registry.ts';
import { linearStudy } from '../../../../theorems/studies/network/study.ts';
import type { Json } from '../../../../theorems/types.ts';
import { evenPath } from '../../../support/networkPath.ts';

interface Started {
  readonly setup: TrainingSetup;
  readonly batches: StreamKey;
  readonly start: TrainingState;
  /** The examples of its first probe. */
  readonly probed: ProbeDraw;
}

/** Runs one trial, and notes what its engine was given. */
async function startedBy(d0: number, index: number): Promise<Started> {
  const kernel = loadKernel();
  let first: ProbeDraw | undefined;
  let seen: Omit<Started, 'probed'> | undefined;
  const watched: Engine = {
    name: kernel.name,
    start: (setup, batches, start) => {
      seen = { setup, batches, start };
      return kernel.start(setup, batches, start);
    },
    probe: (setup, state, draw) => {
      first ??= draw;
      return kernel.probe(setup, state, draw);
    },
    rates: (setup, state, draw) => kernel.rates(setup, state, draw),
  };
  const root = { seed: 1, fingerprint: 'study test', regime: SAMPLER_REGIME };
  const key = { study: 'linear', variant: 'main', purpose: 'main', index, d0 };
  const { outcome } = await runTask({ root, key, engine: 'kernel', runs: 0 }, STUDIES, THEOREMS, watched);
  expect(outcome.status).toBe('measured');
  return { ...seen!, probed: first! };
}

describe('a trial', () => {
  it.each([{ h: 1 }, { h: 0.05, s: 40.05 }, { h: 0.2, s: 40.05 }])(
    'with fewer than two steps between checkpoints has a measurement: %j',
    async (set) => {
      const root = { seed: 1, fingerprint: 'study test', regime: { where: [], set } };
      const key = { study: 'linear', variant: 'main', purpose: 'main', index: 0, d0: 16 };
      const task = { root, key, engine: 'kernel', runs: 0 };
      expect((await runTask(task, STUDIES, THEOREMS, loadKernel())).outcome).toMatchObject({
        status: 'measured',
      });
    },
  );

  it('draws weights, batches and probes from streams of their own', async () => {
    const { setup, batches, start, probed } = await startedBy(16, 0);
    expect(initialState(setup, batches).weights).not.toEqual(start.weights);
    const strengths = (key: StreamKey) => [...drawBatch(setup.data, key, 0, 4).z].map(Math.abs);
    expect(strengths(batches)).not.toEqual(strengths(probed.stream));
  });

  it('has batches and weights of its own at every size and index', async () => {
    const trials = [await startedBy(16, 0), await startedBy(32, 0), await startedBy(16, 1)];
    expect(new Set(trials.map((t) => String(t.batches))).size).toBe(3);
    // The scale follows d; the pattern of signs does not.
    const patterns = trials.map((t) => String([...t.start.weights.slice(0, 64)].map(Math.sign)));
    expect(new Set(patterns).size).toBe(3);
  });

  it('is the same when it is run again', async () => {
    expect(await startedBy(16, 3)).toEqual(await startedBy(16, 3));
  });
});

describe('what was learned of the background', () => {
  /** A network that shrinks as decay says, and moves by 3/64 and 4/64 in turn on every feature but the core's, which move by 1. */
  const moving = (decay: number): Engine => ({
    ...loadKernel(),
    start: (setup, _batches, start) => {
      const { dCore, dBackground } = setup.data;
      let step = 0;
      const moved = (i: number) => (i % (dCore + dBackground) < dCore ? 1 : (3 + (i % 2)) / 64);
      return {
        advance: (steps) => {
          step += steps;
          return new Float64Array(steps);
        },
        state: () => ({
          step,
          weights: start.weights.map((w, i) => (step === 0 ? w : w * decay ** step + moved(i))),
          signs: start.signs,
        }),
        dispose: () => {},
      };
    },
  });

  it.each([0, 0.5])('is the weight less what decay left of the initial one, kappa = %d', (kappa) => {
    // d0 = 16 with 8 background features, so that odd and even ones are as many; h = 0.0625, 640 steps, eta lambda = h kappa.
    const set = { kappa, h: 0.0625, d: 4096, dBackground: 8 };
    const { checkpoints } = linearStudy.asMeasurement(
      linearStudy.measure({
        path: evenPath as unknown as Json,
        d0: 16,
        variant: 'main',
        set,
        labels: ['learned'],
        engine: moving(1 - 0.0625 * kappa),
      }),
    );
    expect(checkpoints[0]!.learnedBackground).toBe(0);
    // sqrt((9 + 16)/2)/64 times sqrt(4096); weights and decay are rounded to float32.
    for (const c of checkpoints.slice(1)) expect(c.learnedBackground).toBeCloseTo(Math.sqrt(12.5), 4);
  });
});
