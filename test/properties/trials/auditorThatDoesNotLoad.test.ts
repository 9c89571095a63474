/** Without the other code there is no audit: the machine's fault, and no evidence about a step. */
import { expect, it, vi } from 'vitest';
import { SAMPLER_REGIME } from '../../../properties/trials/regime.ts';
import { runTask } from '../../../properties/trials/task.ts';
import { loadKernel } from '../../../sim/engines/kernel.ts';
import { STUDIES, THEOREMS } from '../../../theorems/registry.ts';

const fault = new Error('no TensorFlow.js backend loads (wasm: EMFILE: too many open files)');
vi.mock('../../../sim/engines/tfjsBackend.ts', () => ({ loadDevice: () => Promise.reject(fault) }));

it('an audit is no evidence where the code that audits does not load', async () => {
  const task = {
    root: { seed: 1, fingerprint: 'auditor', regime: SAMPLER_REGIME },
    key: { study: 'linear', variant: 'main', purpose: 'audit', index: 0, d0: 16 },
    engine: 'kernel',
    runs: 0,
  };
  await expect(runTask(task, STUDIES, THEOREMS, loadKernel())).rejects.toBe(fault);
});
