/** Claims checked at zero tolerance. */
import type { ClaimBase } from './claimBase.ts';
import type { Json } from './json.ts';

/** A shrunk counterexample of an exact claim. */
export interface Counterexample {
  readonly instance: Json;
  /** A worked calculation that a person can check by hand. */
  readonly explanation: string;
  readonly shrinks: number;
  /** fast-check's seed and path: together they lead to exactly this counterexample. */
  readonly seed: number;
  readonly path: string;
}

/** What the check of an exact claim came to. */
export interface ExactOutcome {
  /** Instances on which the equality was checked. */
  readonly instances: number;
  /** How often each case was exercised. */
  readonly cases: Readonly<Record<string, number>>;
  readonly counterexample: Counterexample | null;
  /** Figures for the report (observed looseness, digits used …). */
  readonly notes?: Readonly<Record<string, Json>>;
}

/** Checked at zero tolerance by fast-check, with its bias and shrinking. */
export interface ExactClaim extends ClaimBase {
  readonly kind: 'exact';
  /** Deterministic in `seed` (a 32-bit integer) and `runs`. */
  readonly check: (options: { seed: number; runs: number }) => ExactOutcome | Promise<ExactOutcome>;
  /** Share of the profile's exact runs this claim uses (1 unless an instance is unusually expensive). */
  readonly runsShare: number;
}
