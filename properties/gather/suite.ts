/** A suite made ready to be run: its profiles can reach their verdicts, and its theorems speak of what its studies know. */
import type { Study, Suite, Theorem } from '../../theorems/types.ts';
import { defineProfile, type Profile } from '../judge/profile.ts';
import { suiteFacts } from './selection.ts';

/** What the verbs ask of a suite. */
export interface ReadySuite {
  readonly name: string;
  readonly theorems: readonly Theorem[];
  readonly studies: Readonly<Record<string, Study>>;
  readonly profiles: Readonly<Record<string, Profile>>;
}

/** Throws a RangeError that says which profile can reach no verdict. */
export function readySuite(suite: Suite): ReadySuite {
  const { name, theorems, studies } = suite;
  const facts = suiteFacts(theorems, studies);
  const profiles = Object.entries(suite.profiles).map(([profile, { ladders, ...words }]) => {
    const budgets = studies.flatMap(({ id, sizes: { [profile]: sizes } = {} }) =>
      sizes === undefined ? [] : [[id, { sizes, ladders }] as const],
    );
    const whole: Profile = {
      deltaBySize: {},
      strata: 'size',
      ...words,
      name: profile,
      studies: Object.fromEntries(budgets),
    };
    return [profile, defineProfile(whole, facts)] as const;
  });
  return {
    name,
    theorems,
    studies: Object.fromEntries(studies.map((study) => [study.id, study])),
    profiles: Object.fromEntries(profiles),
  };
}
