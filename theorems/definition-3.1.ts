/**
 * Definition 3.1 (ID and OOD data generation). Core features carry the label, background features do not; out of distribution the
 * background changes and nothing else.
 *
 * Symbols of the paper -> names here: m_j columns of the dictionary M, z_j features, u_j strengths with mean mu_j and variance
 * sigma_j^2, y label.
 *
 * Carried by: `definition-3.1/orthonormal`, `/moments`, `/correlation` and `/shift`, of the dictionaries, strengths and batches that the
 * simulation draws. What is drawn is dyadic, so nothing is estimated: these claims say that the sampler is the definition's.
 */
import { dictionaryCheck, DICTIONARY_CASES } from './exact/definition/dictionary.ts';
import { correlationCheck, FEATURE_CASES, shiftCheck } from './exact/definition/features.ts';
import { MOMENT_CASES, momentsCheck } from './exact/definition/moments.ts';
import { sourceOf } from './hypotheses.ts';
import { defineTheorem, type Control, type ExactClaim } from './types.ts';

const claim = (name: string, of: Omit<ExactClaim, 'kind' | 'id' | 'mark' | 'runsShare'>): ExactClaim => ({
  kind: 'exact',
  id: `definition-3.1/${name}`,
  mark: 'ours',
  runsShare: 1,
  ...of,
});

const twin = (of: string, name: string, words: string, check: ExactClaim['check']): Control => ({
  kind: 'exact',
  id: `definition-3.1/${of}~${name}`,
  of: `definition-3.1/${of}`,
  words,
  check,
});

export const definition31 = defineTheorem({
  id: 'definition-3.1',
  title: 'ID and OOD data',
  source: sourceOf('Definition 3.1'),
  statement: {
    mark: 'recalled',
    words:
      'x = sum_j z_j m_j for a dictionary of orthonormal m_j. The label y is uniform on -1 and +1; strengths u_j in [0, 1] are independent with mean and variance Theta(1). In distribution z_j = y u_j for core features and z_j = u_j for background features, so E[y z_j] = 0 for these; out of distribution z_j = -u_j for background features, and core features and labels are unchanged.',
    latex: String.raw`x=\sum_j z_j m_j,\quad \langle m_i,m_j\rangle=\delta_{ij};\quad z_j=y\,u_j\ (j\in S_{\mathrm{core}}),\quad z_j=\pm u_j\ (j\in S_{\mathrm{bg}}),\quad \mathbb E[y z_j]=0\ (j\in S_{\mathrm{bg}})`,
  },
  reading: [
    {
      mark: 'ours',
      words:
        'the claims are about what the simulation draws: the dictionary of the ambient engine, the strengths of the sampler of Theorems 4.1 to 4.4, and the batches of every engine (the kernel draws the same bits, which test/laws checks)',
    },
    {
      mark: 'ours',
      words:
        'mean Theta(1) is read as 2/5 <= mu_j <= 3/4, variance Theta(1) as sigma_j^2 >= 0.02, the sampler’s own bounds',
    },
    {
      mark: 'ours',
      words:
        'E[y z_j] is written out over the label, which is a fair bit of its own: the same example is drawn with either label',
    },
    {
      mark: 'ours',
      words:
        'columns are orthonormal up to the rounding of float64, for which a bound is derived; their inner products are computed without rounding',
    },
  ],
  notCovered: [
    'that random words are independent and uniform (test/sim/random)',
    'dictionaries of more than six rows',
  ],
  hypotheses: [],
  constants: [],
  claims: [
    claim('orthonormal', {
      title: 'The dictionary is orthonormal',
      words:
        'For dictionaries of one to six rows, every inner product of two columns is 0 and of a column with itself 1, up to the derived rounding of drawing them',
      latex: String.raw`\langle m_i,m_j\rangle=\delta_{ij}`,
      requiredCases: DICTIONARY_CASES,
      check: dictionaryCheck(),
    }),
    claim('moments', {
      title: 'Strengths lie in [0, 1], with mean and variance of order one',
      words:
        'For every strength of the sampler, over all 65536 values that it takes: each lies in [0, 1], the mean is the one that is shown and lies in [2/5, 3/4], and the variance is at least 0.02',
      latex: String.raw`u_j\in[0,1],\quad \tfrac25\le\mu_j\le\tfrac34,\quad \sigma_j^2\ge\tfrac1{50}`,
      requiredCases: MOMENT_CASES,
      check: momentsCheck(),
    }),
    claim('correlation', {
      title: 'Core features carry the label, background features do not',
      words:
        'Drawn from the same words with either label, y z_j has the mean u_j for a core feature and 0 for a background feature, so E[y z_j] = mu_j and E[y z_j] = 0',
      latex: String.raw`\mathbb E_y[y\,z_j]=u_j\ (j\in S_{\mathrm{core}}),\qquad \mathbb E_y[y\,z_j]=0\ (j\in S_{\mathrm{bg}})`,
      requiredCases: FEATURE_CASES,
      check: correlationCheck(),
    }),
    claim('shift', {
      title: 'Out of distribution the background alone differs',
      words:
        'The same example out of distribution has its background features negated, and its core features and its label unchanged',
      latex: String.raw`z_j^{\mathrm{OOD}}=z_j\ (j\in S_{\mathrm{core}}),\qquad z_j^{\mathrm{OOD}}=-z_j\ (j\in S_{\mathrm{bg}})`,
      requiredCases: FEATURE_CASES,
      check: shiftCheck(),
    }),
  ],
  controls: [
    twin(
      'orthonormal',
      'independent',
      'each column is drawn alone, of length 1',
      dictionaryCheck('independent'),
    ),
    twin('orthonormal', 'doubled', 'columns of length 2', dictionaryCheck('doubled')),
    twin('moments', 'any-interval', 'strengths on any interval in [0, 1]', momentsCheck('any interval')),
    twin(
      'correlation',
      'label-everywhere',
      'background features carry the label as well',
      correlationCheck({ carryLabel: 'all' }),
    ),
    twin(
      'correlation',
      'no-label',
      'core features do not carry it',
      correlationCheck({ carryLabel: 'none' }),
    ),
    twin('shift', 'all-shifted', 'the shift negates core features as well', shiftCheck({ shifted: 'all' })),
    twin('shift', 'not-shifted', 'the shift negates nothing', shiftCheck({ shifted: 'none' })),
  ],
});
