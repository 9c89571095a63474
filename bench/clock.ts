/**
 * Seconds of processor time (all threads, user and system) and of the wall since some start. On an idle machine a process that is
 * pinned to one core shows the same twice; other programs add to the second alone.
 */
export interface Seconds {
  readonly processor: number;
  readonly wall: number;
}

export function stopwatch(): () => Seconds {
  const from = process.cpuUsage();
  const start = performance.now();
  return () => {
    const { user, system } = process.cpuUsage(from);
    return { processor: (user + system) / 1e6, wall: (performance.now() - start) / 1000 };
  };
}

/** NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle) - 1]!) / 2;
}

/** (largest - smallest) / median. */
export function spreadOf(values: readonly number[]): number {
  return (Math.max(...values) - Math.min(...values)) / median(values);
}
