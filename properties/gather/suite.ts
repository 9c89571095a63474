/** A suite made ready to be run: its profiles can reach their verdicts, and its theorems speak of what its studies know. */
import { streamKey } from '../../sim/random/stream.ts';
import {
  NoInstanceError,
  type FigureName,
  type InstanceInput,
  type Study,
  type Suite,
  type Theorem,
} from '../../theorems/types.ts';
import { defineProfile, type Profile } from '../judge/profile.ts';
import { drawUnbiased } from '../trials/seeds.ts';
import { suiteFacts } from './selection.ts';

/** What the verbs ask of a suite. */
export interface ReadySuite {
  readonly name: string;
  readonly theorems: readonly Theorem[];
  readonly studies: Readonly<Record<string, Study>>;
  readonly profiles: Readonly<Record<string, Profile>>;
  /** Figures that are drawn for it. */
  readonly figures: readonly FigureName[];
}

/** Throws a RangeError that says which profile can reach no verdict, or which hypothesis a study does not know. */
export function readySuite(suite: Suite): ReadySuite {
  const { name, theorems, studies } = suite;
  for (const study of studies) checkHypotheses(study, theorems, Object.values(study.sizes ?? {}).flat());
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
    figures: suite.figures ?? [],
  };
}

/** A study must say of every hypothesis of the theorems that read it whether an instance meets it: one draw at the smallest size is asked. */
export function checkHypotheses(study: Study, theorems: readonly Theorem[], sizes: readonly number[]): void {
  const reading = theorems.filter((t) => t.claims.some((c) => c.kind !== 'exact' && c.study === study.id));
  if (reading.length === 0 || sizes.length === 0) return;
  const path = drawUnbiased(study.sampler, streamKey('fct', 'suite', study.id));
  const known = hypothesesAt(study, { path, d0: Math.min(...sizes), variant: 'main', set: {} });
  if (known === undefined) return;
  for (const { id, hypotheses } of reading) {
    const unknown = hypotheses.find((h) => typeof known[h.id] !== 'boolean');
    if (unknown !== undefined)
      throw new RangeError(
        `theorem ${id}: study ${study.id} does not say whether hypothesis "${unknown.id}" is met (it says so of ${Object.keys(known).join(', ') || 'none'})`,
      );
  }
}

/** Undefined where the draw makes no instance, which is refused where a run is asked for it. */
function hypothesesAt(study: Study, at: InstanceInput): Readonly<Record<string, boolean>> | undefined {
  try {
    return study.hypotheses(at);
  } catch (error) {
    if (error instanceof NoInstanceError) return undefined;
    throw error;
  }
}
