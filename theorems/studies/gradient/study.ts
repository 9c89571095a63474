/**
 * The experiment of Lemma 1.2: along a training run, the gradient of each looked-at batch against the population gradient at
 * the same weights, for every neuron and feature. Strengths take two values, so the population gradient and its variance are
 * finite sums, written out in full (sums.ts).
 */
import { defineStudy } from '../../types.ts';
import { gradientInstance, leastBatch, STEP, VARIANTS } from './instance.ts';
import { GRADIENT_STEPS, gradientTraining, measure, type GradientMeasurement } from './measure.ts';
import { admissible, gradientSampler, type GradientPath } from './path.ts';

export const gradientStudy = defineStudy<GradientPath, GradientMeasurement>({
  id: 'gradient',
  title: 'Gradients of fresh batches along a short training run, against the enumerated population gradient',
  sampler: gradientSampler,
  samplerWords: [
    'background to core ratio dBackground/dCore log-uniform on a grid of [1/4, 1]',
    'strengths: one to four two-point distributions on a grid of 1/16 with mean in [0.6, 0.9] and variance at least 0.02, dealt in turn to core and to background features',
    'width m in {16, 32}; ambient dimension d = d0^p, p in {2.5, 2.625, 2.75, 2.875, 3}',
    'batch size N = 1 or 2 times max(256, 8 d0^2): "poly(d0)" as a hypothesis',
    `step eta d0/m = ${STEP}; gradients looked at before steps ${GRADIENT_STEPS.join(', ')}`,
    'weights rounded to multiples of 2^-24 where gradients are looked at: the lemma is about any weights that do not depend on the batch',
  ],
  parts: ['ratio < 1/2', 'ratio >= 1/2'],
  partOf: (path) => `ratio ${path.ratio < 0.5 ? '<' : '>='} 1/2`,
  instance: (at) => {
    const { strengths: _, ...shown } = gradientInstance(at);
    return shown;
  },
  hypotheses: (at) => {
    const i = gradientInstance(at);
    return {
      'feature-counts': i.dBackground >= i.dCore / 4 - 1 && i.dBackground <= i.dCore + 1,
      'strength-moments': i.strengths.every(admissible),
      'batch-size': i.N >= leastBatch(i.d0),
    };
  },
  fields: ['d0', 'dCore', 'dBackground', 'm', 'd', 'N', 'h'],
  fieldWords: {
    d0: 'features',
    dCore: 'core features',
    dBackground: 'background features',
    m: 'width',
    d: 'ambient dimension',
    N: 'batch size',
    h: 'time per step, η d₀/m',
  },
  settable: ['m', 'd', 'N', 'radius', 'batch', 'spread'],
  variants: VARIANTS,
  measure: (trial) => measure(trial, gradientInstance(trial)),
  training: (trial) => gradientTraining(trial.labels, gradientInstance(trial)),
  sizeSymbol: 'd0',
  sizes: { smoke: [4, 6], quick: [4, 6, 8], standard: [4, 6, 8, 10], deep: [4, 6, 8, 10, 12] },
  cost: (path, d0) => {
    const { m, batchFactor } = path;
    const steps = GRADIENT_STEPS.at(-1)!;
    return m * d0 * (steps * batchFactor * leastBatch(d0) + GRADIENT_STEPS.length * 2 ** (d0 + 1));
  },
});
