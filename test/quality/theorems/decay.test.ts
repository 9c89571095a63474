/** Linear networks with weight decay settle where the hinge loss that the spread of the strengths leaves balances the decay. */
import { expect, it } from 'vitest';
import { loadKernel } from '../../../sim/engines/kernel.ts';
import type { Path } from '../../../theorems/studies/network/path.ts';
import { linearStudy } from '../../../theorems/studies/network/study.ts';
import type { Json } from '../../../theorems/types.ts';
import { settledRisk } from '../../support/linearDecay.ts';

const path: Path = {
  ratio: 1,
  palette: [{ kind: 'uniform', low: 0, high: 1 }],
  widthFloor: 128,
  dimensionEighths: 20,
  batchFloor: 512,
  h: 0.05,
  kappa: 0,
  signs: 'even',
};

it.each([0.01, 0.05, 0.1])('kappa = %d: R_ID is that of the formula', (kappa) => {
  const d0 = 64;
  const risk = settledRisk({ d0, dCore: 32, kappa, mean: 1 / 2, variance: 1 / 12 });
  for (const seed of [1, 2, 3, 4]) {
    const { checkpoints } = linearStudy.asMeasurement(
      linearStudy.measure({
        ...{ path: path as unknown as Json, d0, variant: 'main', set: { kappa } },
        ...{ labels: ['decay test', seed], engine: loadKernel() },
      }),
    );
    const { mean, standardError } = checkpoints.at(-1)!.progressiveRisk!;
    // The Gaussian output is off by a share ln(d0)/d0 (docs/theory/limit-path.md); five standard errors of 20 batches beside it.
    expect(Math.abs(mean - risk)).toBeLessThan((risk * Math.log(d0)) / d0 + 5 * standardError);
  }
});
