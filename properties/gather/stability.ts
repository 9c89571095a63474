/** Second looks: a refuted claim's worst instances on fresh streams, to tell "fails surely here" from "fails now and then". */
import { purposeText } from '../trials/purpose.ts';
import type { TrialKey } from '../trials/seeds.ts';
import type { JudgedCampaign, JudgedReader } from './judged.ts';

/** Worst instances looked at again, and fresh streams for each. */
const STABILITY_INSTANCES = 3;
export const STABILITY_STREAMS = 8;

/** An instance, and its trials on fresh streams: indices 0 … 7. */
export interface SecondLook {
  readonly of: TrialKey;
  readonly keys: readonly TrialKey[];
}

/** The second looks at a refuted claim's worst instances, the worst first. */
export function secondLooks({ campaign, reader, judged, read }: JudgedReader): readonly SecondLook[] {
  if (
    campaign.purpose !== 'main' ||
    reader.claim.kind !== 'withHighProbability' ||
    judged.verdict !== 'refuted'
  )
    return [];
  return read
    .flatMap((ladder) =>
      ladder.kind === 'networks'
        ? ladder.events.flatMap((event, r) =>
            event === null ? [] : [{ key: ladder.rungs[r]!.key, ...event }],
          )
        : [],
    )
    .filter((e) => e.holds === false)
    .sort((a, b) => a.slack - b.slack || a.key.index - b.key.index || a.key.d0 - b.key.d0)
    .slice(0, STABILITY_INSTANCES)
    .map(({ key }) => ({
      of: key,
      keys: Array.from({ length: STABILITY_STREAMS }, (_, i) => ({
        ...key,
        purpose: purposeText({ kind: 'again', ladder: key.index }),
        index: i,
      })),
    }));
}

export function stabilityKeys({ readers }: JudgedCampaign): readonly TrialKey[] {
  return readers.flatMap(secondLooks).flatMap(({ keys }) => keys);
}
