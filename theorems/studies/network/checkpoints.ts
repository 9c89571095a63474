/** When the studies `relu`, `linear` and `balanced` look at their networks, in units of the time s = t eta d0/m. */

/** Training time s = t eta d0 / m at the end of a run; T1 and T2 are the last checkpoint [ours]. */
export const END_TIME = 40;

/** Checkpoints in units of s, geometric; the step is the nearest whole number of steps of size h. */
export const CHECKPOINT_TIMES = [1.25, 2.5, 5, 10, 20, END_TIME] as const;

/** Those before s, and s itself; past END_TIME the end alone is added. */
export function checkpointTimes(s: number): readonly number[] {
  return [...CHECKPOINT_TIMES.filter((time) => time < s), s];
}
