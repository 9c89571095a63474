/** A theorem that is not from the paper: the largest of n standard normals is rarely far above sqrt(2 ln n). */
import * as fc from 'fast-check';
import {
  defineStudy,
  defineTheorem,
  probabilityClaim,
  standardNormals,
  streamKey,
  type InstanceInput,
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

/** What is drawn at size n = d0: scale * X / |Y|^tail with normals X and Y, so that tail 0 is normal and tail 1 is Cauchy. */
function instanceOf({ path, d0, variant, set }: InstanceInput<Path>) {
  const tail = variant === 'heavy-tails' ? 1 : Number(set['tail'] ?? 0);
  return { n: d0, scale: path.scale, tail };
}

/** One experiment: draw a recipe, make the instance of size n = d0, measure. */
export const maxima = defineStudy<Path, Measurement>({
  id: 'maxima',
  title: 'The largest of n independent numbers',
  sampler: fc.record({ scale: fc.constantFrom(1, 2, 5) }),
  samplerWords: ['standard deviation 1, 2 or 5, equally likely'],
  parts: [''],
  partOf: () => '',
  instance: instanceOf,
  hypotheses: (at) => ({ normal: instanceOf(at).tail === 0 }),
  fields: ['n', 'scale', 'tail'],
  settable: ['tail'],
  variants: { 'heavy-tails': { field: 'tail', value: 1, words: 'Cauchy noise replaces the normal' } },
  measure: (trial) => {
    const { n, scale, tail } = instanceOf(trial);
    const key = streamKey(...trial.labels, 'noise');
    const others = standardNormals(key, 1, n);
    const noise = standardNormals(key, 0, n).map((x, i) => (scale * x) / Math.abs(others[i]!) ** tail);
    return { n, largest: Math.max(...noise) / scale };
  },
  cost: (_, d0) => d0,
  sizeSymbol: 'n',
  sizes: { quick: [64, 256, 1024] },
  axes: [
    {
      name: 'tail',
      words: 'how heavy the tails are: 0 is normal, 1 is Cauchy',
      scale: 'linear',
      range: [0, 1],
      at: (value) => ({ value, set: { tail: value } }),
      broad: [0, 1],
      hunt: { values: [0, 0.1, 0.25, 0.5, 1], simplest: 0, sampler: [0, 0] },
    },
  ],
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
  hypotheses: [{ id: 'normal', mark: 'ours', words: 'the numbers are normal' }],
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
