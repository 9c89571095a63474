/** The chances of false verdicts, by dynamic programming. */
import type { Campaign, Reader } from '../../properties/gather/campaign.ts';
import { crossing } from '../../properties/judge/statistics/index.ts';

export interface FalseVerdicts {
  /** Largest chance of "supported" where some stratum fails more often than its delta. */
  readonly supported: number;
  /** Largest chance of "refuted" where none does. */
  readonly refuted: number;
}

/**
 * Both are largest at the edge, p = delta. "Supported": in one stratum, which must err for it, while all others are supported for
 * sure. "Refuted": in every stratum at once; their chances are added, so the bound holds however strata depend on each other.
 */
export function falseVerdicts({ budget, parts }: Campaign, { claim, sizes, levels }: Reader): FalseVerdicts {
  const strata = claim.kind === 'scaling' ? [Math.max(...sizes)] : parts.flatMap(() => sizes);
  const edges = strata.map((d0) =>
    crossing({
      p: levels.deltaAt(d0),
      delta: levels.deltaAt(d0),
      alphaSupport: levels.alphaSupport,
      alphaRefute: levels.alphaRefute / strata.length,
      // A stratum of a part, or of a path, gets fewer ladders than this.
      budget: budget.ladders,
    }),
  );
  return {
    supported: Math.max(...edges.map((e) => e.supported)),
    refuted: edges.reduce((sum, e) => sum + e.refuted, 0),
  };
}
