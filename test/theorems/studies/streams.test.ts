/**
 * Which stream every number of a trial was drawn from: initial weights, signs, the batch of each step and the probes of each
 * checkpoint and class have words of their own, and no probe sees an example that was trained on.
 */
import { describe, expect, it, vi } from 'vitest';
import { SAMPLER_REGIME } from '../../../properties/trials/regime.ts';
import type { TrialKey } from '../../../properties/trials/seeds.ts';
import { runTask } from '../../../properties/trials/task.ts';
import { wordsPerRow } from '../../../sim/data/batch.ts';
import { GRADIENT_STEPS } from '../../../theorems/studies/gradient/measure.ts';
import { PROBE_PER_CLASS } from '../../../theorems/studies/network/measure.ts';
import { STUDIES, THEOREMS } from '../../../theorems/registry.ts';
import type { Json } from '../../../theorems/types.ts';
import { formulas } from '../../support/formulas.ts';
import { drawsOf, ofPurpose, type Draws } from '../../support/recorder.ts';

vi.mock(import('../../../sim/random/stream.ts'), async (original) =>
  (await import('../../support/recorder.ts')).recorded(await original()),
);

/** Neurons: enough for both signs in the trials below. */
const M = 12;
/** Small, of few steps: up to s = 2.5 in steps of 0.25, and d0 = 4 features in 4 words a row. */
const SMALL: Readonly<Record<string, Json>> = { m: M, N: 8, h: 0.25, s: 2.5 };
const D0 = 4;
const WORDS = wordsPerRow(D0);

interface Trial {
  readonly set?: Readonly<Record<string, Json>>;
  readonly study?: string;
  readonly variant?: string;
  readonly purpose?: string;
  readonly index?: number;
  readonly d0?: number;
  readonly seed?: number;
}

async function drawsOfTrial(trial: Trial = {}): Promise<readonly Draws[]> {
  const { study = 'relu', variant = 'main', purpose = 'main', index = 0, d0 = D0, seed = 1 } = trial;
  const small = study === 'gradient' ? { m: M, N: 32 } : study === 'onset' ? { ...SMALL, d: 16 } : SMALL;
  const root = { seed, fingerprint: 'streams test', regime: { ...SAMPLER_REGIME, set: trial.set ?? small } };
  const key: TrialKey = { study, variant, purpose, index, d0 };
  return drawsOf(async () => {
    const { outcome } = await runTask(
      { root, key, engine: 'formulas', runs: 0 },
      STUDIES,
      THEOREMS,
      formulas,
    );
    expect(outcome.status).toBe('measured');
  });
}

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);
const pagesOf = (draws: readonly Draws[]) => draws.map((d) => d.page).sort((a, b) => a - b);
const wordsOf = (draws: readonly Draws[]) => draws.flatMap((d) => d.words).sort((a, b) => a - b);
/** Features and labels of so many examples. */
const batchWords = (rows: number) => [...upTo(rows * WORDS), ...upTo(rows).map((n) => 2 ** 31 + n)];

describe.each([
  // Steps, and checkpoints with the untrained one.
  ['relu', 'main', 10, 3],
  ['relu', 'random-labels', 10, 3],
  ['relu', 'no-core', 10, 3],
  ['relu', 'class-average', 10, 3],
  ['balanced', 'main', 10, 3],
  ['linear', 'main', 10, 3],
  // r = s sqrt(d/d0) = 2 s: at 0.5, 0.7, 1 ... 4, in steps of 0.5.
  ['onset', 'main', 8, 8],
] as const)('a trial of %s, %s', (study, variant, steps, checkpoints) => {
  it('draws weights, signs, batches and probes from words of their own', async () => {
    const draws = await drawsOfTrial({ study, variant });
    const purposes = [...new Set(draws.map(({ labels }) => labels.at(-1)))].sort();
    // Whether it is looked at after every step is a word of a stream of its own.
    const own = study === 'relu' ? ['every step'] : [];
    expect(purposes).toEqual(['batches', ...own, 'initial', 'path', 'probes']);
    // Every stream is named by the trial: one name, but for the purpose.
    expect(new Set(draws.map(({ labels }) => labels.slice(0, 8).join())).size).toBe(1);

    // Weights are page 0, [m, d0], signs page 1.
    const initial = ofPurpose(draws, 'initial');
    // The signs are drawn again, each time from a page of their own, until they are even or uneven as asked.
    expect(new Set(pagesOf(initial)).size).toBe(Math.max(...pagesOf(initial)) + 1);
    expect(new Set(wordsOf(initial.filter((d) => d.page === 0)))).toEqual(new Set(upTo(M * D0)));
    expect(wordsOf(initial.filter((d) => d.page === 1))).toEqual(upTo(M));

    // One page per step, each with one batch.
    const batches = ofPurpose(draws, 'batches');
    expect(pagesOf(batches)).toEqual(upTo(steps));
    for (const page of batches) {
      expect(wordsOf([page])).toEqual(batchWords(8));
      expect(page.trained).not.toContain(false);
    }

    // One page per checkpoint and class, each word once: no class is probed on the strengths of the other.
    const probes = ofPurpose(draws, 'probes');
    expect(pagesOf(probes)).toEqual(upTo(2 * checkpoints));
    for (const page of probes) {
      expect(wordsOf([page])).toEqual(batchWords(PROBE_PER_CLASS));
      expect(page.trained).not.toContain(true);
    }
  });
});

describe('a trial of the gradient study', () => {
  it('looks at a batch before the run takes it, and at no other', async () => {
    const draws = await drawsOfTrial({ study: 'gradient' });
    const batches = ofPurpose(draws, 'batches');
    expect(pagesOf(batches)).toEqual(upTo(201));
    for (const batch of batches) {
      // Step 200 is looked at and not taken.
      const looked = GRADIENT_STEPS.includes(batch.page) ? batchWords(32) : [];
      const taken = batch.page < 200 ? batchWords(32) : [];
      expect(wordsOf([batch])).toEqual([...looked, ...taken].sort((a, b) => a - b));
      expect(batch.trained).toEqual([...looked.map(() => false), ...taken.map(() => true)]);
    }
    expect(ofPurpose(draws, 'probes')).toEqual([]);
  });
});

describe('two trials', () => {
  const names = (draws: readonly Draws[]) => [...new Set(draws.map(({ labels }) => JSON.stringify(labels)))];
  const paths = (draws: readonly Draws[]) => names(ofPurpose(draws, 'path'));
  const others = (draws: readonly Draws[]) => names(draws.filter(({ labels }) => labels.at(-1) !== 'path'));

  const main: Trial = {};
  it.each<[string, Trial]>([
    ['seed', { seed: 2 }],
    ['study', { study: 'balanced' }],
    ['study, and with the same sampler', { study: 'linear' }],
    ['index', { index: 1 }],
    ['size', { d0: 5 }],
    ['variant', { variant: 'random-labels' }],
    ['purpose: a twin', { variant: 'random-labels', purpose: 'control' }],
    ['purpose: calibration', { purpose: 'calibration' }],
    ['purpose: the same path again', { purpose: 'again:0' }],
    ['regime', { set: { ...SMALL, kappa: 0.1 } }],
  ])('of another %s share no stream', async (_, other) => {
    const first = others(await drawsOfTrial(main));
    expect(first.length).toBe(4);
    expect(others(await drawsOfTrial(other)).filter((name) => first.includes(name))).toEqual([]);
  });

  it('share the stream of their path where they are one ladder, or one path again', async () => {
    const path = paths(await drawsOfTrial(main));
    expect(path.length).toBe(1);
    expect(paths(await drawsOfTrial({ d0: 5 }))).toEqual(path);
    expect(paths(await drawsOfTrial({ purpose: 'again:0' }))).toEqual(path);
    expect(paths(await drawsOfTrial({ purpose: 'again:1' }))).not.toEqual(path);
    expect(paths(await drawsOfTrial({ index: 1 }))).toEqual(
      paths(await drawsOfTrial({ purpose: 'again:1' })),
    );
  });
});
