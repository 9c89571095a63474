/** Deep linear networks keep their layers balanced under gradient descent (Du, Hu and Lee 2018; Arora et al. 2018). */
import {
  defineStudy,
  defineTheorem,
  exactly,
  fc,
  powerLaw,
  scalingClaim,
  twinsOf,
} from 'feature-contamination-theorems';
import { drift, loss, start, stepped } from './deepLinear.js';

const TIME = 2;
const DECAY = 0.05;

export const deepLinear = defineStudy({
  id: 'deep-linear',
  title: 'Three layers of width 4, trained for the time 2',
  sampler: fc.record({ data: fc.integer({ min: 0, max: 2 ** 31 - 1 }) }),
  samplerWords: ['normal weights of about unit norm, a normal target'],
  instance: ({ path, d0, variant }) => ({ eta: 1 / d0, ...path, decay: variant === 'main' ? 0 : DECAY }),
  hypotheses: ({ variant }) => ({ 'no-decay': variant === 'main' }),
  variants: { 'weight-decay': { field: 'decay', value: DECAY, words: 'weight decay of 0.05' } },
  measure: ({ path, d0, variant }) => {
    const decay = variant === 'main' ? 0 : DECAY;
    const first = start(path.data);
    let network = stepped(first, 1 / d0, decay);
    const oneStep = drift(first, network);
    for (let t = 1; t < TIME * d0; t++) network = stepped(network, 1 / d0, decay);
    return { eta: 1 / d0, oneStep, overTime: drift(first, network), learned: loss(network) / loss(first) };
  },
  sizeSymbol: '1/eta',
  sizes: { quick: [32, 64, 128, 256] },
});

const eta = { name: 'eta', of: (m: { readonly eta: number }) => m.eta };

const claims = [
  scalingClaim({
    id: 'balancedness/step',
    title: 'One step drifts by eta^2',
    mark: 'ours',
    words: 'the drift in the first step is proportional to eta^2',
    latex: String.raw`\bigl\|D_j(1)-D_j(0)\bigr\|_F\propto\eta^2`,
    study: deepLinear,
    quantity: 'largest drift of a layer in the first step',
    point: ({ oneStep }) => exactly(oneStep),
    variable: eta,
    law: powerLaw(2, {
      tolerance: 1e-6,
      toleranceWords:
        'the terms of order eta cancel exactly, so only rounding is left: some 1e-16 beside a drift of some 1e-5, and a slope over a factor of 8',
    }),
  }),
  scalingClaim({
    id: 'balancedness/time',
    title: 'A fixed time drifts by eta',
    mark: 'ours',
    words: 'the drift over the time 2 is proportional to eta, while the loss falls below half of its start',
    latex: String.raw`\bigl\|D_j(T/\eta)-D_j(0)\bigr\|_F\propto\eta`,
    study: deepLinear,
    quantity: 'largest drift of a layer over the time 2',
    point: ({ overTime, learned }) => (learned < 0.5 ? exactly(overTime) : { absent: 'nothing was learned' }),
    variable: eta,
    law: powerLaw(1, {
      tolerance: 0.2,
      toleranceWords:
        'ours: the term of order eta^2 beside it; in a pilot of 20 networks the slope was 1.16 at most',
    }),
  }),
];

export const balancedness = defineTheorem({
  id: 'balancedness',
  title: 'Layers stay balanced',
  statement: {
    mark: 'recalled',
    words:
      'Along the gradient flow of a deep linear network D_j = W_(j+1)^T W_(j+1) - W_j W_j^T does not change. Gradient descent with step eta changes it by O(eta^2) a step, so by O(eta) over a fixed time.',
    latex: String.raw`D_j=W_{j+1}^\top W_{j+1}-W_jW_j^\top,\qquad \frac{d}{dt}D_j=0,\qquad \|D_j(k+1)-D_j(k)\|_F=O(\eta^2)`,
  },
  source:
    'Du, Hu and Lee, Algorithmic Regularization in Learning Deep Homogeneous Models: Layers are Automatically Balanced, NeurIPS 2018; Arora, Cohen and Hazan, On the Optimization of Deep Networks, ICML 2018',
  reading: [
    {
      mark: 'ours',
      words: 'O() is read as the power itself: the constant before it is not 0 at normal weights',
    },
    { mark: 'ours', words: 'the data are white, so that the loss is that of the product of the weights' },
  ],
  notCovered: ['homogeneous activations', 'stochastic gradients'],
  hypotheses: [{ id: 'no-decay', mark: 'recalled', words: 'the gradient is that of the loss alone' }],
  claims,
  controls: twinsOf(claims, 'weight-decay', 'weight decay: D_j decays at the rate 2 lambda, whatever eta is'),
});
