import { expect, it } from 'vitest';
import { allHeld } from '../../../theorems/laws/held.ts';
import type { Held } from '../../../theorems/laws/measure.ts';

const row = (quantity: string, seen: number, predicted: number, tolerance: number): Held => ({
  quantity,
  s: 1,
  seen,
  predicted,
  tolerance,
});
const of = (R: number, ...held: Held[]) => ({ R, slope: 0, held });

it('holds where every row of every quantity is within its tolerance; slack is that of the worst', () => {
  // |0.5 - 0.4|/0.4 = 1/4 and |2 - 3|/2 = 1/2.
  const m = of(0.5, row('a', 0.5, 0.4, 0.4), row('a', 2, 3, 2), row('b', 9, 1, 1));
  expect(allHeld('a')(m)).toEqual({ holds: true, slack: 0.5, cases: ['R < 1'] });
});

it('fails where one row of one quantity is outside', () => {
  // |9 - 1|/1 = 8.
  const m = of(1, row('a', 0.5, 0.4, 0.4), row('b', 9, 1, 1));
  expect(allHeld('a', 'b')(m)).toEqual({ holds: false, slack: -7, cases: ['R >= 1'] });
  // |3 - 1|/1.9 is just more than 1, |2.9 - 1|/1.9 is 1.
  expect(allHeld('a')(of(1, row('a', 3, 1, 1.9)))).toMatchObject({ holds: false });
  expect(allHeld('a')(of(1, row('a', 2.9, 1, 1.9)))).toMatchObject({ holds: true });
});

it('is not known where a number is none, or a quantity was not measured', () => {
  expect(allHeld('a')(of(1, row('a', NaN, 1, 1), row('a', 5, 1, 1)))).toMatchObject({ holds: undefined });
  expect(allHeld('a')(of(1, row('a', 5, 1, Infinity)))).toMatchObject({ holds: undefined });
  expect(allHeld('a', 'c')(of(1, row('a', 1, 1, 1)))).toMatchObject({ holds: undefined });
});

it('with a slope the edge is rho = (1 + a)/(1 - a)', () => {
  // a = 1/3: rho = 2.
  const leaky = (R: number) => allHeld('a')({ ...of(R, row('a', 1, 1, 1)), slope: 1 / 3 }).cases;
  expect(leaky(1.9)).toEqual(['R < rho']);
  expect(leaky(2.1)).toEqual(['R >= rho']);
});
