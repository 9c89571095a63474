/** One row per judged trial and claim (a ladder is one trial of a scaling claim), for tables: what was read, in index order, and how it came out. Pure. */
import type { EventResult, Json } from '../../theorems/types.ts';
import { instanceInput, tokenOf, type Findings } from './findings.ts';
import {
  campaignsOf,
  completeLadders,
  eventOfLadder,
  judgeOf,
  readLadder,
  rungsOf,
} from '../gather/campaign.ts';
import type { Evidence } from '../trials/evidence.ts';

export interface TrialRow {
  /** The claim's or the twin's id. */
  readonly claim: string;
  readonly study: string;
  readonly variant: string;
  readonly index: number;
  /** Null for a ladder. */
  readonly d0: number | null;
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
  return campaignsOf({ ...f, regime: f.root.regime }).flatMap((campaign) => {
    const ladders = completeLadders(campaign, f.evidence);
    // The same trial is read by several claims.
    const drawn = new Map<Evidence, Pick<TrialRow, 'path' | 'instance' | 'token'>>();
    const drawnFor = (e: Evidence) => {
      if (!drawn.has(e)) {
        const instance = campaign.study.instance(instanceInput(f, e));
        drawn.set(e, { path: e.path, instance, token: tokenOf(f, e) });
      }
      return drawn.get(e)!;
    };
    return campaign.readers.flatMap((reader) => {
      const judge = judgeOf(campaign, reader);
      const rows: TrialRow[] = [];
      for (const ladder of ladders) {
        if (judge.decided) break;
        readLadder(campaign, reader, judge, ladder);
        const { claim } = reader;
        const rungs = rungsOf(reader, ladder);
        const row = (
          e: Evidence,
          d0: number | null,
          message: string,
          event: EventResult | null,
        ): TrialRow => ({
          claim: reader.id,
          study: e.key.study,
          variant: e.key.variant,
          index: e.key.index,
          d0,
          status: e.outcome.status,
          holds: event?.holds ?? null,
          slack: event === null || Number.isNaN(event.slack) ? null : event.slack,
          message,
          ...drawnFor(e),
        });
        const messageOf = ({ outcome }: Evidence) => (outcome.status === 'measured' ? '' : outcome.message);
        if (claim.kind === 'scaling') {
          if (!claim.path.holds(rungs[0]!.path)) continue;
          // Told by its largest rung, or by the first that has no measurement.
          const shown = rungs.find((e) => e.outcome.status !== 'measured') ?? rungs.at(-1)!;
          rows.push(row(shown, null, messageOf(shown), eventOfLadder(claim, rungs)));
          continue;
        }
        for (const e of rungs) {
          const event = e.outcome.status === 'measured' ? claim.event(e.outcome.measurement) : null;
          rows.push(row(e, e.key.d0, messageOf(e), event));
        }
      }
      return rows;
    });
  });
}
