import { availableParallelism } from 'node:os';

/** The number of cores that this process may use, at least one. Cores that a scheduler, a container or taskset withholds do not count. */
export function availableCores(): number {
  return Math.max(1, availableParallelism());
}
