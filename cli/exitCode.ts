/** Exit codes, the first that applies (documented in the README). */
import type { Summary, Verdict } from '../properties/record.ts';

export const EXIT = { ok: 0, refuted: 1, usage: 2, error: 3, inconclusive: 4, nothing: 5 } as const;

export function exitCode(summary: Summary, signal?: NodeJS.Signals): number {
  if (signal !== undefined) return signal === 'SIGTERM' ? 143 : 130;
  const claims: Verdict[] = summary.theorems.flatMap((t) => t.claims.map((c) => c.verdict));
  const controls: Verdict[] = summary.theorems.flatMap((t) => t.controls.map((c) => c.verdict));
  if (claims.length === 0) return EXIT.nothing;
  if ([...claims, ...controls].includes('errored') || summary.audit?.verdict === 'disagree')
    return EXIT.error;
  if (claims.includes('refuted') || controls.some((v) => v !== 'refuted' && v !== 'interrupted'))
    return EXIT.refuted;
  if (claims.some((v) => v !== 'supported') || controls.includes('interrupted')) return EXIT.inconclusive;
  return EXIT.ok;
}
