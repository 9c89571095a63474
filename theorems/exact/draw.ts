/**
 * Small decimals for exact claims. Everything is drawn as whole numbers and written as text ('-0.3'), so that a
 * shrunk counterexample has few digits and nothing passes through binary fractions.
 */
import fc from 'fast-check';

/** The decimal `units` / 10^places as text, without superfluous zeros. */
export function decimalText(units: number, places: number): string {
  if (!Number.isSafeInteger(units))
    throw new RangeError(`a decimal needs a whole number of units, got ${units}`);
  const digits = String(Math.abs(units)).padStart(places + 1, '0');
  const fraction = digits.slice(digits.length - places).replace(/0+$/, '');
  const whole = digits.slice(0, digits.length - places);
  return `${units < 0 ? '-' : ''}${whole}${places > 0 && fraction ? `.${fraction}` : ''}`;
}

/** Whole numbers of tenths from -2 to 2. */
export const tenths = fc.integer({ min: -20, max: 20 });

export const sign: fc.Arbitrary<1 | -1> = fc.constantFrom(1, -1);

/** `share` of the draws, out of the sum of all shares; shrinks towards the first. */
export function inShares<T extends string>(shares: Readonly<Partial<Record<T, number>>>): fc.Arbitrary<T> {
  const entries = (Object.entries(shares) as [T, number][]).map(([name, weight]) => ({
    weight,
    arbitrary: fc.constant(name),
  }));
  return fc.oneof({ withCrossShrink: true }, ...entries);
}
