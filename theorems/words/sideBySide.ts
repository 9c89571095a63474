/** Two studies as one, so that a claim can compare them. */
import * as fc from 'fast-check';
import type { Json } from './json.ts';
import { sizeSymbol, type DefinedStudy, type InstanceInput, type Study } from './study.ts';

/** What a trial of two studies draws, or measures: one of each. */
export type Both<First, Second> = { readonly first: First; readonly second: Second };

const SIDES = ['first', 'second'] as const;
type Side = (typeof SIDES)[number];

/**
 * A study whose trial is one trial of each of two studies, at the same size: two draws, and two streams of random numbers. Nothing is shared,
 * so the two measurements are independent, and a comparison of them is one of the two studies. Any claim can read it.
 *
 * Its instance has the fields `first` and `second`. It meets a hypothesis when each study that knows the hypothesis meets it. A variant
 * `v` of the first study is its variant `first-v`, which leaves the second as it is; likewise `second-v`. Its sizes are those that both
 * name, profile by profile. It has no parts, no axes, no fields to set or to put conditions on, and its training is not audited.
 *
 * Throws a RangeError where the two call their size by different symbols: it would not be the same size.
 */
export function sideBySide<PathA, A, PathB, B>(study: {
  readonly id: string;
  readonly title: string;
  readonly first: DefinedStudy<PathA, A>;
  readonly second: DefinedStudy<PathB, B>;
}): DefinedStudy<Both<PathA, PathB>, Both<A, B>>;
export function sideBySide({
  id,
  title,
  ...sides
}: { readonly id: string; readonly title: string } & Both<Study, Study>): DefinedStudy<Json, Json> {
  const { first, second } = sides;
  if (sizeSymbol(first) !== sizeSymbol(second))
    throw new RangeError(
      `study ${id}: ${first.id} calls its size ${sizeSymbol(first)} and ${second.id} calls it ${sizeSymbol(second)}`,
    );
  const of = <At extends InstanceInput>(side: Side, at: At): At => ({
    ...at,
    path: ofSide(at.path, side),
    variant: at.variant.startsWith(`${side}-`) ? at.variant.slice(side.length + 1) : 'main',
  });
  return {
    id,
    title,
    sampler: fc.record({ first: first.sampler, second: second.sampler }, { noNullPrototype: true }),
    samplerWords: SIDES.flatMap((side) =>
      sides[side].samplerWords.map((words) => `${sides[side].id}: ${words}`),
    ),
    parts: [''],
    partOf: () => '',
    instance: (at) => ({ first: first.instance(of('first', at)), second: second.instance(of('second', at)) }),
    hypotheses: (at) => {
      const [one, two] = [first.hypotheses(of('first', at)), second.hypotheses(of('second', at))];
      return Object.fromEntries(
        Object.keys({ ...one, ...two }).map((name) => [name, (one[name] ?? true) && (two[name] ?? true)]),
      );
    },
    fields: [],
    settable: [],
    variants: Object.fromEntries(
      SIDES.flatMap((side) =>
        Object.entries(sides[side].variants).map(([name, { field, value, words }]) => [
          `${side}-${name}`,
          { field: `${side}.${field}`, value, words: `${sides[side].id}: ${words}` },
        ]),
      ),
    ),
    measure: (trial) => ({
      first: first.measure({ ...of('first', trial), labels: [...trial.labels, 'first'] }),
      second: second.measure({ ...of('second', trial), labels: [...trial.labels, 'second'] }),
    }),
    sizes: Object.fromEntries(
      Object.entries(first.sizes ?? {}).map(([profile, sizes]) => [
        profile,
        sizes.filter((d0) => second.sizes?.[profile]?.includes(d0)),
      ]),
    ),
    sizeSymbol: sizeSymbol(first),
    cost: (path, d0) => first.cost(ofSide(path, 'first'), d0) + second.cost(ofSide(path, 'second'), d0),
    asPath: (path) => path,
    asMeasurement: (measurement) => measurement,
  };
}

/** The study itself drew it, as a record of two. */
const ofSide = (path: Json, side: Side): Json => (path as { readonly [key: string]: Json })[side]!;
