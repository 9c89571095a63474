/** Two estimators of a centre, each on a sample of its own: two studies, put side by side and compared. */
import {
  comparesClaim,
  defineStudy,
  defineTheorem,
  fc,
  sideBySide,
  standardNormals,
  streamKey,
  twinsOf,
} from 'feature-contamination-theorems';

/** Is an estimate of 0 further off than the standard deviation of the mean? */
const estimator = (id: string, estimate: (sample: readonly number[]) => number) =>
  defineStudy({
    id,
    title: `The ${id} of n standard normal numbers`,
    sampler: fc.constant({}),
    samplerWords: ['nothing beside the sample'],
    instance: ({ d0, variant }) => ({ n: d0, sample: variant === 'main' ? d0 : 1 }),
    hypotheses: () => ({}),
    variants: { single: { field: 'sample', value: 1, words: 'of the first number alone' } },
    measure: ({ d0, variant, labels }) => {
      const sample = [...standardNormals(streamKey(...labels, 'sample'), 0, d0)];
      return { off: Math.abs(estimate(variant === 'main' ? sample : sample.slice(0, 1))) > d0 ** -0.5 };
    },
    sizes: { smoke: [65], standard: [65, 257] },
  });

export const mean = estimator('mean', (sample) => sample.reduce((sum, x) => sum + x, 0) / sample.length);
export const median = estimator(
  'median',
  (sample) => [...sample].sort((a, b) => a - b)[Math.floor(sample.length / 2)]!,
);

export const meanBesideMedian = sideBySide({
  id: 'mean-beside-median',
  title: 'The mean of one sample, and the median of another',
  first: mean,
  second: median,
});

const claims = [
  comparesClaim({
    id: 'mean-or-median/no-worse',
    title: 'The mean is no more often far off than the median',
    mark: 'ours',
    words: 'the mean is off by more than 1/sqrt(n) no more often than the median, up to 0.05',
    latex: String.raw`\Pr[|\bar x|>n^{-1/2}]\le\Pr[|\tilde x|>n^{-1/2}]+0.05`,
    study: meanBesideMedian,
    first: 'the mean',
    second: 'the median',
    margin: 0.05,
    losses: ({ first, second }) => [first.off, second.off],
  }),
];

export const meanOrMedian = defineTheorem({
  id: 'mean-or-median',
  title: 'The mean or the median',
  statement: {
    mark: 'recalled',
    words: 'Of normal samples, the mean has variance 1/n and the median about pi/(2n).',
    latex: String.raw`\operatorname{Var}\bar x=\frac1n,\qquad \operatorname{Var}\tilde x\approx\frac{\pi}{2n}`,
  },
  source: 'Lehmann and Casella, Theory of Point Estimation (1998)',
  reading: [{ mark: 'ours', words: 'how often each is further off than 1/sqrt(n): about 0.317 and 0.425' }],
  claims,
  controls: twinsOf(claims, 'first-single', 'the mean of the first number alone'),
});
