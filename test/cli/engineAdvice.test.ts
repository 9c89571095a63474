/** An engine that does not load: the cause, and one that does. */
import { afterEach, expect, it, vi } from 'vitest';
import { engineName } from '../../cli/arguments.ts';
import { loadKernel } from '../../sim/engines/kernel.ts';

const fault = vi.hoisted(() => ({ message: '' }));
vi.mock('../../sim/engines/kernel.ts', async (original) => {
  const kernel = await original<typeof import('../../sim/engines/kernel.ts')>();
  const load: typeof kernel.loadKernel = (...options) => {
    if (fault.message !== '') throw new Error(fault.message);
    return kernel.loadKernel(...options);
  };
  return { ...kernel, loadKernel: load };
});
afterEach(() => {
  fault.message = '';
  vi.unstubAllGlobals();
});

it('is advised against with the name of one that loads here', async () => {
  fault.message = 'no kernel today';
  const advice = await engineName('auto').catch((error: Error) => error.message);
  const [, other] = /^engine "auto" does not load here \(no kernel today\); --engine (\S+) does, /.exec(
    advice,
  )!;
  expect(['tfjs-node', 'tfjs-cpu']).toContain(other);
  expect(await engineName(other!)).toBe(other);
});

it('for want of address space is told so', async () => {
  fault.message = 'WebAssembly.Instance(): Out of memory: Cannot allocate Wasm memory for new instance';
  await expect(engineName('kernel')).rejects.toThrow(
    /Cannot allocate Wasm memory for new instance; WebAssembly reserves some 10 GB of address space: .*`ulimit -v`\?\); --engine tfjs-/,
  );
});

it('without WebAssembly says that there is none', () => {
  vi.stubGlobal('WebAssembly', undefined);
  expect(() => loadKernel({})).toThrow(/^there is no WebAssembly here, as under `node --jitless`$/);
});
