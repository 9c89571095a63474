/** The fit of the benchmark's times, on times made by hand. */
import { expect, it } from 'vitest';
import { timeSlope } from '../../bench/slopes.ts';
import { slopesTable } from '../../bench/tables.ts';

const sizes = [16, 32, 64, 128];

it('the slope of a power law is its power, with an interval of no width', () => {
  const times = [1, 3].map((factor) => sizes.map((size) => factor * size ** 0.75));
  const { mean, low, high, last } = timeSlope({ sizes, times });
  for (const slope of [mean, low, high, last]) expect(slope).toBeCloseTo(0.75, 12);
});

it('a fixed cost per step shows as a slope that grows with the size', () => {
  const times = [1, 2].map((factor) => sizes.map((size) => factor * (100 + size)));
  const { mean, last } = timeSlope({ sizes, times });
  expect(mean).toBeLessThan(last);
  expect(last).toBeCloseTo(Math.log2(228 / 164), 12);
});

it('one replicate has no interval', () => {
  expect(() => timeSlope({ sizes, times: [[1, 2, 3, 4]] })).toThrow('two replicates, got 1');
});

it('the table has a line for each variable, beside the operation count', () => {
  const times = [sizes, sizes];
  const text = slopesTable(
    (['m', 'd'] as const).map((variable) => ({ variable, sizes, engine: 'kernel', times })),
  );
  expect(text).toContain('| m | 16, 32, 64, 128 | 1.00 (1.00 to 1.00), 1.00 | 1 |');
  expect(text).toContain('| d | 16, 32, 64, 128 | 1.00 (1.00 to 1.00), 1.00 | 0 |');
});
