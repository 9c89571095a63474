/** Broken twins of the studies that train a network. */
import type { Variant } from '../../types.ts';

/** Broken twins: each changes one named field of the instance. */
export const VARIANTS: Readonly<Record<string, Variant>> = {
  'random-labels': {
    field: 'labels',
    value: 'random',
    words: 'labels are independent of the features',
  },
  'no-core': {
    field: 'core',
    value: 'absent',
    words: 'every feature is background: nothing carries the label',
  },
  identity: { field: 'activation', value: 'identity', words: 'the identity replaces ReLU' },
  relu: { field: 'activation', value: 'relu', words: 'ReLU replaces the identity' },
  'class-average': {
    field: 'gate',
    value: 'class-average',
    words: 'in the gradient only, each gate is averaged over the two classes',
  },
  apart: {
    field: 'weights',
    value: 'apart',
    words: 'three tenths of the neurons of a sign keep the core alone, three others the background alone',
  },
  'core-permuted': {
    field: 'weights',
    value: 'core-permuted',
    words: 'core weights are permuted among the neurons, each block to a neuron of the other sign',
  },
  'wide-start': {
    field: 'drift',
    value: 'wide-start',
    words: 'initial weights have variance d0/d',
  },
  'growing-decay': {
    field: 'drift',
    value: 'growing-decay',
    words: 'weight decay kappa = 0.05 sqrt(d0), above kappa*',
  },
  'shrinking-strengths': {
    field: 'drift',
    value: 'shrinking-strengths',
    words: 'strengths fall like d0^(-3/8), and it is trained to s = 5 d0^(3/4)',
  },
};
