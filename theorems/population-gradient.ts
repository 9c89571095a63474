/**
 * The population gradient along one feature [ours]: core features collect the sum of two class terms, background
 * features their difference.
 *
 * Symbols of the paper -> names here: w_k first-layer weights, a_k = +-1/m, m_j the dictionary vector of feature j,
 * u_j its strength, T_kj(y) = E[u_j 1[<w_k, x> >= 0] 1[y h(x) <= 1] | y].
 *
 * Carried by: `population-gradient/core` and `/background`, by complete enumeration in decimals.
 */
import {
  PROJECTION,
  PROJECTION_CASES,
  projectionCheck,
  type ProjectionFormula,
} from './exact/projections.ts';
import { sourceOf } from './hypotheses.ts';
import { defineTheorem, type Control, type ExactClaim } from './types.ts';

const claim = (which: 'core' | 'background', combined: string, latexSign: string): ExactClaim => ({
  kind: 'exact',
  id: `population-gradient/${which}`,
  title: `Along a ${which} feature: ${combined} of the class terms`,
  mark: 'ours',
  words: `For every neuron and every ${which} feature, the derivative of the enumerated population risk equals the closed formula: a_k/2 times the ${combined} of the class terms`,
  latex: String.raw`-\langle\nabla_{w_k}\mathbb E\,\ell,m_j\rangle=\tfrac{a_k}{2}\bigl(T_{kj}(+1)${latexSign}T_{kj}(-1)\bigr)`,
  requiredCases: PROJECTION_CASES,
  check: projectionCheck(which),
  runsShare: 1,
});

const twin = (
  which: 'core' | 'background',
  name: string,
  words: string,
  change: Partial<ProjectionFormula>,
): Control => ({
  kind: 'exact',
  id: `population-gradient/${which}~${name}`,
  of: `population-gradient/${which}`,
  words,
  check: projectionCheck(which, { ...PROJECTION, ...change }),
});

export const populationGradient = defineTheorem({
  id: 'population-gradient',
  title: 'Population gradient along a feature',
  source: sourceOf('section 4 and the proof of Lemma 1.1 (appendix); the formulas are ours'),
  statement: {
    mark: 'ours',
    words:
      'The expected gradient of neuron k along feature j is a_k/2 times the sum (core) or the difference (background) of the two class terms T_kj(y): the mean strength of feature j over the examples of class y that activate the neuron and are within the margin.',
    latex: String.raw`-\langle\nabla_{w_k}\mathbb E\,\ell,m_j\rangle=\tfrac{a_k}{2}\bigl(T_{kj}(+1)\pm T_{kj}(-1)\bigr),\quad T_{kj}(y)=\mathbb E\bigl[u_j\,\mathbf 1[\langle w_k,x\rangle\ge 0]\,\mathbf 1[y\,h(x)\le 1]\,\big|\,y\bigr]`,
  },
  reading: [
    {
      mark: 'ours',
      words:
        'features take finitely many values, so that expectations are finite sums, written out in full; the derivative is a difference quotient of that sum, exact because no outcome meets a kink within the step',
    },
    {
      mark: 'ours',
      words: 'tested for m times the loss, so that 1/m need not be a finite decimal',
    },
  ],
  notCovered: ['continuous strengths', 'networks with an outcome of positive probability exactly on a kink'],
  hypotheses: [],
  constants: [],
  claims: [claim('core', 'the sum', '+'), claim('background', 'the difference', '-')],
  controls: [
    twin('core', 'minus-for-plus', 'the class terms are subtracted, as for a background feature', {
      core: -1,
    }),
    twin('core', 'hinge-reversed', 'the indicator of the margin is reversed: y h(x) >= 1', {
      margin: (yh, target) => yh.gte(target),
    }),
    twin('background', 'plus-for-minus', 'the class terms are added, as for a core feature', {
      background: 1,
    }),
    twin('background', 'activation-dropped', 'the indicator of activation is left out', {
      active: () => true,
    }),
  ],
});
