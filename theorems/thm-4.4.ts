/**
 * Theorem 4.4 (Linear networks). With the identity for ReLU background features are not learned.
 *
 * Symbols of the paper -> names here: <w_k, m_j> the weight of neuron k on feature j, d ambient dimension.
 *
 * Carried by: `thm-4.4/background-weight-bound`; `thm-4.4/ood-risk-bound` is the remark that follows it;
 * along ladders `thm-4.4/background-weight-exponent` and `thm-4.4/risks-exponent`.
 * The exponent is that of the learned part, w(T1) less what decay left of w(0): the initial weights scale like 1/sqrt d in every network.
 * In real arithmetic v_k(t) = D_t v_k(0) + sign(a_k) q_t: one scalar and one vector for all neurons, so
 * "every k" rests on dBackground trained numbers and the initial weights [ours].
 */
import { boundedBy, withinConstants } from './events.ts';
import { bothRisksPoint, D, D0, EVERY_PATH, lastTime, learnedBackgroundPoint } from './ladders.ts';
import { HYPOTHESES, sourceOf } from './hypotheses.ts';
import { largeBatchStudy, linearStudy } from './studies/network/study.ts';
import { defineTheorem, probabilityClaim, scalingClaim } from './types.ts';

export const thm44 = defineTheorem({
  id: 'thm-4.4',
  title: 'Linear networks',
  source: sourceOf('Theorem 4.4'),
  statement: {
    mark: 'recalled',
    words:
      'Replace ReLU by the identity, all else as in Theorem 4.2. With high probability |<w_k^(T1), m_j>| <= O~(1/sqrt d) for every k and every background j.',
    latex: String.raw`\varphi=\mathrm{id}:\quad \text{w.h.p. } \bigl|\langle w_k^{(T_1)},m_j\rangle\bigr|\le\tilde O\!\left(\tfrac1{\sqrt d}\right)\quad\forall k\in[m],\ j\in S_{\mathrm{bg}}`,
  },
  reading: [
    {
      mark: 'ours',
      words:
        'O~(1/sqrt d) is read as c sqrt(2 ln(m dBackground))/sqrt d: the scale of the largest of m dBackground initial weights',
    },
    {
      mark: 'ours',
      words:
        'an untrained network meets the bound, so the claim also asks that the core was learned in the same network',
    },
    {
      mark: 'ours',
      words:
        'how the weights scale is read off what was learned, the weight at T1 less what decay left of the initial one: the initial weights alone scale like 1/sqrt d, trained or not. A linear network learns of the background what the noise of its batches leaves, of order sqrt(h s/N)/d0: with N at its floor of 256 this is d0^-1, and only a batch that grows like d/d0^2 makes it O(1/sqrt d); so this claim has such batches',
    },
    {
      mark: 'ours',
      words:
        'the paper remarks that the OOD risk is then small; from the weight bound alone follows |R_OOD - R_ID| <= O~(d0/sqrt d)',
    },
    {
      mark: 'ours',
      words:
        'that both risks fall is asked of their sum: each is at most the sum, and the sum stays away from 0 where single Monte Carlo risks do not',
    },
  ],
  notCovered: [
    'batches too small for d: at fixed N the background weights of a linear network random-walk above 1/sqrt d',
  ],
  hypotheses: HYPOTHESES,
  constants: boundedBy('linearBackground', 'linearCore', 'linearOodRisk'),
  claims: [
    probabilityClaim({
      id: 'thm-4.4/background-weight-bound',
      title: 'No background weight grows',
      mark: 'ours',
      words:
        'At s = 40, max |<w_k, m_j>| sqrt(d) over all neurons and background features is at most c sqrt(2 ln(m dBackground)), while 55 % of the neurons of either sign have core correlation of at least c7',
      latex: String.raw`\max_{k,\,j\in S_{\mathrm{bg}}}|\langle w_k,m_j\rangle|\le c\,\sqrt{2\ln(m\,d_{\mathrm{bg}})}\,/\sqrt d`,
      study: linearStudy,
      requiredCases: ['y=+1', 'y=-1', 's=40'],
      event: withinConstants('linearBackground', 'linearCore'),
    }),
    probabilityClaim({
      id: 'thm-4.4/ood-risk-bound',
      title: 'The OOD risk is small',
      mark: 'ours',
      words: 'At s = 40, R_OOD <= c d0^(-1/2)',
      latex: String.raw`R_{\mathrm{OOD}}\le c\,d_0^{-1/2}`,
      study: linearStudy,
      requiredCases: ['y=+1', 'y=-1', 's=40'],
      event: withinConstants('linearOodRisk'),
    }),
    scalingClaim({
      id: 'thm-4.4/background-weight-exponent',
      title: 'What is learned of the background shrinks at least like 1/sqrt d',
      mark: 'ours',
      words:
        'With N in proportion to d/d0^2, at s = 40, in a network that learned the core, the root mean square over neurons and background features of <w_k, m_j> less what decay left of its initial value falls with d at least as fast as d^(-1/2)',
      latex: String.raw`\Bigl(\operatorname*{mean}_{k,\,j\in S_{\mathrm{bg}}}\langle w_k^{(T_1)}-(1-\eta\lambda)^{T_1}w_k^{(0)},m_j\rangle^2\Bigr)^{1/2}\le\tilde O\bigl(d^{-1/2}\bigr)`,
      study: largeBatchStudy,
      requiredCases: ['s=40', 'slope'],
      quantity: 'root mean square of what was learned of the background by s = 40',
      point: learnedBackgroundPoint,
      variable: D,
      rungCases: lastTime,
      path: EVERY_PATH,
      law: {
        kind: 'exponent',
        exponent: -1 / 2,
        sides: 'upper',
        band: [0, 0],
        // Half of 1/2 - 8/22: see the words.
        tolerance: 3 / 44,
        toleranceWords:
          'half-way to a network that learns the background: weights of order 1/d0 are d^(-8/22) where d = d0^(22/8), the smallest power drawn, so the tolerance is (1/2 - 8/22)/2; a mean square over many features has no logarithm, so no log power is left open',
      },
    }),
    scalingClaim({
      id: 'thm-4.4/risks-exponent',
      title: 'ID and OOD risk tend to 0 together',
      mark: 'ours',
      words:
        'At s = 40, ln(R_ID + R_OOD) falls along a ladder faster in ln d0 than one power of the logarithm would, and at the two largest sizes the sum is not above what the smaller half predicts',
      latex: String.raw`\frac{\Delta\ln(R_{\mathrm{ID}}+R_{\mathrm{OOD}})}{\Delta\ln d_0}<-k,\qquad k=\frac{\Delta\ln\ln d_0}{\Delta\ln d_0}`,
      study: linearStudy,
      requiredCases: ['s=40', 'slope', 'hold-out'],
      quantity: 'R_ID (progressive validation) + R_OOD at s = 40',
      point: bothRisksPoint,
      variable: D0,
      rungCases: lastTime,
      path: EVERY_PATH,
      law: { kind: 'falls', logPower: 1 },
    }),
  ],
  controls: [
    {
      kind: 'withHighProbability',
      id: 'thm-4.4/background-weight-bound~relu',
      of: 'thm-4.4/background-weight-bound',
      variant: 'relu',
      words: 'ReLU instead of the identity: background weights grow',
    },
    {
      kind: 'withHighProbability',
      id: 'thm-4.4/ood-risk-bound~relu',
      of: 'thm-4.4/ood-risk-bound',
      variant: 'relu',
      words: 'ReLU instead of the identity: the OOD risk stays of order one',
    },
    {
      kind: 'scaling',
      id: 'thm-4.4/background-weight-exponent~relu',
      of: 'thm-4.4/background-weight-exponent',
      variant: 'relu',
      words: 'ReLU instead of the identity: what is learned of the background is of order 1/d0',
    },
    {
      kind: 'scaling',
      id: 'thm-4.4/risks-exponent~relu',
      of: 'thm-4.4/risks-exponent',
      variant: 'relu',
      words: 'ReLU instead of the identity: the OOD risk stays of order one',
    },
  ],
});
