/**
 * Theorem 4.1 (Activation asymmetry). Neurons come to activate for one class and not for the other.
 *
 * Symbols of the paper -> names here: d0 features, m width, eta learning rate, d ambient dimension,
 * P_k(y) = Pr[<w_k, x> >= 0 | y] activation rate of neuron k for class y, y also the sign of a_k,
 * t step, s = t eta d0/m. T0 = C ln(d0) m/(eta sqrt d), C = ONSET_CONSTANT.
 *
 * Carried by: `thm-4.1/asymmetry`. Not covered: see `notCovered`.
 */
import { boundedBy, withinConstants } from './events.ts';
import { HYPOTHESES, sourceOf } from './hypotheses.ts';
import { defineTheorem } from './types.ts';

export const thm41 = defineTheorem({
  id: 'thm-4.1',
  title: 'Activation asymmetry',
  source: sourceOf('Theorem 4.1'),
  statement: {
    mark: 'recalled',
    words:
      'For every learning rate eta <= 1/poly(d0) and every label y there is T0 = Theta~(m/(eta sqrt d)) such that with high probability, for every t >= T0, there are Theta(m) neurons whose weights satisfy: they activate on a share 1 - O(d0^(-1/2)) of the examples of class y and on a share o(1) of the other class. (Stated by the paper up to "satisfy:", the rest recalled.)',
    latex: String.raw`\forall y\;\exists T_0=\tilde\Theta\!\left(\tfrac{m}{\eta\sqrt d}\right):\ \text{w.h.p. } \forall t\ge T_0,\ \Theta(m)\ \text{neurons have}\ \Pr_{x\mid y}[\langle w_k^{(t)},x\rangle\ge 0]=1-O(d_0^{-1/2}),\ \Pr_{x\mid -y}[\langle w_k^{(t)},x\rangle\ge 0]=o(1)`,
  },
  reading: [
    {
      mark: 'ours',
      words:
        'T0 is read as 4 ln(d0) m/(eta sqrt d); "every t >= T0" as every geometric checkpoint s in {1.25, 2.5, 5, 10, 20, 40} past it',
    },
    {
      mark: 'ours',
      words:
        'Theta(m): for each sign of y, at least half of all neurons of that sign meet both conditions at once; up to a quarter of the neurons start inactive on both classes and never move',
    },
    { mark: 'ours', words: 'o(1) is read as 2 c d0^(-1/2) with the same c, at every size' },
    { mark: 'ours', words: 'activation rates are counted on 1024 fresh examples of each class' },
  ],
  notCovered: [
    'that T0 is also a lower bound (it is an upper bound on the onset)',
    'how the onset scales with d0: it lies before the first checkpoint, s = 1.25, at every size, so there is nothing to interpolate',
    'how fast P_k(-y) tends to 0: at unequal feature counts it is below what 1024 examples show, and equal counts are too few of the draws',
    'times beyond s = 40',
  ],
  hypotheses: HYPOTHESES,
  constants: boundedBy('asymmetry'),
  claims: [
    {
      kind: 'withHighProbability',
      id: 'thm-4.1/asymmetry',
      title: 'Neurons of either sign activate for their own class only, from T0 on',
      mark: 'ours',
      words:
        'For each sign of y and each checkpoint past T0, at least half of the neurons of that sign have both P_k(y) >= 1 - c d0^(-1/2) and P_k(-y) <= 2 c d0^(-1/2)',
      latex: String.raw`P_k(y)\ge 1-c\,d_0^{-1/2},\qquad P_k(-y)\le 2c\,d_0^{-1/2}`,
      study: 'relu',
      requiredCases: ['y=+1', 'y=-1', 's=10', 's=20', 's=40'],
      event: withinConstants('asymmetry'),
    },
  ],
  controls: [
    {
      kind: 'withHighProbability',
      id: 'thm-4.1/asymmetry~random-labels',
      of: 'thm-4.1/asymmetry',
      variant: 'random-labels',
      words: 'labels independent of the features: nothing makes a neuron prefer a class',
    },
    {
      kind: 'withHighProbability',
      id: 'thm-4.1/asymmetry~no-core',
      of: 'thm-4.1/asymmetry',
      variant: 'no-core',
      words: 'no core features: the classes look alike',
    },
  ],
});
