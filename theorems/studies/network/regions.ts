/**
 * The studies of the repaired statements, one for each of Theorems 4.1 to 4.4: a network whose instance is drawn up to the edge of the
 * region in which the statement holds [ours], and twins beyond it.
 */
import { defineStudy, type DefinedStudy, type InstanceInput, type Variant } from '../../types.ts';
import { brokenBy } from '../broken.ts';
import type { Instance } from './instance.ts';
import type { Measurement } from './measurement.ts';
import { samplerWords } from './path.ts';
import { regionHypotheses, regionInstance, regionSampler, type Region, type RegionPath } from './region.ts';
import { measuredAsNetworks, sharedByNetworks } from './shared.ts';

/** Found by `fct explore --what-decides` (docs/findings.md) and moved inward. */
export const REGIONS = {
  '4.1': { R: [0.1, 0.9], C: 0, perV: 0, s: 40 },
  '4.2': { R: [0.3, 0.9], C: 2.5, perV: 0, s: 10 },
  '4.3': { R: [0.2, 1.5], C: 5, perV: 0, s: 10 },
  '4.4': { R: [0.1, 2], C: 2, perV: 40, s: 10 },
} as const satisfies Readonly<Record<string, Region>>;

/** Each changes one quantity of the path, to a value outside the region. */
const BEYOND = {
  'stronger-background': {
    field: 'R',
    value: 2,
    words: 'R = 2: twice as many background as core features, equally strong',
  },
  'weak-background': {
    field: 'R',
    value: 0.04,
    words: 'R = 0.04: a quarter as many background as core features, 0.4 times as strong',
  },
  'too-short': {
    field: 'time',
    value: 1 / 8,
    words: 'trained for an eighth of the least time, so C is too small',
  },
  'random-labels': { field: 'labels', value: 'random', words: 'labels are independent of the features' },
} as const satisfies Readonly<Record<string, Variant>>;

const SIZES = {
  smoke: [16],
  quick: [16, 32],
  standard: [16, 32, 64],
  deep: [16, 32, 64, 128],
};

function regionStudy(
  id: string,
  of: keyof typeof REGIONS,
  variantNames: readonly (keyof typeof BEYOND)[],
  activation: Instance['activation'],
): DefinedStudy<RegionPath, Measurement> {
  const region: Region = REGIONS[of];
  const variants = Object.fromEntries(variantNames.map((name) => [name, BEYOND[name]]));
  const instance = ({ path, d0, variant, set }: InstanceInput<RegionPath>): Instance => {
    const { R, time, ...broken } = brokenBy(variants, variant) as Partial<RegionPath & Instance>;
    // Of a background of another strength, by counts as far as these are drawn.
    const moved = R === undefined ? {} : { R, ratio: Math.max(1 / 4, R) };
    const drawn: RegionPath = { ...path, ...moved, time: time ?? path.time };
    // A time that a user set is cut like one that was drawn.
    const s = time === undefined || typeof set['s'] !== 'number' ? {} : { s: time * set['s'] };
    return regionInstance(region, drawn, d0, { activation, ...set, ...s, ...broken });
  };
  const { R, C, perV, s } = region;
  return defineStudy<RegionPath, Measurement>({
    id,
    title: `Theorem ${of} up to the edge of where it holds`,
    sampler: regionSampler(region),
    samplerWords: [
      `R = S_bg/S_core log-uniform in [${R.join(', ')}], at either end in half of the draws`,
      'strengths: two points; means of core and background between 0.42 and 0.82 before rounding, variances of either between 0.03 and 0.13, independent',
      'background to core ratio dBackground/dCore = b/(16 - b), b in {4, ..., 10}, as R and the means allow',
      `trained, in half of the draws, to the least s with s >= ${s}${C > 0 ? `, C = (s/d0) S_core >= ${C}` : ''}${perV > 0 ? ` and C/V >= ${perV}` : ''}, in the others up to half as long again`,
      'ambient dimension d = d0^p, p in {2.5, 2.625, 2.75}',
      ...samplerWords.filter(
        (words) => !/^(background to core|strengths|ambient dimension|step h)/.test(words),
      ),
      'step h = eta d0/m in {0.04, 0.05}',
    ],
    ...sharedByNetworks(instance),
    ...measuredAsNetworks(instance, { between: of === '4.1' }),
    hypotheses: (at) => regionHypotheses(region, instance(at)),
    variants,
    sizes: SIZES,
  });
}

export const regionStudies = {
  '4.1': regionStudy('region-4.1', '4.1', ['stronger-background', 'random-labels'], 'relu'),
  '4.2': regionStudy('region-4.2', '4.2', ['weak-background', 'too-short'], 'relu'),
  '4.3': regionStudy('region-4.3', '4.3', ['weak-background', 'too-short'], 'relu'),
  '4.4': regionStudy('region-4.4', '4.4', ['too-short'], 'identity'),
};
