import { expect, it } from 'vitest';
import { upperMedian } from '../../sim/upperMedian.ts';

it.each([
  [[], undefined],
  [[4], 4],
  [[4, 9], 9],
  [[1, 4, 9], 4],
  [[1, 4, 9, 16], 9],
])('the upper median of %j is %j', (list, median) => {
  expect(upperMedian(list)).toBe(median);
});
