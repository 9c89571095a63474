/** What a path of the study `gradient` stands for at one size. */
import type { StrengthDistribution } from '../../../sim/data/strengths.ts';
import { powEighths } from '../../../sim/random/elementary.ts';
import { NoInstanceError, type InstanceInput, type Variant } from '../../types.ts';
import { brokenBy } from '../broken.ts';
import { checkChoice, checkDimension, checkWhole, MOST } from '../possible.ts';
import type { GradientPath } from './path.ts';

export interface GradientInstance {
  readonly d0: number;
  readonly dCore: number;
  readonly dBackground: number;
  readonly strengths: readonly StrengthDistribution[];
  readonly m: number;
  readonly d: number;
  readonly N: number;
  /** eta d0 / m */
  readonly h: number;
  /** What the gap is compared with: the radius, or a quarter of it. */
  readonly radius: 'union' | 'quarter';
  /** N fresh examples, or N / 32 fresh ones, 32 times each, or N / 2, twice each. */
  readonly batch: 'fresh' | 'reused' | 'paired';
  /** What the spread of the gaps is compared with: the variance, or the second moment. */
  readonly spread: 'variance' | 'second-moment';
}

/** eta d0 / m. */
export const STEP = 0.05;
/** Uses of each example. */
export const USES = { fresh: 1, paired: 2, reused: 32 } as const;
const MOST_FEATURES = 20;

/** Broken twins. */
export const VARIANTS = {
  'quarter-radius': { field: 'radius', value: 'quarter', words: 'the radius divided by four' },
  'reused-batch': {
    field: 'batch',
    value: 'reused',
    words: 'batches are reused: N/32 fresh examples, each 32 times',
  },
  'paired-batch': { field: 'batch', value: 'paired', words: 'every example is drawn twice: N/2 fresh ones' },
  'second-moment': {
    field: 'spread',
    value: 'second-moment',
    words: 'the second moment in the place of the variance: the mean is not subtracted',
  },
} satisfies Record<string, Variant>;

const CHOICES: Readonly<Record<'radius' | 'batch' | 'spread', readonly string[]>> = {
  radius: ['union', 'quarter'],
  batch: Object.keys(USES),
  spread: ['variance', 'second-moment'],
};

/** poly(d0): the smallest batch. */
export const leastBatch = (d0: number) => Math.max(256, 8 * d0 * d0);

export function gradientInstance({
  path: p,
  d0,
  variant,
  set,
}: InstanceInput<GradientPath>): GradientInstance {
  checkWhole('d0', d0, 2, MOST_FEATURES);
  const dBackground = Math.max(1, Math.round((d0 * p.ratio) / (1 + p.ratio)));
  const deal = (count: number) => Array.from({ length: count }, (_, j) => p.palette[j % p.palette.length]!);
  const instance: GradientInstance = {
    d0,
    dCore: d0 - dBackground,
    dBackground,
    strengths: [...deal(d0 - dBackground), ...deal(dBackground)],
    m: p.m,
    d: Math.round(powEighths(d0, p.dimensionEighths)),
    N: p.batchFactor * leastBatch(d0),
    h: STEP,
    radius: 'union',
    batch: 'fresh',
    spread: 'variance',
    ...set,
    ...brokenBy(VARIANTS, variant),
  };
  checkWhole('m', instance.m, 1, MOST.m);
  checkDimension(instance);
  checkWhole('N', instance.N, USES.reused, MOST.N);
  if (instance.N % USES.reused !== 0)
    throw new NoInstanceError(`N must be a multiple of ${USES.reused}, got ${instance.N}`);
  for (const name of ['radius', 'batch', 'spread'] as const) checkChoice(name, instance[name], CHOICES[name]);
  return instance;
}
