/** What is explored or hunted: one claim, or all claims of a theorem in one network, as one event of one study. */
import type { Axis, EventResult, Json, Study, Theorem } from '../../theorems/types.ts';

export interface Target {
  readonly theorem: string;
  /** The claim's id; null when all claims of the theorem are meant together. */
  readonly claim: string | null;
  readonly title: string;
  readonly words: string;
  /** Of its claims, in their order. */
  readonly latex: readonly string[];
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
      `${name} has no single study with axes to explore; ${others.length === 0 ? 'nor has any theorem of this suite a claim "with high probability"' : `name one of ${others.map((t) => t.id).join(', ')}`}`,
    );
  }
  const single = claims.length === 1 ? claims[0]! : undefined;
  return {
    theorem: theorem.id,
    claim: single?.id ?? null,
    title: single?.title ?? theorem.title,
    words: single?.words ?? claims.map((c) => c.words).join('; and '),
    latex: claims.map((c) => c.latex),
    study: explored(studies[read[0]!]!),
    event: (measurement) => together(claims.map((c) => c.event(measurement))),
  };
}

/** The axis of a study that is its size: whichever it is asked at, it alone says one. */
function sizeAxisOf({ axes = [] }: Study): Axis | undefined {
  return axes.find((axis) => axis.at(axis.range[0], 16).d0 !== undefined);
}

/** Sizes that instances of a target may have, and the one that is meant where none is named: the second smallest that a profile has. */
export function sizesOf({ study }: Target): {
  readonly range: readonly [number, number];
  readonly usual: number;
} {
  const sizes = [...new Set(Object.values(study.sizes ?? {}).flat())].sort((a, b) => a - b);
  const usual = sizes[1] ?? sizes[0] ?? 1;
  return { range: sizeAxisOf(study)?.range ?? [usual, usual], usual };
}

/** The study as it is explored: one with axes has one for its size, over the sizes that it names, where it declares none itself. */
export function explored(study: Study): Study {
  const { axes } = study;
  if (axes === undefined) return study;
  const sizes = [...new Set(Object.values(study.sizes ?? {}).flat())].sort((a, b) => a - b);
  const [least, most] = [sizes[0], sizes.at(-1)];
  if (sizeAxisOf(study) !== undefined || least === undefined || most === undefined) return study;
  const size: Axis = {
    name: 'd0',
    words: 'the size',
    scale: 'log',
    range: [least, most],
    at: (value) => ({ value: Math.round(value), d0: Math.round(value), set: {} }),
    hunt: { values: sizes, simplest: least, sampler: [least, most] },
  };
  return { ...study, axes: [...axes, size] };
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
