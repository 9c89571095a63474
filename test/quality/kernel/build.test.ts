import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compileKernel } from '../../../scripts/build-kernel.mjs';

it('ships the module that its source compiles to, and a small one', async () => {
  const shipped = readFileSync(new URL('../../../sim/kernel/kernel.wasm', import.meta.url));
  const built = await compileKernel();
  expect(built.equals(shipped), 'run node scripts/build-kernel.mjs and commit sim/kernel/kernel.wasm').toBe(
    true,
  );
  expect(shipped.length).toBeLessThan(32768);
});
