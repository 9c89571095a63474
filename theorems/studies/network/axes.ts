/**
 * Axes of the studies `relu` and `linear`: named quantities of an instance, and how to make an instance with a given
 * value. Everything not on an axis is as the path says; a value is rounded to what whole numbers of features allow.
 */
import { ln } from '../../../sim/random/elementary.ts';
import type { Axis, Json } from '../../types.ts';

/** Sets one field to the value itself. */
const field =
  (...names: readonly string[]) =>
  (value: number): { value: number; set: Record<string, Json> } => ({
    value,
    set: Object.fromEntries(names.map((name) => [name, value])),
  });

const MEANS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
const VARIANCES = [0, 0.005, 0.01, 0.02, 0.03, 0.05, 0.08, 0.1, 0.15, 0.2, 0.25];
const SIZES = [...Array.from({ length: 17 }, (_, i) => 16 + i), 40, 48, 64];

function strengthAxes(group: 'core' | 'background'): readonly Axis[] {
  const [mean, variance] = [`${group}Mean`, `${group}Variance`];
  return [
    {
      name: mean,
      words: `mean strength of the ${group} features`,
      scale: 'linear',
      range: [0.02, 0.98],
      at: field(mean),
      broad: [0.15, 0.85],
      hunt: { values: MEANS, simplest: 0.5 },
    },
    {
      name: variance,
      words: `variance of the strength of the ${group} features`,
      scale: 'linear',
      range: [0, 0.25],
      at: field(variance),
      broad: [0.005, 0.2],
      hunt: { values: VARIANCES, simplest: 0.08 },
    },
  ];
}

export const AXES: readonly Axis[] = [
  {
    name: 'd0',
    words: 'number of features',
    scale: 'log',
    range: [4, 4096],
    at: (value) => ({ value: Math.round(value), d0: Math.round(value), set: {} }),
    hunt: { values: SIZES, simplest: 16, sampler: [16, 64] },
  },
  {
    name: 'dBackground/dCore',
    words: 'background features per core feature',
    scale: 'log',
    range: [1 / 1024, 1024],
    at: (ratio, d0) => {
      const dBackground = Math.min(d0 - 1, Math.max(1, Math.round((d0 * ratio) / (1 + ratio))));
      return { value: dBackground / (d0 - dBackground), set: { dBackground } };
    },
    broad: [0.125, 8],
    hunt: {
      values: [0.125, 0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4, 6, 8],
      simplest: 1,
      sampler: [0.25, 1],
    },
  },
  {
    name: 'mean',
    words: 'mean strength of all features',
    scale: 'linear',
    range: [0.02, 0.98],
    at: field('coreMean', 'backgroundMean'),
    hunt: { values: MEANS, simplest: 0.5, sampler: [0.4, 0.75], beyondSampler: false },
  },
  {
    name: 'variance',
    words: 'variance of the strength of all features',
    scale: 'linear',
    range: [0, 0.25],
    at: field('coreVariance', 'backgroundVariance'),
    hunt: { values: VARIANCES, simplest: 0.08, sampler: [0.02, 0.25], beyondSampler: false },
  },
  ...strengthAxes('core'),
  ...strengthAxes('background'),
  {
    name: 'kappa',
    words: 'weight decay lambda m/d0',
    scale: 'log',
    range: [1e-9, 100],
    at: field('kappa'),
    broad: [1e-5, 1e-2],
    hunt: {
      values: [0, 1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 1],
      simplest: 0,
      sampler: [0, 1e-3],
    },
  },
  {
    name: 'm/d0',
    words: 'neurons per feature',
    scale: 'log',
    range: [1 / 64, 1024],
    at: (value, d0) => {
      const m = Math.round(value * d0);
      return { value: m / d0, set: { m } };
    },
    broad: [1, 8],
    hunt: { values: [0.25, 0.5, 1, 2, 4, 8], simplest: 4, sampler: [2, 8] },
  },
  {
    name: 'imbalance',
    words: 'share of the neurons by which one sign exceeds the other, |m+ - m-|/m',
    scale: 'linear',
    range: [0, 0.9],
    at: field('imbalance'),
    broad: [0, 0.4],
    hunt: { values: [0, 0.1, 0.2, 0.3, 0.5], simplest: 0, sampler: [0, 0.2] },
  },
  {
    name: 'N',
    words: 'batch size',
    scale: 'log',
    range: [1, 1e6],
    at: (value) => field('N')(Math.round(value)),
    broad: [64, 512],
    hunt: { values: [4, 8, 16, 32, 64, 128, 256, 512], simplest: 256, sampler: [256, 512] },
  },
  {
    name: 'h',
    words: 'time s of one step, eta d0/m',
    scale: 'log',
    range: [1e-4, 1.25],
    at: field('h'),
    broad: [0.02, 0.2],
    hunt: { values: [0.02, 0.03, 0.04, 0.05, 0.08, 0.1, 0.2, 0.5, 1], simplest: 0.05, sampler: [0.04, 0.05] },
  },
  {
    name: 's',
    words: 'training time t eta d0/m',
    scale: 'log',
    range: [0.05, 1000],
    at: field('s'),
    broad: [20, 60],
  },
  {
    name: 'd',
    words: 'ambient dimension',
    scale: 'log',
    range: [4, 1e12],
    at: (value) => field('d')(Math.round(value)),
  },
  {
    name: 'ln(d)/ln(d0)',
    words: 'exponent of the ambient dimension',
    scale: 'linear',
    range: [1, 6],
    at: (value, d0) => {
      const d = Math.round(d0 ** value);
      return { value: ln(d) / ln(d0), set: { d } };
    },
    broad: [2, 3.5],
    hunt: { values: [1, 1.5, 2, 2.25, 2.5, 2.75, 3, 3.5, 4, 5], simplest: 2.5, sampler: [2.5, 3] },
  },
];
