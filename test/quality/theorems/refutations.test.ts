/** Every exact twin (negative control) is refuted from other seeds than that of the fast tests too. */
import { describe, it } from 'vitest';
import { THEOREMS } from '../../../theorems/registry.ts';
import { refuted } from '../../theorems/exact/refutation.ts';

const twins = THEOREMS.flatMap((theorem) =>
  theorem.controls.filter((c) => c.kind === 'exact').map((c) => [c.id, theorem] as const),
);

describe.each([2, 3])('from seed %d', (seed) => {
  it.each(twins)('%s is refuted, with a counterexample to check by hand', (id, theorem) =>
    refuted(theorem, id, seed),
  );
});
