/** Reads JSON whose shape is not known: a value that is missing, or of another type, becomes undefined or null. */
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

/** All entries, read one by one; null if one of them cannot be read, or if the value is not a list. */
export function listOf<T>(
  value: Json | undefined,
  entry: (value: Json | undefined) => T | null,
): readonly T[] | null {
  if (!Array.isArray(value)) return null;
  const entries = (value as readonly Json[]).map(entry);
  return entries.includes(null) ? null : (entries as readonly T[]);
}
