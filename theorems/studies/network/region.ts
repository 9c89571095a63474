/**
 * Paths of the repaired statements: background and core have strengths of their own, and what decides whether a theorem holds is drawn up
 * to the edge of its hypotheses.
 *
 * Symbols [ours]: R = S_bg/S_core with S = sum mu_j^2 of a group; C = (s/d0) S_core, the margin that a linear network would have
 * reached at s if nothing held it back; V = sum_core mu_j^2 sigma_j^2/S_core^2, the relative variance of sum_core mu_j u_j.
 */
import fc from 'fast-check';
import { momentsOf, STRENGTH_GRID } from '../../../sim/data/strengths.ts';
import { hypothesesOf } from './hypotheses.ts';
import { instanceAt, type Instance } from './instance.ts';
import { pathSampler, type Path } from './path.ts';

/** Where a statement holds: bounds of R, least C, least C/V. */
export interface Region {
  readonly R: readonly [least: number, most: number];
  readonly C: number;
  readonly perV: number;
  /** Least s: T0 lies within. */
  readonly s: number;
}

export interface RegionPath extends Path {
  readonly R: number;
  readonly coreMean: number;
  readonly coreVariance: number;
  readonly backgroundVariance: number;
  /** s over the least s that the region allows. */
  readonly time: number;
}

/** Strengths have means in this range, before they are rounded to the grid. */
const MEANS = [0.42, 0.82] as const;
/** Background features of 16: exact at every size that 16 divides. */
const BACKGROUND_OF_16 = [4, 10] as const;
/** Where features come in other numbers the mean that R asks for may be larger. */
const LARGEST_MEAN = 0.86;

/** The mean of the background that gives R at a ratio of counts. */
const backgroundMean = (R: number, coreMean: number, ratio: number) =>
  Math.min(LARGEST_MEAN, coreMean * Math.sqrt(R / ratio));

/** Half of the draws have R at an end of the region, half are trained no longer than it takes to be in it. */
export function regionSampler({ R: [least, most] }: Region): fc.Arbitrary<RegionPath> {
  const share = fc.integer({ min: 0, max: 64 }).map((n) => n / 64);
  const inside = share.map((x) => least * (most / least) ** x);
  const own = fc.record({
    R: fc.oneof(inside, fc.constantFrom(least, most)),
    coreMean: share.map((x) => MEANS[0] + (MEANS[1] - MEANS[0]) * x),
    coreVariance: share.map((x) => 0.03 + 0.1 * x),
    backgroundVariance: share.map((x) => 0.03 + 0.1 * x),
    // A longer run needs a larger batch where d is large: see the hypothesis `batch-size`.
    dimensionEighths: fc.integer({ min: 20, max: 22 }),
    ratio: fc
      .integer({ min: BACKGROUND_OF_16[0], max: BACKGROUND_OF_16[1] })
      .map((background) => background / (16 - background)),
    time: fc.oneof(
      fc.constant(1),
      share.map((x) => 1 + x / 2),
    ),
  });
  const possible = own.filter(({ R, coreMean, ratio }) => {
    const mean = backgroundMean(R, coreMean, ratio);
    return MEANS[0] <= mean && mean <= MEANS[1];
  });
  return fc.tuple(pathSampler, possible).map(([path, drawn]) => ({ ...path, ...drawn }));
}

/** The instance at one size: strengths by their moments, s by C and C/V; `change` is what a user set. */
export function regionInstance(
  region: Region,
  path: RegionPath,
  d0: number,
  change: Partial<Instance>,
): Instance {
  const { R: asked, coreMean, coreVariance, backgroundVariance, ratio, time } = path;
  const at = (mean: number, rest: Partial<Instance> = {}) =>
    instanceAt(path, d0, {
      coreMean,
      coreVariance,
      backgroundVariance,
      backgroundMean: mean,
      ...rest,
      ...change,
    });
  const { dCore, dBackground } = at(backgroundMean(asked, coreMean, ratio));
  const wanted = backgroundMean(asked, coreMean, dBackground / dCore);
  // Means lie on a grid, so R comes out a little off; what was drawn inside the region is moved back where it left it.
  const [least, most] = region.R;
  const inwards = asked < Math.sqrt(least * most) ? 1 : -1;
  const steps = [0, 1, 2, 3].map((step) => inwards * step);
  const means = steps.map((step) => wanted + (step * STRENGTH_GRID) / 2);
  const inside = (mean: number) => {
    const { R } = quantitiesOf(at(mean));
    return least <= R && R <= most;
  };
  const mean = means.find(inside) ?? wanted;
  const { perTime, V } = quantitiesOf(at(mean));
  const s = Math.max(region.s, Math.max(region.C, region.perV * V) / perTime);
  return at(mean, { s: s * time });
}

/** R, V, and C over s. */
export function quantitiesOf(i: Instance): {
  readonly R: number;
  readonly perTime: number;
  readonly V: number;
} {
  const moments = i.strengths.map(momentsOf);
  const sum = (group: typeof moments, of: (m: (typeof moments)[0]) => number) =>
    group.reduce((total, m) => total + of(m), 0);
  const [core, background] = [moments.slice(0, i.dCore), moments.slice(i.dCore)];
  const S = sum(core, (m) => m.mean ** 2);
  return {
    R: sum(background, (m) => m.mean ** 2) / S,
    perTime: S / i.d0,
    V: sum(core, (m) => m.mean ** 2 * m.variance) / S ** 2,
  };
}

/** The hypotheses of the repaired statement: those of the paper in our reading, and the region in place of the feature counts. */
export function regionHypotheses(region: Region, i: Instance): Readonly<Record<string, boolean>> {
  const { 'feature-counts': _, ...others } = hypothesesOf(i);
  const { R, perTime, V } = quantitiesOf(i);
  const C = perTime * i.s;
  const near = 1 - 2 ** -40;
  return {
    ...others,
    'background-over-core': region.R[0] <= R && R <= region.R[1],
    'core-in-time': C >= region.C * near && C >= region.perV * V * near,
  };
}
