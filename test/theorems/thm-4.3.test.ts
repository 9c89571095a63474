/** The remark beside Theorem 4.3 speaks of what was measured: it may stand beside any verdict. */
import { expect, it } from 'vitest';
import { thm43 } from '../../theorems/thm-4.3.ts';
import type { Json } from '../../theorems/types.ts';

const network = (risk: number, error: number): Json => ({
  checkpoints: [{ oodRisk: { mean: risk }, oodError: { mean: error } }],
});

it.each([
  [0.7, 0.01, /harms the hinge risk, and classification hardly/],
  [0.9, 0.45, /harms classification as well/],
  [0.001, 0, /harms neither/],
])('at OOD risk %f and OOD error %f', (risk, error, words) => {
  expect(thm43.remark!([network(risk, error)], 32)).toMatch(words);
});

it('says nothing without a measurement', () => {
  expect(thm43.remark!([], 32)).toBeNull();
});
