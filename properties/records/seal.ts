/** The seal of a record: an edited one is refused. */
import { digestOf } from '../trials/evidence.ts';

/** Adds the seal: a digest over everything but `seal` and `timing`. */
export function seal<T extends { timing: unknown }>(record: T): T & { seal: string } {
  const { timing, ...rest } = record;
  return { ...record, seal: digestOf(JSON.parse(JSON.stringify(rest))), timing };
}

/** Does the record still carry the seal it was written with? */
export function sealHolds(record: { seal: string; timing: unknown }): boolean {
  const { seal: claimed, timing: _, ...rest } = record;
  return digestOf(rest) === claimed;
}
