/** Plain data, as it is written to files and passed between threads. */

/** Stays `T` when `T` is plain data; a function or an `undefined` anywhere in it becomes `never`. */
export type Plain<T> = T extends null | boolean | number | string
  ? T
  : T extends undefined | ((...args: never[]) => unknown)
    ? never
    : { readonly [K in keyof T]: Plain<T[K]> };

/** Any plain data. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Plain data without its type. */
export function erased<T>(value: T): Json;
export function erased(value: Json): Json {
  return value;
}
