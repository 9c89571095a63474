/** What all claims have in common. */
import type { Marked } from './marked.ts';

/** Common to all claims. `id` is always `<theorem>/<claim>`. */
export interface ClaimBase extends Marked {
  readonly id: string;
  readonly title: string;
  /** LaTeX of the claim as tested. */
  readonly latex: string;
  /** Cases that must each be exercised at least once, or the claim is vacuous. */
  readonly requiredCases: readonly string[];
}
