/** Instances of the study `onset`: the paths of `relu`, at a small step. */
import type { InstanceInput } from '../../types.ts';
import { brokenBy } from '../broken.ts';
import { instanceAt, type Instance } from '../network/instance.ts';
import type { Path } from '../network/path.ts';
import { VARIANTS as networkVariants } from '../network/variants.ts';

/** Length of a step in r. */
export const STEP = 0.1;
/** Checkpoints r: from 0.5, two to every doubling. */
export const TIMES = Array.from({ length: 15 }, (_, i) => 0.5 * 2 ** (i / 2));
export const LAST_TIME = TIMES.at(-1)!;

/** The unit of s in which r counts. */
export const unitOf = ({ d0, d }: Pick<Instance, 'd0' | 'd'>) => Math.sqrt(d0 / d);

/** Broken twins. */
export const VARIANTS = { 'no-core': networkVariants['no-core']! };

export function onsetInstance({ path, d0, variant, set }: InstanceInput<Path>): Instance {
  const change: Partial<Instance> = { ...set, ...brokenBy(VARIANTS, variant) };
  const unit = unitOf(instanceAt(path, d0, change.d === undefined ? {} : { d: change.d }));
  return instanceAt(path, d0, { h: STEP * unit, s: LAST_TIME * unit, ...change });
}
