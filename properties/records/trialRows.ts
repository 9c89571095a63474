/** One row per judged trial and claim (a ladder is one trial of a scaling claim), for tables: the trials that were read, in index order, with their outcomes. Pure. */
import type { EventResult, Json } from '../../theorems/types.ts';
import { instanceInput, tokenOf, type Findings } from './findings.ts';
import type { Evidence } from '../trials/evidence.ts';

export interface TrialRow {
  /** The claim's or the twin's id. */
  readonly claim: string;
  readonly study: string;
  readonly variant: string;
  readonly index: number;
  /** Null for a ladder. */
  readonly d0: number | null;
  /** Part of the sampler that it was drawn in; empty for a ladder. */
  readonly part: string;
  readonly status: string;
  /** Null without a measurement. */
  readonly holds: boolean | null;
  readonly slack: number | null;
  /** Why there is no measurement; empty when there is one. */
  readonly message: string;
  /** What was drawn: the recipe for every size, and the instance at this one. */
  readonly path: Json;
  readonly instance: Readonly<Record<string, Json>>;
  readonly token: string;
}

export function trialRows(f: Findings): readonly TrialRow[] {
  return f.judged.campaigns.flatMap(({ campaign, readers }) => {
    // The same trial is read by several claims.
    const drawn = new Map<Evidence, Pick<TrialRow, 'path' | 'instance' | 'token'>>();
    const drawnFor = (e: Evidence) => {
      if (!drawn.has(e)) {
        const instance = campaign.study.instance(instanceInput(f, e));
        drawn.set(e, { path: e.path, instance, token: tokenOf(f, e) });
      }
      return drawn.get(e)!;
    };
    const row = (
      claim: string,
      e: Evidence,
      d0: number | null,
      part: string,
      event: EventResult | null,
    ): TrialRow => ({
      claim,
      study: e.key.study,
      variant: e.key.variant,
      index: e.key.index,
      d0,
      part,
      status: e.outcome.status,
      holds: event?.holds ?? null,
      slack: event === null || Number.isNaN(event.slack) ? null : event.slack,
      message: e.outcome.status === 'measured' ? '' : e.outcome.message,
      ...drawnFor(e),
    });
    return readers.flatMap(({ reader: { id }, read }) =>
      read.flatMap((ladder): readonly TrialRow[] => {
        switch (ladder.kind) {
          case 'networks':
            return ladder.rungs.map((e, r) => row(id, e, e.key.d0, ladder.parts[r]!, ladder.events[r]!));
          case 'ladder':
            return [row(id, shownRung(ladder.rungs), null, '', ladder.event)];
          case 'off-path':
            return [];
        }
      }),
    );
  });
}

/** A ladder is told by its largest rung, or by the first that has no measurement. */
function shownRung(rungs: readonly Evidence[]): Evidence {
  return rungs.find((e) => e.outcome.status !== 'measured') ?? rungs.at(-1)!;
}
