/** A theorem: a statement, what is claimed of it, and what must be refuted. */
import type { Claim, Control, TrialClaim } from './claim.ts';
import type { Json } from './json.ts';
import type { Hypothesis, Marked } from './marked.ts';
import type { DefinedStudy } from './study.ts';

/** How frozen constants were obtained. */
export interface Calibration {
  readonly command: string;
  readonly seed: number;
  readonly sizes: readonly number[];
  readonly pathsPerSize: number;
  readonly engine: string;
  /** A constant is the worst calibrated value, moved away from what was measured by this factor. */
  readonly margin: number;
}

/** A frozen constant of the theorem, with how it was calibrated and how to read its quantity off a measurement. */
export interface BoundedQuantity {
  readonly id: string;
  readonly study: string;
  readonly words: string;
  readonly side: 'upper' | 'lower';
  readonly frozen: {
    readonly value: number;
    readonly q01: number;
    readonly q50: number;
    readonly q99: number;
    readonly worst: number;
    readonly untrainedBest: number;
  };
  /** The quantity, off one measurement; NaN where it has none. */
  readonly valueOf: (measurement: Json) => number;
  /** Absent where the constant was derived, not calibrated. */
  readonly calibration?: Calibration;
}

/** An exponent that needs no measurement, with what it rests on and the exact claim that checks that. */
export interface Identity {
  readonly quantity: string;
  readonly exponent: string;
  readonly why: string;
  readonly claim: string;
}

/** A theorem as the suite reads it: a value, without a loop, a seed or a threshold search. */
export interface Theorem {
  readonly id: string;
  readonly title: string;
  /** The statement in words and in LaTeX, with its mark. */
  readonly statement: Marked & { readonly latex: string };
  readonly source: string;
  /** What we read into the statement to make it executable, and what is not covered. */
  readonly reading: readonly Marked[];
  readonly notCovered: readonly string[];
  readonly hypotheses: readonly Hypothesis[];
  readonly claims: readonly Claim[];
  readonly controls: readonly Control[];
  readonly constants: readonly BoundedQuantity[];
  /** Exponents that are identities: shown beside those that are fitted. */
  readonly identities?: readonly Identity[];
  /** A sentence beside the verdict, from the first claim's study, its measurements at the largest size; null when there is nothing to say. */
  readonly remark?: (measurements: readonly Json[], d0: number) => string | null;
}

/** Broken twins of several claims by one variant of their study, each under the id `<theorem>/<claim>~<variant>`. */
export function twinsOf(claims: readonly TrialClaim[], variant: string, words: string): readonly Control[] {
  return claims.map(({ id, kind }) => ({ kind, id: `${id}~${variant}`, of: id, words, variant }));
}

/** A remark on the measurements of a study, with their types. */
export function remarkOn<Measurement>(
  { asMeasurement }: Pick<DefinedStudy<never, Measurement>, 'asMeasurement'>,
  remark: (measurements: readonly Measurement[], d0: number) => string | null,
): NonNullable<Theorem['remark']> {
  return (measurements, d0) => remark(measurements.map(asMeasurement), d0);
}

/** A theorem as its author writes it: what it has none of may be left out. */
type TheoremWords = Omit<Theorem, 'notCovered' | 'hypotheses' | 'constants'> &
  Partial<Pick<Theorem, 'notCovered' | 'hypotheses' | 'constants'>>;

/** Checks the identities that every theorem must satisfy, and says which one failed. */
export function defineTheorem(words: TheoremWords): Theorem {
  const theorem: Theorem = { notCovered: [], hypotheses: [], constants: [], ...words };
  const fail = (what: string): never => {
    throw new RangeError(`theorem ${theorem.id}: ${what}`);
  };
  if (!/^[a-z0-9][a-z0-9.-]*$/.test(theorem.id))
    fail('its id names a folder: small letters, digits, dots and hyphens only');
  const named = theorem.hypotheses.map((h) => h.id);
  for (const id of named)
    if (named.indexOf(id) !== named.lastIndexOf(id)) fail(`hypothesis ${id} is named twice`);
  const ids = new Set<string>();
  for (const claim of theorem.claims) {
    if (!claim.id.startsWith(`${theorem.id}/`)) fail(`claim id ${claim.id} must start with "${theorem.id}/"`);
    if (ids.has(claim.id)) fail(`claim id ${claim.id} is used twice`);
    ids.add(claim.id);
    if (claim.requiredCases.length === 0)
      fail(`claim ${claim.id} requires no case, so it could be supported without ever being exercised`);
    if (claim.kind === 'exact' && !(claim.runsShare > 0 && claim.runsShare <= 1)) {
      fail(`claim ${claim.id} needs runsShare in (0, 1], got ${claim.runsShare}`);
    }
    if (claim.kind === 'scaling' && !(claim.path.share > 0 && claim.path.share <= 1)) {
      fail(`claim ${claim.id} needs a path with a share in (0, 1], got ${claim.path.share}`);
    }
    if (claim.kind === 'covers' && !(claim.share > 0 && claim.share < 1))
      fail(`claim ${claim.id} needs a share in (0, 1), got ${claim.share}`);
    if (claim.kind === 'exists' && !(claim.rate > 0 && claim.rate < 1))
      fail(`claim ${claim.id} needs a rate in (0, 1), got ${claim.rate}`);
    if (claim.kind === 'compares') {
      const { margin, range } = claim;
      if (!(Number.isFinite(range[0]) && Number.isFinite(range[1]) && range[0] < margin && margin < range[1]))
        fail(`claim ${claim.id} needs a margin inside of [${range.join(', ')}], got ${margin}`);
    }
  }
  if (ids.size === 0) fail('has no claim');
  for (const { latex } of [theorem.statement, ...theorem.claims]) {
    // "\t" and "\f" of a plain string, where "\tilde" and "\frac" were meant.
    if (/\p{Cc}/u.test(latex))
      fail(`LaTeX with a control character, ${JSON.stringify(latex)}: use String.raw`);
  }
  for (const control of theorem.controls) {
    if (!ids.has(control.of)) fail(`control ${control.id} breaks ${control.of}, which is no claim of it`);
    if (!control.id.startsWith(`${control.of}~`))
      fail(`control id ${control.id} must start with "${control.of}~"`);
    if (ids.has(control.id)) fail(`control id ${control.id} is used twice`);
    const kind = theorem.claims.find((c) => c.id === control.of)!.kind;
    if (kind !== control.kind) fail(`control ${control.id} is ${control.kind} but its claim is ${kind}`);
    ids.add(control.id);
  }
  for (const claim of theorem.claims) {
    if (!theorem.controls.some((c) => c.of === claim.id)) fail(`claim ${claim.id} has no broken twin`);
  }
  return theorem;
}
