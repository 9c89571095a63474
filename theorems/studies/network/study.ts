/**
 * One experiment for Theorems 4.1 to 4.4: train a network on a drawn instance and probe it at geometric
 * checkpoints. The study `relu` trains the paper's network, `linear` the same with the identity.
 *
 * Constants of the theorems do not enter the measurement: it keeps quantiles over all neurons of one sign, and
 * the claims compare them with thresholds. "Theta(m) neurons" is read as half of all neurons of either sign
 * [ours]: a neuron whose initial weights make it inactive on both classes never moves, and up to a quarter of
 * them start that way (the class means of <w_k, x> are two independent symmetric variables).
 */
import { defineStudy, type DefinedStudy, type InstanceInput } from '../../types.ts';
import { brokenBy } from '../broken.ts';
import { instanceAt, type Instance } from './instance.ts';
import type { Measurement } from './measurement.ts';
import { pathSampler, samplerWords, type Path } from './path.ts';
import { measuredAsNetworks, sharedByNetworks } from './shared.ts';
import { VARIANTS } from './variants.ts';

interface NetworkStudy {
  readonly id: string;
  readonly title: string;
  readonly base?: (of: Pick<Instance, 'd0' | 'd'>) => Partial<Instance>;
  readonly variants: readonly string[];
  readonly sizes: Readonly<Record<string, readonly number[]>>;
  readonly sampler?: typeof pathSampler;
  readonly words?: readonly string[];
  /** It is looked at between its checkpoints. */
  readonly between?: boolean;
}

function networkStudy({
  id,
  title,
  base = () => ({}),
  variants: variantNames,
  sizes,
  sampler = pathSampler,
  words = samplerWords,
  between = false,
}: NetworkStudy): DefinedStudy<Path, Measurement> {
  const variants = Object.fromEntries(variantNames.map((name) => [name, VARIANTS[name]!]));
  const instance = ({ path, d0, variant, set }: InstanceInput<Path>): Instance => {
    const change: Partial<Instance> = { ...set, ...brokenBy(variants, variant) };
    const { d } = instanceAt(path, d0, change);
    return instanceAt(path, d0, { ...base({ d0, d }), ...change });
  };
  return defineStudy<Path, Measurement>({
    id,
    title,
    sampler,
    samplerWords: words,
    ...sharedByNetworks(instance),
    ...measuredAsNetworks(instance, { between }),
    variants,
    sizes,
  });
}
const SIZES = {
  smoke: [16, 32],
  quick: [16, 32, 64, 128, 256],
  standard: [16, 32, 64, 128, 256, 512],
  deep: [16, 32, 64, 128, 256, 512, 1024],
};
/** Of studies that are read for a slope alone. */
const FOR_SLOPES = {
  quick: [16, 32, 64, 128],
  standard: [16, 32, 64, 128, 256],
  deep: [16, 32, 64, 128, 256, 512],
};

export const reluStudy = networkStudy({
  id: 'relu',
  title: 'Two-layer ReLU network, online SGD',
  variants: [
    'random-labels',
    'no-core',
    'identity',
    'class-average',
    'apart',
    'core-permuted',
    'growing-decay',
    'shrinking-strengths',
  ],
  sizes: SIZES,
  between: true,
});

export const linearStudy = networkStudy({
  id: 'linear',
  title: 'The same network with the identity for ReLU',
  base: () => ({ activation: 'identity' }),
  variants: ['relu'],
  sizes: SIZES,
});

/** The sampler's words but for the lines that begin so. */
const wordsWithout = (...starts: readonly string[]) =>
  samplerWords.filter((line) => !starts.some((start) => line.startsWith(start)));

/** N over d/d0^2: the smallest power of 2 with N >= 256 at d0 = 16, d = d0^2.75. */
const BATCH_FACTOR = 32;

/** At d_background = d_core a neuron's own class and the other differ least, so its rate on the other class can be counted. */
export const balancedStudy = networkStudy({
  id: 'balanced',
  title: 'The ReLU network with as many background as core features',
  variants: ['random-labels'],
  sizes: FOR_SLOPES,
  sampler: pathSampler.map((path): Path => ({ ...path, ratio: 1 })),
  words: ['as many background as core features', ...wordsWithout('background to core ratio')],
});

/**
 * What a linear network learns of the background is the noise of its batches: a random walk of length about sqrt(h s/N)/d0 along
 * every feature [ours]. At a fixed N that is d0^-1, for a larger d more than 1/sqrt d; with N in proportion to d/d0^2 it is
 * d^(-1/2). So "N = poly(d0)" is a polynomial large enough here. At d_background = d_core the noise of a ladder is smallest.
 */
export const largeBatchStudy = networkStudy({
  id: 'large-batch',
  title: 'The linear network with a batch that grows like d/d0^2',
  base: ({ d0, d }) => ({ activation: 'identity', N: Math.ceil((BATCH_FACTOR * d) / (d0 * d0)) }),
  variants: ['relu'],
  sizes: FOR_SLOPES,
  sampler: pathSampler.map((path): Path => ({
    ...path,
    ratio: 1,
    dimensionEighths: Math.max(22, path.dimensionEighths),
  })),
  words: [
    'as many background as core features',
    'ambient dimension d = d0^p, p in {2.75, 2.875, 3}, the first for three draws in five',
    `batch size N = ${BATCH_FACTOR} d/d0^2: "poly(d0)" as a hypothesis`,
    ...wordsWithout('background to core ratio', 'ambient dimension', 'batch size'),
  ],
});
