/** `fct list`: what is claimed. */
import { STUDIES, THEOREMS } from '../theorems/registry.ts';

export function list(): number {
  for (const theorem of THEOREMS) {
    console.log(`${theorem.id}  ${theorem.title}  [${theorem.statement.mark}]`);
    for (const claim of theorem.claims) {
      const study =
        claim.kind === 'exact'
          ? 'exact'
          : `${claim.kind === 'scaling' ? 'scaling' : 'w.h.p.'}, study ${STUDIES[claim.study]!.id}`;
      console.log(`  ${claim.id}  (${study})  ${claim.title}`);
      for (const control of theorem.controls)
        if (control.of === claim.id) console.log(`    twin ${control.id}`);
    }
  }
  return 0;
}
