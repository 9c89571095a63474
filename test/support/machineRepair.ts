/**
 * Workers that come back to one coordinator: every trial takes `length` seconds on its worker, then `service` seconds of the
 * coordinator, which serves one at a time in the order of their coming. (The machine-repair model, with fixed times.)
 */
export interface Campaign {
  readonly workers: number;
  /** Seconds of a trial on a worker. */
  readonly length: number;
  /** Seconds of the coordinator for a trial. */
  readonly service: number;
}

/** The share of the workers' time in which they train, simulated over so many trials for each worker. */
export function busyShare({ workers, length, service }: Campaign, rounds = 20): number {
  // Served in the order of coming, and all trials take equally long: who was served first comes back first.
  const free = new Float64Array(workers);
  let coordinator = 0;
  let last = 0;
  for (let trial = 0; trial < workers * rounds; trial++) {
    const worker = trial % workers;
    coordinator = Math.max(coordinator, free[worker]!) + service;
    free[worker] = coordinator + length;
    last = free[worker]!;
  }
  return (rounds * length) / last;
}

/** The shortest trial, in seconds, with which workers are busy for a share of their time. */
export function shortestTrial(workers: number, service: number, share: number): number {
  let [low, high] = [0, workers * service * 100];
  for (let i = 0; i < 40; i++) {
    const length = (low + high) / 2;
    if (busyShare({ workers, length, service }) >= share) high = length;
    else low = length;
  }
  return high;
}
