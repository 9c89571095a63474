/** Exit codes, the first that applies (documented in the README). */
import type { Summary } from '../properties/records/summaryRecord.ts';
import type { Verdict } from '../properties/judge/verdict.ts';

export const EXIT = { ok: 0, refuted: 1, usage: 2, error: 3, inconclusive: 4, nothing: 5 } as const;

/** The signals that stop a run, and what it ends with. */
export const SIGNAL_EXIT: Readonly<Record<string, number>> = { SIGINT: 130, SIGTERM: 143 };

export function exitCode(summary: Summary, signal?: NodeJS.Signals): number {
  if (signal !== undefined) return SIGNAL_EXIT[signal]!;
  const claims: Verdict[] = summary.theorems.flatMap((t) => t.claims.map((c) => c.verdict));
  const twins = summary.theorems.flatMap((t) => t.controls);
  const controls: Verdict[] = twins.map((c) => c.verdict);
  if (claims.length === 0) return EXIT.nothing;
  if ([...claims, ...controls].includes('errored') || summary.audit?.verdict === 'disagree')
    return EXIT.error;
  // Where a claim and its twin (negative control) are both vacuous, only the claim counts.
  const vacuous = new Set(
    summary.theorems.flatMap((t) => t.claims.filter((c) => c.verdict === 'vacuous').map((c) => c.id)),
  );
  const standing = twins.filter((c) => !(c.verdict === 'vacuous' && vacuous.has(c.of)));
  if (claims.includes('refuted') || standing.some((c) => !['refuted', 'interrupted'].includes(c.verdict)))
    return EXIT.refuted;
  const audited = summary.audit?.verdict !== 'interrupted';
  if (claims.some((v) => v !== 'supported') || controls.includes('interrupted') || !audited)
    return EXIT.inconclusive;
  return EXIT.ok;
}
