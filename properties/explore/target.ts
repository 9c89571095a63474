/** What is explored or hunted: one claim, or all claims of a theorem in one network, as one event of one study. */
import type { EventResult, Json, Study, Theorem } from '../../theorems/types.ts';

export interface Target {
  readonly theorem: string;
  /** The claim's id; null when all claims of the theorem are meant together. */
  readonly claim: string | null;
  readonly title: string;
  readonly words: string;
  readonly study: Study;
  /** Holds when every claim's event does; the slack is the smallest. */
  readonly event: (measurement: Json) => EventResult;
}

/** No such claim, or none that trains networks; one sentence. */
export class TargetError extends Error {
  override readonly name = 'TargetError';
}

/** The target that `<theorem>` or `<theorem>/<claim>` names. Throws a TargetError where there is nothing to explore. */
export function targetOf(
  theorems: readonly Theorem[],
  studies: Readonly<Record<string, Study>>,
  name: string,
): Target {
  const theorem = theorems.find((t) => t.id === name || t.claims.some((c) => c.id === name));
  if (theorem === undefined) throw new TargetError(`there is no theorem or claim "${name}"`);
  const claims = theorem.claims.flatMap((c) =>
    c.kind === 'withHighProbability' && (name === theorem.id || name === c.id) ? [c] : [],
  );
  const read = [...new Set(claims.map((c) => c.study))];
  if (read.length !== 1 || studies[read[0]!]?.axes === undefined) {
    const others = theorems.filter((t) => t.claims.some((c) => c.kind === 'withHighProbability'));
    throw new TargetError(
      `${name} has no single study with axes to explore; name one of ${others.map((t) => t.id).join(', ')}`,
    );
  }
  const single = claims.length === 1 ? claims[0]! : undefined;
  return {
    theorem: theorem.id,
    claim: single?.id ?? null,
    title: single?.title ?? theorem.title,
    words: single?.words ?? claims.map((c) => c.words).join('; and '),
    study: studies[read[0]!]!,
    event: (measurement) => together(claims.map((c) => c.event(measurement))),
  };
}

function together(events: readonly EventResult[]): EventResult {
  const unknown = events.filter((e) => e.holds === undefined);
  const known = unknown.length === 0;
  return {
    ...(!known && unknown.every((e) => e.unresolved === true) ? { unresolved: true } : {}),
    holds: known ? events.every((e) => e.holds === true) : undefined,
    slack: known ? Math.min(...events.map((e) => e.slack)) : NaN,
    cases: [...new Set(events.flatMap((e) => e.cases))],
  };
}
