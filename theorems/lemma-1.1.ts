/**
 * Lemma 1.1 (Gradient). The closed form of the gradient of the hinge loss in the first-layer weights.
 *
 * Symbols of the paper -> names here: w_k first-layer weights of neuron k, a_k = +-1/m its output weight, h(x) the
 * network, y the label, l the hinge loss.
 *
 * Carried by: `lemma-1.1/gradient`, at zero tolerance in decimals. Not covered: see `notCovered`.
 */
import { LEMMA, type Formula } from '../sim/exact/network.ts';
import { exactCheck } from './exact/check.ts';
import { ONE_EXAMPLE_CASES, oneExampleExperiment } from './exact/oneExample/examine.ts';
import { sourceOf } from './hypotheses.ts';
import { defineTheorem, type Control } from './types.ts';

/** The claim with one part of the formula replaced. */
const twin = (name: string, words: string, change: Partial<Formula>): Control => ({
  kind: 'exact',
  id: `lemma-1.1/gradient~${name}`,
  of: 'lemma-1.1/gradient',
  words,
  check: exactCheck(oneExampleExperiment({ ...LEMMA, ...change })),
});

export const lemma11 = defineTheorem({
  id: 'lemma-1.1',
  title: 'Gradient of the hinge loss',
  source: sourceOf('Lemma 1.1 (appendix)'),
  statement: {
    mark: 'recalled',
    words:
      'For every example (x, y) and every neuron k, the gradient of the hinge loss in w_k is -a_k y 1[y h(x) <= 1] 1[<w_k, x> >= 0] x.',
    latex: String.raw`\nabla_{w_k}\ell(h(x),y)=-a_k\,y\,\mathbf 1[y\,h(x)\le 1]\,\mathbf 1[\langle w_k,x\rangle\ge 0]\,x`,
  },
  reading: [
    {
      mark: 'ours',
      words:
        'along any direction the loss is piecewise linear in w_k, so between two kinks the symmetric difference quotient equals the derivative: in decimals with enough digits this is an equality without tolerance',
    },
    {
      mark: 'ours',
      words:
        'at a single kink (<w_k, x> = 0 or y h(x) = 1), and at both together when y a_k < 0, the formula must lie between the one-sided derivatives; both the weak inequalities written here and the strict ones do (see the tallies)',
    },
    {
      mark: 'ours',
      words:
        'at both kinks together with y a_k > 0 the loss is 0 for every small change of w_k alone: the strict inequalities (in either indicator) give that derivative, the weak ones do not lie between; they give the limit of the gradients at nearby networks where another neuron first lowers y h, and that limit is what is tested',
    },
    {
      mark: 'ours',
      words: 'where 1/m is not a finite decimal (m = 3), the lemma is tested for m times the loss',
    },
  ],
  notCovered: ['more than four neurons or three coordinates', 'activations other than ReLU'],
  hypotheses: [],
  constants: [],
  claims: [
    {
      kind: 'exact',
      id: 'lemma-1.1/gradient',
      title: 'The formula is the derivative, and a subgradient at the kinks',
      mark: 'recalled',
      words:
        'Between kinks the symmetric difference quotient of the loss equals the formula, along every coordinate and a drawn direction; at kinks the formula lies between the one-sided derivatives, or is the limit of joint gradients where y a_k > 0 at both kinks together',
      latex: String.raw`\frac{\ell(w_k+\varepsilon u)-\ell(w_k-\varepsilon u)}{2\varepsilon}=\langle-a_k\,y\,\mathbf 1[y\,h(x)\le 1]\,\mathbf 1[\langle w_k,x\rangle\ge 0]\,x,\,u\rangle`,
      requiredCases: ONE_EXAMPLE_CASES,
      check: exactCheck(oneExampleExperiment()),
      runsShare: 1,
    },
  ],
  controls: [
    twin('activation-dropped', 'the indicator of activation is left out', { active: () => true }),
    twin('label-dropped', 'the factor y is left out', { label: () => 1 }),
    twin('hinge-reversed', 'the indicator of the margin is reversed: y h(x) >= 1', {
      margin: (yh, target) => yh.gte(target),
    }),
  ],
});
