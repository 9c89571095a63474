/** The exact claims of a selection and their twins: which there are, and how many instances each is asked for. */
import type { Theorem } from '../../theorems/types.ts';
import type { Profile } from '../judge/profile.ts';
import { purposeText } from '../trials/purpose.ts';
import type { TrialKey } from '../trials/seeds.ts';
import { EXACT } from '../trials/task.ts';
import type { Selection } from './selection.ts';

/** fast-check runs of every exact claim and of its twins, by id. */
export function exactRunsOf(suite: readonly Theorem[], profile: Profile): ReadonlyMap<string, number> {
  return new Map(
    suite.flatMap((theorem) =>
      theorem.claims.flatMap((claim) => {
        if (claim.kind !== 'exact') return [];
        const runs = Math.ceil(profile.exactRuns * claim.runsShare);
        const twins = theorem.controls.filter((control) => control.of === claim.id);
        return [claim, ...twins].map(({ id }) => [id, runs] as const);
      }),
    ),
  );
}

/** The exact claims of the selection and their twins. */
export function exactIds({
  suite,
  selected,
  profile,
}: Pick<Selection, 'suite' | 'selected' | 'profile'>): readonly string[] {
  return [...exactRunsOf(suite, profile).keys()].filter((id) => selected.has(id.split('~')[0]!));
}

export function exactKey(id: string): TrialKey {
  return { study: EXACT, variant: id, purpose: purposeText({ kind: 'main' }), index: 0, d0: 0 };
}
