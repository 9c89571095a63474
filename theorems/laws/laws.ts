/**
 * Laws beyond the paper: what the limit path says of the very network that is trained, with no constant fitted. All of them are
 * ours; the derivation is docs/theory/limit-path.md.
 *
 * Symbols of the derivation -> names: p wrongRate, B/C contamination, R_ID idRisk, R_OOD oodRisk, kappa* kappaStar.
 */
import type { Theorem } from '../types.ts';
import { CONTAMINATION, FEATURES, LIVE, RISKS, SHIFT, WRONG_RATE } from './alike.ts';
import { lawTheorem } from './lawTheorem.ts';
import { LEAKY_LAWS } from './leaky.ts';
import { balanceStudy, decayStudy, pathStudy } from './studies.ts';

export const lawPath = lawTheorem({
  id: 'law-path',
  title: 'A training run lies on the limit path',
  statement: {
    mark: 'ours',
    words:
      'Whole runs of a wide network on large batches lie on a path that is computed from the instance alone: risks, rates, what is learned of core and background, and the spread of the output.',
    latex: String.raw`\left|q_{m,N,d_0}(s)-q_\infty(s)\right|\le \tau_q(s)\quad\text{for } q\in\{R_{\mathrm{ID}},R_{\mathrm{OOD}},p,B/C,\operatorname{sd}(yh)\}`,
  },
  reading: [],
  notCovered: [
    'skewed strengths',
    'a slope below 0: law-leaky-path',
    'unequal numbers of signs',
    'ratios above 2',
  ],
  study: pathStudy,
  requiredCases: ['R < 1', 'R >= 1'],
  laws: [
    {
      ...RISKS,
      latex: String.raw`|R_{\mathrm{ID}}(s)-R_{\mathrm{ID}}^\infty(s)|\le\tau,\quad |R_{\mathrm{OOD}}(s)-R_{\mathrm{OOD}}^\infty(s)|\le\tau`,
      twin: ['quieter', 'strengths that vary a quarter as much: the margin is left later'],
    },
    {
      ...FEATURES,
      latex: String.raw`|p-p^\infty|\le\tau,\quad |B/C-(B/C)^\infty|\le\tau`,
      twin: ['background-louder', 'background strengths a quarter larger: more is learned of it'],
    },
    {
      name: 'output',
      title: 'The spread of the output lies on the path',
      words: 'the standard deviation of y h around its class mean is within its tolerance of the path',
      latex: String.raw`|\operatorname{sd}(yh)-\operatorname{sd}^\infty(yh)|\le\tau`,
      quantities: ['deviation'],
      twin: ['quieter', 'strengths that vary a quarter as much'],
    },
  ],
});

export const lawBalance = lawTheorem({
  id: 'law-balance',
  title: 'Before the margin a neuron is at balance with its wrong class',
  statement: {
    mark: 'ours',
    words:
      'While every example is in the margin, the rate p of a live neuron on its wrong class is the solution of one equation in the moments of the strengths; background over core and the output out of distribution follow from it.',
    latex: String.raw`p=\Phi(-x),\quad Sp+\frac{(1-p)T_{\mathrm{bg}}^2-(1+p)T_{\mathrm{core}}^2}{\sqrt W}\varphi(x)=x\sqrt W+S_{\mathrm{bg}}-S_{\mathrm{core}},\quad W=(1+p)^2T_{\mathrm{core}}^2+(1-p)^2T_{\mathrm{bg}}^2`,
  },
  reading: [LIVE],
  notCovered: [
    'R < 1, where p is exponentially small and not that of a Gaussian',
    'what happens after the margin: law-path',
  ],
  study: balanceStudy,
  requiredCases: ['R >= 1'],
  laws: [
    {
      ...WRONG_RATE,
      latex: String.raw`|\hat p-p|\le 1/d_0+4\,\mathrm{se}`,
      twin: ['background-louder', 'background strengths a quarter larger'],
    },
    {
      ...CONTAMINATION,
      latex: String.raw`\left|\frac{\hat B}{\hat C}-\frac BC\right|\le 1/d_0+4\,\mathrm{se},\qquad C-B=x\sqrt W`,
      twin: ['limit-values', 'the limit 1 of R >= 1: off by d0^(-1/2), not by 1/d0'],
    },
    {
      ...SHIFT,
      latex: String.raw`\frac{\mathbb E_{\mathrm{OOD}}[yh]}{\mathbb E_{\mathrm{ID}}[yh]}=\frac{\sqrt W(\varphi(x)+x\Phi(x))}{B+C-\sqrt W(\varphi(x)-x\Phi(-x))}`,
      twin: ['limit-values', 'the limit 0 of R >= 1: off by d0^(-1/2), not by 1/d0'],
    },
  ],
});

export const lawDecay = lawTheorem({
  id: 'law-decay',
  title: 'Decay above kappa* holds the network short of the margin',
  statement: {
    mark: 'ours',
    words:
      'With R < 1 and weight decay kappa above kappa* = S/(4 d0), the mean output settles at kappa*/kappa, so the ID risk tends to 1 - kappa*/kappa.',
    latex: String.raw`\kappa>\kappa^*=\frac{S}{4d_0}:\qquad R_{\mathrm{ID}}\to 1-\frac{\kappa^*}{\kappa}`,
  },
  reading: [
    {
      mark: 'ours',
      words: 'neurons that are not live add nothing: kappa* is taken times the share of live neurons',
    },
  ],
  notCovered: ['R > 1', 'kappa within half of kappa*, where some examples leave the margin'],
  study: decayStudy,
  requiredCases: ['R < 1'],
  laws: [
    {
      name: 'id-risk',
      title: 'The ID risk under decay',
      words: 'R_ID is within 1/d0 and noise of 1 - (live share) kappa*/kappa',
      latex: String.raw`\left|R_{\mathrm{ID}}-\left(1-\ell\,\frac{\kappa^*}{\kappa}\right)\right|\le 1/d_0+4\,\mathrm{se}`,
      quantities: ['idRisk'],
      twin: ['core-alone', 'kappa* without the background: the network would be linear in the core'],
    },
  ],
});

export const LAWS: readonly Theorem[] = [lawPath, lawBalance, lawDecay, ...LEAKY_LAWS];
