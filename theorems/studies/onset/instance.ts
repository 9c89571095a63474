/** Instances of the study `onset`: the paths of `relu`, at a small step. */
import type { InstanceInput } from '../../types.ts';
import { brokenBy } from '../broken.ts';
import { instanceAt, type Instance } from '../network/instance.ts';
import { driftingStart } from '../network/drift.ts';
import type { Path } from '../network/path.ts';
import { VARIANTS as networkVariants } from '../network/variants.ts';

/** Length of a step in r. */
export const STEP = 0.1;
/** Checkpoints r: from 0.5, two to every doubling. */
export const TIMES = Array.from({ length: 15 }, (_, i) => 0.5 * 2 ** (i / 2));
export const LAST_TIME = TIMES.at(-1)!;

/** The unit of s in which r counts: sqrt(d0/d), and of initial weights of another variance as much longer as they are larger. */
export const unitOf = ({ d0, d, drift }: Pick<Instance, 'd0' | 'd' | 'drift'>) =>
  Math.sqrt((d0 / d) * driftingStart(drift, d0));

/** Broken twins. */
export const VARIANTS = {
  'no-core': networkVariants['no-core']!,
  'wide-start': networkVariants['wide-start']!,
};

export function onsetInstance({ path, d0, variant, set }: InstanceInput<Path>): Instance {
  const change: Partial<Instance> = { ...set, ...brokenBy(VARIANTS, variant) };
  const { d, drift } = change;
  const unit = unitOf(
    instanceAt(path, d0, { ...(d === undefined ? {} : { d }), ...(drift === undefined ? {} : { drift }) }),
  );
  return instanceAt(path, d0, { h: STEP * unit, s: LAST_TIME * unit, ...change });
}
