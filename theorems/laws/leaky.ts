/**
 * The laws with a slope a of the activation below 0, phi(p) = max(p, a p): how much of the background a neuron learns, from ReLU to
 * the linear network. All ours; the derivation is docs/theory/limit-path.md.
 */
import type { Theorem } from '../types.ts';
import { CONTAMINATION, FEATURES, LIVE, RISKS, SHIFT, WRONG_RATE } from './alike.ts';
import { lawTheorem } from './lawTheorem.ts';
import { leakyBalanceStudy, leakyDecayStudy, leakyPathStudy } from './studies.ts';

const NO_SLOPE = ['no-slope', 'the prediction of ReLU'] as const;

const lawLeakyPath = lawTheorem({
  id: 'law-leaky-path',
  title: 'With a slope below 0 a training run lies on its limit path',
  statement: {
    mark: 'ours',
    words:
      'Whole runs of a wide network with a slope below 0 lie on the limit path of that slope: risks, rates, what is learned of core and background, and the spread of the output.',
    latex: String.raw`\phi(p)=\max(p,ap):\quad\left|q_{m,N,d_0}(s)-q_\infty(s;a)\right|\le \tau_q(s)`,
  },
  reading: [],
  notCovered: ['skewed strengths', 'unequal numbers of signs', 'ratios above 2', 'slopes above 1/2'],
  study: leakyPathStudy,
  requiredCases: ['R < rho'],
  laws: [
    {
      ...RISKS,
      latex: String.raw`|R_{\mathrm{ID}}(s)-R_{\mathrm{ID}}^\infty(s;a)|\le\tau,\quad |R_{\mathrm{OOD}}(s)-R_{\mathrm{OOD}}^\infty(s;a)|\le\tau`,
      twin: NO_SLOPE,
    },
    {
      ...FEATURES,
      latex: String.raw`|p-p^\infty|\le\tau,\quad |B/C-(B/C)^\infty|\le\tau`,
      twin: NO_SLOPE,
    },
  ],
});

const lawLeakyBalance = lawTheorem({
  id: 'law-leaky-balance',
  title: 'A slope below 0 moves the edge of Theorem 4.1 to rho = (1 + a)/(1 - a)',
  statement: {
    mark: 'ours',
    words:
      'While every example is in the margin and R is above rho, a live neuron is at balance with its wrong class: in the limit background over core is 1, p = (R - rho)/(R + 1), and the shift leaves the share a of the output. At finite d0 p solves one equation in the moments of the strengths, and the rest follows.',
    latex: String.raw`R>\rho=\frac{1+a}{1-a}:\qquad \frac BC\to1,\quad p\to\frac{R-\rho}{R+1},\quad \frac{\mathbb E_{\mathrm{OOD}}[yh]}{\mathbb E_{\mathrm{ID}}[yh]}\to a`,
  },
  reading: [
    LIVE,
    {
      mark: 'ours',
      words:
        'held against the equation at the instance’s own moments, S q + (1 - a) [((1 - q) T_bg^2 - (1 + q) T_core^2)/sqrt W] phi(x) = x sqrt W + S_bg - S_core with q = a + (1 - a) p, and not against its limit',
    },
  ],
  notCovered: [
    'R below rho, where background over core tends to R/rho: law-leaky-path',
    'what happens after the margin: law-leaky-path',
  ],
  study: leakyBalanceStudy,
  requiredCases: ['R >= rho'],
  laws: [
    {
      ...WRONG_RATE,
      latex: String.raw`|\hat p-p|\le 1/d_0+4\,\mathrm{se}`,
      twin: NO_SLOPE,
    },
    {
      ...CONTAMINATION,
      latex: String.raw`\left|\frac{\hat B}{\hat C}-\frac BC\right|\le 1/d_0+4\,\mathrm{se}`,
      twin: ['limit-values', 'the limit 1 above rho: off by d0^(-1/2), not by 1/d0'],
    },
    {
      ...SHIFT,
      latex: String.raw`\left|\frac{\hat{\mathbb E}_{\mathrm{OOD}}[yh]}{\hat{\mathbb E}_{\mathrm{ID}}[yh]}-\frac{\mathbb E_{\mathrm{OOD}}[yh]}{\mathbb E_{\mathrm{ID}}[yh]}\right|\le 1/d_0+4\,\mathrm{se}`,
      twin: NO_SLOPE,
    },
  ],
});

const lawLeakyDecay = lawTheorem({
  id: 'law-leaky-decay',
  title: 'A slope below 0 moves the decay that a network can bear',
  statement: {
    mark: 'ours',
    words:
      'With R < rho and weight decay kappa above kappa* = [(1 + a)^2 S_core + (1 - a)^2 S_bg]/(4 d0), the ID risk tends to 1 - kappa*/kappa.',
    latex: String.raw`\kappa>\kappa^*=\frac{(1+a)^2S_{\mathrm{core}}+(1-a)^2S_{\mathrm{bg}}}{4d_0}:\qquad R_{\mathrm{ID}}\to 1-\frac{\kappa^*}{\kappa}`,
  },
  reading: [
    { mark: 'ours', words: 'with a slope every neuron joins its class, so none is left out of kappa*' },
  ],
  notCovered: ['R > rho', 'kappa within half of kappa*, where some examples leave the margin'],
  study: leakyDecayStudy,
  requiredCases: ['R < rho'],
  laws: [
    {
      name: 'id-risk',
      title: 'The ID risk under decay',
      words: 'R_ID is within 1/d0 and noise of 1 - kappa*/kappa',
      latex: String.raw`\left|R_{\mathrm{ID}}-\left(1-\frac{\kappa^*}{\kappa}\right)\right|\le 1/d_0+4\,\mathrm{se}`,
      quantities: ['idRisk'],
      twin: NO_SLOPE,
    },
  ],
});

export const LEAKY_LAWS: readonly Theorem[] = [lawLeakyPath, lawLeakyBalance, lawLeakyDecay];
