/** Engines by the name that `--engine` takes. */
import type { Engine } from '../sim/engines/engine.ts';
import { loadKernel } from '../sim/engines/kernel.ts';
import { loadTfjs, tfjsBackends } from '../sim/engines/tfjs.ts';

/** `auto` is `kernel`: all studies are in the paper's setting, where it is exact to the bit on every machine. */
export const ENGINES = ['auto', 'kernel', 'tfjs', 'tfjs-node', 'tfjs-wasm', 'tfjs-cpu'] as const;
export type EngineChoice = (typeof ENGINES)[number];

/** Loads an engine; `engine.name` says which backend it is. */
export async function loadEngine(choice: string): Promise<Engine> {
  switch (choice as EngineChoice) {
    case 'auto':
    case 'kernel':
      return loadKernel();
    case 'tfjs':
      return loadTfjs();
    case 'tfjs-node':
      return loadTfjs('node');
    case 'tfjs-wasm':
      return loadTfjs('wasm');
    case 'tfjs-cpu':
      return loadTfjs('cpu');
  }
  throw new RangeError(`no engine "${choice}"`);
}

/** The fastest engine that loads here; undefined if none does. (Without the kernel's WebAssembly there is no tfjs-wasm.) */
export async function engineThatLoads(): Promise<EngineChoice | undefined> {
  for (const choice of ['kernel', 'tfjs-node', 'tfjs-cpu'] as const) {
    try {
      await loadEngine(choice);
      return choice;
    } catch {
      // The next one.
    }
  }
  return undefined;
}

/** Why `--engine tfjs` runs on the backend it runs on; undefined if the choice names one backend. */
export async function whyBackend(choice: string, name: string): Promise<string | undefined> {
  if (choice !== 'tfjs') return undefined;
  const tried = await tfjsBackends();
  const missing = tried.filter((b) => !b.available).map((b) => `tfjs-${b.backend}: ${b.reason}`);
  const why =
    missing.length === 0 ? 'the fastest backend' : `the fastest backend that loads (${missing.join('; ')})`;
  return `Engine ${name}: ${why}; \`fct doctor\` says more.`;
}
