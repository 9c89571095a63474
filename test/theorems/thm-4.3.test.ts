/** The remark beside Theorem 4.3 speaks of what was measured: it may stand beside any verdict. */
import { expect, it } from 'vitest';
import { constants } from '../../theorems/constants.ts';
import { thm43 } from '../../theorems/thm-4.3.ts';
import type { Json } from '../../theorems/types.ts';

const network = (risk: number, error: number): Json => ({
  checkpoints: [
    { oodRisk: { mean: 99 }, oodError: { mean: 99 } },
    { oodRisk: { mean: risk }, oodError: { mean: error } },
  ],
});
const remark = (...networks: readonly Json[]) => thm43.remark!(networks, 32);

it('says the median risk and error at the end, and the largest error', () => {
  // Risks 0.4, 0.6, 0.9 and errors 0.01, 0.02, 0.5: one network has the median risk, another the median error.
  expect(remark(network(0.9, 0.01), network(0.4, 0.5), network(0.6, 0.02))).toBe(
    'At d0 = 32 the median OOD hinge risk is 0.600, the median OOD 0-1 error 0.020 (largest 0.500): the shift harms the hinge risk, and classification hardly.',
  );
});

it('says whom the shift harms: classification from a quarter of the risk on', () => {
  expect(remark(network(0.8, 0.199))).toMatch(
    /: the shift harms the hinge risk, and classification hardly\.$/,
  );
  expect(remark(network(0.8, 0.2))).toMatch(/: the shift harms classification as well\.$/);
  const { value } = constants().constants.oodGap;
  expect(remark(network(value, value))).toMatch(/: the shift harms classification as well\.$/);
  expect(remark(network(value * 0.999, value))).toMatch(/: the shift harms neither\.$/);
});

it('says nothing without a measurement', () => {
  expect(remark()).toBeNull();
});
