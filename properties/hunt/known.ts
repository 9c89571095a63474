/** From a saved counterexample to what reports show of it. Pure. */
import type { KnownCounterexample } from '../records/knownRecord.ts';
import type { FailureEntry, Replayed } from './failure.ts';

/** `again` is undefined where the run did not look at it again. */
export function knownRecord(
  file: string,
  { target, instance, changed, broken, rate }: FailureEntry,
  size: string,
  again: Replayed | undefined,
): KnownCounterexample {
  const { d0: _, ...others } = { d0: 0, ...changed };
  return {
    file,
    target,
    size,
    d0: instance.d0,
    changed: others,
    broken,
    rate,
    again: again?.status ?? null,
    sentence: again?.sentence ?? '',
  };
}
