/** The contestants by name: engines that run in Node, and peers that are programs of their own. */
import { loadKernel } from '../sim/engines/kernel.ts';
import { loadTfjs, tfjsBackends, type TfjsBackend } from '../sim/engines/tfjs.ts';
import type { Engine } from '../sim/engines/engine.ts';
import { plainLoop } from './plainLoop.ts';

/** `kernel` is what `fct` runs: it skips foregone activations. */
export const KERNELS = ['kernel', 'kernel-dense'] as const;
export const OTHERS = ['plain-loop', 'tfjs-node', 'tfjs-wasm', 'tfjs-cpu'] as const;
export const PEERS = { jax: 'jax_peer.py', pytorch: 'torch_peer.py', numpy: 'numpy_peer.py' } as const;

export const ALL = [...KERNELS, ...OTHERS, ...(Object.keys(PEERS) as (keyof typeof PEERS)[])] as const;
export type Name = (typeof ALL)[number];

export interface Loaded {
  readonly engine: Pick<Engine, 'name' | 'start'>;
  readonly version: string;
}

/** An engine that runs in Node; throws an Error with the reason when it does not load. */
export async function load(name: string): Promise<Loaded> {
  const node = `Node ${process.versions.node}`;
  switch (name) {
    case 'kernel':
      return { engine: loadKernel(), version: node };
    case 'kernel-dense':
      return { engine: loadKernel({ path: 'dense' }), version: node };
    case 'plain-loop':
      return { engine: plainLoop, version: node };
  }
  const backend = name.replace('tfjs-', '') as TfjsBackend;
  const engine = await loadTfjs(backend);
  const { version } = (await tfjsBackends()).find((report) => report.backend === backend)!;
  return { engine, version: `${version}, ${node}` };
}
