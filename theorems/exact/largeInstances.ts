/**
 * Claims by enumeration, on many small populations (2^5 outcomes at most) and, from a number of runs that a thorough profile
 * has, on a few of 2^10.
 */
import type { ExactClaim, ExactOutcome } from '../types.ts';
import { examineAll, type ExactExperiment } from './check.ts';
import { LARGE, SMALL, type FinitePopulation, type Sizes } from './finitePopulation/draw.ts';

/** Runs from which `LARGE_INSTANCES` instances of 2^10 outcomes are added. */
export const LARGE_FROM_RUNS = 10_000;
export const LARGE_INSTANCES = 20;

/** The case that counts them. */
export const LARGE_CASE = '2^10 outcomes';

/** The check of an experiment that can be made at either size. */
export function withLargeInstances(
  experiment: (sizes: Sizes) => ExactExperiment<FinitePopulation>,
): ExactClaim['check'] {
  const [small, large] = [experiment(SMALL), experiment(LARGE)];
  return ({ seed, runs }) => {
    const outcome = examineAll(small, seed, runs);
    if (runs < LARGE_FROM_RUNS || outcome.counterexample !== null) return outcome;
    return together(outcome, examineAll(large, seed, LARGE_INSTANCES));
  };
}

function together(small: ExactOutcome, large: ExactOutcome): ExactOutcome {
  const tallies = sum(tallied(small), tallied(large));
  return {
    instances: small.instances + large.instances,
    cases: { ...sum(small.cases, large.cases), [LARGE_CASE]: large.instances },
    counterexample: large.counterexample,
    ...(Object.keys(tallies).length === 0 ? {} : { notes: { tallies } }),
  };
}

type Counts = Readonly<Record<string, number>>;

const tallied = ({ notes }: ExactOutcome) => (notes?.['tallies'] ?? {}) as Counts;

function sum(a: Counts, b: Counts): Counts {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return Object.fromEntries(names.map((name) => [name, (a[name] ?? 0) + (b[name] ?? 0)]));
}
