/** The events of the probability claims, on measurements where something to look at is not there. */
import { describe, expect, it } from 'vitest';
import { withinConstants } from '../../theorems/events.ts';
import type { Json } from '../../theorems/types.ts';

/** A network at d0 = 64, d = 2^15 whose neurons all need the asymmetry constant `asymmetry`; T0 is at s = 5.9. */
const network = (times: readonly number[], asymmetry: number): Json => ({
  d0: 64,
  dBackground: 32,
  m: 64,
  d: 2 ** 15,
  checkpoints: times.map((s) => ({
    s,
    neurons: [1, -1].map((sign) => ({ sign, count: 32, asymmetry })),
  })),
});

describe('the event of Theorem 4.1', () => {
  const event = withinConstants('asymmetry');

  it('of a run that ends before T0 is undecided and no error: there was no checkpoint to look at', () => {
    const short = event(network([0, 2.5, 5], 0));
    expect(short).toEqual({ holds: undefined, unresolved: true, slack: NaN, cases: [] });
    expect(event(network([0, 5, 10], 0))).toMatchObject({ holds: true, cases: ['s=10', 'y=+1', 'y=-1'] });
  });

  it('of a number that is none is an error', () => {
    const broken = event(network([0, 10], NaN));
    expect([broken.holds, broken.unresolved]).toEqual([undefined, undefined]);
  });

  it('asks for one quantity at least: the smallest of no slacks would be infinite', () => {
    // @ts-expect-error no quantity
    expect(() => withinConstants()).not.toThrow();
  });
});
