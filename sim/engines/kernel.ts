/**
 * The kernel engine: whole training runs and probes inside one small WebAssembly module (sim/kernel/assembly), batches drawn
 * there, many steps per call. The same weights, bit for bit, on every machine and version of Node.
 */
import { readFileSync } from 'node:fs';
import { Kernel } from '../kernel/instance.ts';
import { LinearRun } from '../kernel/linearRun.ts';
import { probe, rates } from '../kernel/probe.ts';
import { ReluRun, type KernelPath } from '../kernel/reluRun.ts';
import type { Engine } from './engine.ts';

export interface KernelOptions {
  /** The module to run instead of the shipped one. */
  readonly bytes?: Uint8Array;
  /**
   * `dense` computes every activation, `skipping` (the default) only those that are not foregone (assembly/skipping.ts). The
   * paths differ in the order of two sums; each is bit-exact with itself.
   */
  readonly path?: KernelPath;
}

/** The kernel engine, with a WebAssembly instance of its own. */
export function loadKernel({
  bytes = readFileSync(new URL('../kernel/kernel.wasm', import.meta.url)),
  path = 'skipping',
}: KernelOptions = {}): Engine {
  const kernel = new Kernel(bytes);
  return {
    name: 'kernel',
    start: (setup, batches, state) =>
      setup.activation === 'identity'
        ? new LinearRun(kernel, setup, batches, state)
        : new ReluRun(kernel, path, setup, batches, state),
    probe: (setup, state, draw) => probe(kernel, setup, state, draw),
    rates: (setup, state, draw) => rates(kernel, path, setup, state, draw),
  };
}
