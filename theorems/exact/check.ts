/**
 * Runs one exact claim under fast-check: bias and shrinking on, every case counted, zero tolerance.
 *
 * A comparison that fails is a counterexample; anything thrown (a RoundingError above all) is an error of ours and
 * is thrown on: it must not pass for a refutation.
 */
import fc from 'fast-check';
import type { Counterexample, ExactClaim, ExactOutcome } from '../words/exactClaim.ts';
import { erased, type Json } from '../words/json.ts';

/** What an instance showed: its cases, and the worked calculation where the claim fails. */
export interface Finding {
  readonly cases: readonly string[];
  /** Called only for the shrunk instance. */
  readonly failure: (() => string) | null;
  /** Observations beside the claim, counted into the outcome's notes. */
  readonly tallies?: readonly string[];
}

export interface ExactExperiment<Instance> {
  readonly arbitrary: fc.Arbitrary<Instance>;
  readonly examine: (instance: Instance) => Finding;
  /** Cases counted from 0, so that one never exercised shows. */
  readonly cases: readonly string[];
}

export function exactCheck<Instance>(experiment: ExactExperiment<Instance>): ExactClaim['check'] {
  return ({ seed, runs }) => examineAll(experiment, seed, runs);
}

/** Further searches after a counterexample, for a smaller one: shrinking ends in local minima. */
const FURTHER_SEARCHES = 8;

/** The outcome of `runs` instances of the experiment. */
export function examineAll<Instance>(
  experiment: ExactExperiment<Instance>,
  seed: number,
  runs: number,
): ExactOutcome {
  const outcome = search(experiment, seed, runs);
  let smallest = outcome.counterexample;
  for (let i = 1; smallest !== null && i <= FURTHER_SEARCHES; i++) {
    const { counterexample } = search(experiment, (seed + i) | 0, runs);
    if (counterexample !== null && isSmaller(counterexample.instance, smallest.instance))
      smallest = counterexample;
  }
  return { ...outcome, counterexample: smallest };
}

/** Fewer neurons, features, values or steps; of as many, less to write down. */
function isSmaller(a: Json, b: Json): boolean {
  const sizes = largestSize(a) - largestSize(b);
  return sizes < 0 || (sizes === 0 && JSON.stringify(a).length < JSON.stringify(b).length);
}

/** The longest list in an instance. */
export function largestSize(instance: Json): number {
  if (typeof instance !== 'object' || instance === null) return 0;
  const own = Array.isArray(instance) ? instance.length : 0;
  return Math.max(own, ...Object.values<Json>(instance).map(largestSize));
}

function search<Instance>(
  { arbitrary, examine, cases }: ExactExperiment<Instance>,
  seed: number,
  runs: number,
): ExactOutcome {
  const counts: Record<string, number> = Object.fromEntries(cases.map((c) => [c, 0]));
  const tallies: Record<string, number> = {};
  let instances = 0;
  let failed = false;
  let broken: unknown;
  const property = fc.property(arbitrary, (instance) => {
    if (broken !== undefined) return true;
    try {
      const { cases: seen, failure, tallies: observed = [] } = examine(instance);
      if (!failed) {
        // Shrinking repeats one failure on ever smaller instances; it says nothing about shares.
        instances++;
        for (const c of seen) counts[c] = (counts[c] ?? 0) + 1;
        for (const t of observed) tallies[t] = (tallies[t] ?? 0) + 1;
      }
      if (failure !== null) failed = true;
      return failure === null;
    } catch (error) {
      broken = error;
      return true;
    }
  });
  const details = fc.check(property, { seed, numRuns: runs });
  if (broken !== undefined) throw broken;
  const notes = Object.keys(tallies).length === 0 ? {} : { notes: { tallies } };
  if (!details.failed) return { instances, cases: counts, counterexample: null, ...notes };
  if (details.counterexample === null)
    throw new Error(`fast-check ended without a counterexample, seed ${seed}`);
  const instance = details.counterexample[0];
  const counterexample: Counterexample = {
    instance: erased(instance),
    explanation: examine(instance).failure!(),
    shrinks: details.numShrinks,
    seed,
    path: details.counterexamplePath,
  };
  return { instances, cases: counts, counterexample, ...notes };
}
