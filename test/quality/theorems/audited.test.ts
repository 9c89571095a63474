/** Every study and every variant of it agrees with a second engine, step by step. */
import { expect, it } from 'vitest';
import { SAMPLER_REGIME } from '../../../properties/trials/regime.ts';
import { runTask } from '../../../properties/trials/task.ts';
import { loadKernel } from '../../../sim/engines/kernel.ts';
import { STUDIES, THEOREMS } from '../../../theorems/registry.ts';

const kernel = loadKernel();
const variants = Object.values(STUDIES).flatMap((study) =>
  study.training === undefined ? [] : ['main', ...Object.keys(study.variants)].map((v) => [study.id, v]),
);
it.each(variants)('agrees for study %s, variant %s', async (study, variant) => {
  const key = { study: study, variant: variant, purpose: 'audit', index: 0, d0: 16 };
  const root = { seed: 1, fingerprint: 'audit', regime: SAMPLER_REGIME };
  const { outcome } = await runTask({ root, key, engine: 'kernel', runs: 0 }, STUDIES, THEOREMS, kernel);
  expect(outcome).toMatchObject({ status: 'measured', measurement: { agrees: true } });
});
