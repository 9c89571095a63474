/** What the claims of the steps read: measurements written here, each number different. */
import { describe, expect, it } from 'vitest';
import type { StepsMeasurement } from '../../../theorems/steps/measure.ts';
import { STEPS } from '../../../theorems/steps/steps.ts';

const MADE: StepsMeasurement = {
  growthUsed: 0.75,
  neurons: 64,
  joined: 48,
  left: 0,
  rates: 200,
  aboveHoeffding: 0,
  gapLooks: 8,
  gapFell: 0,
  live: 0.625,
};
const eventOf = (id: string) => {
  const claim = STEPS.flatMap((t) => t.claims).find((c) => c.id === `${id}/all`)!;
  if (claim.kind !== 'withHighProbability') throw new Error(`${id} has no event`);
  return (change: Partial<StepsMeasurement>) => claim.event({ ...MADE, ...change });
};

describe.each<[string, string, number, Partial<StepsMeasurement>, number]>([
  // 1 - 0.75; 1 - 1.5.
  ['step-growth', 'neurons', 0.25, { growthUsed: 1.5 }, -0.5],
  // Allowed 2/sqrt 64 = 0.25; |0.625 - 0.5| = 0.125, |0.125 - 0.5| = 0.375.
  ['step-start', 'neurons', 0.125, { live: 0.125 }, -0.125],
  // 48/64 - 1/2; 12 of 48 left.
  ['step-stays', 'joined', 0.25, { left: 12 }, -0.25],
  // One of 8 looks; 2 of 8.
  ['step-gap', 'before the margin', 0.125, { gapFell: 2 }, -0.25],
  // One of 200 rates; 50 of 200.
  ['step-hoeffding', 'rates', 0.005, { aboveHoeffding: 50 }, -0.25],
])('%s', (id, what, slack, change, fallen) => {
  const event = eventOf(id);
  it('holds, with its slack', () => {
    expect(event({})).toEqual({ holds: true, slack, cases: [what] });
  });
  it('fails, by how much', () => {
    expect(event(change)).toEqual({ holds: false, slack: fallen, cases: [what] });
  });
});

it('fails where too few neurons joined', () => {
  expect(eventOf('step-stays')({ joined: 16 })).toMatchObject({ holds: false, slack: -0.25 });
});

it('knows nothing and exercised nothing where nothing was looked at', () => {
  expect(eventOf('step-hoeffding')({ rates: 0 })).toMatchObject({ holds: undefined, cases: [] });
  expect(eventOf('step-gap')({ gapLooks: 0 })).toMatchObject({ holds: undefined, cases: [] });
  expect(eventOf('step-growth')({ growthUsed: NaN })).toMatchObject({ holds: undefined });
  expect(eventOf('step-start')({ live: NaN })).toMatchObject({ holds: undefined });
});
