/**
 * Theorem 4.1 (Activation asymmetry). Neurons come to activate for one class and not for the other.
 *
 * Symbols of the paper -> names here: d0 features, m width, eta learning rate, d ambient dimension,
 * P_k(y) = Pr[<w_k, x> >= 0 | y] activation rate of neuron k for class y, y also the sign of a_k,
 * t step, s = t eta d0/m. T0 = C ln(d0) m/(eta sqrt d), C = ONSET_CONSTANT.
 *
 * Carried by: `thm-4.1/asymmetry`, along ladders `thm-4.1/onset-d0`, `thm-4.1/onset-weaker`, `thm-4.1/onset-equal`
 * and `thm-4.1/wrong-class-rate`. The exponents of T0 in d,
 * m and eta are identities of the step: `symmetries/scaling` and `symmetries/width`.
 */
import { boundedBy, withinConstants } from './events.ts';
import { HYPOTHESES, sourceOf } from './hypotheses.ts';
import {
  allTimes,
  D0,
  EQUAL,
  EVERY_PATH,
  HALF_LOG,
  lastOnsetTime,
  onsetPoint,
  plainOnsetPoint,
  WEAKER,
  wrongClassPoint,
} from './ladders.ts';
import { betweenRemark } from './between.ts';
import { balancedStudy, reluStudy } from './studies/network/study.ts';
import { LAST_TIME } from './studies/onset/instance.ts';
import { onsetStudy } from './studies/onset/study.ts';
import { defineTheorem, probabilityClaim, remarkOn, scalingClaim } from './types.ts';

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
        'T0 is read as 4 ln(d0) m/(eta sqrt d); "every t >= T0" as every geometric checkpoint s in {1.25, 2.5, 5, 10, 20, 40} past it and every 1/8 of a doubling between them, and in one network of 32 as every step',
    },
    {
      mark: 'ours',
      words:
        'Theta(m): for each sign of y, at least half of all neurons of that sign meet both conditions at once; up to a quarter of the neurons start inactive on both classes and never move',
    },
    {
      mark: 'ours',
      words:
        'o(1) is read as 2 c sqrt(ln d0/d0) with the same c, at every size. Where core and background are equally strong (R = 1) P_k(-y) falls no faster: a neuron keeps the background below the core by what it activates on the other class, which gives P_k(-y) = Phi(-z) = z T/(2 S), T^2 = sum mu_j^2 sigma_j^2, S = sum_core mu_j^2; T/S is of order d0^(-1/2), so z is of order sqrt(ln d0)',
    },
    {
      mark: 'ours',
      words:
        'how T0 scales is read off the time from which on half of the neurons of either sign are asymmetric, at a step small beside it; T0 bounds it from above, so a smaller exponent is a finding and no failure',
    },
    {
      mark: 'ours',
      words:
        'where R = S_bg/S_core is bounded below 1 the onset is earlier than T0 by sqrt(d0): what a neuron activates on the other class falls by (S_core - S_bg) s/(2 d0), against an initial spread of order sqrt(d0/d), so s is of order sqrt(d0/d) up to logarithms. At R = 1 nothing drives the two apart but what is activated on the other class, which must fall to order d0^(-1/2); this takes s of order d0/sqrt(d), which is T0. Both are claims of their own. On the sizes of a profile the two laws differ by less than the logarithms that they leave open, so neither claim refutes the other law; initial weights of variance d0/d refute both',
    },
    {
      mark: 'ours',
      words:
        'how P_k(-y) falls is read off where it is largest, at equal numbers of core and background features; 1/ln d0 is o(1) as well, so half a log power is all that is asked beyond staying put; an average of a few rates tends to 0 exactly when each does, and is less noisy than their largest',
    },
    { mark: 'ours', words: 'activation rates are counted on 1024 fresh examples of each class' },
  ],
  notCovered: [
    'that T0 is also a lower bound (it is an upper bound on the onset)',
    'how fast P_k(-y) tends to 0 at unequal feature counts, where it is below what 1024 examples show',
    'times beyond s = 40',
  ],
  hypotheses: HYPOTHESES,
  constants: boundedBy('asymmetry'),
  remark: remarkOn(reluStudy, betweenRemark),
  identities: [
    {
      quantity: 'onset T₀ of Theorem 4.1 in d',
      exponent: '−1/2',
      why: 'd → c²d, η → η/c, v → v/c leaves every gate unchanged until the first example leaves the margin',
      claim: 'symmetries/scaling',
    },
    {
      quantity: 'onset T₀ of Theorem 4.1 in m',
      exponent: '1',
      why: 'm and η enter as η/m only',
      claim: 'symmetries/width',
    },
    {
      quantity: 'onset T₀ of Theorem 4.1 in η',
      exponent: '−1',
      why: 'm and η enter as η/m only',
      claim: 'symmetries/width',
    },
  ],
  claims: [
    probabilityClaim({
      id: 'thm-4.1/asymmetry',
      title: 'Neurons of either sign activate for their own class only, from T0 on',
      mark: 'ours',
      words:
        'For each sign of y, at each checkpoint past T0 and every 1/8 of a doubling between them, at least half of the neurons of that sign have both P_k(y) >= 1 - c d0^(-1/2) and P_k(-y) <= 2 c sqrt(ln d0/d0)',
      latex: String.raw`P_k(y)\ge 1-c\,d_0^{-1/2},\qquad P_k(-y)\le 2c\,\sqrt{\ln d_0/d_0}`,
      study: reluStudy,
      requiredCases: ['y=+1', 'y=-1', 's=10', 's=20', 's=40', 'between checkpoints'],
      event: withinConstants('asymmetry'),
    }),
    scalingClaim({
      id: 'thm-4.1/onset-d0',
      title: 'Asymmetry sets in no later than m/(eta sqrt d)',
      mark: 'ours',
      words:
        'T0 eta sqrt(d)/m, T0 the first step from which on half of the neurons of either sign are asymmetric, grows with d0 no faster than one power of ln d0',
      latex: String.raw`T_0\,\eta\sqrt d/m\le\tilde O(1)`,
      study: onsetStudy,
      requiredCases: [`r=${LAST_TIME}`, 'slope'],
      quantity: 'T0 eta sqrt(d)/m, interpolated between checkpoints',
      point: onsetPoint,
      variable: D0,
      rungCases: lastOnsetTime,
      path: EVERY_PATH,
      law: { kind: 'exponent', exponent: 0, sides: 'upper', band: [0, 1], ...HALF_LOG },
    }),
    scalingClaim({
      id: 'thm-4.1/onset-weaker',
      title: 'Asymmetry sets in earlier where the background is weaker',
      mark: 'ours',
      words:
        'On paths with R <= 1/2, T0 eta sqrt(d)/m scales with d0 to the power -1/2, up to one power of ln d0',
      latex: String.raw`R\le\tfrac12:\quad T_0\,\eta\sqrt d/m\propto d_0^{-1/2}\,(\ln d_0)^{[0,1]}`,
      study: onsetStudy,
      requiredCases: [`r=${LAST_TIME}`, 'slope'],
      quantity: 'T0 eta sqrt(d)/m, interpolated between checkpoints',
      point: onsetPoint,
      variable: D0,
      rungCases: lastOnsetTime,
      path: WEAKER,
      law: { kind: 'exponent', exponent: -1 / 2, sides: 'both', band: [0, 1], ...HALF_LOG },
    }),
    scalingClaim({
      id: 'thm-4.1/onset-equal',
      title: 'At R = 1 asymmetry sets in at m/(eta sqrt d)',
      mark: 'ours',
      words:
        'On paths with R = 1, T0 eta sqrt(d)/m scales with d0 to the power 0, down to one power of 1/ln d0; T0 is here the time from which on half of all neurons have P_k(y) >= 1 - c d0^(-1/2) and P_k(-y) <= 2 c d0^(-1/2) with c = 2/3',
      latex: String.raw`R=1:\quad T_0\,\eta\sqrt d/m\propto d_0^{\,0}\,(\ln d_0)^{[-1,0]}`,
      study: onsetStudy,
      requiredCases: [`r=${LAST_TIME}`, 'slope'],
      quantity:
        'T0 eta sqrt(d)/m with thresholds in proportion to d0^(-1/2), interpolated between checkpoints',
      point: plainOnsetPoint,
      variable: D0,
      rungCases: lastOnsetTime,
      path: EQUAL,
      law: { kind: 'exponent', exponent: 0, sides: 'both', band: [-1, 0], ...HALF_LOG },
    }),
    scalingClaim({
      id: 'thm-4.1/wrong-class-rate',
      title: 'Neurons activate ever less on the other class',
      mark: 'ours',
      words:
        'At d_background = d_core, the rate P_k(-y) that 90 % of all neurons of a sign are at or below, averaged over both signs and the checkpoints past T0, falls along a ladder faster in ln d0 than half a power of the logarithm would, and at the two largest sizes it is not above what the smaller half predicts',
      latex: String.raw`P_k(-y)\to 0:\quad\frac{\Delta\ln P_k(-y)}{\Delta\ln d_0}<-\tfrac k2,\qquad k=\frac{\Delta\ln\ln d_0}{\Delta\ln d_0}`,
      study: balancedStudy,
      requiredCases: ['s=40', 'slope', 'hold-out'],
      quantity: 'P_k(-y) that 90 % of the neurons are at or below, averaged past T0',
      point: wrongClassPoint,
      variable: D0,
      rungCases: allTimes,
      path: EVERY_PATH,
      law: { kind: 'falls', logPower: 1 / 2 },
    }),
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
    {
      kind: 'scaling',
      id: 'thm-4.1/onset-d0~no-core',
      of: 'thm-4.1/onset-d0',
      variant: 'no-core',
      words: 'no core features: there is no such time',
    },
    {
      kind: 'scaling',
      id: 'thm-4.1/onset-weaker~wide-start',
      of: 'thm-4.1/onset-weaker',
      variant: 'wide-start',
      words: 'initial weights of variance d0/d: the onset comes later by d0^(1/2)',
    },
    {
      kind: 'scaling',
      id: 'thm-4.1/onset-equal~wide-start',
      of: 'thm-4.1/onset-equal',
      variant: 'wide-start',
      words: 'initial weights of variance d0/d: the onset comes later by d0^(1/2)',
    },
    {
      kind: 'scaling',
      id: 'thm-4.1/wrong-class-rate~random-labels',
      of: 'thm-4.1/wrong-class-rate',
      variant: 'random-labels',
      words: 'labels independent of the features: a neuron activates for both classes alike',
    },
  ],
});
