import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compareSkipping } from './skippingLaws.ts';

const shipped = readFileSync(new URL('../../../sim/kernel/kernel.wasm', import.meta.url));

it('gates and margin sets are the dense ones on 300 instances, and every part of the step was at work', () => {
  const tally = compareSkipping(shipped, { numRuns: 300, seed: 2 });
  const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(2)} %`;
  console.log(
    `${tally.instances} instances: ${share(tally.computed, tally.pairs)} of ${tally.pairs} pairs computed, ` +
      `${share(tally.recomputed, tally.examples)} of ${tally.examples} examples recomputed`,
  );
  expect(tally.instances).toBe(300);
  expect(tally.computed).toBeGreaterThan(0);
  expect(tally.computed).toBeLessThan(tally.pairs);
  expect(tally.recomputed).toBeGreaterThan(0);
});
