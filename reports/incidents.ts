/** What a report says of the trials that the machine kept from completing. */
import { incidentGroups, openSentence, type Incident } from '../properties/trials/incident.ts';
import { purposeOf } from '../properties/trials/purpose.ts';
import type { Summary } from '../properties/records/summaryRecord.ts';
import type { TheoremRecord } from '../properties/records/theoremRecord.ts';
import { count } from './text.ts';
import { agree } from '../properties/count.ts';

type Part = Pick<Summary['theorems'][number] | TheoremRecord, 'claims' | 'controls'>;

/** Is there anything left for the same command to do? */
export function isInterrupted(
  record:
    | Pick<Summary, 'theorems' | 'audit' | 'timing'>
    | Pick<TheoremRecord, 'claims' | 'controls' | 'audit' | 'timing'>,
): boolean {
  const parts: readonly Part[] = 'theorems' in record ? record.theorems : [record];
  const verdicts = parts.flatMap((p) => [...p.claims, ...p.controls].map((c) => c.verdict));
  // A second look comes after the verdict, and its record lacks it.
  const unseen = record.timing.incidents?.some((i) => !i.healed && purposeOf(i)?.kind === 'again') ?? false;
  return verdicts.includes('interrupted') || record.audit?.verdict === 'interrupted' || unseen;
}

/** The sentence about trials that completed later, or that no verdict waited for; empty if there are none. */
export function pastSentence(incidents: readonly Incident[], interrupted: boolean): string {
  const healed = incidents.filter((i) => i.healed);
  const unneeded = interrupted ? [] : incidents.filter((i) => !i.healed);
  const past = [...healed, ...unneeded];
  if (past.length === 0) return '';
  const causes = incidentGroups(past).map((g) => `${g.words}, ${g.count}`);
  const then = [
    ...(healed.length === 0 ? [] : [`${healed.length} ended when run again`]),
    ...(unneeded.length === 0
      ? []
      : [`${unneeded.length} ${agree(unneeded.length, 'was', 'were')} no longer needed`]),
  ];
  return `The machine kept ${count(past.length, 'trial')} from ending at first (${causes.join('; ')}): ${then.join(', ')}. No verdict depends on it.`;
}

/** The sentence about what keeps the run from its verdicts, and how to continue; empty when nothing does. */
export function presentSentence(incidents: readonly Incident[], interrupted: boolean): string {
  return interrupted ? openSentence(incidents) : '';
}
