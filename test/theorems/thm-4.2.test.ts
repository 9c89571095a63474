/** That the same neurons learn core and background is more than both bands: networks that meet the bands and not this. */
import { expect, it } from 'vitest';
import { loadKernel } from '../../sim/engines/kernel.ts';
import { reluStudy } from '../../theorems/studies/network/study.ts';
import { thm42 } from '../../theorems/thm-4.2.ts';
import type { Json } from '../../theorems/types.ts';
import { evenPath } from '../support/networkPath.ts';

const path = { ...evenPath, kappa: 0 } as unknown as Json;
const engine = loadKernel();

const held = (variant: string, index: number) => {
  const trial = { path, d0: 16, variant, set: {}, labels: ['thm-4.2 test', index], engine };
  const measurement = reluStudy.measure(trial);
  const of = (id: string) => {
    const claim = thm42.claims.find((c) => c.id === `thm-4.2/${id}`)!;
    return claim.kind === 'withHighProbability' && claim.event(measurement).holds;
  };
  return [of('core-band'), of('background-band'), of('same-neurons')];
};

it.each([0, 1, 2, 3])(
  'in the twin whose halves are apart both bands are met, by other neurons (%d)',
  (index) => {
    expect(held('main', index)).toEqual([true, true, true]);
    expect(held('apart', index)).toEqual([true, true, false]);
  },
);
