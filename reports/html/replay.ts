/** Replay tokens for the charts of a page: which trial a point is. */
import type { StratumRecord } from '../../properties/judge/stratum.ts';
import type { TrialRow } from '../../properties/records/trialRows.ts';

/** Rows by claim, size and part, in index order: as a stratum reads them. A ladder's row has no size. */
export type Replay = ReadonlyMap<string, readonly Pick<TrialRow, 'index' | 'token'>[]>;

export const NO_REPLAY: Replay = new Map();

const key = (claim: string, d0: number | null, part: string) => JSON.stringify([claim, d0, part]);

export function replayOf(rows: readonly TrialRow[]): Replay {
  const all = new Map<string, TrialRow[]>();
  for (const row of rows) {
    const own = key(row.claim, row.d0, row.part);
    if (!all.has(own)) all.set(own, []);
    all.get(own)!.push(row);
  }
  return all;
}

/** Tokens of a stratum's trials by their number, counted from 1. Rows of a claim that something exists are draws, and its strata are of fresh trials. */
export function stratumTokens(
  replay: Replay,
  claim: { readonly id: string; readonly kind: string },
  { d0, part }: Pick<StratumRecord, 'd0' | 'part'>,
): ReadonlyMap<number, string> {
  if (claim.kind === 'exists') return new Map();
  const rows = replay.get(key(claim.id, claim.kind === 'scaling' ? null : d0, part)) ?? [];
  return new Map(rows.map(({ token }, i) => [i + 1, token]));
}

/** Tokens of the ladders of a scaling claim by their index. */
export const ladderTokens = (replay: Replay, claim: string): ReadonlyMap<number, string> =>
  new Map((replay.get(key(claim, null, '')) ?? []).map(({ index, token }) => [index, token]));

/** What stands in front of a token, from the command of the run. */
export const replayCommand = (command: string): string =>
  `npx ${/^fct (?:--suite \S+ )?/.exec(command)?.[0] ?? 'fct '}replay `;
