/**
 * That strengths lie in [0, 1] and have mean and variance Theta(1), asked of the strengths that the sampler draws: all 65536 values
 * that 16 random bits give, each a multiple of 2^-24, summed without rounding.
 */
import fc from 'fast-check';
import {
  momentsOf,
  piecesOf,
  STRENGTH_GRID,
  strengthAt,
  type StrengthDistribution,
} from '../../../sim/data/strengths.ts';
import { MIN_VARIANCE, pathSampler } from '../../studies/network/path.ts';
import type { ExactClaim } from '../../types.ts';
import { exactCheck, type ExactExperiment } from '../check.ts';

export const MOMENT_CASES = ['uniform', 'two-point', 'skewed'] as const;

const WORDS = 65536;
const UNITS = 2 ** 24;
/** Squares below 2^48 of so many values add up without rounding. */
const TOGETHER = 16;

/** Sums over all words, in units of 2^-24 and of 2^-48. */
interface Sums {
  readonly least: number;
  readonly most: number;
  readonly first: bigint;
  readonly second: bigint;
}

const known = new Map<string, Sums>();

/** By enumeration; kept, because the sampler has only some hundred strengths. */
export function sumsOf(s: StrengthDistribution): Sums {
  const name = JSON.stringify(s);
  const before = known.get(name);
  if (before !== undefined) return before;
  const pieces = piecesOf(s);
  let [least, most, first, second] = [Infinity, -Infinity, 0, 0n];
  for (let start = 0; start < WORDS; start += TOGETHER) {
    let squares = 0;
    for (let r = start; r < start + TOGETHER; r++) {
      const units = strengthAt(pieces, r) * UNITS;
      if (!Number.isInteger(units)) throw new RangeError(`${name} has a value off the grid of 2^-24`);
      least = Math.min(least, units);
      most = Math.max(most, units);
      first += units;
      squares += units * units;
    }
    second += BigInt(squares);
  }
  const sums = { least, most, first: BigInt(first), second };
  known.set(name, sums);
  return sums;
}

/** What is wrong with a strength; null where nothing is. */
function wrongWith(s: StrengthDistribution): string | null {
  const { least, most, first, second } = sumsOf(s);
  const [mean, square] = [Number(first) / UNITS / WORDS, Number(second) / UNITS ** 2 / WORDS];
  // mean = first / 2^40 and variance = (2^16 second - first^2) / 2^80, multiplied out.
  const spread = BigInt(WORDS) * second - first * first;
  const said = [
    `strength ${JSON.stringify(s)}, over all ${WORDS} values`,
    `smallest ${least / UNITS}, largest ${most / UNITS}`,
    `mean ${mean}, mean square ${square}`,
    `claimed: values in [0, 1], 2/5 <= mean <= 3/4, mean square - mean^2 >= ${MIN_VARIANCE}, and the mean that is shown, ${momentsOf(s).mean}`,
  ].join('\n');
  const one = 2n ** 40n;
  const right =
    0 <= least &&
    most <= UNITS &&
    5n * first >= 2n * one &&
    4n * first <= 3n * one &&
    BigInt(Math.round(1 / MIN_VARIANCE)) * spread >= one * one &&
    momentsOf(s).mean * Number(one) === Number(first);
  return right ? null : said;
}

/** Strengths of the sampler; or, in a broken twin, on any interval of the grid. */
export function momentsExperiment(
  from: 'sampler' | 'any interval',
): ExactExperiment<readonly StrengthDistribution[]> {
  const cells = fc.integer({ min: 0, max: 1 / STRENGTH_GRID });
  const any = fc.tuple(cells, cells).map(([a, b]) => [
    {
      kind: 'uniform' as const,
      low: Math.min(a, b) * STRENGTH_GRID,
      high: Math.max(a, b) * STRENGTH_GRID,
    },
  ]);
  return {
    arbitrary: from === 'sampler' ? pathSampler.map(({ palette }) => palette) : any,
    cases: MOMENT_CASES,
    examine: (palette) => {
      const wrong = palette.map(wrongWith).find((words) => words !== null);
      return {
        cases: [...new Set(palette.map(({ kind }) => kind))],
        failure: wrong === undefined ? null : () => wrong,
      };
    },
  };
}

export const momentsCheck = (from: 'sampler' | 'any interval' = 'sampler'): ExactClaim['check'] =>
  exactCheck(momentsExperiment(from));
