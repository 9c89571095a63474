/**
 * A user's own regime: `where` keeps the draws whose instances lie in given ranges, `set` overrides fields of the
 * instance. The suite's own runs have neither.
 */
import type { Json, Study } from '../../theorems/types.ts';

/** low <= field <= high. */
export interface Condition {
  readonly field: string;
  readonly low: number;
  readonly high: number;
}

export interface Regime {
  readonly where: readonly Condition[];
  readonly set: Readonly<Record<string, Json>>;
}

export const SAMPLER_REGIME: Regime = { where: [], set: {} };

/** Conditions on anything but the size itself: those choose among the draws at every size. */
export function pathConditions(regime: Regime): readonly Condition[] {
  return regime.where.filter((c) => c.field !== 'd0');
}

/** The sizes that the conditions on d0 leave. */
export function sizesIn(regime: Regime, sizes: readonly number[]): readonly number[] {
  return sizes.filter((d0) => regime.where.every((c) => c.field !== 'd0' || (c.low <= d0 && d0 <= c.high)));
}

/**
 * Does the instance of a path at a size meet every condition? For a broken twin (negative control), the instance before anything is broken
 * is tested: the twin's experiment differs in one thing, not in what was drawn.
 */
export function meets(study: Study, regime: Regime, path: Json, d0: number): boolean {
  const instance = study.instance({ path, d0, variant: 'main', set: regime.set });
  return pathConditions(regime).every(({ field, low, high }) => {
    const value = instance[field];
    return typeof value === 'number' && low <= value && value <= high;
  });
}

/** The regime as the user would write it. */
export function regimeWords(regime: Regime): { where: readonly string[]; set: readonly string[] } {
  const range = ({ low, high }: Condition) => (low === high ? String(low) : `${low}..${high}`);
  return {
    where: regime.where.map((c) => `${c.field}=${range(c)}`),
    set: Object.entries(regime.set).map(([field, value]) => `${field}=${String(value)}`),
  };
}
