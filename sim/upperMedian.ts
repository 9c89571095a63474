/** The middle of a list in ascending order, of an even number the upper one; undefined of none. */
export function upperMedian<T>(ascending: readonly T[]): T | undefined {
  return ascending[ascending.length >> 1];
}
