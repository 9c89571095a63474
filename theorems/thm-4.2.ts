/**
 * Theorem 4.2 (Learned features). Background features are learned as much as core ones.
 *
 * Symbols of the paper -> names here: mu_j mean strength, m_j dictionary column, S_core and S_bg the index sets,
 * correlation = sum_j mu_j <w_k, m_j> over core or background features, T1 the last checkpoint (s = 40).
 *
 * Carried by: `thm-4.2/core-band`, `thm-4.2/background-band` and `thm-4.2/same-neurons`, along ladders `thm-4.2/core-exponent`,
 * `thm-4.2/background-exponent` and `thm-4.2/time-d0`. At the margin core + background is about 2 by
 * Theorem 4.3, so only the split has content.
 */
import { boundedBy, sameNeurons, withinConstants } from './events.ts';
import {
  allTimes,
  backgroundPoint,
  corePoint,
  D0,
  EVERY_PATH,
  HALF_LOG,
  lastTime,
  timeToCore,
} from './ladders.ts';
import { HYPOTHESES, sourceOf } from './hypotheses.ts';
import { reluStudy } from './studies/network/study.ts';
import { defineTheorem, probabilityClaim, scalingClaim } from './types.ts';

export const thm42 = defineTheorem({
  id: 'thm-4.2',
  title: 'Learned features',
  source: sourceOf('Theorem 4.2'),
  statement: {
    mark: 'recalled',
    words:
      'There is T1 = Theta~(m/(eta d0)) such that with high probability, after T1 iterations, there are Theta(m) neurons with sum over core features of mu_j <w_k, m_j> = y Theta(1) and sum over background features of mu_j <w_k, m_j> = Theta~(1).',
    latex: String.raw`\exists T_1=\tilde\Theta\!\left(\tfrac{m}{\eta d_0}\right):\ \text{w.h.p. } \Theta(m)\ \text{neurons have}\ \sum_{j\in S_{\mathrm{core}}}\mu_j\langle w_k^{(T_1)},m_j\rangle=y\,\Theta(1),\ \sum_{j\in S_{\mathrm{bg}}}\mu_j\langle w_k^{(T_1)},m_j\rangle=\tilde\Theta(1)`,
  },
  reading: [
    {
      mark: 'ours',
      words:
        'T1 is read as 40 m/(eta d0), that is s = 40; how it scales is read off the first time at which the median core correlation is at least c1',
    },
    {
      mark: 'ours',
      words:
        'Theta(m): at least half of all neurons of either sign y lie in the band; the same band at every size',
    },
    {
      mark: 'ours',
      words:
        'the statement is about one set of neurons: that the same ones are asymmetric (Theorem 4.1), in the core band and in the background band is a claim of its own, because each band alone can be met by another half',
    },
    { mark: 'ours', words: 'y is the sign of the output weight a_k' },
  ],
  notCovered: ['the growth of single features j', 'iterations other than T1'],
  hypotheses: HYPOTHESES,
  constants: boundedBy('coreLow', 'coreHigh', 'backgroundLow', 'backgroundHigh'),
  claims: [
    probabilityClaim({
      id: 'thm-4.2/core-band',
      title: 'Core features are learned',
      mark: 'ours',
      words:
        'At s = 40, for either sign y, at least half of its neurons have y times core correlation in [c1, c2]',
      latex: String.raw`y\sum_{j\in S_{\mathrm{core}}}\mu_j\langle w_k,m_j\rangle\in[c_1,c_2]`,
      study: reluStudy,
      requiredCases: ['y=+1', 'y=-1', 's=40'],
      event: withinConstants('coreLow', 'coreHigh'),
    }),
    probabilityClaim({
      id: 'thm-4.2/background-band',
      title: 'Background features are learned as well',
      mark: 'ours',
      words:
        'At s = 40, for either sign y, at least half of its neurons have background correlation in [c3, c4]',
      latex: String.raw`\sum_{j\in S_{\mathrm{bg}}}\mu_j\langle w_k,m_j\rangle\in[c_3,c_4]`,
      study: reluStudy,
      requiredCases: ['y=+1', 'y=-1', 's=40'],
      event: withinConstants('backgroundLow', 'backgroundHigh'),
    }),
    probabilityClaim({
      id: 'thm-4.2/same-neurons',
      title: 'Core and background are learned by the same neurons',
      mark: 'ours',
      words:
        'At s = 40, for either sign y, at least half of its neurons are each asymmetric, P_k(y) >= 1 - c d0^(-1/2) and P_k(-y) <= 2 c sqrt(ln d0/d0), with y times core correlation in [c1, c2] and background correlation in [c3, c4]',
      latex: String.raw`\#\bigl\{k:\ \text{asymmetric},\ y\sum_{j\in S_{\mathrm{core}}}\mu_j\langle w_k,m_j\rangle\in[c_1,c_2],\ \sum_{j\in S_{\mathrm{bg}}}\mu_j\langle w_k,m_j\rangle\in[c_3,c_4]\bigr\}\ge\tfrac12\,\#\{k:\operatorname{sign}a_k=y\}`,
      study: reluStudy,
      requiredCases: ['y=+1', 'y=-1', 's=40'],
      event: sameNeurons,
    }),
    scalingClaim({
      id: 'thm-4.2/core-exponent',
      title: 'Core correlations neither vanish nor grow',
      mark: 'ours',
      words:
        'At s = 40 the median of y times core correlation, of the sign of y where it is smaller, scales with d0 to the power 0',
      latex: String.raw`y\sum_{j\in S_{\mathrm{core}}}\mu_j\langle w_k,m_j\rangle\propto d_0^{\,0}`,
      study: reluStudy,
      requiredCases: ['s=40', 'slope'],
      quantity: 'median of y times core correlation at s = 40, the smaller of both signs',
      point: corePoint,
      variable: D0,
      rungCases: lastTime,
      path: EVERY_PATH,
      law: { kind: 'exponent', exponent: 0, sides: 'both', band: [0, 0], ...HALF_LOG },
    }),
    scalingClaim({
      id: 'thm-4.2/background-exponent',
      title: 'Background correlations neither vanish nor grow',
      mark: 'ours',
      words:
        'At s = 40 the median background correlation, of the sign of y where it is smaller, scales with d0 to the power 0, up to one power of ln d0 in either direction',
      latex: String.raw`\sum_{j\in S_{\mathrm{bg}}}\mu_j\langle w_k,m_j\rangle\propto d_0^{\,0}\,(\ln d_0)^{\pm1}`,
      study: reluStudy,
      requiredCases: ['s=40', 'slope'],
      quantity: 'median background correlation at s = 40, the smaller of both signs',
      point: backgroundPoint,
      variable: D0,
      rungCases: lastTime,
      path: EVERY_PATH,
      law: { kind: 'exponent', exponent: 0, sides: 'both', band: [-1, 1], ...HALF_LOG },
    }),
    scalingClaim({
      id: 'thm-4.2/time-d0',
      title: 'Core features are learned in a time proportional to 1/d0',
      mark: 'ours',
      words:
        'T1 eta/m, T1 the first step after which the median core correlation of both signs is at least c1, scales with d0 to the power -1, up to one power of ln d0 in either direction',
      latex: String.raw`T_1\,\eta/m\propto d_0^{-1}\,(\ln d_0)^{\pm1}`,
      study: reluStudy,
      requiredCases: ['s=40', 'slope'],
      quantity: 'T1 eta/m, interpolated between checkpoints',
      point: timeToCore,
      variable: D0,
      rungCases: allTimes,
      path: EVERY_PATH,
      law: { kind: 'exponent', exponent: -1, sides: 'both', band: [-1, 1], ...HALF_LOG },
    }),
  ],
  controls: [
    {
      kind: 'withHighProbability',
      id: 'thm-4.2/core-band~no-core',
      of: 'thm-4.2/core-band',
      variant: 'no-core',
      words: 'no core features: there is nothing to correlate with',
    },
    {
      kind: 'withHighProbability',
      id: 'thm-4.2/background-band~identity',
      of: 'thm-4.2/background-band',
      variant: 'identity',
      words: 'the identity for ReLU: background terms cancel between the classes',
    },
    {
      kind: 'withHighProbability',
      id: 'thm-4.2/background-band~class-average',
      of: 'thm-4.2/background-band',
      variant: 'class-average',
      words: 'the causal twin: in the gradient only, every gate is averaged over both classes',
    },
    {
      kind: 'withHighProbability',
      id: 'thm-4.2/same-neurons~apart',
      of: 'thm-4.2/same-neurons',
      variant: 'apart',
      words:
        'three tenths of the neurons of a sign keep the core alone and three others the background alone: both bands are met, by neurons that are not the same',
    },
    {
      kind: 'withHighProbability',
      id: 'thm-4.2/same-neurons~core-permuted',
      of: 'thm-4.2/same-neurons',
      variant: 'core-permuted',
      words: 'core weights are permuted among the neurons, each block to a neuron of the other sign',
    },
    {
      kind: 'scaling',
      id: 'thm-4.2/core-exponent~growing-decay',
      of: 'thm-4.2/core-exponent',
      variant: 'growing-decay',
      words:
        'weight decay kappa = 0.05 sqrt(d0), above kappa*: the correlation that it leaves falls like d0^(-1/2)',
    },
    {
      kind: 'scaling',
      id: 'thm-4.2/core-exponent~no-core',
      of: 'thm-4.2/core-exponent',
      variant: 'no-core',
      words: 'no core features: there is nothing to correlate with',
    },
    {
      kind: 'scaling',
      id: 'thm-4.2/background-exponent~identity',
      of: 'thm-4.2/background-exponent',
      variant: 'identity',
      words: 'the identity for ReLU: what the signs learn of the background is opposite and vanishes',
    },
    {
      kind: 'scaling',
      id: 'thm-4.2/time-d0~shrinking-strengths',
      of: 'thm-4.2/time-d0',
      variant: 'shrinking-strengths',
      words: 'strengths that fall like d0^(-3/8): learning takes longer by d0^(3/4)',
    },
    {
      kind: 'scaling',
      id: 'thm-4.2/time-d0~no-core',
      of: 'thm-4.2/time-d0',
      variant: 'no-core',
      words: 'no core features: there is no such time',
    },
  ],
});
