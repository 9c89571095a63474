/** The paper's instances, and what of a step is read wrongly on purpose. */
import type { InstanceInput } from '../types.ts';
import { instanceAt, type Instance } from '../studies/network/instance.ts';
import type { Path } from '../studies/network/path.ts';
import { checkChoice } from '../studies/possible.ts';

interface Reading {
  /** Of what a step may add to |v_k|, this share. */
  readonly growth: number;
  /** Of Hoeffding's exponent, this many times. */
  readonly exponent: number;
  /** Live neurons are counted before the first step; else at the end. */
  readonly start: boolean;
}

const OWN: Reading = { growth: 1, exponent: 1, start: true };
export const READINGS = {
  own: OWN,
  eighth: { ...OWN, growth: 1 / 8 },
  // More than twice the exponent of a Gaussian with the least variance that is drawn.
  sharper: { ...OWN, exponent: 12 },
  late: { ...OWN, start: false },
} satisfies Readonly<Record<string, Reading>>;

export interface StepsInstance extends Instance {
  readonly reading: keyof typeof READINGS;
}

export function stepsInstance(
  { path, d0, set }: Omit<InstanceInput<Path>, 'variant'>,
  change: Readonly<Partial<StepsInstance>>,
): StepsInstance {
  const { reading = 'own', ...rest }: Partial<StepsInstance> = { ...set, ...change };
  checkChoice('reading', reading, Object.keys(READINGS));
  return { ...instanceAt(path, d0, rest), reading };
}
