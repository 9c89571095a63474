/** Lists with a first entry. */
/** A list with a first entry, so that "every" over it is no statement about nothing. */
export type NonEmpty<T> = readonly [T, ...T[]];

/** The list with that in its type. Throws a RangeError that says what is missing where there is none. */
export function atLeastOne<T>(list: readonly T[], what: string): NonEmpty<T> {
  if (list.length === 0) throw new RangeError(`there is no ${what}`);
  return list as NonEmpty<T>;
}

/** `map`, which keeps that in the type. */
export function mapNonEmpty<T, U>(list: NonEmpty<T>, of: (entry: T) => U): NonEmpty<U> {
  const [first, ...others] = list;
  return [of(first), ...others.map(of)];
}
