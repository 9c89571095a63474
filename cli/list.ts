/** `fct list`: what is claimed. */
import { explored } from '../properties/explore/target.ts';
import type { LoadedSuite } from './suite.ts';

export function list({ theorems, studies }: LoadedSuite): number {
  for (const theorem of theorems) {
    console.log(`${theorem.id}  ${theorem.title}  [${theorem.statement.mark}]`);
    for (const claim of theorem.claims) {
      const study =
        claim.kind === 'exact'
          ? 'exact'
          : `${claim.kind === 'withHighProbability' ? 'w.h.p.' : claim.kind}, study ${studies[claim.study]!.id}`;
      console.log(`  ${claim.id}  (${study})  ${claim.title}`);
      for (const control of theorem.controls)
        if (control.of === claim.id) console.log(`    twin ${control.id}`);
    }
  }
  for (const { id, title, axes = [] } of Object.values(studies).map(explored))
    if (axes.length > 0)
      console.log(
        `study ${id}  ${title}\n  axes of \`fct explore\`: ${axes.map((axis) => axis.name).join(', ')}`,
      );
  return 0;
}
