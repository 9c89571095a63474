/** What a claim reads of a ladder: its rungs, and one event for each of them or for the whole. */
import type { EventResult, ScalingClaim } from '../../theorems/types.ts';
import { Judge } from '../judge/judge.ts';
import { ladderEvent, type LadderEvent } from '../judge/scaling/event.ts';
import type { Evidence } from '../trials/evidence.ts';
import type { Campaign, Reader } from './campaign.ts';

/** The event of a rung is null without a measurement; that of a whole ladder is null if any rung has none. */
export type Reading = { readonly rungs: readonly Evidence[] } & (
  | {
      readonly kind: 'networks';
      /** Of every rung: under conditions on the instance each has a path of its own. */
      readonly parts: readonly string[];
      readonly events: readonly (EventResult | null)[];
    }
  | { readonly kind: 'ladder'; readonly event: LadderEvent | null }
  /** A ladder off the claim's path: it counts as read, without adding a trial. */
  | { readonly kind: 'off-path' }
);

/** A reader's judge, before any evidence. A scaling claim has one stratum, under the name of its largest size. */
export function judgeOf(campaign: Campaign, reader: Reader): Judge {
  const { claim, levels, sizes } = reader;
  const { ladders } = campaign.budget;
  return claim.kind === 'scaling'
    ? new Judge([Math.max(...sizes)], [''], levels, claim.requiredCases, ladders)
    : new Judge(sizes, campaign.parts, levels, claim.requiredCases, ladders * sizes.length);
}

export function readingOf(campaign: Campaign, reader: Reader, ladder: readonly Evidence[]): Reading {
  const { claim } = reader;
  const rungs = ladder.filter((e) => reader.sizes.includes(e.key.d0));
  if (claim.kind === 'scaling') {
    return claim.path.holds(rungs[0]!.path)
      ? { kind: 'ladder', rungs, event: eventOfLadder(claim, rungs) }
      : { kind: 'off-path', rungs };
  }
  const parts = rungs.map(({ path }) =>
    campaign.parts.length === 1 ? campaign.parts[0] : campaign.study.partOf(path),
  );
  const events = rungs.map(({ outcome }) =>
    outcome.status === 'measured' ? claim.event(outcome.measurement) : null,
  );
  return { kind: 'networks', rungs, parts, events };
}

/** Hands a reading to its reader's judge. */
export function give(judge: Judge, reading: Reading): void {
  switch (reading.kind) {
    case 'networks':
      return judge.add({ parts: reading.parts, trials: reading.events });
    case 'ladder':
      return judge.add({ parts: [''], trials: [reading.event] });
    case 'off-path':
      return judge.skip();
  }
}

/** A ladder as one trial; null when some rung has no measurement. */
export function eventOfLadder(claim: ScalingClaim, rungs: readonly Evidence[]): LadderEvent | null {
  const measurements = rungs.flatMap((e) => (e.outcome.status === 'measured' ? [e.outcome.measurement] : []));
  if (measurements.length < rungs.length) return null;
  const event = ladderEvent(
    claim.law,
    measurements.map((m) => ({ variable: claim.variable.of(m), point: claim.point(m) })),
  );
  const [first = [], ...others] = measurements.map(claim.rungCases);
  const shared = first.filter((c) => others.every((cases) => cases.includes(c)));
  return { ...event, cases: [...shared, ...event.cases] };
}
