/**
 * The experiment of Theorem 4.1's T0: the first steps of a training run, small enough to see when neurons turn
 * asymmetric.
 *
 * Unit of time [ours]: a neuron starts with <v_k, z> of order sqrt(d0/d), and what the classes add to it grows like s,
 * both up to constants. So they meet at s of order sqrt(d0/d), long before the first checkpoint of the study `relu`, and
 * time is counted as r = s sqrt(d/d0), s = t eta d0/m. A step is STEP long in r, whatever the path's own step is.
 */
import fc from 'fast-check';
import { powEighths } from '../../../sim/random/elementary.ts';
import { defineStudy } from '../../types.ts';
import { instanceAt } from '../network/instance.ts';
import { pathSampler, samplerWords, type Path } from '../network/path.ts';
import { sharedByNetworks } from '../network/shared.ts';
import { LAST_TIME, onsetInstance, STEP, VARIANTS } from './instance.ts';
import { measure, type OnsetMeasurement } from './measure.ts';

/** Where the background is bounded below the core the onset scales in another way than where they are alike, so both are drawn. */
const ratio = fc.oneof(
  fc.constant(1),
  fc.integer({ min: -16, max: -8 }).map((eighths) => powEighths(2, eighths)),
);

export const onsetStudy = defineStudy<Path, OnsetMeasurement>({
  id: 'onset',
  title: 'The first steps of the ReLU network, at a small step',
  sampler: fc.tuple(pathSampler, ratio).map(([path, drawn]): Path => ({ ...path, ratio: drawn })),
  samplerWords: [
    'background to core ratio dBackground/dCore 1 in half the draws, else log-uniform on a grid of [1/4, 1/2]',
    ...samplerWords.filter((words) => !/^(step h|background to core)/.test(words)),
    `step h = ${STEP} sqrt(d0/d), trained to s = ${LAST_TIME} sqrt(d0/d)`,
  ],
  ...sharedByNetworks(onsetInstance),
  variants: VARIANTS,
  measure: (trial) => measure(trial, onsetInstance(trial)),
  sizeSymbol: 'd0',
  sizes: { quick: [16, 32, 64, 128], standard: [16, 32, 64, 128, 256], deep: [16, 32, 64, 128, 256, 512] },
  cost: (path, d0) => {
    const i = instanceAt(path, d0);
    return (i.N * i.d0 * i.m * LAST_TIME) / STEP;
  },
});
