/** What the laws of the data speak about: a source of draws, and the instances it is asked for. */
import * as fc from 'fast-check';
import { drawUnbiased, trialLabels } from '../../properties/trials/seeds.ts';
import { drawBatch, toOod, type DataSpec } from '../../sim/data/batch.ts';
import { drawDictionary } from '../../sim/data/dictionary.ts';
import { momentsOf, piecesOf, strengthAt, type StrengthDistribution } from '../../sim/data/strengths.ts';
import { initialState } from '../../sim/network.ts';
import { pageOf, streamKey } from '../../sim/random/stream.ts';
import { strength, type Comparison } from './engineLaws.ts';

/** Every function through which randomness reaches a trial, so that a broken one can be put in its place. */
export interface DataSource {
  readonly strengthAt: (s: StrengthDistribution, r: number) => number;
  readonly momentsOf: typeof momentsOf;
  readonly drawBatch: typeof drawBatch;
  readonly toOod: typeof toOod;
  readonly drawDictionary: typeof drawDictionary;
  readonly initialState: typeof initialState;
  readonly streamKey: typeof streamKey;
  readonly pageOf: typeof pageOf;
  readonly trialLabels: typeof trialLabels;
  readonly drawUnbiased: typeof drawUnbiased;
}

export const SOURCE: DataSource = {
  strengthAt: (s, r) => strengthAt(piecesOf(s), r),
  momentsOf,
  drawBatch,
  toOod,
  drawDictionary,
  initialState,
  streamKey,
  pageOf,
  trialLabels,
  drawUnbiased,
};

export interface DataInstance {
  readonly data: DataSpec;
  readonly seed: number;
}

export const dataInstances: fc.Arbitrary<DataInstance> = fc
  .tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }))
  .filter(([dCore, dBackground]) => dCore + dBackground > 0)
  .chain(([dCore, dBackground]) => {
    const d0 = dCore + dBackground;
    return fc.record({
      data: fc.record({
        dCore: fc.constant(dCore),
        dBackground: fc.constant(dBackground),
        strengths: fc.array(strength, { minLength: d0, maxLength: d0 }),
        labels: fc.constantFrom('true' as const, 'true' as const, 'random' as const),
      }),
      seed: fc.nat(),
    });
  });

export interface DataLaw {
  readonly id: string;
  readonly words: string;
  /** `runs`: over how many instances the law's level is spread. */
  check(source: DataSource, instance: DataInstance, runs: number): readonly Comparison[];
}

/** Examples, or words, in a statistical law. */
export const ROWS = 2 ** 14;

/** Bound zero: equal. */
export function same(actual: readonly number[], expected: readonly number[]): Comparison {
  return { actual, expected, bound: expected.map(() => 0) };
}

export function count<T>(n: number, of: (i: number) => T): T[] {
  return Array.from({ length: n }, (_, i) => of(i));
}
