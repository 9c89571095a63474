/**
 * Steps of the argument behind Theorems 4.1 to 4.4, each by itself: what the theorem hangs on may fail at finite size where the
 * theorem holds, and that is worth knowing. All of them are ours; docs/theory/steps.md says which theorem needs which.
 *
 * Symbols -> names: v_k the weights of neuron k in feature space, C, B core and background correlation, M = C + B the mean
 * preactivation on the own class, P_k(y) activation rates.
 */
import { exactClaim, exactTwin } from '../exact/claim.ts';
import { HYPOTHESES } from '../hypotheses.ts';
import {
  defineTheorem,
  probabilityClaim,
  twinsOf,
  type EventResult,
  type Marked,
  type Theorem,
} from '../types.ts';
import { BESSEL_CASES, besselStatement } from './bessel.ts';
import type { StepsMeasurement } from './measure.ts';
import { stepsStudy } from './study.ts';

const SOURCE = 'Derived here, in docs/theory/steps.md; the paper’s own proof is not at hand';

/** An event by its slack, exercised where there was something to look at. */
const bySlack =
  (of: (m: StepsMeasurement) => number, looked: (m: StepsMeasurement) => number, what: string) =>
  (m: StepsMeasurement): EventResult => {
    const slack = of(m);
    return {
      holds: Number.isNaN(slack) ? undefined : slack >= 0,
      slack,
      cases: looked(m) > 0 ? [what] : [],
    };
  };

interface Step {
  readonly id: string;
  readonly title: string;
  readonly words: string;
  readonly latex: string;
  readonly reading: readonly Marked[];
  readonly notCovered: readonly string[];
  readonly slack: (m: StepsMeasurement) => number;
  readonly looked: (m: StepsMeasurement) => number;
  readonly what: string;
  readonly twin: { readonly variant: string; readonly words: string };
}

function stepTheorem(step: Step): Theorem {
  const claim = probabilityClaim({
    id: `${step.id}/all`,
    title: step.title,
    mark: 'ours',
    words: step.words,
    latex: step.latex,
    study: stepsStudy,
    requiredCases: [step.what],
    event: bySlack(step.slack, step.looked, step.what),
  });
  return defineTheorem({
    id: step.id,
    title: step.title,
    source: SOURCE,
    statement: { mark: 'ours', words: step.words, latex: step.latex },
    reading: step.reading,
    notCovered: step.notCovered,
    hypotheses: HYPOTHESES,
    claims: [claim],
    controls: twinsOf([claim], step.twin.variant, step.twin.words),
  });
}

/** Standard errors of a share of m fair coins. */
const FAIR = 4;

export const STEPS: readonly Theorem[] = [
  defineTheorem({
    id: 'step-bessel',
    title: 'A gate bends the gradient by half of T at most',
    source: SOURCE,
    statement: {
      mark: 'ours',
      words:
        'Given the class, no indicator of the strengths pulls the gradient along the means by more than T/2, T^2 = sum_j mu_j^2 sigma_j^2: by Bessel’s inequality, for independent strengths.',
      latex: String.raw`\Bigl|\sum_j\mu_j\operatorname{Cov}(u_j,\mathbf 1_{\mathrm{act}})\Bigr|\le T\sqrt{P(1-P)}\le \tfrac T2`,
    },
    reading: [
      {
        mark: 'ours',
        words:
          'strengths take finitely many values, and expectations are written out in full; both sides are squared',
      },
    ],
    notCovered: ['continuous strengths, where the same proof holds'],
    claims: [
      exactClaim({
        id: 'step-bessel/any-gate',
        title: 'Any gate, one class',
        mark: 'ours',
        words: '(sum_j mu_j Cov(u_j, 1_act))^2 <= T^2 P (1 - P), and four times it <= T^2',
        latex: String.raw`\Bigl(\sum_j\mu_j\operatorname{Cov}(u_j,\mathbf 1_{\mathrm{act}})\Bigr)^2\le T^2P(1-P)`,
        requiredCases: BESSEL_CASES,
        ...besselStatement('1'),
      }),
    ],
    controls: [
      exactTwin({
        id: 'step-bessel/any-gate~less',
        of: 'step-bessel/any-gate',
        words: 'nine tenths of the right side: one feature of two values has all of it',
        ...besselStatement('0.9'),
      }),
    ],
  }),
  stepTheorem({
    id: 'step-growth',
    title: 'No weight grows faster than a step allows',
    words:
      'at every step and for every neuron |v_k| <= (1 - h kappa)^t |v_k(0)| + sum of t steps of h/sqrt(d0) each, decayed: strengths are at most 1',
    latex: String.raw`\|v_k(t)\|\le(1-h\kappa)^t\|v_k(0)\|+\frac{h}{\sqrt{d_0}}\sum_{r<t}(1-h\kappa)^r`,
    reading: [],
    notCovered: ['a bound from below'],
    slack: (m) => 1 - m.growthUsed,
    looked: (m) => m.neurons,
    what: 'neurons',
    twin: { variant: 'eighth', words: 'a step may add an eighth of that' },
  }),
  stepTheorem({
    id: 'step-start',
    title: 'At the start half of the neurons are live',
    words:
      'before the first step the share of neurons that activate more than half of their own class is that of m fair coins',
    latex: String.raw`\Bigl|\tfrac1m\#\{k:P_k(y_k)>\tfrac12\}-\tfrac12\Bigr|\le\tfrac{2}{\sqrt m}`,
    reading: [{ mark: 'ours', words: 'four standard errors of m fair coins are allowed' }],
    notCovered: ['which neurons they are'],
    slack: (m) => (FAIR * 0.5) / Math.sqrt(m.neurons) - Math.abs(m.live - 0.5),
    looked: (m) => m.neurons,
    what: 'neurons',
    twin: { variant: 'late', words: 'at the end of the run: nearly all are live then' },
  }),
  stepTheorem({
    id: 'step-stays',
    title: 'A neuron that has joined its class does not leave',
    words:
      'at least half of the neurons come to have a mean preactivation three standard deviations above 0 on their own class, and none of these ever has it at 0 or below again',
    latex: String.raw`M_k(t)>3\sqrt{V_k(t)}\ \Rightarrow\ M_k(t')>0\quad\text{for all } t'>t`,
    reading: [
      {
        mark: 'ours',
        words: 'three standard deviations: active on 90 % of the class at least, by Cantelli’s inequality',
      },
    ],
    notCovered: ['steps of another size'],
    slack: (m) => (m.left > 0 ? -m.left / m.joined : m.joined / m.neurons - 0.5),
    looked: (m) => m.joined,
    what: 'joined',
    twin: { variant: 'random-labels', words: 'labels at random: no class to join' },
  }),
  stepTheorem({
    id: 'step-gap',
    title: 'Core less background grows until the margin',
    words:
      'at looks half a doubling of time apart, while R_ID >= 1/2, the mean over neurons of C - B has grown each time',
    latex: String.raw`\tfrac{d}{ds}\,\overline{(C-B)}>0\quad\text{while } R_{\mathrm{ID}}\ge\tfrac12`,
    reading: [{ mark: 'ours', words: '"before the margin" is read as R_ID >= 1/2' }],
    notCovered: ['R > 1', 'single neurons'],
    slack: (m) => (m.gapLooks === 0 ? NaN : m.gapFell > 0 ? -m.gapFell / m.gapLooks : 1 / m.gapLooks),
    looked: (m) => m.gapLooks,
    what: 'before the margin',
    twin: { variant: 'no-core', words: 'no core features: nothing makes C - B grow' },
  }),
  stepTheorem({
    id: 'step-hoeffding',
    title: 'Rates stay below Hoeffding’s exponentials',
    words:
      'for every joined neuron at every look, P_k(-y) <= exp(-2 W^2/sum_j w_j^2 r_j^2) where W < 0, and 1 - P_k(y) <= exp(-2 M^2/sum_j w_j^2 r_j^2), r_j the range of u_j',
    latex: String.raw`P_k(-y)\le\exp\Bigl(-\frac{2W_k^2}{\sum_j v_{kj}^2r_j^2}\Bigr)`,
    reading: [
      {
        mark: 'ours',
        words: 'a rate over 1,024 fresh examples may lie above by four standard errors and its resolution',
      },
    ],
    notCovered: ['how far below the exponential a rate lies'],
    slack: (m) => (m.rates === 0 ? NaN : m.aboveHoeffding > 0 ? -m.aboveHoeffding / m.rates : 1 / m.rates),
    looked: (m) => m.rates,
    what: 'rates',
    twin: {
      variant: 'sharper',
      words: 'an exponent twelve times as large: above that of any strength drawn',
    },
  }),
];
