/**
 * Which instances there are: every rule is about one field or a relation between two, and its sentence holds the rule and what
 * was given. Studies ask it where they make their instances, so no engine and no verb meets one that does not exist.
 */
import { NoInstanceError } from '../types.ts';

/**
 * The largest sizes [ours]. m d0 initial weights are words of one page of a stream, which holds 2^32; a batch of N rows of
 * 4 ceil(d0/8) words must end before the words of its labels, at 2^31; and d is a whole number without rounding.
 */
export const MOST = {
  d0: 4096,
  m: 2 ** 20,
  N: 1e6,
  d: Number.MAX_SAFE_INTEGER,
  steps: 1e7,
  s: 1000,
} as const;

/** A whole number in [least, most]; `leastWords` says where `least` comes from. */
export function checkWhole(
  name: string,
  value: unknown,
  least: number,
  most: number,
  leastWords = String(least),
): void {
  if (!(Number.isInteger(value) && least <= Number(value) && Number(value) <= most))
    throw new NoInstanceError(
      `${name} must be a whole number from ${leastWords} to ${most}, got ${String(value)}`,
    );
}

/** The ambient space holds d0 orthonormal features. */
export function checkDimension({ d, d0 }: { readonly d: number; readonly d0: number }): void {
  checkWhole('d', d, d0, MOST.d, `d0 = ${d0} (orthonormal features)`);
}

/** One of a few names. */
export function checkChoice(name: string, value: unknown, known: readonly string[]): void {
  if (!known.includes(value as string))
    throw new NoInstanceError(`${name} must be one of ${known.join(', ')}, got ${String(value)}`);
}
