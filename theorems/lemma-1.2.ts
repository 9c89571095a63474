/**
 * Lemma 1.2 (Empirical versus population gradient). A fresh batch that is large enough gives every neuron nearly the
 * population gradient along every feature.
 *
 * Symbols of the paper -> names here: w_k first-layer weights, m_j dictionary vector of feature j, N batch size, and the
 * empirical gradient is the mean over a fresh batch.
 *
 * Carried by: `lemma-1.2/uniform-gap`, at the radius of Hoeffding's inequality with a union over steps, neurons and features;
 * `lemma-1.2/spread`, two-sided, at the enumerated variance, because no network can leave a radius that knows the range alone;
 * `lemma-1.2/variance`, exactly, over all batches of tiny populations.
 */
import { exactCheck } from './exact/check.ts';
import { VARIANCE_CASES, varianceExperiment } from './exact/batchVariance.ts';
import { sourceOf } from './hypotheses.ts';
import { GRADIENT_STEPS, RADIUS_FAILURE, type GradientMeasurement } from './studies/gradient/measure.ts';
import { gradientStudy } from './studies/gradient/study.ts';
import { PART } from './studies/gradient/sums.ts';
import { BAND, BAND_FAILURE } from './studies/gradient/varianceBand.ts';
import { defineTheorem, probabilityClaim, remarkOn, type EventResult } from './types.ts';
import { upperMedian } from '../sim/upperMedian.ts';

const LOOKS = [...GRADIENT_STEPS.map((step) => `step ${step}`), 'all in the margin', 'some past the margin'];

/** The event that a number of the measurement is at most its bound. */
function within(
  of: (m: GradientMeasurement) => { value: number; bound: number },
): (m: GradientMeasurement) => EventResult {
  return (m) => {
    const { value, bound } = of(m);
    const slack = 1 - value / bound;
    const cases = m.moments.flatMap(({ step, inMargin }) => [
      `step ${step}`,
      inMargin === 1 ? 'all in the margin' : 'some past the margin',
    ]);
    return { holds: Number.isNaN(slack) ? undefined : slack >= 0, slack, cases: [...new Set(cases)] };
  };
}

/** How loose the radius is where it was looked at, and how near the spread is to its variance. */
function looseness(measurements: readonly GradientMeasurement[], d0: number): string | null {
  if (measurements.length === 0) return null;
  const range = (of: (m: GradientMeasurement) => number) => {
    const values = measurements.map(of).sort((a, b) => a - b);
    const [least, median, most] = [values[0]!, upperMedian(values)!, values.at(-1)!];
    return { ends: `${least.toFixed(2)} to ${most.toFixed(2)}`, median: median.toFixed(2) };
  };
  const ratio = range(({ gap, radius }) => gap / radius);
  const spread = range((m) => m.spread);
  return (
    `Observed looseness at d0 = ${d0}: the largest gap of a trial was ${ratio.ends} of the radius, ` +
    `${ratio.median} in the median. Hoeffding's inequality uses the range of the summands, not their variance. ` +
    `The mean square of the gaps was ${spread.ends} times what the variance gives.`
  );
}

export const lemma12 = defineTheorem({
  id: 'lemma-1.2',
  title: 'Empirical versus population gradient',
  source: sourceOf('Lemma 1.2 (appendix)'),
  statement: {
    mark: 'recalled',
    words:
      'For N a large enough polynomial in d0, with high probability, for every neuron k and feature j, the empirical and the population gradient differ along m_j by at most 1/poly(d0).',
    latex: String.raw`\text{w.h.p. for all }k,j:\quad \bigl|\langle\hat\nabla_{w_k}-\nabla_{w_k},\,m_j\rangle\bigr|\le\tfrac1{\mathrm{poly}(d_0)}`,
  },
  reading: [
    {
      mark: 'ours',
      words: `1/poly(d0) is read as the radius (1/m) sqrt(2 ln(2 K/${RADIUS_FAILURE})/N) over K = steps x neurons x features: each summand lies in [-1/m, 1/m], so by Hoeffding's inequality and a union bound all gaps stay within it with probability at least ${1 - RADIUS_FAILURE}`,
    },
    {
      mark: 'ours',
      words: `looked at along one training run, before steps ${GRADIENT_STEPS.join(', ')}, on the batch that the run takes next`,
    },
    {
      mark: 'ours',
      words:
        'strengths take two values, so the population gradient is a finite sum; it and the sum over the batch are computed without rounding',
    },
    {
      mark: 'ours',
      words: `how large the gaps are is read off parts of ${PART} examples of the same batches, all neurons and features together: the mean square of the gap over the enumerated variance / ${PART}, less 1, over a bound on its own standard deviation, summed over the steps, has mean 0 and variance at most 1, and by Chebyshev's inequality stays within ${BAND.toFixed(2)} with probability at least ${1 - BAND_FAILURE}`,
    },
    {
      mark: 'ours',
      words:
        'the variance is checked where all batches can be written out: N times the variance of the gap is the variance of one summand; so its N^(-1/2) is an identity, and no exponent is fitted',
    },
  ],
  notCovered: ['continuous strengths', 'more features than can be enumerated', 'weight decay'],
  hypotheses: [
    {
      id: 'feature-counts',
      mark: 'ours',
      words: 'd0 = dCore + dBackground, both Theta(d0) [recalled]; here dBackground/dCore lies in [1/4, 1]',
    },
    {
      id: 'strength-moments',
      mark: 'ours',
      words:
        'strengths in [0, 1] with mean and variance Theta(1) [recalled]; here two values, mean in [0.6, 0.9] and variance >= 0.02',
    },
    {
      id: 'batch-size',
      mark: 'ours',
      words: 'N = poly(d0) [recalled]; here N >= max(256, 8 d0^2)',
    },
  ],
  constants: [],
  identities: [
    {
      quantity: 'standard deviation of the gap of Lemma 1.2 in N',
      exponent: '−1/2',
      why: 'N times the variance of the gap is the variance of one summand',
      claim: 'lemma-1.2/variance',
    },
  ],
  remark: remarkOn(gradientStudy, looseness),
  claims: [
    probabilityClaim({
      id: 'lemma-1.2/uniform-gap',
      title: 'Every gap is within the radius',
      mark: 'recalled',
      words:
        'Along one run, before every looked-at step, for every neuron and feature, the gradient of a fresh batch is within the radius of the enumerated population gradient',
      latex: String.raw`\max_{t,k,j}\bigl|\langle\hat\nabla_{w_k}-\nabla_{w_k},m_j\rangle\bigr|\le\tfrac1m\sqrt{\tfrac{2\ln(2K/\delta)}{N}}`,
      study: gradientStudy,
      requiredCases: LOOKS,
      event: within(({ gap, radius }) => ({ value: gap, bound: radius })),
    }),
    probabilityClaim({
      id: 'lemma-1.2/spread',
      title: 'The gaps are as large as the variance says',
      mark: 'ours',
      words: `Along the same run, the standardised mean square of the gaps of ${PART} examples, over all looked-at steps, lies in a band on both sides of what the enumerated variance gives`,
      latex: String.raw`\Bigl|\tfrac1{\sqrt T}\sum_t\tfrac{Q_t-1}{\sigma_t}\Bigr|\le\tfrac1{\sqrt{\delta}},\qquad Q_t=\tfrac{n\,\overline{\|\hat\nabla-\nabla\|^2}}{\mathrm{Var}\,\nabla\ell},\ \sigma_t^2\ge\mathrm{Var}\,Q_t`,
      study: gradientStudy,
      requiredCases: LOOKS,
      event: within(({ deviation }) => ({ value: Math.abs(deviation), bound: BAND })),
    }),
    {
      kind: 'exact',
      id: 'lemma-1.2/variance',
      title: 'The variance of the gap',
      mark: 'ours',
      words:
        'Over all batches of N = 1, 2, 3 independent examples, N times the variance of the empirical gradient along a feature equals the enumerated variance of one summand',
      latex: String.raw`N\,\mathrm{Var}\,\langle\hat\nabla_{w_k},m_j\rangle=\mathrm{Var}\,\langle\nabla_{w_k}\ell(h(x),y),m_j\rangle`,
      requiredCases: VARIANCE_CASES,
      check: exactCheck(varianceExperiment()),
      runsShare: 1,
    },
  ],
  controls: [
    {
      kind: 'withHighProbability',
      id: 'lemma-1.2/uniform-gap~quarter-radius',
      of: 'lemma-1.2/uniform-gap',
      words: 'the radius divided by four',
      variant: 'quarter-radius',
    },
    {
      kind: 'withHighProbability',
      id: 'lemma-1.2/uniform-gap~reused-batch',
      of: 'lemma-1.2/uniform-gap',
      words: 'batches are reused: N/32 fresh examples, each 32 times',
      variant: 'reused-batch',
    },
    {
      kind: 'withHighProbability',
      id: 'lemma-1.2/spread~paired-batch',
      of: 'lemma-1.2/spread',
      words: 'every example is drawn twice: the variance of the gap is twice what it should be',
      variant: 'paired-batch',
    },
    {
      kind: 'withHighProbability',
      id: 'lemma-1.2/spread~second-moment',
      of: 'lemma-1.2/spread',
      words:
        'the second moment of the summands in the place of their variance, which is nearly twice as large',
      variant: 'second-moment',
    },
    {
      kind: 'exact',
      id: 'lemma-1.2/variance~reused-batch',
      of: 'lemma-1.2/variance',
      words: 'batches are reused: one fresh example, N times',
      check: exactCheck(varianceExperiment({ batch: 'reused' })),
    },
    {
      kind: 'exact',
      id: 'lemma-1.2/variance~mean-kept',
      of: 'lemma-1.2/variance',
      words: 'the mean is not subtracted: the second moment for the variance of a summand',
      check: exactCheck(varianceExperiment({ summand: 'second moment' })),
    },
  ],
});
