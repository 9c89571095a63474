/** A run's part of the work: shard `index` of `count`, counted from 1. A shard never judges, so it runs its whole budget. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

export const WHOLE: Shard = { index: 1, count: 1 };

/** Is the ladder, or exact claim, at place `at` (from 0) in the shard? */
export const inShard = ({ index, count }: Shard, at: number): boolean => at % count === index - 1;
