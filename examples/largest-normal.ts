/** A theorem that is not from the paper: the largest of n standard normals is rarely far above sqrt(2 ln n). */
import * as fc from 'fast-check';
import {
  defineStudy,
  defineTheorem,
  probabilityClaim,
  standardNormals,
  streamKey,
} from 'feature-contamination-theorems';

/** How far above sqrt(2 ln n) is "far". */
const FACTOR = 1.25;

interface Path {
  readonly scale: number;
}

interface Measurement {
  readonly n: number;
  readonly largest: number;
}

/** One experiment: draw a recipe, make the instance of size n = d0, measure. */
export const maxima = defineStudy<Path, Measurement>({
  id: 'maxima',
  title: 'The largest of n independent numbers',
  sampler: fc.record({ scale: fc.constantFrom(1, 2, 5) }),
  samplerWords: ['standard deviation 1, 2 or 5, equally likely'],
  parts: [''],
  partOf: () => '',
  instance: ({ path, d0, variant }) => ({
    n: d0,
    scale: path.scale,
    noise: variant === 'heavy-tails' ? 'cauchy' : 'normal',
  }),
  hypotheses: () => ({ independent: true }),
  fields: ['n', 'scale'],
  settable: [],
  variants: { 'heavy-tails': { field: 'noise', value: 'cauchy', words: 'Cauchy noise replaces the normal' } },
  measure: ({ path, d0, variant, labels }) => {
    const key = streamKey(...labels, 'noise');
    const normals = standardNormals(key, 0, d0);
    const others = standardNormals(key, 1, d0);
    const noise = variant === 'heavy-tails' ? normals.map((x, i) => x / others[i]!) : normals;
    return { n: d0, largest: Math.max(...noise.map((x) => path.scale * x)) / path.scale };
  },
  cost: (_, d0) => d0,
});

export const largestNormal = defineTheorem({
  id: 'largest-normal',
  title: 'The largest of n normals',
  statement: {
    mark: 'ours',
    words:
      'With probability tending to 1, the largest of n independent standard normals is below 1.25 sqrt(2 ln n).',
    latex: String.raw`\max_{i \le n} X_i \le 1.25 \sqrt{2 \ln n} \quad \text{w.h.p.}`,
  },
  source: 'a textbook union bound',
  reading: [
    {
      mark: 'ours',
      words: '"with probability tending to 1" is read as a failure rate below delta at each size',
    },
  ],
  notCovered: ['dependent normals'],
  hypotheses: [{ id: 'independent', mark: 'ours', words: 'the numbers are independent' }],
  claims: [
    probabilityClaim({
      id: 'largest-normal/bound',
      title: 'The largest is small',
      mark: 'ours',
      words: 'the largest is at most 1.25 sqrt(2 ln n)',
      latex: String.raw`\max_i X_i \le 1.25 \sqrt{2 \ln n}`,
      study: maxima,
      requiredCases: ['drawn'],
      event: ({ n, largest }) => {
        const bound = FACTOR * Math.sqrt(2 * Math.log(n));
        return { holds: largest <= bound, slack: (bound - largest) / bound, cases: ['drawn'] };
      },
    }),
  ],
  controls: [
    {
      kind: 'withHighProbability',
      id: 'largest-normal/bound~heavy-tails',
      of: 'largest-normal/bound',
      words: 'Cauchy noise replaces the normal',
      variant: 'heavy-tails',
    },
  ],
  constants: [],
});
