/** Numbers in a text, and numbers to put there that cannot be taken for each other. */
import fc from 'fast-check';

/** Every number of a text as it is written, in order; digits that are part of a name, such as d0, are none. */
export function numbersOf(text: string): string[] {
  return text.match(/(?<![\w.])-?\d+(?:\.\d+)?(?:e-?\d+)?/g) ?? [];
}

/** As many different whole numbers, all of four digits: none is part of another. */
export function differentNumbers(count: number): fc.Arbitrary<number[]> {
  return fc.uniqueArray(fc.integer({ min: 1000, max: 9999 }), { minLength: count, maxLength: count });
}

/** What names a thing or says which way it points, and is read as such. */
const KEPT = new Set(['sign', 'schema']);

/** The same JSON with another whole number of five digits in the place of every number, no two alike. */
export function renumbered<T>(value: T, multiplier: number): T {
  let count = 0;
  // 89989 is a prime: multiples of 1, 2, 3 … leave different remainders.
  const next = () => 10_000 + ((multiplier * ++count) % 89_989);
  const walk = (inner: unknown, key: string): unknown => {
    if (typeof inner === 'number') return KEPT.has(key) ? inner : next();
    if (Array.isArray(inner)) return inner.map((entry) => walk(entry, key));
    if (typeof inner !== 'object' || inner === null) return inner;
    return Object.fromEntries(Object.entries(inner).map(([name, entry]) => [name, walk(entry, name)]));
  };
  return walk(value, '') as T;
}

/** A multiplier for it. */
export const multipliers = fc.integer({ min: 2, max: 89_988 });
