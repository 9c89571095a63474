/** Paths of the network studies that tests calculate by hand from. */
import type { StrengthDistribution } from '../../sim/data/strengths.ts';
import type { Path } from '../../theorems/studies/network/path.ts';
import type { Json, Study } from '../../theorems/types.ts';

/** Mean 1/2, variance 1/16; mean 1/2, variance 1/12; mean 7/8, variance 3/64. */
export const A: StrengthDistribution = { kind: 'two-point', low: 0.25, high: 0.75, pLow: 0.5 };
export const B: StrengthDistribution = { kind: 'uniform', low: 0, high: 1 };
export const C: StrengthDistribution = { kind: 'two-point', low: 0.5, high: 1, pLow: 0.25 };

/** Every feature has the strengths A. */
export const evenPath: Path = {
  ratio: 0.5,
  palette: [A],
  widthFloor: 64,
  dimensionEighths: 20,
  batchFloor: 256,
  h: 0.04,
  kappa: 0.003,
  signs: 'even',
};

/** Strengths of three kinds, in a larger dimension. */
export const mixedPath: Path = { ...evenPath, palette: [A, B, C], dimensionEighths: 21 };

export const NETWORKS = ['relu', 'balanced', 'linear', 'large-batch', 'onset'];

/** What a study shows of its instance on the mixed path. */
export const shown = (study: Study, variant = 'main', set: Record<string, Json> = {}, d0 = 24) =>
  study.instance({ path: mixedPath as unknown as Json, d0, variant, set });
