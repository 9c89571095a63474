import { availableParallelism } from 'node:os';

/** Cores that this process may use: not those that a scheduler, a container or taskset keeps from it. At least one. */
export function availableCores(): number {
  return Math.max(1, availableParallelism());
}
