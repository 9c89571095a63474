/**
 * Exact symmetries of training [ours]: what a run's weights become when labels are flipped, neurons or features change
 * places, or d, m, eta and the initial weights are scaled.
 *
 * Symbols of the paper -> names here: d ambient dimension (v_k(0) = g_k / sqrt(d)), m width, eta learning rate, T0 onset of
 * activation asymmetry.
 *
 * Carried by: `symmetries/label-flip`, `/neurons`, `/features`, `/scaling`, `/width`, in decimals over whole short runs. The
 * float engines are held to the same laws in test/laws.
 */
import { exactCheck } from './exact/check.ts';
import {
  featurePermutation,
  labelFlip,
  neuronPermutation,
  scaling,
  symmetryExperiment,
  SYMMETRY_CASES,
  width,
  type Symmetry,
} from './exact/symmetries.ts';
import { sourceOf } from './hypotheses.ts';
import { defineTheorem, type Control, type ExactClaim } from './types.ts';

const claim = (
  name: string,
  title: string,
  words: string,
  latex: string,
  symmetry: Symmetry,
): ExactClaim => ({
  kind: 'exact',
  id: `symmetries/${name}`,
  title,
  mark: 'ours',
  words,
  latex,
  requiredCases: SYMMETRY_CASES,
  check: exactCheck(symmetryExperiment(symmetry)),
  runsShare: 1,
});

const twin = (of: string, name: string, words: string, symmetry: Symmetry): Control => ({
  kind: 'exact',
  id: `symmetries/${of}~${name}`,
  of: `symmetries/${of}`,
  words,
  check: exactCheck(symmetryExperiment(symmetry)),
});

export const symmetries = defineTheorem({
  id: 'symmetries',
  title: 'Exact symmetries of training',
  source: sourceOf('section 3 and Theorem 4.1; the symmetries are ours'),
  statement: {
    mark: 'ours',
    words:
      'Training commutes with flipping the labels, with permuting neurons and features, and, until the first example leaves the margin, with (d, eta, v) -> (c^2 d, eta/c, v/c) and (m, eta) -> (2m, 2 eta): the onset T0 of Theorem 4.1 depends on d, m and eta only through eta sqrt(d)/m.',
    latex: String.raw`T_0(d,\,m,\,\eta)=T_0(c^2d,\,m,\,\eta/c)=T_0(d,\,2m,\,2\eta)`,
  },
  reading: [
    {
      mark: 'ours',
      words:
        'online SGD with weight decay on explicit batches, one to four steps; eta lambda is kept when eta is scaled',
    },
    {
      mark: 'ours',
      words:
        'T0 of a neuron is the first time from which it is on for every example of one class in the run and off for every one of the other',
    },
    {
      mark: 'ours',
      words:
        'in floating point the engines keep them bit for bit as well, powers of two for the scaling law, as long as no gate or margin is within rounding of its kink (test/laws)',
    },
  ],
  notCovered: ['more than four neurons (eight when doubled), three features or four steps'],
  hypotheses: [],
  constants: [],
  claims: [
    claim(
      'label-flip',
      'Label flip',
      'With y, every a_k and the core weights negated, the weights after every step are the same with core weights negated',
      String.raw`(y,a,v_{\mathrm{core}})\mapsto(-y,-a,-v_{\mathrm{core}})`,
      labelFlip(),
    ),
    claim(
      'neurons',
      'Permutation of neurons',
      'With the neurons in another order, so are the weights after every step',
      String.raw`(a_k,v_k)\mapsto(a_{\pi(k)},v_{\pi(k)})`,
      neuronPermutation(),
    ),
    claim(
      'features',
      'Permutation of features',
      'With core features and background features in another order, so are the weights after every step',
      String.raw`(u_j,v_{kj})\mapsto(u_{\pi(j)},v_{k\pi(j)})`,
      featurePermutation(),
    ),
    claim(
      'scaling',
      'Scaling of d, eta and the weights',
      'With c^2 d for d and eta/c for eta (so v(0)/c for v(0)), the weights after every step are v/c and every gate and onset is the same, until an example leaves the margin',
      String.raw`(d,\eta,v)\mapsto(c^2d,\,\eta/c,\,v/c)`,
      scaling(),
    ),
    claim(
      'width',
      'm and eta enter as eta/m',
      'With twice the neurons and 2 eta for eta, the neurons both networks have move alike and have the same gates and onsets, until an example leaves the margin',
      String.raw`(m,\eta)\mapsto(2m,\,2\eta)`,
      width(),
    ),
  ],
  controls: [
    twin('label-flip', 'output-kept', 'the output weights keep their signs', labelFlip(false)),
    twin('neurons', 'output-kept', 'the output weights stay in their places', neuronPermutation(false)),
    twin('features', 'weights-kept', 'the initial weights stay in their places', featurePermutation(false)),
    twin('scaling', 'c-cubed', 'c^3 d for d', scaling('3')),
    twin('width', 'eta-kept', 'eta stays as it is', width(false)),
  ],
});
