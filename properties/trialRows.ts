/** One row per judged trial and claim, for tables: what was read, in index order, and how it came out. Pure. */
import type { Json } from '../theorems/types.ts';
import { instanceInput, tokenOf, type Findings } from './assemble.ts';
import { campaignsOf, completeLadders, judgeOf, readLadder } from './campaign.ts';
import type { Evidence } from './evidence.ts';

export interface TrialRow {
  /** The claim's or the twin's id. */
  readonly claim: string;
  readonly study: string;
  readonly variant: string;
  readonly index: number;
  readonly d0: number;
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
        for (const e of ladder) {
          const { key, outcome } = e;
          const event = outcome.status === 'measured' ? reader.claim.event(outcome.measurement) : undefined;
          rows.push({
            claim: reader.id,
            study: key.study,
            variant: key.variant,
            index: key.index,
            d0: key.d0,
            status: outcome.status,
            holds: event?.holds ?? null,
            slack: event === undefined || Number.isNaN(event.slack) ? null : event.slack,
            message: outcome.status === 'measured' ? '' : outcome.message,
            ...drawnFor(e),
          });
        }
      }
      return rows;
    });
  });
}
