/** The checksum of a record, in its field `seal`: an edited record is refused. It has no key, so it does not tell who wrote the record. */
import { digestOf } from '../trials/evidence.ts';

/** Adds the checksum: a digest over everything but `seal` and `timing`. */
export function seal<T extends { timing: unknown }>(record: T): T & { seal: string } {
  const { timing, ...rest } = record;
  return { ...record, seal: digestOf(JSON.parse(JSON.stringify(rest))), timing };
}

/** Does the checksum still match the record? */
export function sealHolds(record: { seal: string; timing: unknown }): boolean {
  const { seal: claimed, timing: _, ...rest } = record;
  return digestOf(rest) === claimed;
}
