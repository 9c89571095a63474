/** Reading JSON whose shape is not known: what is not there, or is something else, is undefined or null. */
import type { Json } from '../theorems/types.ts';

export function field(value: Json | undefined, name: string): Json | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, name) ? (value as { readonly [key: string]: Json })[name] : undefined;
}

export const item = (value: Json | undefined, i: number): Json | undefined =>
  Array.isArray(value) ? (value[i] as Json | undefined) : undefined;

/** A finite number. */
export const number = (value: Json | undefined): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

/** Every entry read; null where one cannot be, or there is no list. */
export function listOf<T>(
  value: Json | undefined,
  entry: (value: Json | undefined) => T | null,
): readonly T[] | null {
  if (!Array.isArray(value)) return null;
  const entries = (value as readonly Json[]).map(entry);
  return entries.includes(null) ? null : (entries as readonly T[]);
}
