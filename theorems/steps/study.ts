/** The paper's network, looked at in every step of a run. */
import { defineStudy, type InstanceInput, type Variant } from '../types.ts';
import { brokenBy } from '../studies/broken.ts';
import { SETTABLE } from '../studies/network/instance.ts';
import { pathSampler, samplerWords, type Path } from '../studies/network/path.ts';
import { sharedByNetworks } from '../studies/network/shared.ts';
import { VARIANTS as networkVariants } from '../studies/network/variants.ts';
import { stepsInstance } from './instance.ts';
import { measure, type StepsMeasurement } from './measure.ts';

const VARIANTS: Readonly<Record<string, Variant>> = {
  'random-labels': networkVariants['random-labels']!,
  'no-core': networkVariants['no-core']!,
  eighth: { field: 'reading', value: 'eighth', words: 'a step may add an eighth of what it may' },
  sharper: { field: 'reading', value: 'sharper', words: "Hoeffding's exponent is taken twelve times" },
  late: { field: 'reading', value: 'late', words: 'live neurons are counted at the end of the run' },
};

const instance = (at: InstanceInput<Path>) => stepsInstance(at, brokenBy(VARIANTS, at.variant));

export const stepsStudy = defineStudy<Path, StepsMeasurement>({
  ...sharedByNetworks(instance),
  id: 'steps',
  title: 'The paper’s ReLU network, looked at in every step',
  sampler: pathSampler,
  samplerWords,
  settable: [...SETTABLE, 'reading'],
  variants: VARIANTS,
  measure: (trial) => measure(trial, instance(trial)),
  sizeSymbol: 'd0',
  sizes: { smoke: [16], quick: [16, 32, 64], standard: [16, 32, 64, 128] },
  cost: (path, d0) => {
    const { N, m, s, h } = instance({ path, d0, variant: 'main', set: {} });
    return (N * d0 * m * s) / h;
  },
});
