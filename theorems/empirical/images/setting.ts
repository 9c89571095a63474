/**
 * Small images [ours]: an analogue of the paper's experiments on images, made from a seed. Label and background are independent in
 * distribution; out of distribution (OOD) the background is negated, as in Definition 3.1.
 */
import type { DataSpec } from '../../../sim/data/batch.ts';
import { ADAMW, type Optimizer } from '../../../sim/general/optimizers.ts';
import { spread } from '../../figure-3/setting.ts';

/** `id`: training sees the background as it is in distribution. `environments`: under random signs of the textures. */
export type ImageTrainingKind = 'id' | 'environments';

export interface ImageSetting {
  readonly textures: number;
  /** Distinct sign patterns of the textures, each as often as the others; none is the one of OOD, all minus. */
  readonly environments: number;
  /** Images of a step's fresh batch, and of a probe's. */
  readonly batch: number;
  readonly probe: number;
  readonly optimizer: Optimizer & { readonly kind: 'adamw' };
  /** Steps at which the network is looked at, ascending, 0 first. */
  readonly checkpoints: readonly number[];
}

export const IMAGE_SETTING: ImageSetting = {
  textures: 8,
  environments: 16,
  batch: 64,
  probe: 256,
  optimizer: { ...ADAMW, eta: 2e-3, lambda: 1e-3 },
  checkpoints: spread(400, 8),
};

/** The core's brightness is uniform on [1/2, 1], the strengths of textures on [0, 1]. */
export function imageData({ textures }: Pick<ImageSetting, 'textures'>): DataSpec {
  const strength = (low: number) => ({ kind: 'uniform', low, high: 1 }) as const;
  return {
    dCore: 1,
    dBackground: textures,
    strengths: [strength(0.5), ...Array.from({ length: textures }, () => strength(0))],
    labels: 'true',
  };
}
