/**
 * Where a hunt looks: a grid of round values along every axis of a study, as a fast-check arbitrary. A point has one index for
 * each coordinate, counted from the coordinate's simplest value, so fast-check's own shrinking leads to simple instances.
 */
import * as fc from 'fast-check';
import { pageOf, streamKey, wordAt, type Label } from '../../sim/random/stream.ts';
import type { Axis, Json } from '../../theorems/types.ts';
import { whyNoInstance } from '../gather/instances.ts';
import { purposeText } from '../trials/purpose.ts';
import { drawBiased, drawPath, drawUnbiased, type SeedRoot } from '../trials/seeds.ts';
import { TargetError, type Target } from '../explore/target.ts';

export interface Coordinate {
  readonly name: string;
  /** Ascending. */
  readonly values: readonly number[];
  /** Index of the simplest value. */
  readonly simplest: number;
}

/** Offsets from the simplest values. */
export type Point = readonly number[];

export interface Space {
  readonly coordinates: readonly Coordinate[];
  readonly allows: (point: Point) => boolean;
  /** Simpler points that shrinking tries before all others; none where it is absent. */
  readonly preferred?: (point: Point) => boolean;
}

/** `sampler`: what the study draws. `paper`: whatever meets the hypotheses. `wide`: one hypothesis broken, or none. */
export const DOMAINS = ['sampler', 'paper', 'wide'] as const;
export type Domain = (typeof DOMAINS)[number];

/** The instance at a point, as an engine is given it. */
export interface PointInstance {
  readonly path: Json;
  readonly d0: number;
  readonly set: Readonly<Record<string, Json>>;
}

export interface InstanceSpace extends Space {
  readonly instanceAt: (point: Point) => PointInstance;
  /** Hypotheses that a point does not meet. */
  readonly broken: (point: Point) => readonly string[];
  /** Where shrinking may lead: also to points that meet the relaxed hypothesis, and these are tried first. */
  readonly mendable: Space;
}

/** The space of a target in a domain. The hypothesis `relaxed` is broken at every point; if it is null, all hypotheses are met. */
export function instanceSpace(
  target: Target,
  domain: Domain,
  relaxed: string | null,
  root: SeedRoot,
): InstanceSpace {
  const { study } = target;
  const path = drawPath(study, root, {
    study: study.id,
    variant: 'main',
    purpose: purposeText({ kind: 'hunt-path' }),
    index: 0,
    d0: 0,
  });
  const axes = (study.axes ?? []).flatMap((axis) => {
    const coordinate = coordinateOf(axis, domain);
    return coordinate === undefined ? [] : [{ axis, coordinate }];
  });
  const coordinates = axes.map((a) => a.coordinate);
  const instanceAt = (point: Point): PointInstance => {
    const values = axes.map(({ axis, coordinate }, i) => ({ axis, value: valueAt(coordinate, point[i]!) }));
    // Only the axis of the size says a size, whichever it is asked at.
    const d0 = values.map(({ axis, value }) => axis.at(value, 16).d0).find((size) => size !== undefined);
    if (d0 === undefined) throw new TargetError(`study ${study.id} has no axis for its size`);
    return { path, d0, set: Object.assign({}, ...values.map(({ axis, value }) => axis.at(value, d0).set)) };
  };
  const broken = (point: Point): readonly string[] => {
    const met = study.hypotheses({ ...instanceAt(point), variant: 'main' });
    return Object.keys(met).filter((id) => !met[id]);
  };
  /** Does a point break these hypotheses and no others? False if the point is no instance. */
  const breaks = (point: Point, ids: readonly string[]): boolean =>
    whyNoInstance(study, { ...instanceAt(point), variant: 'main' }) === undefined &&
    broken(point).join() === ids.join();
  const meetsAll = (point: Point) => breaks(point, []);
  const allows = relaxed === null ? meetsAll : (point: Point) => breaks(point, [relaxed]);
  const mendable = { coordinates, allows: (p: Point) => allows(p) || meetsAll(p), preferred: meetsAll };
  return { coordinates, allows, instanceAt, broken, mendable };
}

function coordinateOf({ name, hunt }: Axis, domain: Domain): Coordinate | undefined {
  if (hunt === undefined) return undefined;
  const range = hunt.sampler;
  if (domain === 'sampler' ? range === undefined : hunt.beyondSampler === false) return undefined;
  const values =
    domain === 'sampler' ? hunt.values.filter((v) => range![0] <= v && v <= range![1]) : hunt.values;
  const simplest = values.indexOf(hunt.simplest);
  if (simplest < 0) throw new RangeError(`axis ${name}: its simplest value must be one of its values`);
  return { name, values, simplest };
}

export function valueAt({ values, simplest }: Coordinate, offset: number): number {
  return values[simplest + offset]!;
}

/** All points, shrinking towards the simplest. */
export function arbitraryOf({ coordinates }: Space): fc.Arbitrary<number[]> {
  return fc.tuple(
    ...coordinates.map(({ values, simplest }) =>
      fc.integer({ min: -simplest, max: values.length - 1 - simplest }),
    ),
  );
}

/** Simpler points: fast-check's shrinks that the space allows, those it prefers first. */
export function simpler(space: Space, point: Point): readonly Point[] {
  const { allows, preferred = () => false } = space;
  const allowed = [...arbitraryOf(space).shrink([...point], undefined)]
    .map((shrunk) => shrunk.value)
    .filter(allows);
  return [...allowed.filter(preferred), ...allowed.filter((p) => !preferred(p))];
}

/** Draws tried before coordinates are changed one by one. */
const WHOLE_DRAWS = 20;
const PASSES = 40;

/**
 * A random allowed point: uniform, or half of the time with fast-check's bias. Where few points are allowed, it starts at the
 * simplest one and changes a coordinate at a time, to points that break no more of the rules. Undefined if that leads to none.
 */
export function randomPoint(
  space: Space,
  labels: readonly Label[],
  draws: 'uniform' | 'half-biased' = 'half-biased',
): Point | undefined {
  const arbitrary = arbitraryOf(space);
  const draw = (...at: Label[]) => {
    const key = streamKey(...labels, ...at);
    const biased = draws === 'half-biased' && wordAt(pageOf(key, 1), 0) % 2 === 1;
    return biased ? drawBiased(arbitrary, key) : drawUnbiased(arbitrary, key);
  };
  for (let i = 0; i < WHOLE_DRAWS; i++) {
    const point = draw('whole', i);
    if (space.allows(point)) return point;
  }
  let point: Point = space.coordinates.map(() => 0);
  let last: Point | undefined = space.allows(point) ? point : undefined;
  for (let pass = 0; pass < PASSES; pass++) {
    const other = draw('walk', pass);
    for (const i of shuffled(point.length, [...labels, 'order', pass])) {
      const next = point.map((offset, j) => (j === i ? other[i]! : offset));
      if (space.allows(next)) last = point = next;
      else if (last === undefined && pass % 2 === 0) {
        // No allowed point yet: one that differs from the simplest in a single coordinate may be.
        const single = point.map((_, j) => (j === i ? other[i]! : 0));
        if (space.allows(single)) last = point = single;
      }
    }
    if (last !== undefined && pass >= 3) return last;
  }
  return last;
}

/** 0 … n-1 in the stream's order. */
export function shuffled(n: number, labels: readonly Label[]): readonly number[] {
  const page = pageOf(streamKey(...labels), 0);
  return Array.from({ length: n }, (_, i) => ({ i, word: wordAt(page, i) }))
    .sort((a, b) => a.word - b.word || a.i - b.i)
    .map(({ i }) => i);
}
