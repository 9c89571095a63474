/** One row per judged trial and claim, for tables: what was read, in index order, and how it came out. Pure. */
import type { Findings } from './assemble.ts';
import { campaignsOf, completeLadders, judgeOf, readLadder } from './campaign.ts';

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
}

export function trialRows(f: Findings): readonly TrialRow[] {
  return campaignsOf({ ...f, regime: f.root.regime }).flatMap((campaign) => {
    const ladders = completeLadders(campaign, f.evidence);
    return campaign.readers.flatMap((reader) => {
      const judge = judgeOf(campaign, reader);
      const rows: TrialRow[] = [];
      for (const ladder of ladders) {
        if (judge.decided) break;
        readLadder(campaign, reader, judge, ladder);
        for (const { key, outcome } of ladder) {
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
          });
        }
      }
      return rows;
    });
  });
}
