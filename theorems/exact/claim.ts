/** Exact claims without wiring: an arbitrary, what holds of every instance, and how a counterexample is worked out by hand. */
import type fc from 'fast-check';
import type { Control } from '../words/claim.ts';
import type { ClaimBase } from '../words/claimBase.ts';
import type { ExactClaim } from '../words/exactClaim.ts';
import { exactCheck } from './check.ts';

/** What is drawn and what is checked of it, at zero tolerance. */
export interface ExactStatement<Instance> {
  /** Instances: plain data, drawn with fast-check's bias and shrunk when one fails. */
  readonly arbitrary: fc.Arbitrary<Instance>;
  /** Does the claim hold of the instance, to the last digit? What it throws is an error of the check, and no refutation. */
  readonly holds: (instance: Instance) => boolean;
  /** The calculation that shows why the claim fails of the shrunk instance, for a person with a pencil. */
  readonly explain: (instance: Instance) => string;
  /** Cases that the instance exercises, of those that the claim requires. */
  readonly cases: (instance: Instance) => readonly string[];
}

/** A claim that is equal to the last digit on every instance drawn. Its broken twin is an `exactTwin`. */
export function exactClaim<Instance>(
  claim: ClaimBase &
    ExactStatement<Instance> & {
      /** Share of the profile's exact runs (1 when left out). */
      readonly runsShare?: number;
    },
): ExactClaim {
  const { arbitrary, holds, explain, cases, runsShare = 1, ...base } = claim;
  const check = checkOf({ arbitrary, holds, explain, cases }, base.requiredCases);
  return { ...base, kind: 'exact', check, runsShare };
}

/** The broken twin of an exact claim: another statement, which must come out refuted. */
export function exactTwin<Instance>(
  twin: Pick<Control, 'id' | 'of' | 'words'> & Omit<ExactStatement<Instance>, 'cases'>,
): Control {
  const { arbitrary, holds, explain, ...base } = twin;
  return { ...base, kind: 'exact', check: checkOf({ arbitrary, holds, explain, cases: () => [] }, []) };
}

function checkOf<Instance>(
  { arbitrary, holds, explain, cases }: ExactStatement<Instance>,
  required: readonly string[],
): ExactClaim['check'] {
  return exactCheck({
    arbitrary,
    cases: required,
    examine: (instance) => ({
      cases: cases(instance),
      failure: holds(instance) ? null : () => explain(instance),
    }),
  });
}
