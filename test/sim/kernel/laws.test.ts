import { readFileSync } from 'node:fs';
import { describe, it } from 'vitest';
import { laws } from './laws.ts';

const shipped = readFileSync(new URL('../../../sim/kernel/kernel.wasm', import.meta.url));

describe('the kernel', () => {
  for (const [name, law] of Object.entries(laws)) it(name, () => law(shipped, { numRuns: 100 }));
});
