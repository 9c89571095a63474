/** What of a claim's evidence a reader is shown first. */
import type { NonEmpty } from '../../theorems/types.ts';
import type { StratumRecord } from '../judge/stratum.ts';
import type { Verdict } from '../judge/verdict.ts';

/** Of a refuted claim the bet against it in the stratum that refutes most; else the bet for it in the stratum that supports least. */
export function tellingBet(
  verdict: Verdict,
  strata: NonEmpty<StratumRecord>,
): { readonly side: 'support' | 'refute'; readonly stratum: StratumRecord } {
  const side = verdict === 'refuted' ? 'refute' : 'support';
  const evidence = (s: StratumRecord) => s.logE[side].at(-1) ?? 0;
  const stratum = strata.reduce((a, b) =>
    (side === 'refute' ? evidence(b) > evidence(a) : evidence(b) < evidence(a)) ? b : a,
  );
  return { side, stratum };
}

/** At most `most` of the points of a curve, first and last among them: what a small picture can show. */
export function thin<T>(points: readonly T[], most: number): readonly T[] {
  if (points.length <= most) return points;
  return Array.from({ length: most }, (_, i) => points[Math.round((i * (points.length - 1)) / (most - 1))]!);
}
